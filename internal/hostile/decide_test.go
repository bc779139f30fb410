package hostile

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/limits"
)

func load(t *testing.T, text string) *tree.Policy {
	t.Helper()
	prog, err := dsl.Load([]*source.File{source.NewFile("x.policy", text)})
	if err != nil {
		t.Fatal(err)
	}
	return prog.Policies[0].Versions[0]
}

func builtIn(t *testing.T, name string) *tree.Policy {
	t.Helper()
	prog := builtin.Load(t)
	for _, p := range prog.Policies {
		if p.Name == name {
			return p.Versions[0]
		}
	}
	t.Fatal("no policy ", name)
	return nil
}

func answerBytes(plan *engine.Plan, set *facts.Set) []byte {
	res, problems := plan.Decide(set, engine.Options{})
	if res == nil {
		return fmt.Append(nil, problems)
	}
	return explain.JSON(res, "")
}

// The same case gives the same bytes: a thousand times over, on one processor and on many, from plans made anew.
func TestSameBytes(t *testing.T) {
	p := builtIn(t, "buyback/guarantee")
	set := casegen.New(p, 7, 20).Case()
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	want := answerBytes(plan, set)
	if len(want) < 1000 {
		t.Fatalf("an answer of %d bytes", len(want))
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, procs := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(procs)
		for i := range 1000 / 3 {
			if i%50 == 0 {
				if plan, err = engine.Compile(builtIn(t, "buyback/guarantee")); err != nil {
					t.Fatal(err)
				}
			}
			if got := answerBytes(plan, set); !bytes.Equal(got, want) {
				t.Fatalf("run %d on %d processors differs:\n%s\n%s", i, procs, want, got)
			}
		}
	}
}

// A thousand decisions side by side on one plan are what they are one after the other. Run with -race this is also the test that plans are
// not changed.
func TestSideBySide(t *testing.T) {
	p := builtIn(t, "watchlegacy/returns")
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	const cases = 20
	var sets []*facts.Set
	var want [][]byte
	for seed := range uint64(cases) {
		sets = append(sets, casegen.New(p, seed, 10).Case())
		want = append(want, answerBytes(plan, sets[seed]))
	}
	var wg sync.WaitGroup
	for i := range 1000 {
		wg.Go(func() {
			if got := answerBytes(plan, sets[i%cases]); !bytes.Equal(got, want[i%cases]) {
				t.Errorf("case %d differs", i%cases)
			}
		})
	}
	wg.Wait()
}

const amounts = `policy "a/b" title "T" source "s" parties buyer, seller currency EUR months clamp
fact price : money from seller
fact rate : percent from seller
fact n : number from seller
fact from_day : date from seller
fact until_day : date from seller
decision large : money
decision rounded : money
decision back : number
decision late : yes or no
decision far : date
clause "1" "x" {
  large is n times price.
  rounded is rate of price.
  round rounded half up to 0.01.
  back is n plus n less n.
  late is yes when until_day is before from_day.
  late is no otherwise.
  far is 400 years after from_day.
}
`

// Amounts beyond 64 bits are exact, halves are rounded away from zero on both sides, nothing runs over, and days may lie in any order and far
// apart.
func TestExtremes(t *testing.T) {
	p := load(t, amounts)
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ facts, decision, want string }{
		{`{"price": {"amount": "99999999999999999999.99", "currency": "EUR"}, "n": 1000000000000}`, "large", "99999999999999999999990000000000.00 EUR"},
		{`{"price": {"amount": "92233720368547758.07", "currency": "EUR"}, "n": 100}`, "large", "9223372036854775807.00 EUR"},
		{`{"price": {"amount": "-92233720368547758.08", "currency": "EUR"}, "n": -1}`, "large", "92233720368547758.08 EUR"},
		{`{"price": {"amount": "0.10", "currency": "EUR"}, "rate": "5%"}`, "rounded", "0.01 EUR"},
		{`{"price": {"amount": "-0.10", "currency": "EUR"}, "rate": "5%"}`, "rounded", "-0.01 EUR"},
		{`{"price": {"amount": "0.00", "currency": "EUR"}, "rate": "5%"}`, "rounded", "0.00 EUR"},
		{`{"n": 9223372036854775807}`, "back", "9223372036854775807"},
		{`{"n": -9223372036854775808}`, "back", "-9223372036854775808"},
		{`{"from_day": "2024-02-29", "until_day": "2023-01-01"}`, "late", "yes"},
		{`{"from_day": "2024-02-29"}`, "far", "2424-02-29"},
		{`{"from_day": "1900-02-28"}`, "far", "2300-02-28"},
	} {
		t.Run(c.decision+" "+c.facts, func(t *testing.T) {
			set, problems := facts.Decode(p, "x.json", []byte(c.facts), facts.JSON)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			res, refused := plan.Decide(set, engine.Options{})
			if len(refused) > 0 {
				t.Fatal(refused)
			}
			for _, d := range res.Decisions {
				if d.Decision.Name != c.decision {
					continue
				}
				if got := d.Value.String(); d.Status != outcome.Decided || plain(got) != plain(c.want) {
					t.Errorf("%s %s, want %s", d.Status, got, c.want)
				}
			}
		})
	}
	for _, c := range []struct{ facts, code string }{
		{`{"price": {"amount": "1.00", "currency": "USD"}}`, "F0117"},  // of another currency
		{`{"price": {"amount": "1e400", "currency": "EUR"}}`, "F0114"}, // no amount
		{`{"n": NaN}`, "F0101"},                 // not JSON
		{`{"from_day": "2023-02-29"}`, "F0119"}, // no such day
		{`{"__proto__": {"n": 1}}`, "F0106"},    // no such fact
		{"{\"n\": [" + strings.Repeat("1,", limits.Default.FactsBytes/2+1) + "1]}", "F0102"}, // ten million elements are more than a case has
		{`{"n": "` + strings.Repeat("a", limits.Default.FactsBytes) + `"}`, "F0102"},         // a text that is too long
		{strings.Repeat(`{"n":`, 100_000) + "1" + strings.Repeat("}", 100_000), "F0102"},     // too deep
		{`{"n": "\ud800"}`, "F0101"}, // half a character
	} {
		t.Run("refused "+c.facts[:min(len(c.facts), 50)], func(t *testing.T) {
			if _, problems := facts.Decode(p, "x.json", []byte(c.facts), facts.JSON); len(problems) == 0 || problems[0].Code != c.code {
				t.Errorf("%v, want %s", problems, c.code)
			}
		})
	}
}

