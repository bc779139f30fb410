package difftest

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/check"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/engine/reference"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// compile parses and checks a policy; the findings are given where it has errors.
func compile(text string) (*tree.Policy, []string) {
	file, list := parser.Parse(source.NewFile("generated.policy", text), parser.Limits{})
	trees, found := check.Check([]*ast.File{file})
	list.Append(found)
	if list.HasErrors() || len(trees) != 1 {
		var out []string
		for _, d := range list.All() {
			if d.Severity == 0 {
				out = append(out, fmt.Sprintf("%s %v %s: %s", d.Code, d.Span.StartPos(), d.Span.Text(), d.Summary))
			}
		}
		return nil, out
	}
	return trees[0], nil
}

// drawn is a policy that passes the checker, and a case for it.
type drawn struct {
	made   *policy
	text   string
	tree   *tree.Policy
	values map[string]string
	set    *facts.Set
}

func draw(t *rapid.T) drawn {
	d := drawn{made: drawPolicy(rapidDice{t}, false)}
	d.text = d.made.text(nil)
	var wrong []string
	if d.tree, wrong = compile(d.text); d.tree == nil {
		t.Skip(wrong)
	}
	d.values = drawCase(rapidDice{t}, d.made)
	d.set = decode(t, d.tree, d.values)
	return d
}

func decode(t rapid.TB, p *tree.Policy, values map[string]string) *facts.Set {
	set, problems := facts.Decode(p, "case.json", []byte(writeCase(values)), facts.JSON)
	if len(problems) > 0 {
		t.Fatalf("the case cannot be read: %v\n%s", problems, writeCase(values))
	}
	return set
}

// evaluator is the engine or the reference.
type evaluator struct {
	name   string
	decide func(t rapid.TB, p *tree.Policy, set *facts.Set) (*outcome.Result, []outcome.Problem)
}

var theReference = evaluator{"reference", func(_ rapid.TB, p *tree.Policy, set *facts.Set) (*outcome.Result, []outcome.Problem) {
	return reference.Decide(p, set, nil)
}}

var theEngine = evaluator{"engine", func(t rapid.TB, p *tree.Policy, set *facts.Set) (*outcome.Result, []outcome.Problem) {
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatalf("the plan cannot be made: %v", err)
	}
	return plan.Decide(set, engine.Options{})
}}

// TestDifferential: engine and reference give the same answers.
func TestDifferential(t *testing.T) {
	defer countImprecise(t)
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		want, wantProblems := theReference.decide(t, d.tree, d.set)
		got, gotProblems := theEngine.decide(t, d.tree, d.set)
		if a, b := paths(wantProblems), paths(gotProblems); a != b {
			t.Fatalf("problems differ\nreference: %s\nengine:    %s\n%s\n%s", a, b, d.text, writeCase(d.values))
		}
		if want == nil {
			return
		}
		if why := disagreement(want, got); why != "" {
			t.Fatalf("%s\n%s\n%s", why, d.text, writeCase(d.values))
		}
		if why := readingsDisagree(d.tree, d.set, want, got); why != "" {
			t.Fatalf("%s\n%s\n%s", why, d.text, writeCase(d.values))
		}
		if why := prepare(d.tree).fastDisagreement(d.set, want, got); why != "" {
			t.Fatalf("%s\n%s\n%s", why, d.text, writeCase(d.values))
		}
	})
}

// settled counts the decisions that the fast interpreter settled and that were compared.
var settled atomic.Int64

// fast is a policy made ready for the fast interpreter.
type fast struct {
	p        *tree.Policy
	machine  *plan.Machine
	laid     *plan.Case
	readings []int
	answers  []plan.Answer
}

func prepare(p *tree.Policy) *fast {
	code := plan.Lower(p)
	f := &fast{p: p, machine: code.NewMachine(), laid: code.NewCase(), readings: make([]int, len(p.Ambiguities)), answers: make([]plan.Answer, len(code.Own()))}
	for i, a := range p.Ambiguities {
		f.readings[i] = a.Adopted
	}
	return f
}

