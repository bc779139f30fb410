// Package dsl loads policies: it is the one place that knows in which order a file is parsed and checked.
package dsl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/go-multierror"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/check"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/limits"
)

// Program is a number of policies that were loaded together, with their tests.
type Program struct {
	// Policies are the policies by name. One in which, or in whose imports, there are errors is missing.
	Policies []*Policy
	Tests    []*ast.Test
	// Files are the syntax trees, in the order in which the files were given.
	Files    []*ast.File
	Warnings []diag.Diagnostic
}

// Policy is all versions of one policy, the earliest first.
type Policy struct {
	Name     string
	Versions []*tree.Policy
}

// Policy finds a policy by name; nil if there is none.
func (p *Program) Policy(name string) *Policy {
	i, ok := slices.BinarySearchFunc(p.Policies, name, func(p *Policy, name string) int { return strings.Compare(p.Name, name) })
	if !ok {
		return nil
	}
	return p.Policies[i]
}

// Parsed is a file that the parser has read, with what it found.
type Parsed struct {
	File     *ast.File
	Findings *diag.List
}

// Load parses and checks files together. The error is a *multierror.Error of *Error, one for each thing that is wrong, in the order of the
// files' names and of their text. The program is never nil: it holds what is free of errors.
func Load(files []*source.File) (*Program, error) { return LoadWithin(limits.Default, files) }

// LoadWithin is Load with other limits.
func LoadWithin(l limits.Limits, files []*source.File) (*Program, error) {
	parsed := make([]Parsed, 0, len(files))
	for _, f := range files {
		file, list := parser.Parse(f, parser.Within(l))
		parsed = append(parsed, Parsed{file, list})
	}
	return LoadParsed(l, parsed)
}

// LoadParsed is LoadWithin for files that have been parsed already.
func LoadParsed(l limits.Limits, files []Parsed) (*Program, error) {
	p := &Program{}
	found := &diag.List{}
	broken := map[*source.File]bool{}
	for _, f := range files {
		found.Append(f.Findings)
		broken[f.File.Source] = f.Findings.HasErrors()
		p.Files = append(p.Files, f.File)
		for _, item := range f.File.Items {
			if t, ok := item.(*ast.Test); ok {
				p.Tests = append(p.Tests, t)
			}
		}
	}
	trees, list := check.With(check.Options{Broken: broken, Limits: l}, p.Files)
	unread := map[source.Span]bool{} // what the parser could not read, the checker can not judge
	for _, d := range found.All() {
		unread[d.Span] = true
	}
	for _, d := range list.All() {
		if !unread[d.Span] {
			found.Add(d)
		}
	}
	p.add(trees)
	return p, p.split(found)
}

// add files trees under their names.
func (p *Program) add(trees []*tree.Policy) {
	byName := map[string]*Policy{}
	for _, t := range trees {
		if byName[t.Name] == nil {
			byName[t.Name] = &Policy{Name: t.Name}
			p.Policies = append(p.Policies, byName[t.Name])
		}
		byName[t.Name].Versions = append(byName[t.Name].Versions, t)
	}
	slices.SortFunc(p.Policies, func(a, b *Policy) int { return strings.Compare(a.Name, b.Name) })
	for _, v := range p.Policies {
		slices.SortStableFunc(v.Versions, func(a, b *tree.Policy) int {
			if a.InForce == nil || b.InForce == nil {
				return 0
			}
			return cmp.Compare(a.InForce.From, b.InForce.From)
		})
	}
}

// split keeps the warnings and gives the errors as one error, nil if there is none.
func (p *Program) split(found *diag.List) error {
	var errs *multierror.Error
	for _, d := range found.All() {
		if d.Severity == diag.Warning {
			p.Warnings = append(p.Warnings, d)
			continue
		}
		errs = multierror.Append(errs, &Error{Diagnostic: d})
	}
	if errs == nil {
		return nil
	}
	errs.ErrorFormat = format
	return errs
}
