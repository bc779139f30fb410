package interview

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/stdlib/value"
)

func load(t *testing.T, text string) *engine.Program {
	t.Helper()
	p, err := dsl.Load([]*source.File{source.NewFile("t.policy", text)})
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	g, err := engine.NewProgram(p.Policies[0].Versions)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// condition is a random condition on facts f0, f1, …
func condition(rng *rand.Rand, facts, depth int) string {
	if depth == 0 || rng.IntN(4) == 0 {
		f := fmt.Sprintf("f%d", rng.IntN(facts))
		if rng.IntN(3) == 0 {
			return "not " + f
		}
		return f
	}
	join := []string{" and ", " or "}[rng.IntN(2)]
	return "(" + condition(rng, facts, depth-1) + join + condition(rng, facts, depth-1) + ")"
}

func smallPolicy(rng *rand.Rand, facts int) string {
	b := &strings.Builder{}
	fmt.Fprint(b, "policy \"t/small\"\n  title \"Small\"\n\n")
	for i := range facts {
		fmt.Fprintf(b, "fact f%d : yes or no \"Is it %d?\"\n", i, i)
	}
	fmt.Fprint(b, "\ndecision out : first of a, b, c\n\nclause \"1\" \"all\" {\n")
	fmt.Fprintf(b, "  out is a when %s.\n  out is b when %s.\n  out is c.\n}\n", condition(rng, facts, 3), condition(rng, facts, 2))
	return b.String()
}

// expected is how many questions an interview asks on an average over all answers to yes-or-no questions: of those that choose names, the choice
// after which the fewest follow.
func expected(t *testing.T, iv *Interview, choose func(*Interview) []*Question) float64 {
	t.Helper()
	all := choose(iv)
	if len(all) == 0 {
		return 0
	}
	best := -1.0
	for _, q := range all {
		sum := 0.0
		for _, v := range []bool{true, false} {
			if problems := iv.put(casework.Change{Place: q.Place, Value: value.OfBool(v)}); len(problems) > 0 {
				t.Fatal(problems)
			}
			sum += expected(t, iv, choose)
			iv.Back()
		}
		if n := 1 + sum/2; best < 0 || n < best {
			best = n
		}
	}
	return best
}

// On small policies the interview is compared with the best there can be, found by trying every order of questions: with four facts it is the
// best, with five next to the best, and always far better than asking in order.
func TestAsksTheFewest(t *testing.T) {
	for _, c := range []struct {
		facts, policies int
		most            float64 // asked, of the fewest
	}{{4, 100, 1}, {5, 60, 1.01}} {
		rng := rand.New(rand.NewPCG(7, 11))
		asked, fewest, inOrder := 0.0, 0.0, 0.0
		for range c.policies {
			g := load(t, smallPolicy(rng, c.facts))
			begin := func() *Interview { return Start(casework.New(g, casework.Empty, nil), nil) }
			asked += expected(t, begin(), next)
			fewest += expected(t, begin(), pending)
			inOrder += expected(t, begin(), func(iv *Interview) []*Question { return pending(iv)[:min(1, len(pending(iv)))] })
		}
		if asked < fewest || asked > c.most*fewest {
			t.Errorf("%d facts: %g questions, where %g are enough", c.facts, asked, fewest)
		}
		if fewest < float64(c.policies) || asked > 0.95*inOrder {
			t.Errorf("%d facts: the policies show nothing: %g questions, %g in order", c.facts, asked, inOrder)
		}
	}
}

// next is the question that the interview asks.
func next(iv *Interview) []*Question {
	q, _, _ := iv.Next()
	if q == nil {
		return nil
	}
	return []*Question{q}
}

// pending are all questions that it could ask.
func pending(iv *Interview) []*Question {
	all, _, _ := iv.Pending()
	return all
}
