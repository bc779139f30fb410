// Package review makes a page of a policy for those who answer for it: clause by clause, the rule in words, and beside it what it reads, how
// its ambiguities are read, which tests cite it and what they leave untested.
package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/coverage"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/format"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
)

// Page is what stands on the page.
type Page struct {
	Name, Title, Seller, Source, Version, Digest string
	Sections                                     []Section
	Facts                                        []Fact
	Decisions                                    []Decision
	Readings                                     []Ambiguity
	Tests                                        []Test
	Coverage                                     string // in words; empty if there are no tests
}

// Section is clauses under one heading.
type Section struct {
	Heading string
	Clauses []Clause
}

// Clause is a clause with its rules.
type Clause struct {
	ID, Title, Status string
	Text              string // in canonical form
	Reads, Decides    []string
	Readings          []string // the ambiguities that concern it
	Tests             []string // titles of the tests that cite it
	Gaps              []string // what the tests leave untested
}

// Fact is an input.
type Fact struct {
	Name, Kind, Type, Question string
	Notes                      []string
}

// Decision is an answer.
type Decision struct{ Name, Label, Type, Arises string }

// Ambiguity is a text that can be read in several ways.
type Ambiguity struct {
	Name, Title string
	Readings    []Reading
}

// Reading is one of the ways.
type Reading struct {
	Name, Text, Why string
	Adopted         bool
}

// Test is a test and whether it passes.
type Test struct{ Title, Status, Text string }

// Of makes the page. Without measured coverage and results the page says nothing of tests.
func Of(p *tree.Policy, digest string, measured *coverage.Policy, results *casetest.Report) *Page {
	page := &Page{Name: p.Name, Title: p.Title, Seller: p.Seller, Source: p.Source, Version: p.Version, Digest: digest}
	for _, in := range p.Inputs {
		kind := [...]string{"fact", "event", "judgment"}[in.Kind]
		page.Facts = append(page.Facts, Fact{in.Name, kind, casework.TypeWords(in.Type), in.Question, casework.Notes(in)})
	}
	for _, d := range p.Decisions {
		if d.Own {
			one := Decision{Name: d.Name, Label: d.Label, Type: d.Type.String()}
			if d.Arises != nil {
				one.Arises = casework.Written(d.Arises)
			}
			page.Decisions = append(page.Decisions, one)
		}
	}
	for _, a := range p.Ambiguities {
		one := Ambiguity{Name: a.Name, Title: a.Title}
		for i, r := range a.Readings {
			one.Readings = append(one.Readings, Reading{r.Name, r.Text, r.Why, i == a.Adopted})
		}
		page.Readings = append(page.Readings, one)
	}
	page.clauses(p)
	page.tests(p, measured, results)
	return page
}

func (page *Page) clauses(p *tree.Policy) {
	texts := canonical(p.Files[0])
	for _, c := range p.Clauses {
		if c.Policy != p.Name {
			continue
		}
		if n := len(page.Sections); n == 0 || page.Sections[n-1].Heading != c.Section {
			page.Sections = append(page.Sections, Section{Heading: c.Section})
		}
		one := Clause{ID: c.ID, Title: c.Title, Text: texts[c.ID]}
		if c.Kind != ast.Encoded {
			one.Status = c.Kind.String()
			if c.Reason != "" {
				one.Status += ": " + c.Reason
			}
			if len(c.Targets) > 0 {
				one.Status += " " + strings.Join(c.Targets, ", ")
			}
		}
		one.Reads, one.Decides = reads(p, c)
		for _, a := range p.Ambiguities {
			if slices.Contains(a.Concerns, c) {
				one.Readings = append(one.Readings, a.Name)
			}
		}
		last := &page.Sections[len(page.Sections)-1]
		last.Clauses = append(last.Clauses, one)
	}
}