// plain drops what only says how an amount is written.
func plain(s string) string {
	number, cur, _ := strings.Cut(strings.ReplaceAll(s, ",", ""), " ")
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return number + " " + cur
}

// Decisions that read one another twice, sixty steps deep, are decided once each, whether or not anything is known.
func TestDecisionsThatDouble(t *testing.T) {
	var b strings.Builder
	b.WriteString("policy \"a/b\" title \"T\" source \"s\" parties buyer, seller currency EUR months clamp\nfact n : number from seller\nfact b : yes or no from seller\n")
	const steps = 60
	for i := range steps + 1 {
		fmt.Fprintf(&b, "decision d%d : number\ndecision e%d : yes or no\n", i, i)
	}
	b.WriteString("clause \"1\" \"x\" {\nd0 is n.\ne0 is yes when b or n is above 5.\ne0 is no otherwise.\n")
	for i := range steps {
		fmt.Fprintf(&b, "d%d is d%d plus d%d.\ne%d is yes when (e%d or b) and (not e%d or n is above 5).\ne%d is no otherwise.\n", i+1, i, i, i+1, i, i, i+1)
	}
	b.WriteString("}\n")
	p := load(t, b.String())
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{`{"n": 1}`: "1152921504606846976", `{}`: ""} {
		set, problems := facts.Decode(p, "x.json", []byte(given), facts.JSON)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		res, refused := plan.Decide(set, engine.Options{})
		if len(refused) > 0 {
			t.Fatal(refused)
		}
		switch d := res.Decisions[2*steps]; {
		case want == "" && d.Status != outcome.NeedsFacts, want != "" && (d.Status != outcome.Decided || plain(d.Value.String()) != plain(want)):
			t.Errorf("%s: %s is %s %s", given, d.Decision.Name, d.Status, d.Value)
		}
	}
}

// A thousand policies that use one policy, and are all used by another, are checked once each.
func TestDiamond(t *testing.T) {
	files := []*source.File{source.NewFile("base.policy", "policy \"a/base\" title \"T\" source \"s\" parties buyer, seller\nfact b : yes or no from seller\n"+
		"decision d : yes or no\nclause \"1\" \"x\" {\nd is yes when b.\nd is no otherwise.\n}\n")}
	var uses, all strings.Builder
	for i := range 1000 {
		files = append(files, source.NewFile(fmt.Sprintf("p%d.policy", i), fmt.Sprintf("policy \"a/p%d\" title \"T\" source \"s%d\" parties buyer, seller\n"+
			"use d from policy \"a/base\"\ndecision d%d : yes or no\nclause \"1\" \"x\" {\nd%d is yes when d.\nd%d is no otherwise.\n}\n", i, i, i, i, i)))
		fmt.Fprintf(&uses, "use d%d from policy \"a/p%d\"\n", i, i)
		fmt.Fprintf(&all, " and d%d", i)
	}
	files = append(files, source.NewFile("top.policy", "policy \"a/top\" title \"T\" source \"top\" parties buyer, seller\n"+uses.String()+
		"decision top : yes or no\nclause \"1\" \"x\" {\ntop is yes when "+strings.TrimPrefix(all.String(), " and ")+".\ntop is no otherwise.\n}\n"))
	prog, err := dsl.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range prog.Policies {
		if p.Name != "a/top" {
			continue
		}
		plan, err := engine.Compile(p.Versions[0])
		if err != nil {
			t.Fatal(err)
		}
		set, _ := facts.Decode(p.Versions[0], "x.json", []byte(`{"b": true}`), facts.JSON)
		res, _ := plan.Decide(set, engine.Options{})
		if d := res.Decisions[0]; d.Status != outcome.Decided || d.Value.String() != "yes" {
			t.Errorf("%s is %s %s", d.Decision.Name, d.Status, d.Value)
		}
		return
	}
	t.Error("no policy a/top")
}
