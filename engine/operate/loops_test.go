package operate_test

import (
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

const before = `policy "a/b" title "T" source "s" parties buyer, seller currency EUR months clamp
record part {
  fact worth : number
}
fact ns : list of number from seller
fact parts : list of part from seller
fact day : date from seller
schedule monthly every 1 month from and including day clause "1"
decision d : yes or no
clause "1" "x" {
  d is yes when `

// How deep loops stand in one another, counted by hand.
func TestLoops(t *testing.T) {
	for condition, want := range map[string]operate.Loops{
		"day is after 2024-01-01":         {},
		"some n in ns has (n is above 1)": {Lists: 1},
		"1 is in ns":                      {Lists: 1},
		"some n in ns has (n is in ns)":   {Lists: 2},
		"some n in ns has (some p in parts has (worth of p is above n))":               {Lists: 2},
		"sum of (worth of p for each p in parts where worth of p is in ns) is above 1": {Lists: 2},
		"count of (monthly ending before 2030-01-01) is above 3":                       {Periods: 1},
		"some m in (monthly ending before 2030-01-01) has (number of m is in ns)":      {Lists: 1, Periods: 1},
	} {
		prog, err := dsl.Load([]*source.File{source.NewFile("x.policy", before+condition+".\n  d is no otherwise.\n}\n")})
		if err != nil {
			t.Fatal(err)
		}
		if got := operate.LoopsOf(prog.Policies[0].Versions[0]); got != want {
			t.Errorf("%s: %+v, want %+v", condition, got, want)
		}
	}
}

// Long lists cost something where there are loops, wherever they stand in the facts.
func TestCostly(t *testing.T) {
	short, long := value.OfList(make([]value.Value, 1000)), value.OfList(make([]value.Value, 1001))
	within := value.OfRecord([]value.Value{value.OfInt(1), long})
	for _, c := range []struct {
		loops operate.Loops
		given []value.Value
		want  bool
	}{
		{operate.Loops{}, []value.Value{long}, false},
		{operate.Loops{Lists: 1}, []value.Value{short}, false},
		{operate.Loops{Lists: 1}, []value.Value{long}, true},
		{operate.Loops{Lists: 1}, []value.Value{value.OfList([]value.Value{within})}, true},
		{operate.Loops{Lists: 2}, []value.Value{short}, true},
		{operate.Loops{Lists: 2}, []value.Value{value.OfList(make([]value.Value, 60))}, false},
		{operate.Loops{Lists: 7}, []value.Value{value.OfList(make([]value.Value, 60))}, true},
		{operate.Loops{Periods: 1}, []value.Value{long}, false},
		{operate.Loops{Periods: 2}, nil, true},
	} {
		if got := c.loops.Costly(c.given); got != c.want {
			t.Errorf("%+v: %v", c.loops, got)
		}
	}
}

// With few members no case is costly, whatever its lists are; one more, and it has to be seen.
func TestFew(t *testing.T) {
	for _, c := range []struct {
		loops   operate.Loops
		members int
		want    bool
	}{
		{operate.Loops{}, 1 << 30, true},
		{operate.Loops{Lists: 1}, 1000, true},
		{operate.Loops{Lists: 1}, 1001, false},
		{operate.Loops{Lists: 2}, 101, false},
		{operate.Loops{Lists: 7}, 20, true},
		{operate.Loops{Lists: 7}, 21, false},
		{operate.Loops{Periods: 1}, 1 << 30, true},
		{operate.Loops{Periods: 2}, 0, false},
	} {
		if got := c.loops.Few(c.members); got != c.want {
			t.Errorf("%+v, %d: %v", c.loops, c.members, got)
		}
	}
}
