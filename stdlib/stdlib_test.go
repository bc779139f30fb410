package stdlib

import (
	"errors"
	"testing"

	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// TestRows executes every example. That the expressions mean the same to the engine is tested beside the generator of the documentation.
func TestRows(t *testing.T) {
	names := map[string]bool{}
	for _, b := range Builtins() {
		if names[b.Name] || b.Group == "" || b.Signature == "" || b.Doc == "" || len(b.Examples) == 0 {
			t.Errorf("%s is not complete, or not the only row of that name", b.Name)
		}
		names[b.Name] = true
		if found, ok := Find(b.Name); !ok || found.Name != b.Name {
			t.Errorf("%s is not found", b.Name)
		}
		for _, x := range b.Examples {
			got, err := b.Impl(x.Args)
			text := got.String()
			if got.Kind == value.Enum {
				text = b.Members[got.N]
			}
			if err != nil || text != x.Result {
				t.Errorf("%s is %s, %v, want %s", x.Expr, text, err, x.Result)
			}
		}
	}
	if _, ok := Find("median of"); ok {
		t.Error("median of is built in")
	}
}

// TestArguments gives every row what it does not take: it must refuse, and never panic.
func TestArguments(t *testing.T) {
	duty := value.OfDuty(&value.DutyValue{})
	for _, b := range Builtins() {
		for _, x := range b.Examples {
			for i := range x.Args {
				args := append([]value.Value(nil), x.Args...)
				args[i] = duty
				_, err := b.Impl(args)
				if b.Name == "count of" || b.Name == "list of" {
					if err != nil {
						t.Errorf("%s of anything: %v", b.Name, err)
					}
				} else if !errors.Is(err, ErrArguments) && !errors.Is(err, value.ErrKind) {
					t.Errorf("%s: %v", x.Expr, err)
				}
				if b.Group == "Several values" {
					continue
				}
				if _, err := b.Impl(x.Args[:i]); !errors.Is(err, ErrArguments) {
					t.Errorf("%s with %d arguments: %v", b.Name, i, err)
				}
				args[i] = value.Value{}
				if got, err := b.Impl(args); err != nil || got.Kind != value.Invalid {
					t.Errorf("%s of what does not arise: %s, %v", b.Name, got, err)
				}
			}
		}
	}
}

func TestErrors(t *testing.T) {
	impl := func(name string, args ...value.Value) error {
		b, ok := Find(name)
		if !ok {
			t.Fatalf("no row %s", name)
		}
		_, err := b.Impl(args)
		return err
	}
	last := value.OfDate(date.Max)
	half := value.OfScaled(value.Number, value.Scale/2, money.None)
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"days after the last", impl("days after", value.OfInt(1), last), date.ErrRange},
		{"months after the last", impl("months after", value.OfInt(1), last, value.OfText("clamp")), date.ErrRange},
		{"minutes after the last", impl("minutes after", value.OfInt(24*60), value.OfInstant(date.Instant{Unix: 86_400 * int64(date.Max)})), date.ErrRange},
		{"last day of no days", impl("last day of days", value.OfInt(0), last), date.ErrRange},
		{"half a day", impl("days after", half, last), ErrArguments},
		{"half a minute", impl("minutes after", half, value.OfInstant(date.Instant{})), ErrArguments},
		{"after never", impl("days after", value.OfInt(1), value.Never), value.ErrSpecial},
		{"year of never", impl("year of", value.Never), value.ErrSpecial},
		{"a zone", impl("date of", value.OfInstant(date.Instant{}), value.OfText("Europe/Geneva")), date.ErrZone},
		{"a zone", impl("clock on", value.OfInt(0), last, value.OfText("Europe/Geneva")), date.ErrZone},
		{"25:00", impl("clock on", value.OfInt(25*60), last, value.OfText("UTC")), ErrArguments},
		{"two currencies", impl("sum of", value.OfInt(1), value.OfScaled(value.Percent, 1, 0)), value.ErrKind},
		{"sum with unlimited", impl("sum of", value.Unlimited), value.ErrSpecial},
		{"a share of unlimited", impl("% of", value.OfScaled(value.Percent, 1, 0), value.Unlimited), value.ErrSpecial},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.err, c.want)
		}
	}
}

func TestAggregatesOfNothing(t *testing.T) {
	zero := value.OfScaled(value.Money, 0, money.Must("EUR"))
	skipped := []value.Value{{}, {}}
	one := value.OfScaled(value.Money, value.Scale, zero.Cur)
	if got, err := Sum(zero, nil); err != nil || got.String() != "0.00 EUR" {
		t.Errorf("the sum of nothing: %s, %v", got, err)
	}
	if got, err := Sum(zero, skipped); err != nil || got.Kind != value.Invalid {
		t.Errorf("the sum of what does not arise: %s, %v", got, err)
	}
	if got, err := Sum(zero, []value.Value{{}, one, one}); err != nil || got.String() != "2.00 EUR" {
		t.Errorf("a sum: %s, %v", got, err)
	}
	if got := Count(append(skipped, one)); got.String() != "1" {
		t.Errorf("the count: %s", got)
	}
	for _, members := range [][]value.Value{nil, skipped} {
		for _, f := range []func([]value.Value) (value.Value, error){Smallest, Largest} {
			if got, err := f(members); err != nil || got.Kind != value.Invalid {
				t.Errorf("the extreme of nothing: %s, %v", got, err)
			}
		}
	}
	if got := List([]value.Value{{}, one}); got.String() != "[1.00 EUR]" {
		t.Errorf("a list: %s", got)
	}
	if got, err := Smallest([]value.Value{value.Unlimited, one}); err != nil || got.String() != "1.00 EUR" {
		t.Errorf("the smallest: %s, %v", got, err)
	}
	if _, err := Largest([]value.Value{value.OfText("a")}); !errors.Is(err, value.ErrKind) {
		t.Errorf("the largest of one text: %v", err)
	}
}
