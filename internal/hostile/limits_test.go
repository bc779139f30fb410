package hostile

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/limits"
)

const small = `policy "a/b" title "T" source "s" parties buyer, seller
fact b : yes or no from seller
decision d : yes or no
`

// wordy is a policy of about n words and signs.
func wordy(n int) string {
	return "policy \"a/b\" title \"T\" source \"s\" parties buyer, seller\nfact n : number from seller\ndecision d : number\nclause \"1\" \"x\" {\nd is sum of (" + strings.Repeat("n,", n/2) + "n).\n}\n"
}

func deep(n int) string {
	return small + "clause \"1\" \"x\" {\nd is yes when " + strings.Repeat("not (", n) + "b" + strings.Repeat(")", n) + ".\nd is no otherwise.\n}\n"
}

// doubled has a term of about 3·2ⁿ parts.
func doubled(n int) string {
	var b strings.Builder
	b.WriteString(small + "clause \"1\" \"x\" {\nt0 means b or b.\n")
	for i := range n {
		fmt.Fprintf(&b, "t%d means t%d or t%d.\n", i+1, i, i)
	}
	fmt.Fprintf(&b, "d is yes when t%d.\nd is no otherwise.\n}\n", n)
	return b.String()
}

// paired makes n·n pairs of rules.
func paired(n int) string {
	var b strings.Builder
	b.WriteString(small)
	b.WriteString("clause \"1\" \"x\" {\n" + strings.Repeat("d is no when b.\n", n) + "}\nclause \"2\" \"y\" {\n")
	b.WriteString(strings.Repeat("despite clause \"1\", d is yes when b.\n", n) + "d is no otherwise.\n}\n")
	return b.String()
}

const nested = `policy "a/b" title "T" source "s" parties buyer, seller
fact ns : list of whole number from seller
decision d : yes or no
clause "1" "x" {
  d is yes when some x in ns has (some y in ns has (x is above y and y is above x)).
  d is no otherwise.
}
`

func numbers(n int) string {
	return `{"ns": [` + strings.TrimSuffix(strings.Repeat("1,", n), ",") + `]}`
}

// Beyond each limit a command stops with the limit's code, its exit code and the flag that raises it; with that flag it goes on.
func TestLimits(t *testing.T) {
	dir := t.TempDir()
	good := write(t, filepath.Join(dir, "good.policy"), small+"clause \"1\" \"x\" {\nd is yes when b.\nd is no otherwise.\n}\n")
	list := write(t, filepath.Join(dir, "list.policy"), nested)
	policy := func(name, text string, flags ...string) []string {
		return append([]string{"policyc", "check", write(t, filepath.Join(dir, name+".policy"), text)}, flags...)
	}
	eval := func(p, name, text string) []string {
		return []string{"policyrun", "eval", p, "--facts", write(t, filepath.Join(dir, name+".json"), text)}
	}
	for _, c := range []struct {
		limit string
		args  []string
		code  int    // beyond the limit
		words string // of the message
		after int    // with the limit raised
	}{
		{limits.PolicyBytes, policy("bytes", nested+"# "+strings.Repeat("x", 1<<20)), 4, "P0101", 0},
		{limits.PolicyTokens, policy("words", wordy(600_000)), 4, "P0102", 0},
		{limits.PolicyDepth, policy("deep", deep(150)), 4, "P0103", 0},
		{limits.PolicyErrors, policy("errors", small+strings.Repeat("fact : .\n", 150), "--limit", "0"), 4, "P0100", 4},
		{limits.TermParts, policy("parts", doubled(18)), 4, "P0425", 0},
		{limits.RulePairs, policy("pairs", paired(750)), 4, "P0423", 0},
		{limits.FactsBytes, eval(good, "bytes", `{"b": true}`+strings.Repeat(" ", 4<<20)), 2, "F0102", 0},
		{limits.FactsDepth, eval(good, "deep", `{"b": `+strings.Repeat("[", 40)+strings.Repeat("]", 40)+"}"), 2, "F0102", 2},
		{limits.FactsItems, eval(list, "items", numbers(250_000)), 2, "F0102", 2},
		{limits.FactsErrors, eval(good, "errors", "{"+strings.TrimSuffix(strings.Repeat(`"c": 1,`, 1500), ",")+"}"), 2, "F0102", 2},
		{limits.Work, eval(list, "work", numbers(1500)), 2, "F0902", 0},
	} {
		t.Run(c.limit, func(t *testing.T) {
			raise := ""
			for _, d := range limits.All() {
				if d.Name == c.limit {
					raise = limits.Raise(d.Name, d.Of(limits.Default))
				}
			}
			got := run(t, command(c.args[0], c.args[1:]...))
			got.must(t, c.code, c.words)
			got.must(t, c.code, raise)
			if c.limit == limits.Work {
				raise = "--max work=100000000" // how often a member is looked at is not promised
			}
			raised := run(t, command(c.args[0], append(c.args[1:], strings.Fields(raise)...)...))
			raised.must(t, c.after, "")
			if strings.Contains(raised.err+raised.out, c.words) {
				t.Errorf("with %s it still says\n%s%s", raise, raised.out, raised.err)
			}
		})
	}
}

