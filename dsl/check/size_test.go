package check

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// parse reads a text that has no syntax errors and may be long.
func parse(t testing.TB, text string) *ast.File {
	t.Helper()
	f, list := parser.Parse(source.NewFile("long.policy", text), parser.Limits{MaxBytes: 1 << 30, MaxTokens: 1 << 30})
	for _, d := range list.All() {
		t.Fatalf("line %d: %s %s", d.Span.StartPos().Line, d.Code, d.Summary)
	}
	return f
}

// long makes n lines.
func long(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i))
		b.WriteByte('\n')
	}
	return b.String()
}

// Long files are checked in bounded time, and to the right result.
func TestSizes(t *testing.T) {
	const head = "policy \"long\"\nfact f : yes or no\nfact n : number\nfact d0 : date\n"
	for _, c := range []struct {
		name, text string
		want       diag.Code // the only code expected, if any
	}{
		{"and chain", head + "decision d : yes or no\nclause \"1\" { d is yes when f" + strings.Repeat(" and f", 100_000) + " and n is 5 and d0 is 2024-01-01. }", ""},
		{"or chain of negations", head + "decision d : yes or no\nclause \"1\" { d is yes unless not f" + strings.Repeat(" or not f", 50_000) + " or n is 5 or d0 is 2024-01-01. }", ""},
		{"sum chain", head + "decision d : number\nclause \"1\" { d is n" + strings.Repeat(" plus n", 100_000) + " when f and d0 is 2024-01-01. }", ""},
		{"rules", head + "decision d : number\nclause \"1\" { d is 0 when d0 is 2024-01-01 and f.\n" + long(10_000, func(i int) string {
			return fmt.Sprintf("d is %d when n is %d.", i, i)
		}) + "}", ""},
		{"clauses with edges", head + "decision d : number\nclause \"0\" { d is 0 when d0 is 2024-01-01 and f. }\n" + long(10_000, func(i int) string {
			return fmt.Sprintf("clause \"%d\" { despite clause \"%d\", d is %d when n is %d. }", i+1, i, i, i)
		}), ""},
		{"one clause beaten by many", head + "decision d : number\nclause \"0\" {\n" + long(3_000, func(i int) string {
			return fmt.Sprintf("d is %d when n is %d.", i, i)
		}) + "}\nclause \"1\" { d is 0 when d0 is 2024-01-01 and f.\n" + long(3_000, func(i int) string {
			return fmt.Sprintf("despite clause \"0\", d is %d when n is %d.", i, i)
		}) + "}", diag.TooManyEdges},
		{"chain of terms", head + "decision d : number\nclause \"1\" { d is t0 when d0 is 2024-01-01 and f.\n" + long(50_000, func(i int) string {
			return fmt.Sprintf("t%d means t%d plus 1.", i, i+1)
		}) + "t50000 means n. }", ""},
		{"terms that double", head + "decision d : number\nclause \"1\" { d is t60 when d0 is 2024-01-01 and f.\nt0 means n.\n" + long(60, func(i int) string {
			return fmt.Sprintf("t%d means t%d plus t%d.", i+1, i, i)
		}) + "}", diag.TermTooLarge},
		{"circle of terms", head + "decision d : number\nclause \"1\" { d is t0 when d0 is 2024-01-01 and f and n is 5.\n" + long(1_000, func(i int) string {
			return fmt.Sprintf("t%d means t%d plus 1.", i, (i+1)%1000)
		}) + "}", diag.ReadLoop},
		{"large circle of terms", head + "decision d : number\nclause \"1\" { d is t0 when d0 is 2024-01-01 and f and n is 5.\n" + long(50_000, func(i int) string {
			return fmt.Sprintf("t%d means t%d plus 1.", i, (i+1)%50_000)
		}) + "}", diag.ReadLoop},
		{"circle of decisions", head + "decision d : date\n" + long(20_000, func(i int) string {
			return fmt.Sprintf("decision d_%d : yes or no", i)
		}) + "clause \"1\" { d is d0 when f and n is 5.\n" + long(20_000, func(i int) string {
			return fmt.Sprintf("d_%d is yes when d_%d.", i, (i+1)%20_000)
		}) + "}", diag.ReadLoop},
		{"chain of disapply", head + "decision d : set of x\nclause \"0\" { d includes x when f and n is 5 and d0 is 2024-01-01. }\n" + long(5_000, func(i int) string {
			return fmt.Sprintf("clause \"%d\" { disapply clause \"%d\" when f. }", i+1, i)
		}), ""},
		{"facts with bounds", head + long(10_000, func(i int) string {
			return fmt.Sprintf("fact f%d : date not before d%d", i+1, i)
		}) + long(10_000, func(i int) string { return fmt.Sprintf("fact d%d : date", i+1) }) +
			"decision d : yes or no\nclause \"1\" { d is yes when f and n is 5 and d0 is before d10000" + long(10_000, func(i int) string {
			return fmt.Sprintf(" and f%d is d0", i+1)
		}) + ". }", ""},
		{"one fact with many bounds", head + "fact m : number " + long(10_000, func(i int) string {
			return fmt.Sprintf("at least %d when n is %d at most 5 unless n is %d", i, i, i)
		}) + "decision d : yes or no\nclause \"1\" { d is yes when f and n is 5 and d0 is 2024-01-01 and m is 5. }", ""},
		{"rows", head + "decision d : number\nclause \"1\" { table d by first row\n| n | f | d |\n" + long(5_000, func(i int) string {
			return fmt.Sprintf("| %d | yes | %d |", i, i)
		}) + "| any | any | 0 |. d is 5 when d0 is 2024-01-01. }", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := parse(t, c.text)
			start := time.Now()
			trees, list := Check([]*ast.File{f})
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Logf("took %v for %d bytes", took, len(c.text))
			}
			for _, d := range list.All() {
				if d.Code != c.want {
					t.Errorf("line %d: %s %s. %s", d.Span.StartPos().Line, d.Code, d.Summary, d.Detail)
				}
				if len(d.Detail) > 1000 {
					t.Errorf("a detail of %d bytes", len(d.Detail))
				}
			}
			if c.want != "" && list.Len() == 0 {
				t.Errorf("%s is not found", c.want)
			}
			if c.want == "" && len(trees) != 1 {
				t.Error("no tree")
			}
		})
	}
}

