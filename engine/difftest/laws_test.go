package difftest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
)

// laws are run for engine and reference alike.
func laws(t *testing.T, law func(t *rapid.T, v evaluator)) {
	for _, v := range []evaluator{theReference, theEngine} {
		t.Run(v.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { law(t, v) })
		})
	}
}

// unguarded tells whether an input may be given at any time without changing what its guard would say of it.
func (d drawn) unguarded(name string) bool {
	for _, in := range d.tree.Inputs {
		if in.Name == name {
			return in.Guard == nil && in.Default == nil
		}
	}
	return false
}

// TestMoreFactsNeverContradict: what is decided stays decided, and the same, whatever is told besides.
func TestMoreFactsNeverContradict(t *testing.T) {
	laws(t, func(t *rapid.T, v evaluator) {
		d := draw(t)
		before, problems := v.decide(t, d.tree, d.set)
		if len(problems) > 0 {
			return
		}
		more := maps.Clone(d.values)
		for _, in := range d.made.inputs {
			if _, given := more[in.name]; !given && d.unguarded(in.name) && in.name != "happened_on" && chance(rapidDice{t}, 70) {
				more[in.name] = in.draw(rapidDice{t})
			}
		}
		after, problems := v.decide(t, d.tree, decode(t, d.tree, more))
		if len(problems) > 0 {
			return // facts that cannot stand together
		}
		for i := range before.Decisions {
			a, b := &before.Decisions[i], &after.Decisions[i]
			switch {
			case waits(a):
			case a.Decision.Type.Kind == types.Duties && a.Status == outcome.Decided: // the list grows with what is told
			case answer(a) != answer(b):
				t.Fatalf("%s was %s and became %s\n%s\n%s\n%s", a.Decision.Name, answer(a), answer(b), d.text, writeCase(d.values), writeCase(more))
			}
		}
	})
}

// TestIrrelevantFactsChangeNothing: giving a fact that a decision does not need changes neither its answer nor what it needs.
func TestIrrelevantFactsChangeNothing(t *testing.T) {
	laws(t, func(t *rapid.T, v evaluator) {
		d := draw(t)
		before, problems := v.decide(t, d.tree, d.set)
		if len(problems) > 0 {
			return
		}
		var unknown []input
		for _, in := range d.made.inputs {
			if _, given := d.values[in.name]; !given && d.unguarded(in.name) && in.name != "happened_on" && !strings.HasPrefix(in.name, "j") {
				unknown = append(unknown, in)
			}
		}
		if len(unknown) == 0 {
			return
		}
		in := oneOf(rapidDice{t}, unknown)
		more := maps.Clone(d.values)
		more[in.name] = in.draw(rapidDice{t})
		after, problems := v.decide(t, d.tree, decode(t, d.tree, more))
		if len(problems) > 0 {
			return
		}
		for i := range before.Decisions {
			a, b := &before.Decisions[i], &after.Decisions[i]
			needed := slices.ContainsFunc(a.Needs, func(n outcome.Need) bool { return n.Input.Name == in.name })
			duties := a.Decision.Type.Kind == types.Duties // what they wait for is not among the needs
			if !needed && !duties && !a.Capped && !b.Capped && answer(a) != answer(b) {
				t.Fatalf("%s was %s; with %s it became %s\n%s\n%s", a.Decision.Name, answer(a), in.name, answer(b), d.text, writeCase(more))
			}
		}
	})
}

// TestOrderOfClauses: the order of the clauses changes no decision.
func TestOrderOfClauses(t *testing.T) {
	laws(t, func(t *rapid.T, v evaluator) {
		d := draw(t)
		before, problems := v.decide(t, d.tree, d.set)
		order := shuffled(rapidDice{t}, len(d.made.clauses))
		text := d.made.text(order)
		other, wrong := compile(text)
		if other == nil {
			t.Fatalf("in another order the policy has errors: %v\n%s\n%s", wrong, d.text, text)
		}
		after, otherProblems := v.decide(t, other, decode(t, other, d.values))
		if a, b := paths(problems), paths(otherProblems); a != b {
			t.Fatalf("problems %s became %s\n%s\n%s", a, b, d.text, text)
		}
		if before == nil {
			return
		}
		for i := range before.Decisions {
			a, b := &before.Decisions[i], &after.Decisions[i]
			// In one order more may be asked for than in another: a sum of open amounts is known less well.
			moreAsked := waits(a) && waits(b) && (lessPrecise(a, b) || lessPrecise(b, a))
			if x, y := unordered(a), unordered(b); x != y && !moreAsked && !a.Capped && !b.Capped {
				t.Fatalf("%s was %s and became %s\n%s\n%s\n%s", a.Decision.Name, x, y, d.text, text, writeCase(d.values))
			}
		}
	})
}

