package value

import (
	"errors"
	"math"
	"strings"
	"testing"
	"unsafe"

	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

var (
	eur = money.Must("EUR")
	chf = money.Must("CHF")
)

// A Value is copied at every step: it must stay small.
var _ [40 - unsafe.Sizeof(Value{})]byte

func amount(kind Kind, s string, cur money.Currency) Value {
	return OfDecimal(kind, decimal.RequireFromString(s), cur)
}

func euros(s string) Value   { return amount(Money, s, eur) }
func number(s string) Value  { return amount(Number, s, money.None) }
func percent(s string) Value { return amount(Percent, s, money.None) }

func day(s string) Value {
	d, err := date.Parse(s)
	if err != nil {
		panic(err)
	}
	return OfDate(d)
}

func moment(s string) Value {
	i, err := date.ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return OfInstant(i)
}

// anyAmount draws exact amounts of every form: small, with more decimals than fit, at the ends of int64, and larger.
var anyAmount = rapid.Custom(func(t *rapid.T) decimal.Decimal {
	edges := rapid.SampledFrom([]int64{0, 1, -1, maxN - 1, maxN, -maxN, 1 - maxN, maxN / 2, math.MaxInt64, math.MinInt64, Scale, -Scale})
	n := rapid.OneOf(edges, rapid.Int64Range(-1_000_000_000, 1_000_000_000), rapid.Int64()).Draw(t, "digits")
	d := decimal.New(n, -6)
	switch rapid.IntRange(0, 5).Draw(t, "form") {
	case 0:
		d = d.Add(decimal.New(rapid.Int64Range(-9, 9).Draw(t, "more"), -7))
	case 1:
		d = d.Mul(decimal.New(rapid.Int64().Draw(t, "times"), 0))
	case 2:
		d = d.Truncate(2)
	}
	return d
})

// TestArithmetic holds that all arithmetic equals that of decimals, and that every result is in its one form.
func TestArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := anyAmount.Draw(t, "x"), anyAmount.Draw(t, "y")
		a, b := OfDecimal(Money, x, eur), OfDecimal(Money, y, eur)
		n, p := OfDecimal(Number, y, money.None), OfDecimal(Percent, y, money.None)
		check := func(op string, got Value, err error, kind Kind, want decimal.Decimal) {
			t.Helper()
			if err != nil || !got.Decimal().Equal(want) || got.Kind != kind {
				t.Errorf("%s %s %s = %s, %v, want %s", x, op, y, got, err, want)
			}
			scaled := want.Shift(6)
			small := scaled.IsInteger() && scaled.Abs().LessThan(maxScaled)
			if small != (got.Ref == nil) || !small && got.N != 0 || (got.Cur == eur) != (kind == Money) {
				t.Errorf("%s %s %s = %#v", x, op, y, got)
			}
		}
		sum, err := Add(a, b)
		check("plus", sum, err, Money, x.Add(y))
		diff, err := Sub(a, b)
		check("less", diff, err, Money, x.Sub(y))
		neg, err := Neg(a)
		check("negated", neg, err, Money, x.Neg())
		times, err := Mul(a, n)
		check("times", times, err, Money, x.Mul(y))
		times, err = Mul(p, a)
		check("times", times, err, Money, x.Mul(y))
		times, err = Mul(OfDecimal(Number, x, money.None), n)
		check("times", times, err, Number, x.Mul(y))
		times, err = Mul(p, OfDecimal(Number, x, money.None))
		check("times", times, err, Percent, x.Mul(y))
		share, err := ShareOf(p, a)
		check("share", share, err, Money, x.Mul(y))

		c, err := Cmp(a, b)
		if err != nil || c != x.Cmp(y) || Equal(a, b) != (c == 0) {
			t.Errorf("%s and %s compare %d, %v", x, y, c, err)
		}
		least, err := Min(a, b)
		check("min", least, err, Money, decimal.Min(x, y))
		most, err := Max(a, b)
		check("max", most, err, Money, decimal.Max(x, y))
		if a.Sign() != x.Sign() || a.IsZero() != x.IsZero() {
			t.Errorf("%s has sign %d", x, a.Sign())
		}
		step := decimal.New(rapid.Int64Range(1, 100).Draw(t, "step"), rapid.Int32Range(-8, 2).Draw(t, "exponent"))
		mode := money.Mode(rapid.IntRange(0, 3).Draw(t, "mode"))
		rounded, err := a.Round(mode, OfDecimal(Number, step, money.None))
		check("round", rounded, err, Money, money.Round(x, mode, step))
	})
}

