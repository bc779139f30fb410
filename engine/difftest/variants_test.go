package difftest

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// variant is a policy that must decide as the original does.
type variant struct {
	name   string
	plan   *engine.Plan
	given  func(string) string            // the case, as the variant reads it
	answer func(*outcome.Result) []string // what the variant's answer is compared by
	of     func(*outcome.Result) []string // and the original's
	text   string
}

func same(s string) string { return s }

// TestVariants: renaming everything that has a name, another order of clauses and of declarations, a fact that nobody reads, and the way through
// a bundle change no decision of a generated policy.
func TestVariants(t *testing.T) {
	policies, cases, first := setting("CHECKS", 120), setting("CASES", 8), setting("SEED", 1)
	compared := map[string]int{}
	for seed := first; seed < first+policies; seed++ {
		r := rand.New(rand.NewPCG(uint64(seed), 0))
		made := drawPolicy(seededDice{r}, false)
		text := made.text(nil)
		p, _ := compile(text)
		if p == nil {
			continue
		}
		variants := []variant{
			renamed(t, map[string]string{"generated.policy": text}, p.Name),
			reordered(t, made, r),
			withIdleFact(t, text),
			bundled(t, text),
		}
		compareVariants(t, p, variants, cases, compared, func(i int) string { return writeCase(drawCase(seeded(uint64(seed), uint64(i)+1), made)) })
	}
	t.Log("decisions compared: ", compared)
}

// TestVariantsOfRealPolicies: renaming and a fact that nobody reads change no decision of a seller's policy.
func TestVariantsOfRealPolicies(t *testing.T) {
	texts, err := realTexts()
	if err != nil {
		t.Fatal(err)
	}
	policies, err := realPolicies()
	if err != nil {
		t.Fatal(err)
	}
	compared := map[string]int{}
	for _, p := range policies {
		variants := []variant{renamed(t, texts, p.Name)}
		compareVariants(t, p, variants, setting("CASES", 8), compared, func(i int) string {
			return writeCase(drawFacts(seeded(uint64(i), uint64(setting("SEED", 1))), p))
		})
	}
	t.Log("decisions compared: ", compared)
}

func compareVariants(t *testing.T, p *tree.Policy, variants []variant, cases int, compared map[string]int, draw func(int) string) {
	t.Helper()
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range cases {
		given := draw(i)
		want, wantProblems := decideText(t, plan, given)
		for _, v := range variants {
			got, gotProblems := decideText(t, v.plan, v.given(given))
			if (len(wantProblems) > 0) != (len(gotProblems) > 0) {
				t.Errorf("%s, %s: problems %v became %v\n%s", p.Name, v.name, wantProblems, gotProblems, given)
				return
			}
			if want == nil {
				continue
			}
			a, b := v.of(want), v.answer(got)
			compared[v.name] += len(want.Decisions)
			if !slices.Equal(a, b) {
				t.Errorf("%s, %s: the answers differ\n%s\n%s\n%s", p.Name, v.name, differing(a, b), given, v.text)
				return
			}
		}
	}
}

func decideText(t *testing.T, plan *engine.Plan, given string) (*outcome.Result, []outcome.Problem) {
	t.Helper()
	set, problems := facts.Decode(plan.Policy(), "case.json", []byte(given), facts.JSON)
	if len(problems) > 0 {
		t.Fatalf("the case cannot be read: %v\n%s", problems, given)
	}
	return plan.Decide(set, engine.Options{})
}

func differing(a, b []string) string {
	var out strings.Builder
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			fmt.Fprintf(&out, "original: %s\nvariant:  %s\n", x, y)
		}
	}
	return out.String()
}

func load(t *testing.T, texts map[string]string, name string) *dsl.Policy {
	t.Helper()
	var files []*source.File
	for file, text := range texts {
		files = append(files, source.NewFile(file, text))
	}
	slices.SortFunc(files, func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) })
	program, err := dsl.Load(files)
	if err != nil {
		t.Fatal(err, texts)
	}
	for _, p := range program.Policies {
		if p.Name == name {
			return p
		}
	}
	t.Fatal("there is no", name)
	return nil
}

