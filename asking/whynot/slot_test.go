package whynot

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// A set of what is there is changed by one member, and a list by one entry: whoever is told more than that is told what need not be.
func TestOnlyTheSmallestChangesAreTried(t *testing.T) {
	b := open(t, "watchlegacy/returns", "watchlegacy-late.yaml")
	for _, in := range b.p.Inputs {
		if in.Type.Kind != types.Set {
			continue
		}
		n := len(in.Type.Members)
		now := value.Value{Kind: value.Set, N: 3}
		got := slot{now: now}.sets(n)
		if len(got) != n {
			t.Errorf("%s: %d changes of %d members", in.Name, len(got), n)
		}
		for _, v := range got {
			if d := v.N ^ now.N; d == 0 || d&(d-1) != 0 {
				t.Errorf("%s: %b is not one member off", in.Name, v.N)
			}
		}
	}
	entries := []value.Value{value.OfInt(1), value.OfInt(2), value.OfInt(3)}
	got := slot{now: value.OfList(entries)}.lists(&types.Type{Kind: types.Number})
	if len(got) != 3 || len(got[0].Members()) != 2 || !value.Equal(got[0].Members()[0], entries[1]) || !value.Equal(got[2].Members()[1], entries[1]) {
		t.Errorf("a list of three is changed to %v", got)
	}
	if len(entries) != 3 || !value.Equal(entries[0], value.OfInt(1)) {
		t.Error("the list itself was changed")
	}
	kinds := &types.Type{Kind: types.Enum, Members: []string{"a", "b"}}
	got = slot{now: value.OfList([]value.Value{value.OfEnum(0)})}.lists(kinds)
	if len(got) != 2 || len(got[0].Members()) != 0 || len(got[1].Members()) != 2 {
		t.Errorf("a list of names is changed to %v", got)
	}
}

// What the clauses on the way read comes before what only lies behind them.
func TestFactsOfTheDecidingClausesComeFirst(t *testing.T) {
	r := open(t, "watchlegacy/returns", "watchlegacy-approved.yaml").ask("return_outcome=rejected")
	at := func(text string) int { return strings.Index(string(r.Text()), text) }
	if at("if no return request had arrived") < 0 || at("if links had been taken out of the bracelet") < 0 {
		t.Fatalf("%s", r.Text())
	}
	late := open(t, "watchlegacy/returns", "watchlegacy-late.yaml").ask("request_status=in_time")
	if len(late.Changes) == 0 || late.Changes[0][0].Place.Input.Name != "request_received_on" {
		t.Errorf("%s", late.Text())
	}
	slots, _ := slots(r.Result.Policy, coneOf(r.Goal.Decision), r.given)
	last := slots[len(slots)-1].place.Input
	reads := []*Step{{Because: inputRef(last)}}
	if first := decidingFirst(slots, reads)[0]; first.place.Input != last {
		t.Errorf("%s comes first, and not %s", first.place.Input.Name, last.Name)
	}
}

func inputRef(in *tree.Input) tree.Expr { return &tree.InputRef{Input: in} }