// fastDisagreement says in what the fast interpreter, where it settles a case, differs from the reference, and in citations from the exact
// evaluator; empty if in nothing.
func (f *fast) fastDisagreement(set *facts.Set, want, exact *outcome.Result) string {
	p, m, readings, answers := f.p, f.machine, f.readings, f.answers
	clear(answers)
	all := m.Run(set.Values, readings, answers)
	if all {
		for k := range answers {
			var fast, slow []string
			// The fast interpreter tries no readings, so what a decisive one overlays is not compared.
			overlaid := map[int]bool{}
			for _, c := range exact.Decisions[k].Citations {
				if c.Effect == outcome.Reading {
					overlaid[c.Clause.Index] = true
					continue
				}
				slow = append(slow, c.Clause.ID+" "+c.Effect.String())
			}
			m.Citations(k, func(c int, e outcome.Effect) {
				if !overlaid[c] {
					fast = append(fast, p.Clauses[c].ID+" "+e.String())
				}
			})
			if !slices.Equal(fast, slow) {
				return fmt.Sprintf("citations of %s differ\nexact: %v\nfast:  %v", exact.Decisions[k].Decision.Name, slow, fast)
			}
		}
	}
	for k := range answers {
		if !all {
			f.laid.Load(set.Values)
			m.On(f.laid, readings, nil, nil)
			if !m.Answer(k, &answers[k]) {
				continue
			}
		}
		settled.Add(1)
		w, g := &want.Decisions[k], &answers[k]
		if g.Status != w.Status {
			return fmt.Sprintf("%s differs\nreference: %s\nfast:      %s", w.Decision.Name, answer(w), g.Status)
		}
		typ := w.Decision.Type
		switch {
		case g.Status != outcome.Decided || typ.Kind == types.Duties:
		case typ.Kind == types.Duty:
			if r, v := w.Decision.Rules[g.Rule].Duty, w.Value.Duty(); r.Who != v.Who || r.What != v.What {
				return fmt.Sprintf("%s differs\nreference: %s\nfast:      %s %s", w.Decision.Name, answer(w), r.Who, r.What)
			}
		case write(typ, g.Value) != write(typ, w.Value):
			return fmt.Sprintf("%s differs\nreference: %s\nfast:      %s", w.Decision.Name, answer(w), write(typ, g.Value))
		}
	}
	return ""
}

// decidesRefused says that the fast interpreter decides a case which is refused; empty if it leaves it to the exact evaluator.
func (f *fast) decidesRefused(set *facts.Set, problems []outcome.Problem) string {
	if f.machine.Run(set.Values, f.readings, f.answers) {
		return fmt.Sprint("the fast interpreter decides what is refused: ", problems)
	}
	return ""
}

// exact makes the tests fail also where the engine is only less precise than the reference.
var exact = flag.Bool("exact", false, "fail also where the engine asks for more than the reference")

// compared and imprecise count decisions, and those of which the engine asks for more than the reference.
var compared, imprecise atomic.Int64

// disagreement says in what two results differ; empty if in nothing. Where an analysis was stopped at its limit nothing is compared.
func disagreement(want, got *outcome.Result) string {
	same := true
	for i := range want.Decisions {
		w, g := &want.Decisions[i], &got.Decisions[i]
		if w.Capped || g.Capped {
			same = false
			continue
		}
		compared.Add(1)
		a, b := answer(w), answer(g)
		if a == b {
			continue
		}
		same = false
		if *exact || !lessPrecise(w, g) {
			return fmt.Sprintf("%s differs\nreference: %s\nengine:    %s", w.Decision.Name, a, b)
		}
		imprecise.Add(1)
	}
	if a, b := besides(want), besides(got); a != b && same {
		return fmt.Sprintf("the rest differs\nreference: %s\nengine:    %s", a, b)
	}
	return ""
}