// Where the analysis is stopped, a decision stays open and needs every open fact that it reads, those that were not reached too.
func TestNodes(t *testing.T) {
	const n = 14
	var b strings.Builder
	b.WriteString("policy \"a/b\" title \"T\" source \"s\" parties buyer, seller\nfact other : yes or no from seller\ndecision e : yes or no\ndecision d : yes or no\n")
	var pairs []string
	for i := range n {
		fmt.Fprintf(&b, "fact a%d : yes or no from seller\nfact b%d : yes or no from seller\n", i, i)
		pairs = append(pairs, fmt.Sprintf("(a%d and b%d)", i, (5*i+3)%n))
	}
	fmt.Fprintf(&b, "clause \"1\" \"x\" {\nd is yes when %s.\nd is no otherwise.\ne is yes when other.\ne is no otherwise.\n}\n", strings.Join(pairs, " or "))
	dir := t.TempDir()
	policy, none := write(t, filepath.Join(dir, "x.policy"), b.String()), write(t, filepath.Join(dir, "none.json"), "{}")
	for limit, capped := range map[string]bool{"20": true, "10000000": false} {
		got := run(t, command("policyrun", "eval", policy, "--facts", none, "--format", "json", "--decision", "d", "--max", "nodes="+limit))
		got.must(t, 3, `"needs_facts"`)
		if strings.Contains(got.out, `"capped": true`) != capped {
			t.Errorf("%s nodes:\n%s", limit, got.out)
		}
		for i := range n {
			for _, name := range []string{"a", "b"} {
				if !strings.Contains(got.out, fmt.Sprintf("\"%s%d\"", name, i)) {
					t.Errorf("%s nodes: %s%d is not needed", limit, name, i)
				}
			}
		}
	}
	run(t, command("policyrun", "needs", policy, "--facts", none, "--max", "nodes=20")).must(t, 3, "--max nodes=N")
}

// As far as a depth can be raised, nothing that walks a policy or facts breaks down.
func TestDeepest(t *testing.T) {
	dir := t.TempDir()
	policy := write(t, filepath.Join(dir, "deep.policy"), deep(950)) // "not" and "(" are a level each
	facts := write(t, filepath.Join(dir, "facts.json"), `{"b": true}`)
	nested := write(t, filepath.Join(dir, "nested.json"), `{"b": `+strings.Repeat("[", 990)+strings.Repeat("]", 990)+"}")
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"policyc", "check", policy}, 0},
		{[]string{"policyc", "fmt", policy}, 0},
		{[]string{"policyc", "graph", policy}, 0},
		{[]string{"policyrun", "eval", policy, "--facts", facts}, 0},
		{[]string{"policyrun", "explain", policy, "--facts", facts}, 0},
		{[]string{"policyrun", "needs", policy, "--facts", facts}, 0},
		{[]string{"policyrun", "eval", policy, "--facts", nested, "--max", "facts-depth=1000"}, 2},
	} {
		t.Run(strings.Join(c.args[:2], " "), func(t *testing.T) {
			run(t, command(c.args[0], append(c.args[1:], "--max", "policy-depth=2000")...)).must(t, c.code, "")
		})
	}
}

// What multiplies is refused where it is too much: products of products, lists for each member of a list, periods for each period.
func TestGrowth(t *testing.T) {
	dir := t.TempDir()
	var squares strings.Builder
	squares.WriteString("policy \"a/b\" title \"T\" source \"s\" parties buyer, seller\nfact n : number from seller\n")
	for i := range 41 {
		fmt.Fprintf(&squares, "decision d%d : number\n", i)
	}
	squares.WriteString("clause \"1\" \"x\" {\nd0 is n.\n")
	for i := range 40 {
		fmt.Fprintf(&squares, "d%d is d%d times d%d.\n", i+1, i, i)
	}
	squares.WriteString("}\n")
	const daily = `policy "a/b" title "T" source "s" parties buyer, seller
fact day : date from seller
schedule daily every 1 day from and including day clause "1"
decision d : yes or no
clause "1" "x" {
  d is yes when some x in (daily ending before 2024-01-01) has (some y in (daily ending before 2024-01-01) has
    (number of x is above number of y and number of y is above number of x)).
  d is no otherwise.
}
`
	const counted = `policy "a/b" title "T" source "s" parties buyer, seller
fact day : date from seller
schedule daily every 1 day from and including day clause "1"
decision n : whole number
clause "1" "x" {
  n is count of (daily ending before 2024-01-01).
}
`
	for _, c := range []struct{ name, policy, facts, code string }{
		{"squares of whole numbers", squares.String(), `{"n": 3}`, "F0901"},
		{"squares of decimals", squares.String(), `{"n": 0.1}`, "F0901"},
		{"lists in lists", nested, numbers(100_000), "F0902"},
		{"periods in periods", daily, `{"day": "1900-01-01"}`, "F0902"},
		{"too many periods", counted, `{"day": "1600-01-01"}`, "F0901"},
	} {
		t.Run(c.name, func(t *testing.T) {
			policy := write(t, filepath.Join(dir, "x.policy"), c.policy)
			facts := write(t, filepath.Join(dir, "x.ndjson"), c.facts+"\n")
			run(t, command("policyrun", "eval", policy, "--facts", facts)).must(t, 2, c.code)
			out := filepath.Join(t.TempDir(), "out.ndjson")
			run(t, command("policyrun", "batch", policy, facts, "-o", out)).must(t, 2, "1 rejected")
		})
	}
}