// TestRaw holds that numbers of millionths that nobody brought into their form count the same.
func TestRaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Value{Kind: Number, N: rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MaxInt64, math.MinInt64})).Draw(t, "a")}
		b := Value{Kind: Number, N: rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MaxInt64, math.MinInt64})).Draw(t, "b")}
		sum, _ := Add(a, b)
		diff, _ := Sub(a, b)
		times, _ := Mul(a, b)
		c, _ := Cmp(a, b)
		x, y := a.Decimal(), b.Decimal()
		if !sum.Decimal().Equal(x.Add(y)) || !diff.Decimal().Equal(x.Sub(y)) || !times.Decimal().Equal(x.Mul(y)) || c != x.Cmp(y) {
			t.Errorf("%s, %s: %s, %s, %s, %d", x, y, sum, diff, times, c)
		}
		if got := OfDecimal(Number, x, money.None); !Equal(a, got) {
			t.Errorf("%s is not %s", a, got)
		}
	})
}

func TestInt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int().Draw(t, "n")
		v := OfInt(n)
		if !v.Decimal().Equal(decimal.NewFromInt(int64(n))) {
			t.Errorf("%d is %s", n, v)
		}
		if back, ok := v.Int(); ok && back != n || ok != (v.Ref == nil) {
			t.Errorf("%d and back is %d, %v", n, back, ok)
		}
	})
	if _, ok := number("1.5").Int(); ok {
		t.Error("1.5 is whole")
	}
}

func TestRefusals(t *testing.T) {
	first := func(_ Value, err error) error { return err }
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"two currencies", first(Add(euros("1"), amount(Money, "1", chf))), ErrCurrency},
		{"a currency that is not known", first(Sub(euros("1"), amount(Money, "1", money.None))), ErrCurrency},
		{"money and a number", first(Add(euros("1"), number("1"))), ErrKind},
		{"a number and a percentage", first(Add(number("1"), percent("0.05"))), ErrKind},
		{"days", first(Add(day("2024-01-01"), day("2024-01-01"))), ErrKind},
		{"unlimited plus", first(Add(Unlimited, euros("1"))), ErrSpecial},
		{"less unlimited", first(Sub(euros("1"), Unlimited)), ErrSpecial},
		{"unlimited negated", first(Neg(Unlimited)), ErrSpecial},
		{"unlimited times", first(Mul(Unlimited, number("2"))), ErrSpecial},
		{"money times money", first(Mul(euros("1"), euros("2"))), ErrKind},
		{"share of unlimited", first(ShareOf(percent("0.05"), Unlimited)), ErrSpecial},
		{"share that is no percentage", first(ShareOf(number("5"), euros("1"))), ErrKind},
		{"share of a day", first(ShareOf(percent("0.05"), day("2024-01-01"))), ErrKind},
		{"round unlimited", first(Unlimited.Round(money.Down, number("0.01"))), ErrSpecial},
		{"round to nothing", first(euros("1").Round(money.Down, number("0"))), ErrStep},
		{"round to less than nothing", first(euros("1").Round(money.Down, number("-1"))), ErrStep},
		{"round to another currency", first(euros("1").Round(money.Down, amount(Money, "1", chf))), ErrCurrency},
		{"round a day", first(day("2024-01-01").Round(money.Down, number("1"))), ErrKind},
		{"smaller of two currencies", first(Min(euros("1"), amount(Money, "1", chf))), ErrCurrency},
		{"larger of a day and a moment", first(Max(day("2024-01-01"), moment("2024-01-01T00:00Z"))), ErrKind},
		{"larger of texts", first(Max(OfText("a"), OfText("b"))), ErrKind},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.err, c.want)
		}
	}
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		a, b Value
		want int
	}{
		{euros("1"), euros("1.000000001"), -1},
		{Unlimited, euros("1e30"), 1},
		{euros("1e30"), Unlimited, -1},
		{Unlimited, Unlimited, 0},
		{Never, day("9999-12-31"), 1},
		{day("2024-02-29"), Never, -1},
		{Never, Never, 0},
		{day("2024-02-29"), day("2024-03-01"), -1},
		{moment("2024-01-01T12:00+01:00"), moment("2024-01-01T11:00Z"), 0},
		{moment("2024-01-01T12:00:00.5Z"), moment("2024-01-01T12:00Z"), 1},
		{percent("0.05"), percent("0.05"), 0},
	} {
		got, err := Cmp(c.a, c.b)
		if err != nil || got != c.want || Equal(c.a, c.b) != (c.want == 0) {
			t.Errorf("%s and %s: %d, %v, %v", c.a, c.b, got, err, Equal(c.a, c.b))
		}
		if back, _ := Cmp(c.b, c.a); back != -c.want {
			t.Errorf("%s and %s: %d", c.b, c.a, back)
		}
	}
}