// reads are the facts that the sentences of a clause name, and the decisions that they give.
func reads(p *tree.Policy, c *tree.Clause) (facts, decisions []string) {
	note := func(x tree.Expr) {
		tree.EachReadOf(p, x, func(s tree.Symbol) {
			if in, ok := s.(*tree.Input); ok && !slices.Contains(facts, in.Name) {
				facts = append(facts, in.Name)
			}
		})
	}
	for _, t := range p.Terms {
		if t.Clause == c {
			note(t.Body)
		}
	}
	for _, d := range p.Decisions {
		for _, r := range d.Rules {
			if r.Clause != c {
				continue
			}
			if !slices.Contains(decisions, d.Name) {
				decisions = append(decisions, d.Name)
			}
			r.Exprs(note)
		}
	}
	for _, d := range p.Disapplies {
		for _, x := range []tree.Expr{d.When, d.Unless} {
			if d.Clause == c && x != nil {
				note(x)
			}
		}
	}
	return facts, decisions
}

// canonical is the text of each clause of a file in canonical form, that of the clauses inside it included.
func canonical(f *source.File) map[string]string {
	text, _ := format.Source(f)
	parsed, _ := parser.Parse(source.NewFile(f.Name, text), parser.DefaultLimits)
	texts := map[string]string{}
	var clause func(c *ast.Clause)
	clause = func(c *ast.Clause) {
		texts[c.ID.Value] = dedent(c.Pos())
		for _, item := range c.Body {
			if inner, ok := item.(*ast.Clause); ok {
				clause(inner)
			}
		}
	}
	var items func(all []ast.Item)
	items = func(all []ast.Item) {
		for _, item := range all {
			switch n := item.(type) {
			case *ast.Section:
				items(n.Items)
			case *ast.Clause:
				clause(n)
			}
		}
	}
	items(parsed.Items)
	return texts
}

// dedent is the text of a place, moved to the left as far as it stands from it.
func dedent(at source.Span) string {
	column := at.StartPos().Column - 1
	lines := strings.Split(at.Text(), "\n")
	for i := 1; i < len(lines); i++ {
		indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " "))
		lines[i] = lines[i][min(indent, column):]
	}
	return strings.Join(lines, "\n")
}

func (page *Page) tests(p *tree.Policy, measured *coverage.Policy, results *casetest.Report) {
	if results == nil || measured == nil {
		return
	}
	page.Coverage = coverageWords(measured)
	for _, r := range results.Results {
		if r.Case.Policy != p.Name {
			continue
		}
		text := whole(r.Case.Span)
		page.Tests = append(page.Tests, Test{r.Case.Title, r.Status.String(), text})
		page.each(func(c *Clause) {
			if cites(text, c.ID) {
				c.Tests = append(c.Tests, r.Case.Title)
			}
		})
	}
	for _, e := range measured.Elements {
		if e.Why == "" {
			continue
		}
		page.each(func(c *Clause) {
			if c.ID == e.Clause {
				c.Gaps = append(c.Gaps, e.Kind.String()+" “"+e.Text+"”: "+e.Why)
			}
		})
	}
	slices.SortStableFunc(page.Tests, func(a, b Test) int { return cmp.Compare(a.Title, b.Title) })
}

func (page *Page) each(f func(*Clause)) {
	for i := range page.Sections {
		for j := range page.Sections[i].Clauses {
			f(&page.Sections[i].Clauses[j])
		}
	}
}

// cites tells whether a test's text has an expectation that cites a clause.
func cites(text, id string) bool {
	for line := range strings.Lines(text) {
		if strings.Contains(line, " cites clause ") && strings.Contains(line, `"`+id+`"`) {
			return true
		}
	}
	return false
}

// whole is the text of the test in which a place stands.
func whole(at source.Span) string {
	parsed, _ := parser.Parse(at.File, parser.DefaultLimits)
	for _, item := range parsed.Items {
		if s := item.Pos(); s.Start <= at.Start && at.End <= s.End {
			return dedent(s)
		}
	}
	return dedent(at)
}

func coverageWords(m *coverage.Policy) string {
	words := fmt.Sprintf("%.1f%%", m.Total().Percent())
	for _, k := range []coverage.Kind{coverage.Rule, coverage.Condition, coverage.Exception} {
		if t := m.Tally(k); t.All > 0 {
			words += fmt.Sprintf(", %ss %d of %d", k, t.Reached, t.All)
		}
	}
	return words
}
