package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// Whatever the bytes, checking what could be parsed of them ends, and gives trees that hold together.
func FuzzCheck(f *testing.F) {
	for _, pattern := range []string{"testdata/*.policy", "../../rules/*/*.policy"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for _, chunk := range strings.Split(string(text), "\n---\n") {
				f.Add(chunk)
			}
		}
	}
	for _, doc := range diag.Docs() {
		if strings.HasPrefix(string(doc.Code), "P") {
			f.Add(doc.Wrong)
			f.Add(doc.Right)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		var files []*ast.File
		broken := map[*source.File]bool{}
		for i, part := range strings.Split(text, "\n+++\n") {
			src := source.NewFile(fmt.Sprintf("part%d.policy", i), part)
			parsed, list := parser.Parse(src, parser.Limits{})
			broken[src] = list.HasErrors()
			files = append(files, parsed)
		}
		for _, o := range []Options{{Broken: broken}, {}} {
			trees, list := With(o, files)
			for _, p := range trees {
				for _, err := range faults(p) {
					t.Errorf("%s: %s", p.Name, err)
				}
			}
			for _, d := range list.All() {
				if d.Summary == "" || d.Span.Start < 0 || d.Span.File != nil && d.Span.End > len(d.Span.File.Text) {
					t.Errorf("%s: %q at %d to %d", d.Code, d.Summary, d.Span.Start, d.Span.End)
				}
			}
		}
	})
}

// faults tells where a tree does not keep what package tree promises.
func faults(p *tree.Policy) []string {
	var out []string
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	p.EachExpr(func(x tree.Expr) {
		tree.Walk(x, func(y tree.Expr) bool {
			switch t := y.Type(); {
			case t == nil:
				fault("%T without a type", y)
			case t.Kind == types.Invalid:
				fault("%T %s of unknown type", y, y.Pos().Text())
			}
			return true
		})
	})
	place := map[tree.Symbol]int{}
	for i, s := range p.Order {
		if _, twice := place[s]; twice {
			fault("%T stands twice in the order", s)
		}
		place[s] = i
	}
	if n := len(p.Inputs) + len(p.Terms) + len(p.Decisions) + len(p.Schedules); n != len(p.Order) {
		fault("%d symbols, %d in order", n, len(p.Order))
	}
	after := func(s tree.Symbol, xs ...tree.Expr) {
		for _, x := range xs {
			tree.Walk(x, func(y tree.Expr) bool {
				for _, read := range reads(y) {
					if place[read] >= place[s] {
						fault("%T stands before %T, which it reads", s, read)
					}
				}
				return true
			})
		}
	}
	for i, in := range p.Inputs {
		if in.Index != i || in.Type.Kind == types.Invalid {
			fault("input %s: index %d, type %s", in.Name, in.Index, in.Type)
		}
		after(in, in.Guard, in.Default)
		for _, b := range in.Bounds {
			after(in, b.When, b.Unless, b.Value, b.InList)
		}
	}
	for i, t := range p.Terms {
		if t.Index != i {
			fault("term %s: index %d", t.Name, t.Index)
		}
		after(t, t.Body)
	}
	rules := map[int]bool{}
	for i, d := range p.Decisions {
		if d.Index != i || d.Type.Kind == types.Invalid {
			fault("decision %s: index %d, type %s", d.Name, d.Index, d.Type)
		}
		after(d, d.Arises)
		last := -1
		for _, r := range d.Rules {
			if rules[r.ID] || r.ID <= last || r.Decision != d || r.Clause == nil {
				fault("rule %d of %s", r.ID, d.Name)
			}
			rules[r.ID] = true
			last = r.ID
			r.Exprs(func(x tree.Expr) { after(d, x) })
			if (r.Kind == tree.Value || r.Kind >= tree.Add && r.Kind <= tree.Floor) != (r.Value != nil) {
				fault("rule %d of %s: value %v", r.ID, d.Name, r.Value)
			}
		}
	}
	for i := range len(rules) {
		if !rules[i] {
			fault("no rule %d", i)
		}
	}
	for i, c := range p.Clauses {
		if c.Index != i {
			fault("clause %s: index %d", c.ID, c.Index)
		}
	}
	return out
}

// reads is the symbols that an expression reads by itself.
func reads(x tree.Expr) []tree.Symbol {
	switch x := x.(type) {
	case *tree.InputRef:
		return []tree.Symbol{x.Input}
	case *tree.Happened:
		return []tree.Symbol{x.Event}
	case *tree.TermRef:
		return []tree.Symbol{x.Term}
	case *tree.DecisionRef:
		return []tree.Symbol{x.Decision}
	case *tree.ArisesTest:
		return []tree.Symbol{x.Decision}
	case *tree.BindingLimits:
		return []tree.Symbol{x.Decision}
	case *tree.SchedOn:
		return []tree.Symbol{x.Schedule}
	case *tree.SchedEnding:
		return []tree.Symbol{x.Schedule}
	case *tree.SchedFirst:
		return []tree.Symbol{x.Schedule}
	default:
	}
	return nil
}
