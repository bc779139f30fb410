package difftest

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/check"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/rules"
	"github.com/clausewise/clausewise/stdlib/money"
)

// realTexts are the policies built into the binary.
var realTexts = sync.OnceValues(func() (map[string]string, error) {
	texts := map[string]string{}
	err := fs.WalkDir(rules.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".policy") || strings.HasSuffix(name, "_test.policy") {
			return err
		}
		text, err := fs.ReadFile(rules.Files(), name)
		texts[name] = string(text)
		return err
	})
	return texts, err
})

// realPolicies are their checked trees.
var realPolicies = sync.OnceValues(func() ([]*tree.Policy, error) {
	texts, err := realTexts()
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		file, _ := parser.Parse(source.NewFile(name, texts[name]), parser.Limits{})
		files = append(files, file)
	}
	trees, _ := check.Check(files)
	return trees, err
})

// TestDifferentialOnRealPolicies: engine and reference agree on the sellers' policies and made-up cases.
func TestDifferentialOnRealPolicies(t *testing.T) {
	policies, err := realPolicies()
	if err != nil || len(policies) == 0 {
		t.Fatal("no policies", err)
	}
	defer countImprecise(t)
	rapid.Check(t, func(t *rapid.T) {
		p := oneOf(rapidDice{t}, policies)
		values := drawFacts(rapidDice{t}, p)
		for {
			set := decode(t, p, values)
			want, wantProblems := theReference.decide(t, p, set)
			got, gotProblems := theEngine.decide(t, p, set)
			if a, b := paths(wantProblems), paths(gotProblems); a != b {
				t.Fatalf("%s: problems differ\nreference: %s\nengine:    %s\n%s", p.Name, a, b, writeCase(values))
			}
			if want != nil {
				if why := disagreement(want, got); why != "" {
					t.Fatalf("%s: %s\n%s", p.Name, why, writeCase(values))
				}
				if why := readingsDisagree(p, set, want, got); why != "" {
					t.Fatalf("%s: %s\n%s", p.Name, why, writeCase(values))
				}
				if why := prepare(p).fastDisagreement(set, want, got); why != "" {
					t.Fatalf("%s: %s\n%s", p.Name, why, writeCase(values))
				}
				return
			}
			if !dropRefused(values, paths(wantProblems)) {
				return
			}
		}
	})
}

// dropRefused takes back the facts that were refused, so that the rest can be decided.
func dropRefused(values map[string]string, refused string) bool {
	dropped := false
	for _, path := range strings.Split(refused, ", ") {
		name := strings.FieldsFunc(path+" ", func(r rune) bool { return r == '[' || r == '.' || r == ' ' })
		if len(name) > 0 {
			if _, ok := values[name[0]]; ok {
				delete(values, name[0])
				dropped = true
			}
		}
	}
	return dropped
}

// drawFacts draws values of the declared types for some of a policy's inputs.
func drawFacts(t dice, p *tree.Policy) map[string]string {
	out := map[string]string{}
	share := oneOf(t, []int{50, 80, 95, 100})
	for _, in := range p.Inputs {
		if chance(t, share) {
			if v := drawType(t, in.Type); v != "" {
				out[in.Name] = v
			}
		}
	}
	// A fact whose list limits it, and the like, may make a case unreadable: what cannot be read is left out.
	for {
		_, problems := facts.Decode(p, "case.json", []byte(writeCase(out)), facts.JSON)
		if len(problems) == 0 || !dropRefused(out, paths(problems)) {
			return out
		}
	}
}

func drawType(t dice, typ *types.Type) string {
	day := func() string {
		return fmt.Sprintf("%d-%02d-%02d", t.between(2021, 2024, "year"), t.between(1, 12, "month"), t.between(1, 28, "day"))
	}
	near := func() string {
		return fmt.Sprintf("2024-0%d-%02d", t.between(2, 3, "month"), t.between(1, 29, "day"))
	}
	date := func() string {
		if chance(t, 70) {
			return near()
		}
		return day()
	}
	switch typ.Kind {
	case types.Bool:
		return oneOf(t, []string{"true", "false"})
	case types.Enum:
		return `"` + oneOf(t, typ.Members) + `"`
	case types.Set:
		return subset(typ.Members)(t)
	case types.Number:
		return fmt.Sprint(t.between(0, 3, "number"))
	case types.Percent:
		return oneOf(t, quoted([]string{"0%", "5%", "12.5%", "100%"}))
	case types.Money:
		cur := "CHF"
		if typ.Currency != money.None {
			cur = typ.Currency.Code()
		}
		return fmt.Sprintf(`{"amount": "%s", "currency": %q}`, oneOf(t, []string{"0.00", "100.00", "8000.05", "60000.00"}), cur)
	case types.Date:
		return `"` + date() + `"`
	case types.Instant:
		return fmt.Sprintf(`"%sT%02d:00:00+01:00"`, date(), t.between(0, 23, "hour"))
	case types.Text:
		return oneOf(t, []string{`"a"`, `"b"`})
	case types.Country:
		return oneOf(t, []string{`"CH"`, `"DE"`, `"US"`})
	case types.Currency:
		return oneOf(t, []string{`"CHF"`, `"EUR"`})
	case types.Calendar:
		return listOf(func(t dice) string { return `"` + near() + `"` }, 3)(t)
	case types.List:
		return listOf(func(t dice) string { return drawType(t, typ.Elem) }, 2)(t)
	case types.Record:
		var fields []string
		for _, f := range typ.Rec.Fields {
			if chance(t, 85) {
				fields = append(fields, fmt.Sprintf("%q: %s", f.Name, drawType(t, f.Type)))
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	return ""
}