// countImprecise logs how often the engine asked for more than the reference.
func countImprecise(t *testing.T) {
	t.Logf("the engine asked for more than the reference in %d of %d decisions; the fast interpreter settled %d that were compared", imprecise.Load(), compared.Load(), settled.Load())
}

// lessPrecise: the engine does not contradict the reference, but leaves open what the reference settles, or asks for more.
func lessPrecise(w, g *outcome.Decision) bool {
	if w.Decision.Type.Kind == types.Duties && w.Status == outcome.Decided && g.Status == outcome.Decided {
		all := elements(w)
		for d, n := range elements(g) {
			if all[d] < n {
				return false
			}
		}
		return true
	}
	if !waits(g) {
		return false
	}
	asked := map[string]bool{}
	for _, n := range g.Needs {
		asked[n.Path] = true
	}
	for _, n := range w.Needs {
		if !asked[n.Path] {
			return false
		}
	}
	if w.Status == outcome.NeedsFacts && g.Status != outcome.NeedsFacts {
		return false
	}
	if w.Status == outcome.NeedsDetermination && g.Status == outcome.NeedsDetermination {
		for _, n := range w.Determinations {
			if !slices.ContainsFunc(g.Determinations, func(m outcome.Awaited) bool { return m.Input == n.Input }) {
				return false
			}
		}
	}
	return true
}

func waits(d *outcome.Decision) bool {
	return d.Status == outcome.NeedsFacts || d.Status == outcome.NeedsDetermination
}

func elements(d *outcome.Decision) map[string]int {
	out := map[string]int{}
	for _, v := range d.Value.Ref.([]value.Value) {
		out[write(nil, v)]++
	}
	return out
}

// TestCitations: where everything is known, engine and reference cite the same clauses as applying, displaced, disapplying and not met.
func TestCitations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		for _, in := range d.made.inputs {
			if _, ok := d.values[in.name]; !ok {
				d.values[in.name] = in.draw(rapidDice{t})
			}
		}
		d.set = decode(t, d.tree, d.values)
		if lacksField(d.set) {
			t.Skip("a field is not known")
		}
		want, problems := theReference.decide(t, d.tree, d.set)
		if len(problems) > 0 {
			return
		}
		got, _ := theEngine.decide(t, d.tree, d.set)
		if why := citationsDisagree(want, got); why != "" {
			t.Fatalf("%s\n%s\n%s", why, d.text, writeCase(d.values))
		}
	})
}

// citationsDisagree says which answer cites other clauses by one result than by the other, where everything is known.
func citationsDisagree(want, got *outcome.Result) string {
	for i := range want.Decisions {
		w, g := &want.Decisions[i], &got.Decisions[i]
		if w.Decision.Name == "caveats" {
			continue // the brief does not say what a caveat that does not apply cites
		}
		if a, b := cites(w), cites(g); a != b && (w.Status == outcome.Decided || w.Status == outcome.NotApplicable) {
			return fmt.Sprintf("citations of %s (%s) differ\nreference: %s\nengine:    %s", w.Decision.Name, answer(w), a, b)
		}
	}
	return ""
}

// lacksField tells whether a field of a list's member is not given.
func lacksField(set *facts.Set) bool {
	for i := range set.Values {
		if set.Values[i].Kind != value.List {
			continue
		}
		for _, m := range set.Values[i].Members() {
			if m.Kind == value.Record && slices.ContainsFunc(m.Ref.([]value.Value), func(f value.Value) bool { return f.Kind == value.Invalid }) {
				return true
			}
		}
	}
	return false
}

func paths(ps []outcome.Problem) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Path)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