func TestEqual(t *testing.T) {
	ge, _ := calendar.Named("CH-GE")
	vd, _ := calendar.Named("CH-VD")
	newYear := []date.Date{date.Must(2024, 1, 1)}
	duty := func(change func(*DutyValue)) Value {
		d := DutyValue{Who: "seller", Modality: Must, What: "refund", Amount: euros("10"), By: day("2024-01-15")}
		change(&d)
		return OfDuty(&d)
	}
	same := func(*DutyValue) {}
	for _, c := range []struct {
		a, b Value
		want bool
	}{
		{Value{}, Value{}, true},
		{OfBool(true), OfBool(true), true},
		{OfBool(true), OfBool(false), false},
		{OfEnum(1), OfEnum(2), false},
		{OfEnum(1), OfBool(true), false},
		{Value{Kind: Set, N: 5}, Value{Kind: Set, N: 5}, true},
		{OfText("a"), OfText("a"), true},
		{OfText("a"), OfText("b"), false},
		{Value{Kind: Country, Ref: "CH"}, Value{Kind: Country, Ref: "CH"}, true},
		{OfCurrency(eur), OfCurrency(eur), true},
		{OfCurrency(eur), OfCurrency(chf), false},
		{euros("0"), amount(Money, "0", chf), false},
		{OfCalendar(ge), OfCalendar(ge), true},
		{OfCalendar(ge), OfCalendar(vd), false},
		{OfCalendar(calendar.Of(newYear)), OfCalendar(calendar.Of(newYear)), true},
		{OfCalendar(calendar.Of(newYear)), OfCalendar(calendar.Of(nil)), false},
		{OfList(nil), OfList([]Value{}), true},
		{OfList([]Value{euros("1"), euros("2")}), OfList([]Value{euros("1"), euros("2")}), true},
		{OfList([]Value{euros("1"), euros("2")}), OfList([]Value{euros("2"), euros("1")}), false},
		{OfList([]Value{euros("1")}), OfList([]Value{euros("1"), euros("2")}), false},
		{OfRecord([]Value{euros("1"), {}}), OfRecord([]Value{euros("1"), {}}), true},
		{OfRecord([]Value{euros("1"), {}}), OfRecord([]Value{euros("1"), OfBool(false)}), false},
		{OfPeriod(&SchedulePeriod{Number: 1}), OfPeriod(&SchedulePeriod{Number: 1}), true},
		{OfPeriod(&SchedulePeriod{Number: 1}), OfPeriod(&SchedulePeriod{Number: 2}), false},
		{duty(same), duty(same), true},
		{duty(same), duty(func(d *DutyValue) { d.Who = "buyer" }), false},
		{duty(same), duty(func(d *DutyValue) { d.Modality = May }), false},
		{duty(same), duty(func(d *DutyValue) { d.What = "pay" }), false},
		{duty(same), duty(func(d *DutyValue) { d.To = "buyer" }), false},
		{duty(same), duty(func(d *DutyValue) { d.Amount = euros("11") }), false},
		{duty(same), duty(func(d *DutyValue) { d.InsuredFor = euros("11") }), false},
		{duty(same), duty(func(d *DutyValue) { d.NotBefore = day("2024-01-01") }), false},
		{duty(same), duty(func(d *DutyValue) { d.By = Value{} }), false},
		{duty(same), duty(func(d *DutyValue) { d.Immediately = true }), false},
		{duty(same), duty(func(d *DutyValue) { d.Until = "paid" }), false},
	} {
		if got := Equal(c.a, c.b); got != c.want || Equal(c.b, c.a) != c.want {
			t.Errorf("%s and %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestString(t *testing.T) {
	ge, _ := calendar.Named("CH-GE")
	for _, c := range []struct {
		v    Value
		want string
	}{
		{Value{}, "unknown"},
		{OfBool(true), "yes"},
		{OfBool(false), "no"},
		{OfEnum(2), "#2"},
		{Value{Kind: Set, N: 5}, "{#0, #2}"},
		{Value{Kind: Set, N: math.MinInt64}, "{#63}"},
		{number("7500.5"), "7500.5"},
		{number("-75000.5"), "-75,000.5"},
		{number("9999.0000001"), "9999.0000001"},
		{number("10000.0000001"), "10,000.0000001"},
		{number("-0.0000000001"), "-0.0000000001"},
		{percent("0.05"), "5%"},
		{percent("0.00125"), "0.125%"},
		{percent("0.000000001"), "0.0000001%"},
		{percent("12"), "1,200%"},
		{euros("7500"), "7,500.00 EUR"},
		{Unlimited, "unlimited"},
		{Never, "never"},
		{day("2024-02-29"), "2024-02-29"},
		{moment("2024-02-29T12:00+01:00"), "2024-02-29T12:00:00+01:00"},
		{OfText(`a "b"`), `"a \"b\""`},
		{Value{Kind: Country, Ref: "CH"}, "CH"},
		{OfCurrency(eur), "EUR"},
		{OfCalendar(ge), "CH-GE " + ge.Version()},
		{OfList([]Value{euros("1"), euros("2")}), "[1.00 EUR, 2.00 EUR]"},
		{OfRecord([]Value{euros("1"), {}}), "{1.00 EUR, unknown}"},
		{OfPeriod(&SchedulePeriod{Number: 2, First: 0, Last: 30}), "period 2, 1970-01-01 to 1970-01-31"},
		{OfDuty(&DutyValue{Who: "seller", Modality: MustNot, What: "ship"}), "seller must not ship"},
		{
			OfDuty(&DutyValue{
				Who: "seller", Modality: Must, What: "return", To: "buyer", Amount: euros("1"), InsuredFor: euros("2"), NotBefore: day("2024-01-01"),
				By: day("2024-01-31"), Immediately: true, Until: "paid",
			}),
			"seller must return to buyer amount 1.00 EUR insured for 2.00 EUR not before 2024-01-01 by 2024-01-31 immediately until paid",
		},
	} {
		if got := c.v.String(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "7": "7", "-7": "-7", "-0": "0", "0.50": "0.5", "7500.50": "7500.5", "7,500.50": "7500.5", "1,234,567": "1234567", "12,345": "12345",
		"123,456.789": "123456.789", "0.0000001": "0.0000001", strings.Repeat("9", 40): strings.Repeat("9", 40),
	} {
		d, err := ParseNumber(text)
		if err != nil || !d.Equal(decimal.RequireFromString(want)) {
			t.Errorf("%s is %s, %v", text, d, err)
		}
	}
	for text, reason := range map[string]string{
		"": reasonForm, "-": reasonForm, "+1": reasonForm, ".5": reasonForm, "5.": reasonForm, "1.2.3": reasonForm, "1e3": reasonForm, "1E3": reasonForm,
		"0x1": reasonForm, "1_000": reasonForm, " 1": reasonForm, "1 ": reasonForm, "7’500": reasonForm, "٣": reasonForm, "--1": reasonForm, "NaN": reasonForm,
		"75,00": reasonComma, "1,00": reasonComma, "1,0000": reasonComma, "1234,567": reasonComma, ",123": reasonComma, "1,": reasonComma, "1,,000": reasonComma,
		"1,000.5,0": reasonComma, "1.000,50": reasonComma, "0,500": reasonComma, "1,00.5": reasonComma, "-,5": reasonComma,
		"007": "begins with a zero: write it without", "00": "begins with a zero: write it without", "01.5": "begins with a zero: write it without",
		strings.Repeat("9", 41): "has more than 40 digits",
	} {
		_, err := ParseNumber(text)
		var nerr *NumberError
		if !errors.As(err, &nerr) || nerr.Reason != reason || nerr.Text != text {
			t.Errorf("%q: %v, want %s", text, err, reason)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want Value
	}{
		{Number, "7,500.5", number("7500.5")},
		{Percent, "5", percent("0.05")},
		{Percent, "12.5", percent("0.125")},
		{Percent, "0.00001", percent("0.0000001")},
		{Money, "-7,500.50", euros("-7500.50")},
		{Money, "999999999999.999999", euros("999999999999.999999")},
		{Money, "1000000000000", euros("1000000000000")},
		{Money, "0.0000001", euros("0.0000001")},
	} {
		cur := money.None
		if c.kind == Money {
			cur = eur
		}
		got, err := Parse(c.kind, c.text, cur)
		if err != nil || !Equal(got, c.want) || (got.Ref == nil) != (c.want.Ref == nil) || got.N != c.want.N {
			t.Errorf("%s is %s, %v", c.text, got, err)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"7,500.50", "75,00", "0.5", "-1,234,567", "1e5", "0,500", "99999999999999999999.999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseNumber(s)
		v, verr := Parse(Number, s, money.None)
		if (err == nil) != (verr == nil) {
			t.Fatalf("%q: %v and %v", s, err, verr)
		}
		if err != nil {
			return
		}
		want, err := decimal.NewFromString(strings.ReplaceAll(s, ",", ""))
		if err != nil || !want.Equal(d) {
			t.Fatalf("%q is %s, want %s, %v", s, d, want, err)
		}
		if !Equal(v, OfDecimal(Number, want, money.None)) {
			t.Fatalf("%q is %s, want %s", s, v, want)
		}
		// What is written for people can be read again.
		if back, err := Parse(Number, v.String(), money.None); len(s) < MaxDigits && (err != nil || !Equal(back, v)) {
			t.Fatalf("%s reads as %s, %v", v, back, err)
		}
	})
}

// TestNoAllocation holds that the int64 form is calculated with and compared without allocation.
func TestNoAllocation(t *testing.T) {
	a, b, p, step := euros("1234.56"), euros("78.90"), percent("0.05"), number("0.01")
	var buf [64]byte
	if n := testing.AllocsPerRun(100, func() {
		sum, _ := Add(a, b)
		diff, _ := Sub(sum, b)
		share, _ := ShareOf(p, diff)
		share, _ = share.Round(money.HalfUp, step)
		share, _ = Min(share, a)
		times, _ := Mul(share, step)
		times, _ = times.Round(money.Down, step)
		_, _ = Cmp(times, share)
		_ = Equal(times, share)
		_ = times.IsZero()
		_ = times.Append(buf[:0])
		_, _ = Parse(Money, "7,500.50", eur)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkAdd(b *testing.B) {
	x, y := euros("1234.56"), euros("78.90")
	for b.Loop() {
		_, _ = Add(x, y)
	}
}

func BenchmarkShareOf(b *testing.B) {
	x, p := euros("1234.56"), percent("0.05")
	for b.Loop() {
		_, _ = ShareOf(p, x)
	}
}

func BenchmarkCmp(b *testing.B) {
	x, y := euros("1234.56"), euros("78.90")
	for b.Loop() {
		_, _ = Cmp(x, y)
	}
}

func BenchmarkParseMoney(b *testing.B) {
	for b.Loop() {
		_, _ = Parse(Money, "7500.50", eur)
	}
}