func planOf(t *testing.T, p *tree.Policy) *engine.Plan {
	t.Helper()
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// bundled is the policy as it comes out of a bundle.
func bundled(t *testing.T, text string) variant {
	t.Helper()
	data, err := bundle.Encode([]*dsl.Policy{load(t, map[string]string{"generated.policy": text}, "test/generated")}, bundle.Tests{Skipped: true})
	if err != nil {
		t.Fatal(err)
	}
	b, err := bundle.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return variant{"through a bundle", planOf(t, b.Policies[0].Versions[0]), same, everything, everything, text}
}

// withIdleFact is the policy with a fact before the others that nobody reads, and that is given.
func withIdleFact(t *testing.T, text string) variant {
	t.Helper()
	text = strings.Replace(text, "\nfact ", "\nfact idle : yes or no from seller\nfact ", 1)
	p, wrong := compile(text)
	if p == nil {
		t.Fatal(wrong)
	}
	given := func(s string) string { return strings.TrimSuffix(strings.Replace(s, "{", `{"idle": true, `, 1), ", }") }
	return variant{"idle fact", planOf(t, p), func(s string) string {
		if s == "{}" {
			return `{"idle": true}`
		}
		return given(s)
	}, func(r *outcome.Result) []string {
		out := everything(r)
		return slices.DeleteFunc(out, func(s string) bool { return strings.HasPrefix(s, "input ") && strings.HasSuffix(s, "|idle\n") })
	}, everything, text}
}

// reordered is the policy with its clauses and its declarations in another order. Lists come in another order then.
func reordered(t *testing.T, made *policy, r *rand.Rand) variant {
	t.Helper()
	other := *made
	other.head = slices.Clone(made.head)
	r.Shuffle(len(other.head)-1, func(i, j int) { other.head[1+i], other.head[1+j] = other.head[1+j], other.head[1+i] })
	text := other.text(shuffled(seededDice{r}, len(made.clauses)))
	p, wrong := compile(text)
	if p == nil {
		t.Fatalf("in another order the policy has errors: %v\n%s", wrong, text)
	}
	answers := func(r *outcome.Result) []string {
		var out []string
		for i := range r.Decisions {
			switch d := &r.Decisions[i]; {
			case d.Capped:
			case waits(d): // a sum of open amounts is known less well in one order than in another, so that more may be asked for
				out = append(out, d.Decision.Name+" waits")
			default:
				out = append(out, d.Decision.Name+" "+unordered(d))
			}
		}
		slices.Sort(out)
		return append(out, besides(r), fmt.Sprint(decisiveNames(r)))
	}
	return variant{"another order", planOf(t, p), same, answers, answers, text}
}

var word = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// renamed is the policy with another name for everything that it declares. The order of the alphabet and that by length change too.
func renamed(t *testing.T, texts map[string]string, policy string) variant {
	t.Helper()
	files := map[string]*ast.File{}
	declared := map[string]bool{}
	for name, text := range texts {
		files[name], _ = parser.Parse(source.NewFile(name, text), parser.Limits{})
		ast.WalkFile(files[name], func(n ast.Node) bool {
			declares(n, func(ns ...ast.Name) {
				for _, n := range ns {
					declared[n.Text] = true
				}
			})
			return true
		})
	}
	for _, w := range strings.Fields("true false largest amount by side judgment duties caveats readings for input rule clause idle decision never currency may must not at least most above below is and or in of on before after every some no has") {
		delete(declared, w) // answers are written with these words
	}
	rename := func(s string) string {
		if !declared[s] {
			return s
		}
		mix := len(s)*7 + int(s[0])*3 + int(s[len(s)-1])*5
		return string(rune('a'+mix%26)) + strings.Repeat("n", 1+mix%3*2) + "_" + s
	}
	everywhere := func(s string) string { return word.ReplaceAllStringFunc(s, rename) }
	other := map[string]string{}
	for name, text := range texts {
		other[name] = renameIn(files[name], text, rename)
	}
	versions := load(t, other, policy).Versions
	return variant{"renamed", planOf(t, versions[len(versions)-1]), everywhere, everything, func(r *outcome.Result) []string {
		out := everything(r)
		for i := range out {
			status, rest, _ := strings.Cut(out[i], "|")
			out[i] = status + "|" + everywhere(rest)
		}
		return out
	}, ""}
}

// renameIn puts other names where names of the policy stand.
func renameIn(f *ast.File, text string, rename func(string) string) string {
	kept := map[int]bool{} // words of the language, currencies
	at := map[int]string{}
	put := func(s source.Span, name string) {
		if new := rename(name); new != name && text[s.Start:s.End] == name {
			at[s.Start] = name
		}
	}
	ast.WalkFile(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Policy:
			for _, w := range []*ast.Name{n.Currency, n.Months} {
				if w != nil {
					kept[w.Span.Start] = true
				}
			}
		case *ast.WorkingDays:
			kept[n.From.Span.Start], kept[n.To.Span.Start] = true, true
		case *ast.Name:
			put(n.Span, n.Text)
		case *ast.Ident:
			put(n.Pos(), n.Name)
		}
		return true
	})
	places := make([]int, 0, len(at))
	for i := range at {
		if !kept[i] {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	var out strings.Builder
	last := 0
	for _, i := range places {
		out.WriteString(text[last:i] + rename(at[i]))
		last = i + len(at[i])
	}
	return out.String() + text[last:]
}

// declares calls f for the names that a node declares.
func declares(n ast.Node, f func(...ast.Name)) {
	switch n := n.(type) {
	case *ast.Policy:
		f(n.Parties...)
	case *ast.Record:
		f(n.Name)
	case *ast.Fact:
		f(n.Name)
	case *ast.Type:
		f(n.Members...)
	case *ast.Schedule:
		f(n.Name)
	case *ast.Decision:
		f(n.Name)
	case *ast.Ambiguity:
		f(n.Name)
	case *ast.Reading:
		f(n.Name)
	case *ast.Means:
		f(n.Name)
	case *ast.Determination:
		f(n.Name)
	case *ast.Duty:
		f(n.What)
	case *ast.Line:
		if n.As != nil {
			f(*n.As)
		}
	case *ast.Caveat:
		f(n.Name)
	case *ast.Quant:
		f(n.Var)
	}
}

// everything writes all that a result says, in its order; before "|" in each line stands what is no name.
func everything(r *outcome.Result) []string {
	var out []string
	say := func(kind string, parts ...any) { out = append(out, kind+"|"+fmt.Sprintln(parts...)) }
	for i := range r.Decisions {
		d := &r.Decisions[i]
		kind := fmt.Sprint(d.Status, " ", d.Capped)
		for _, c := range d.Citations {
			kind += " " + c.Clause.ID + " " + c.Effect.String()
		}
		say(kind, "decision", d.Decision.Name)
		if d.Status == outcome.Decided {
			say("", write(d.Decision.Type, d.Value))
		}
		for _, n := range d.Needs {
			say("", n.Path)
		}
		for _, a := range d.Determinations {
			say("", a.Input.Name, write(nil, a.Min), write(nil, a.Max), a.Members)
		}
		for _, s := range d.Conflict {
			say("conflict "+s.Clause.ID, s.Rule.ID, write(d.Decision.Type, s.Value))
		}
		for _, l := range d.Account {
			say("line", l.Rule.ID, write(nil, l.Amount), write(nil, l.After), l.Binds)
		}
		say("", write(nil, d.Min), write(nil, d.Max))
	}
	for i := range r.Rules {
		rule := &r.Rules[i]
		because := ""
		if rule.Because != nil {
			because = strings.Join(strings.Fields(rule.Because.Pos().Text()), " ")
		}
		by := -1
		if rule.By != nil {
			by = rule.By.ID
		}
		say("rule "+fmt.Sprint(i, rule.Status, by, rule.ByDisapply != nil), because)
	}
	for _, d := range r.Duties {
		say(fmt.Sprint(d.Pending), d.Name, d.Rule.ID, write(nil, d.Value))
	}
	for _, c := range r.Caveats {
		say("caveat", c.Name)
	}
	for _, u := range r.Readings {
		names := []string{}
		for _, d := range u.DecisiveFor {
			names = append(names, d.Name)
		}
		say("reading", u.Ambiguity.Name, u.Reading, names)
	}
	for _, in := range r.Inputs {
		known := in.Value.Kind != value.Invalid
		say(fmt.Sprint("input ", known, in.Assumed, in.Fixed), in.Input.Name)
	}
	for _, c := range r.Calendars {
		out = append(out, c+"|")
	}
	return out
}