// unordered is an answer without the order of duties.
func unordered(d *outcome.Decision) string {
	if d.Decision.Type.Kind == types.Duties {
		letters := []rune(answer(d))
		slices.Sort(letters)
		return string(letters)
	}
	return answer(d)
}

// TestNeedsByBruteForce: in a policy whose unknown facts have finitely many values and no guards, a decision is decided exactly if all cases give
// one answer, and needs exactly those inputs of which a change alone can change it.
func TestNeedsByBruteForce(t *testing.T) {
	laws(t, func(t *rapid.T, v evaluator) {
		made := drawPolicy(rapidDice{t}, true)
		text := made.text(nil)
		p, wrong := compile(text)
		if p == nil {
			t.Skip(wrong)
		}
		values := drawCase(rapidDice{t}, &policy{inputs: made.inputs})
		partial, problems := v.decide(t, p, decode(t, p, values))
		if len(problems) > 0 {
			return
		}
		var open []string
		domains := map[string][]string{}
		for _, in := range p.Inputs {
			if _, given := values[in.Name]; !given {
				open = append(open, in.Name)
				switch {
				case len(in.Type.Members) == 0:
					domains[in.Name] = []string{"false", "true"}
				case strings.HasPrefix(in.Name, "missing"):
					domains[in.Name] = powerset(in.Type.Members)
				default:
					domains[in.Name] = quoted(in.Type.Members)
				}
			}
		}
		size := 1
		for _, name := range open {
			size *= len(domains[name])
		}
		if size > 600 {
			t.Skip("too many cases")
		}
		answers := map[string]*outcome.Result{} // by completed case
		var total func(i int, c map[string]string)
		total = func(i int, c map[string]string) {
			if i == len(open) {
				r, problems := v.decide(t, p, decode(t, p, c))
				if len(problems) > 0 {
					t.Skip("a bound refuses some cases; what it refuses must not be used to conclude anything")
				}
				answers[writeCase(c)] = r
				return
			}
			for _, x := range domains[open[i]] {
				more := maps.Clone(c)
				more[open[i]] = x
				total(i+1, more)
			}
		}
		total(0, values)
		for i := range partial.Decisions {
			checkBruteForce(t, i, partial, open, domains, values, answers, text)
		}
	})
}

func checkBruteForce(t *rapid.T, i int, partial *outcome.Result, open []string, domains map[string][]string, values map[string]string, answers map[string]*outcome.Result, text string) {
	d := &partial.Decisions[i]
	all := map[string]bool{}
	matters := map[string]bool{}
	var visit func(k int, c map[string]string)
	visit = func(k int, c map[string]string) {
		if k < len(open) {
			for _, x := range domains[open[k]] {
				more := maps.Clone(c)
				more[open[k]] = x
				visit(k+1, more)
			}
			return
		}
		now := answer(&answers[writeCase(c)].Decisions[i])
		all[now] = true
		for _, name := range open {
			for _, x := range domains[name] {
				changed := maps.Clone(c)
				changed[name] = x
				if answer(&answers[writeCase(changed)].Decisions[i]) != now {
					matters[name] = true
				}
			}
		}
	}
	visit(0, values)
	if (len(all) > 1) != waits(d) {
		t.Fatalf("%s is %s, but the cases give %v\n%s\n%s", d.Decision.Name, answer(d), slices.Sorted(maps.Keys(all)), text, writeCase(values))
	}
	if !waits(d) {
		return
	}
	got := map[string]bool{}
	for _, n := range d.Needs {
		got[n.Path] = true
	}
	for _, n := range d.Determinations {
		got[n.Input.Name] = true
	}
	judged := func(name string) bool { return strings.HasPrefix(name, "j") }
	facts := slices.ContainsFunc(slices.Collect(maps.Keys(matters)), func(n string) bool { return !judged(n) })
	for _, name := range open {
		want := matters[name] && (!facts || !judged(name))
		if got[name] != want {
			t.Fatalf("%s is %s, but what matters is %v\n%s\n%s", d.Decision.Name, answer(d), slices.Sorted(maps.Keys(matters)), text, writeCase(values))
		}
	}
}

func powerset(members []string) []string {
	var out []string
	for mask := range 1 << len(members) {
		var xs []string
		for i, m := range members {
			if mask>>i&1 == 1 {
				xs = append(xs, `"`+m+`"`)
			}
		}
		out = append(out, "["+strings.Join(xs, ", ")+"]")
	}
	return out
}
