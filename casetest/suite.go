// Package casetest runs the tests of policies: it binds the cases of test files to the policies they are about, decides them, and says of each
// expectation whether the answer meets it.
package casetest

import (
	"slices"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Suite is the cases of test files, in the order of the files.
type Suite struct {
	Cases []*Case
	// Findings are the mistakes in the test files themselves.
	Findings []diag.Diagnostic
}

// Case is one test, bound to its policy.
type Case struct {
	Title  string
	Policy string
	// Todo says why the case is not run; empty if it is.
	Todo string
	Span source.Span
	// Broken: there are mistakes in the case itself, so that it cannot be run.
	Broken bool
	// Readings are those that replace adopted ones, by name.
	Readings map[string]string

	givens   []ast.TestStep
	expect   []ast.TestStep
	versions []*bound
}

// bound is a case as one version of its policy understands it.
type bound struct {
	policy *tree.Policy
	set    *facts.Set
	expect []expectation // parallel to Case.expect
}

// expectation is a sentence with its names resolved.
type expectation struct {
	ast.TestStep
	known    bool // the version has what the sentence is about
	decision string
	value    value.Value
	duty     *value.DutyValue
	names    []string
}

// Bind makes the cases of test files ready to be run under the policies of a program. Findings about a case that names a policy of which
// skip is true are left out: that policy has errors of its own.
func Bind(files []*ast.File, p *dsl.Program, skip func(policy string) bool) *Suite {
	s := &Suite{}
	list := &diag.List{}
	for _, f := range files {
		b := &binder{program: p, list: list, earlier: map[string]*Case{}, skip: skip}
		for _, item := range f.Items {
			if t, ok := item.(*ast.Test); ok {
				s.Cases = append(s.Cases, b.test(t))
			}
		}
	}
	s.Findings = list.All()
	return s
}

// binder reads the tests of one file.
type binder struct {
	program *dsl.Program
	list    *diag.List
	earlier map[string]*Case
	skip    func(policy string) bool
}

func (b *binder) error(d diag.Diagnostic) {
	d.Severity = diag.Error
	b.list.Add(d)
}

// test binds one test.
func (b *binder) test(t *ast.Test) *Case {
	c := &Case{Title: t.Title.Value, Policy: t.Policy.Value, Span: t.Title.Span, Readings: map[string]string{}}
	if t.Todo != nil {
		c.Todo = t.Todo.Value
		if c.Todo == "" {
			c.Todo = "to do"
		}
	}
	before := b.list.Len()
	b.inherit(c, t)
	b.own(c, t)
	if first := b.earlier[c.Title]; first != nil && first.Policy == c.Policy {
		b.error(diag.Diagnostic{
			Code: diag.TestTwice, Span: c.Span, Summary: "a second test called \"" + c.Title + "\"",
			Detail: "A test is found by its title: in reports, with `--run`, and by `like`.", Hint: "Give one of the two another title.",
			Related: []diag.Related{{Span: first.Span, Message: "the first one stands here"}},
		})
	} else {
		b.earlier[c.Title] = c
	}
	if c.Todo != "" {
		return c // what it names may not exist yet
	}
	if len(c.expect) == 0 {
		b.error(diag.Diagnostic{
			Code: diag.TestNoExpectation, Span: c.Span, Summary: "the test \"" + c.Title + "\" expects nothing",
			Detail: "A test that expects nothing passes whatever the policy says.", Hint: "Write `expect` and what the policy must answer, or `todo` and a reason.",
		})
	}
	b.bind(c, t)
	c.Broken = c.Broken || b.list.Len() > before
	return c
}

// inherit takes over what an earlier test gives.
func (b *binder) inherit(c *Case, t *ast.Test) {
	if t.Like == nil {
		return
	}
	like := b.earlier[t.Like.Value]
	if like == nil {
		var titles []string
		for title := range b.earlier {
			titles = append(titles, title)
		}
		slices.Sort(titles)
		near := diag.Nearest(t.Like.Value, titles)
		b.error(diag.Diagnostic{
			Code: diag.TestLikeUnknown, Span: t.Like.Span, Summary: "there is no earlier test called \"" + t.Like.Value + "\" in this file",
			Detail: "A test can begin with what another one gives only where that one stands before it in the same file.", Hint: didYouMean(near),
		})
		return
	}
	c.givens = slices.Clone(like.givens)
	for name, reading := range like.Readings {
		c.Readings[name] = reading
	}
}

// own takes the test's own sentences apart. A given replaces an inherited one of the same name.
func (b *binder) own(c *Case, t *ast.Test) {
	mine := map[string]ast.TestStep{}
	for _, s := range t.Steps {
		switch s.Kind {
		case ast.StepGiven, ast.StepUnknown:
			if first, twice := mine[s.Name.Text]; twice {
				b.error(diag.Diagnostic{
					Code: diag.TestGivenTwice, Span: s.Span, Summary: q(s.Name.Text) + " is given twice", Detail: "Only one of the two values can be meant.",
					Hint: "Leave one of the two out.", Related: []diag.Related{{Span: first.Span, Message: "it is given here"}},
				})
				continue
			}
			mine[s.Name.Text] = s
			c.givens = slices.DeleteFunc(c.givens, func(g ast.TestStep) bool { return g.Name.Text == s.Name.Text })
			if s.Kind == ast.StepGiven {
				c.givens = append(c.givens, s)
			}
		case ast.StepReading:
			c.Readings[s.Name.Text] = readingName(s.Value)
		default:
			c.expect = append(c.expect, s)
		}
	}
}

// readingName is the name of a reading.
func readingName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.Literal:
		return e.Text
	default: // no name
		return ""
	}
}

// q is a piece of a policy inside a sentence.
func q(code string) string { return "`" + code + "`" }

func didYouMean(near string) string {
	if near == "" {
		return ""
	}
	return "Did you mean " + q(near) + "?"
}

// problemsAt tells whether a problem is on the path.
func problemsAt(problems []outcome.Problem, path string) bool {
	return slices.ContainsFunc(problems, func(p outcome.Problem) bool { return p.Path == path })
}

// Keep drops the cases whose titles are not wanted.
func (s *Suite) Keep(wanted func(title string) bool) {
	s.Cases = slices.DeleteFunc(s.Cases, func(c *Case) bool { return !wanted(c.Title) })
}
