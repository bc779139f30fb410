package interview

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

func answerTo(t *testing.T, g *engine.Program, given []value.Value) *outcome.Result {
	t.Helper()
	res, problems := g.Decide(func(*tree.Policy) (*facts.Set, []outcome.Problem) { return &facts.Set{Values: given}, nil }, engine.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return res
}

// A fact is needed if and only if, with some values of the others that are not known, it makes a difference: all of them are tried.
func TestNeedsAreWhatMakesADifference(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	const inputs = 5
	needed, idle := 0, 0
	for range 60 {
		g := load(t, smallPolicy(rng, inputs))
		given := make([]value.Value, inputs)
		for i := range given {
			if rng.IntN(4) == 0 {
				given[i] = value.OfBool(rng.IntN(2) == 0)
			}
		}
		got := NeedsOf(answerTo(t, g, given)).Decisions[0]
		for i := range given {
			if given[i].Kind != value.Invalid {
				continue
			}
			name := "f" + string(rune('0'+i))
			want := matters(t, g, given, i)
			if slices.Contains(got.Facts, name) != want {
				t.Errorf("%s matters: %v; needed: %v", name, want, got.Facts)
			}
			if want {
				needed++
			} else {
				idle++
			}
		}
		if (got.Status == "decided") != (len(got.Facts) == 0) {
			t.Errorf("%s with %v", got.Status, got.Facts)
		}
	}
	if needed < 20 || idle < 20 {
		t.Errorf("the cases show too little: %d needed, %d not", needed, idle)
	}
}

// matters tells whether the i-th fact changes the answer under some values of the others that are not known.
func matters(t *testing.T, g *engine.Program, given []value.Value, i int) bool {
	for mask := range 1 << len(given) {
		full := slices.Clone(given)
		for j := range full {
			if full[j].Kind == value.Invalid {
				full[j] = value.OfBool(mask>>j&1 == 1)
			}
		}
		full[i] = value.OfBool(true)
		with := exact.Fingerprint(&answerTo(t, g, full).Decisions[0])
		full[i] = value.OfBool(false)
		if with != exact.Fingerprint(&answerTo(t, g, full).Decisions[0]) {
			return true
		}
	}
	return false
}

const judged = `policy "t/judged"
  title "Judged"
  parties shop, buyer

fact gift : yes or no from buyer "Was it a gift?"
fact late : yes or no from shop "Is it late?"

decision out : first of a, b

clause "1" "all" {
  determination worn : yes or no by shop "Is it worn?".
  out is a when gift and late and worn.
  out is b.
}
`

// Judgments are owed once no fact is missing, and not before.
func TestJudgmentsComeLast(t *testing.T) {
	g := load(t, judged)
	yes := value.OfBool(true)
	for _, c := range []struct {
		given           []value.Value
		facts, judgment string
	}{
		{[]value.Value{{}, {}, {}}, "gift late", ""},
		{[]value.Value{yes, {}, {}}, "late", ""},
		{[]value.Value{yes, yes, {}}, "", "worn"},
		{[]value.Value{yes, value.OfBool(false), {}}, "", ""},
		{[]value.Value{yes, yes, yes}, "", ""},
	} {
		d := NeedsOf(answerTo(t, g, c.given)).Decisions[0]
		if got := strings.Join(d.Facts, " "); got != c.facts {
			t.Errorf("facts %q, want %q", got, c.facts)
		}
		if got := strings.Join(d.Judgments, " "); got != c.judgment {
			t.Errorf("judgments %q, want %q", got, c.judgment)
		}
	}
}

// What is skipped is not asked again, back takes it back, and a saved interview goes on where it was.
func TestSkipBackAndSave(t *testing.T) {
	g := load(t, judged)
	c := casework.New(g, casework.Empty, nil)
	iv := Start(c, nil)
	asked := func() string {
		q, _, problems := iv.Next()
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if q == nil {
			return ""
		}
		return q.Path
	}
	if got := asked(); got != "gift" {
		t.Fatalf("first %q", got)
	}
	q, res, _ := iv.Next()
	if problems := iv.Give(res, q, "perhaps"); len(problems) == 0 || problems[0].Path != "gift" {
		t.Errorf("an answer that is none: %v", problems)
	}
	iv.Skip("gift")
	if got := asked(); got != "late" {
		t.Errorf("after a skip %q", got)
	}
	text, err := iv.Save(res.Policy)
	if err != nil || strings.Join(Skipped(text), " ") != "gift" {
		t.Errorf("%v: %s", err, text)
	}
	if !iv.Back() || asked() != "gift" {
		t.Error("back does not take the skip back")
	}
	q, res, _ = iv.Next()
	if problems := iv.Give(res, q, "no"); len(problems) > 0 || asked() != "" {
		t.Errorf("%v; then %q", problems, asked())
	}
	if !iv.Back() || iv.Back() || asked() != "gift" {
		t.Error("back does not take the answer back, or more than there is")
	}
}
