package difftest

import (
	"fmt"
	"os"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/reference"
	"github.com/clausewise/clausewise/stdlib/value"
)

// setting is a number from the environment: CHECKS policies, CASES for each, SEED to begin with.
func setting(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

// tooLong is how long a case may take before its policy is left: the reference tries all that is not known.
const tooLong = time.Second

// TestManyCases compares the evaluators on many cases of each generated policy: making a policy ready costs far more than deciding a case, and the
// reference far more than the others, so that FURTHER cases are decided without it. What it
// finds is made small and printed in the form of testdata/agree.
func TestManyCases(t *testing.T) {
	policies, cases, first := setting("CHECKS", 150), setting("CASES", 10), setting("SEED", 1)
	further := setting("FURTHER", 4*cases)
	defer countImprecise(t)
	tried, refused, slow, failed := 0, 0, 0, 0
	for seed := first; seed < first+policies && failed < 20; seed++ {
		made := drawPolicy(seeded(uint64(seed), 0), false)
		text := made.text(nil)
		p, _ := compile(text)
		if p == nil {
			refused++
			continue
		}
		r := ready(p)
		for i := range cases {
			values := drawCase(seeded(uint64(seed), uint64(i)+1), made)
			tried++
			began := time.Now()
			if why := r.disagreement(values); why != "" {
				failed++
				small, fewer := reduce(text, values)
				t.Errorf("seed %d, case %d: %s\nmade small: %s\n%s-- cases --\n%s", seed, i, why, disagree(small, fewer), small, writeCase(fewer))
				break
			}
			if time.Since(began) > tooLong {
				slow++
				break
			}
		}
		for i := range further {
			tried++
			values := drawCase(seeded(uint64(seed), uint64(cases+i)+1), made)
			if why := r.fastAgainstExact(values); why != "" {
				failed++
				t.Errorf("seed %d, case %d: %s\n%s-- cases --\n%s", seed, cases+i, why, text, writeCase(values))
				break
			}
		}
		if done := seed - first + 1; done%250 == 0 {
			fmt.Fprintf(os.Stderr, "%d policies, %d cases, %d decisions, %d settled fast and compared, %d records of rules, asked for more %d times, %d failures\n",
				done-refused, tried, compared.Load(), settled.Load(), records.Load(), imprecise.Load(), failed)
		}
	}
	t.Logf("%d records of rules", records.Load())
	t.Logf("%d policies (%d drawn were refused by the checker, %d left early because a case took long), %d cases", policies-refused, refused, slow, tried)
	if refused > policies/2 {
		t.Errorf("%d of %d policies do not pass the checker", refused, policies)
	}
}

// contest is a policy made ready for all evaluators.
type contest struct {
	p    *tree.Policy
	plan *engine.Plan
	fast *fast
}

func ready(p *tree.Policy) *contest {
	plan, err := engine.Compile(p)
	if err != nil {
		panic(err)
	}
	return &contest{p: p, plan: plan, fast: prepare(p)}
}

// disagreement says in what the evaluators differ on a case.
func (c *contest) disagreement(values map[string]string) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint("panic: ", r)
		}
	}()
	set, problems := facts.Decode(c.p, "case.json", []byte(writeCase(values)), facts.JSON)
	if len(problems) > 0 {
		return fmt.Sprint("the case cannot be read: ", problems)
	}
	want, wantProblems := reference.Decide(c.p, set, nil)
	got, gotProblems := c.plan.Decide(set, engine.Options{})
	if a, b := paths(wantProblems), paths(gotProblems); a != b {
		return fmt.Sprintf("problems differ\nreference: %s\nengine:    %s", a, b)
	}
	if want == nil {
		return c.fast.decidesRefused(set, gotProblems)
	}
	if why := disagreement(want, got); why != "" {
		return why
	}
	if why := readingsDisagree(c.p, set, want, got); why != "" {
		return why
	}
	complete := complete(c.p, set)
	if complete {
		if why := citationsDisagree(want, got); why != "" {
			return why
		}
	}
	if why := recordsDisagree(reference.Records(c.p, set), got, complete); why != "" {
		return why
	}
	return c.fast.fastDisagreement(set, want, got)
}

// recordsDisagree says of which rule the exact evaluator tells something else than the reference. It may leave open what the reference settles; and
// why a rule does not apply, where several reasons are there, it must know only where all facts are known.
func recordsDisagree(want map[*tree.Rule]outcome.RuleStatus, got *outcome.Result, complete bool) string {
	idle := func(s outcome.RuleStatus) bool {
		return s == outcome.Failed || s == outcome.NotApplicableRule || s == outcome.Defeated
	}
	for i := range got.Rules {
		r := &got.Rules[i]
		w, ok := want[r.Rule]
		switch {
		case !ok || r.Status == w:
			records.Add(1)
		case r.Status == outcome.Open, !complete && idle(w) && idle(r.Status):
		default:
			return fmt.Sprintf("the record of rule %d (%s) differs\nreference: %d\nengine:    %d", i, r.Rule.Span.Text(), w, r.Status)
		}
	}
	return ""
}

// complete tells whether all facts are known.
func complete(p *tree.Policy, set *facts.Set) bool {
	for i, in := range p.Inputs {
		if in.Kind != tree.Event && set.Values[i].Kind == value.Invalid {
			return false
		}
	}
	return !lacksField(set)
}

// records counts the records of rules that were compared.
var records atomic.Int64

// fastAgainstExact says in what the fast interpreter differs from the exact evaluator on a case, where it settles something.
func (c *contest) fastAgainstExact(values map[string]string) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint("panic: ", r)
		}
	}()
	set, problems := facts.Decode(c.p, "case.json", []byte(writeCase(values)), facts.JSON)
	if len(problems) > 0 {
		return fmt.Sprint("the case cannot be read: ", problems)
	}
	got, problems := c.plan.Decide(set, engine.Options{})
	if len(problems) > 0 {
		return c.fast.decidesRefused(set, problems)
	}
	return c.fast.fastDisagreement(set, got, got)
}

// disagree is disagreement for a text; a policy that does not pass the checker, or a case that it cannot read, is no disagreement.
func disagree(text string, values map[string]string) string {
	p, _ := compile(text)
	if p == nil {
		return ""
	}
	if _, problems := facts.Decode(p, "case.json", []byte(writeCase(values)), facts.JSON); len(problems) > 0 {
		return ""
	}
	return ready(p).disagreement(values)
}