// Names that are not there are not looked for among all others without end.
func TestManyUnknownNames(t *testing.T) {
	text := "policy \"long\"\n" + long(5_000, func(i int) string { return fmt.Sprintf("fact a_long_name_%d : number", i) }) +
		"decision d : number\nclause \"1\" {\n" + long(5_000, func(i int) string { return fmt.Sprintf("d is a_lang_name_%d.", i) }) + "}"
	start := time.Now()
	_, list := Check([]*ast.File{parse(t, text)})
	if took := time.Since(start); took > time.Minute {
		t.Errorf("took %v", took)
	}
	if list.Len() != 5_000 {
		t.Errorf("%d findings", list.Len())
	}
}

// smallPolicies are n policies of thirty lines, every tenth of which uses another.
func smallPolicies(t testing.TB, n int) []*ast.File {
	var files []*ast.File
	for i := range n {
		use := ""
		if i%10 == 1 {
			use = fmt.Sprintf("use as_new from policy \"house/%d\"\n", i-1)
		}
		files = append(files, parse(t, fmt.Sprintf(smallPolicy, i, use, "as_new"+map[bool]string{true: "_here"}[use != ""])))
	}
	return files
}

const smallPolicy = `policy "house/%d"
  title    "Returns"
  seller   "A house"
  parties  buyer, seller
  currency CHF
  months   clamp
%s
fact delivered_on : date from seller "When was it delivered?"
fact returned_on  : date not before delivered_on from seller "When did it come back?"
fact price        : money at least 0 from seller "What was paid?"
fact engraved     : yes or no from seller "Was it engraved?"
fact worn         : yes or no from seller "Was it worn?"
fact reason       : one of damaged, wrong_product, other from buyer "Why?"
decision outcome : first of refused, accepted
decision grounds : set of late, engraved, worn
decision refund  : money arises when outcome is accepted
decision payment : duty
clause "1" "fourteen days" {
  last_day means 14 days after delivered_on.
  grounds includes late when returned_on is after last_day and reason is not damaged.
}
clause "2" "only as new" {
  %s means not worn and not engraved.
  grounds includes engraved when engraved.
  grounds includes worn when worn.
}
clause "3" "refund" {
  outcome is refused when grounds is not empty.
  outcome is accepted.
  refund is price.
  deduct 5%% of price from refund when reason is other.
  round refund half up to 0.01.
  duty payment : seller must refund amount refund by 1 month after returned_on when outcome is accepted.
}
`

func TestSmallPolicies(t *testing.T) {
	trees, list := Check(smallPolicies(t, 20))
	for _, d := range list.All() {
		if d.Code != diag.UnusedDefinition {
			t.Errorf("%s: %s %s", d.Span.File.Name, d.Code, d.Summary)
		}
	}
	if len(trees) != 20 {
		t.Errorf("%d trees", len(trees))
	}
}

func BenchmarkThousandPolicies(b *testing.B) {
	files := smallPolicies(b, 1000)
	b.ResetTimer()
	for b.Loop() {
		if trees, _ := Check(files); len(trees) != 1000 {
			b.Fatal("trees are missing")
		}
	}
}

func BenchmarkTenThousandRules(b *testing.B) {
	f := parse(b, "policy \"long\"\nfact n : number\ndecision d : number\nclause \"1\" {\n"+long(10_000, func(i int) string {
		return fmt.Sprintf("d is %d when n is %d.", i, i)
	})+"}")
	b.ResetTimer()
	for b.Loop() {
		Check([]*ast.File{f})
	}
}