// answer is what a decision came to, in words: status, value, needs and determinations as sets, the values in conflict.
func answer(d *outcome.Decision) string {
	var parts []string
	for _, n := range d.Needs {
		parts = append(parts, n.Path)
	}
	for _, n := range d.Determinations {
		parts = append(parts, "judgment "+n.Input.Name)
	}
	for _, s := range d.Conflict {
		parts = append(parts, "side "+write(d.Decision.Type, s.Value))
	}
	slices.Sort(parts)
	parts = slices.Compact(parts)
	out := d.Status.String()
	if d.Status == outcome.Decided {
		out += " " + write(d.Decision.Type, d.Value)
	}
	return out + " [" + strings.Join(parts, ", ") + "]"
}

// besides is what a result says besides its decisions and the readings that are decisive for them.
func besides(r *outcome.Result) string {
	var duties, caveats []string
	for _, d := range r.Duties {
		if !d.Pending {
			duties = append(duties, d.Name+" "+write(nil, d.Value))
		}
	}
	for _, c := range r.Caveats {
		caveats = append(caveats, c.Name)
	}
	slices.Sort(duties)
	return fmt.Sprint("duties ", slices.Compact(duties), " caveats ", caveats)
}

// answered tells whether a decision is not waiting for anything.
func answered(r *outcome.Result, d *tree.Decision) bool {
	for i := range r.Decisions {
		if r.Decisions[i].Decision == d {
			return !waits(&r.Decisions[i])
		}
	}
	return false
}

// cites are the clauses under their strongest effect, of those effects that do not depend on how far an evaluation looked.
func cites(d *outcome.Decision) string {
	strongest := map[*tree.Clause]outcome.Effect{}
	for _, c := range d.Citations {
		if old, ok := strongest[c.Clause]; !ok || c.Effect < old {
			strongest[c.Clause] = c.Effect
		}
	}
	var out []string
	for _, c := range slices.SortedFunc(maps.Keys(strongest), func(a, b *tree.Clause) int { return cmp.Compare(a.Index, b.Index) }) {
		switch e := strongest[c]; e {
		case outcome.Applies, outcome.Displaced, outcome.Disapplies, outcome.NotMet:
			out = append(out, c.ID+" "+e.String())
		}
	}
	return strings.Join(out, ", ")
}

// write writes a value so that equal values are written alike.
func write(t *types.Type, v value.Value) string {
	if v.Special {
		return "largest"
	}
	switch v.Kind {
	case value.Bool:
		return fmt.Sprint(v.N == 1)
	case value.Enum:
		if t == nil {
			return fmt.Sprint("member ", v.N)
		}
		return t.Members[v.N]
	case value.Set:
		var ms []string
		for i, m := range t.Members {
			if uint64(v.N)>>i&1 == 1 {
				ms = append(ms, m)
			}
		}
		return fmt.Sprint(ms)
	case value.Text, value.Country:
		return fmt.Sprintf("%q", v.Ref)
	case value.Record:
		var fs []string
		for i, x := range v.Ref.([]value.Value) {
			var of *types.Type
			if t != nil && t.Rec != nil {
				of = t.Rec.Fields[i].Type
			}
			fs = append(fs, write(of, x))
		}
		return fmt.Sprint("{", fs, "}")
	case value.Number, value.Percent:
		return v.Decimal().String()
	case value.Money:
		return v.Decimal().String() + " " + v.Cur.Code()
	case value.Date:
		return date.Date(v.N).String()
	case value.Calendar:
		return v.Ref.(*calendar.Calendar).String()
	case value.Duty:
		d := v.Ref.(*value.DutyValue)
		return fmt.Sprint(d.Who, " ", d.Modality, " ", d.What, " ", d.To, " amount ", write(nil, d.Amount), " by ", write(nil, d.By))
	case value.List:
		var xs []string
		for _, x := range v.Ref.([]value.Value) {
			var elem *types.Type
			if t != nil {
				elem = t.Elem
			}
			xs = append(xs, write(elem, x))
		}
		return fmt.Sprint(xs)
	}
	return fmt.Sprint(v.N)
}
