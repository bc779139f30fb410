package replay

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
)

const parcel = `policy "t/parcel"
  title "Parcel"
  parties shop, client
  currency EUR

fact weight : number at least 0 from shop "How many kilograms?"
fact abroad : yes or no from client "Does it go abroad?"

decision class : first of heavy, light
decision fee : money

clause "1" "classes" {
  class is heavy when weight is above 5.
  class is light.
}
clause "2" "fees" {
  fee is 4 EUR when class is light.
  fee is 9 EUR when class is heavy.
  add 6 EUR to fee when abroad.
}
`

func side(t testing.TB, text string) Find {
	t.Helper()
	p, err := dsl.Load([]*source.File{source.NewFile("t.policy", text)})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.NewProgram(p.Policies[0].Versions)
	if err != nil {
		t.Fatal(err)
	}
	return func(policy string) (*engine.Program, error) {
		if policy != p.Policies[0].Name {
			return nil, nil
		}
		return g, nil
	}
}

const cases = `{"policy": "t/parcel", "facts": {"weight": 2, "abroad": false}}
{"policy": "t/parcel", "facts": {"weight": 4, "abroad": false}}

{"policy": "t/parcel", "facts": {"weight": 4.5, "abroad": true}}
{"policy": "t/parcel", "facts": {"weight": 9, "abroad": true}}
{"policy": "t/other", "facts": {}}
{"policy": "t/parcel", "facts": {"weight": -1}}
{"policy": "t/parcel", "facts": {"abroad": true}}
`

func report(t *testing.T, old, now string) *Report {
	t.Helper()
	r := New(side(t, old), side(t, now))
	if err := Each(strings.NewReader(cases), r.Case); err != nil {
		t.Fatal(err)
	}
	return r.Report()
}

// Which lines change, how, and by which clause, reckoned from the two texts.
func TestGroups(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		changed        int
		want           []string
	}{
		{"nothing", "", "", 0, nil},
		{"layout", "  fee is 4 EUR when class is light.", "    fee is   4 EUR when class is light.", 0, nil},
		{"a threshold", "above 5", "above 3", 2, []string{
			"class light→heavy by 1 in 2 4", "fee higher 4.00 EUR→9.00 EUR by 1 in 2 4"}},
		{"an amount", "9 EUR", "8 EUR", 1, []string{"fee lower 15.00 EUR→14.00 EUR by 2 in 5"}},
		{"facts that only the old text takes", "number at least 0", "number at least 3", 1, []string{" accepted→refused, since weight: * by  in 1"}},
	} {
		now := parcel
		if c.old != "" {
			if now = strings.Replace(parcel, c.old, c.new, 1); now == parcel {
				t.Fatalf("%s: nothing is changed", c.name)
			}
		}
		r := report(t, parcel, now)
		if r.Cases != 7 || !slices.Equal(r.Skipped, []int{6}) || !slices.Equal(r.Refused, []int{7}) {
			t.Errorf("%s: %d cases, skipped %v, refused %v", c.name, r.Cases, r.Skipped, r.Refused)
		}
		if r.Changed != c.changed {
			t.Errorf("%s: %d changed, want %d: %s", c.name, r.Changed, c.changed, r.Text())
		}
		if len(r.Groups) != len(c.want) {
			t.Errorf("%s: %s", c.name, r.Text())
			continue
		}
		for i, g := range r.Groups {
			if got := words(g); !like(got, c.want[i]) {
				t.Errorf("%s: %q, want %q", c.name, got, c.want[i])
			}
		}
	}
}

func words(g *Group) string {
	s := g.Decision + " "
	if g.Way != "" {
		s += g.Way + " "
	}
	s += g.From + "→" + g.To + " by " + strings.Join(g.Clauses, ",") + " in"
	for _, n := range g.Lines {
		s += " " + strconv.Itoa(n)
	}
	return strings.Join(strings.Fields(s), " ")
}

// like compares words; * and ? stand for anything.
func like(got, want string) bool {
	want = strings.Join(strings.Fields(want), " ")
	at := strings.IndexAny(want, "*?")
	if at < 0 {
		return got == want
	}
	return strings.HasPrefix(got, want[:at]) && strings.HasSuffix(got, want[at+1:])
}

// A line that is no case is named by its number, and the lines before it have been decided.
func TestLinesThatAreNoCases(t *testing.T) {
	for text, want := range map[string]string{
		"{}":                                   "line 1 has not both",
		"\n\n[1]":                              "line 3 is no recorded case",
		`{"policy": "a", "facts": {}} {}`:      "line 1 is no recorded case",
		`{"policy": "a", "fact": {}}`:          "line 1 is no recorded case",
		`{"policy": "a", "facts": {}}` + "\nx": "line 2 is no recorded case",
	} {
		seen := 0
		err := Each(strings.NewReader(text), func(Line) error { seen++; return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
		if strings.HasPrefix(want, "line 2") != (seen == 1) {
			t.Errorf("%q: %d cases before the error", text, seen)
		}
	}
}
