package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// Tests are test files with the policies they are about.
type Tests struct {
	Program *dsl.Program
	Files   []*ast.File // of the tests
	// Findings are errors of the files, and of the policies, in order.
	Findings []diag.Diagnostic
	// Given are the names of the policies among the files given, or beside the tests given, in order.
	Given []string
	// Failed are the policies in which there are errors.
	Failed map[string]bool
}

// LoadTests reads the tests among paths, below those that are folders and beside those that are policies. A policy that a test names is
// looked for among the files given, then beside the test, then in the library. Only policies given as files limits the tests to theirs.
func (l *Library) LoadTests(paths []string) (*Tests, error) {
	names, only, err := testPaths(paths)
	if err != nil {
		return nil, err
	}
	t := &Tests{Failed: map[string]bool{}}
	load := &testLoad{Library: l, have: map[string]bool{}, only: only}
	for _, name := range names {
		if err := load.add(name); err != nil {
			return nil, err
		}
	}
	if err := load.missing(); err != nil {
		return nil, err
	}
	program, findings := l.check(load.sources)
	t.Program, t.Findings, t.Files = program, errorsAmong(findings), load.tests
	for _, f := range program.Files {
		if name := nameOf(f); name != "" && program.Policy(name) == nil {
			t.Failed[name] = true
		}
	}
	t.Given = load.given()
	return t, nil
}

// testPaths are the files to read, and the policy files that were given by name: then only their tests are meant.
func testPaths(paths []string) (names []string, only map[string]bool, err error) {
	only = map[string]bool{}
	var look []string
	for _, p := range paths {
		look = append(look, p)
		if info, err := os.Stat(p); err != nil || info.IsDir() || !isPolicyFile(p) {
			continue
		}
		only[filepath.ToSlash(p)] = true
		beside, err := filepath.Glob(filepath.Join(filepath.Dir(p), "*"+testSuffix))
		if err != nil {
			return nil, nil, err
		}
		look = append(look, beside...)
	}
	if len(only) == 0 || len(only) < len(paths) {
		only = nil
	}
	names, err = FindPolicies(look, true)
	return names, only, err
}

// testLoad collects files.
type testLoad struct {
	*Library
	only    map[string]bool
	keep    []string // the policies whose tests are kept; nil: all
	have    map[string]bool
	sources []*source.File
	tests   []*ast.File
	parsed  []*ast.File
}

func (t *testLoad) add(name string) error {
	text, err := t.read(name)
	if err != nil {
		return err
	}
	f := t.parse(source.NewFile(filepath.ToSlash(name), text))
	t.sources = append(t.sources, f.Source)
	t.parsed = append(t.parsed, f)
	if policy := nameOf(f); policy != "" {
		t.extra[policy] = append(t.extra[policy], f)
		t.have[policy] = true
		if t.only[f.Source.Name] {
			t.keep = append(t.keep, policy)
		}
	}
	if holdsTests(f) {
		t.tests = append(t.tests, f)
	}
	return nil
}

func holdsTests(f *ast.File) bool {
	return slices.ContainsFunc(f.Items, func(i ast.Item) bool { _, ok := i.(*ast.Test); return ok })
}

// given are the policies that were given, or that the tests given are about.
func (t *testLoad) given() []string {
	var out []string
	for _, f := range t.parsed {
		if name := nameOf(f); name != "" && (t.keep == nil || slices.Contains(t.keep, name)) {
			out = append(out, name)
		}
	}
	for _, f := range t.tests {
		out = append(out, testedBy(f)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// missing adds the policies that are named and were not given.
func (t *testLoad) missing() error {
	if t.only != nil {
		t.limit()
	}
	for _, f := range t.parsed {
		for _, name := range append(uses(f), testedBy(f)...) {
			if t.have[name] {
				continue
			}
			t.have[name] = true
			if err := t.beside(f.Source.Name, name); err != nil {
				return err
			}
			more, err := t.closure(name)
			if err != nil {
				return err
			}
			for _, m := range more {
				if !slices.Contains(t.sources, m) {
					t.sources = append(t.sources, m)
				}
			}
		}
	}
	return nil
}

// limit keeps the tests of the policies that were given by name.
func (t *testLoad) limit() {
	var kept []*ast.File
	for _, f := range t.tests {
		f.Items = slices.DeleteFunc(f.Items, func(i ast.Item) bool {
			test, ok := i.(*ast.Test)
			return ok && !slices.Contains(t.keep, test.Policy.Value)
		})
		if holdsTests(f) {
			kept = append(kept, f)
		}
	}
	t.tests = kept
}

// beside offers the policy of that name among the neighbours of a file.
func (t *testLoad) beside(file, policy string) error {
	entries, err := os.ReadDir(filepath.Dir(filepath.FromSlash(file)))
	if err != nil {
		return nil // the file is part of the library
	}
	for _, e := range entries {
		if e.IsDir() || !isPolicyFile(e.Name()) {
			continue
		}
		name := filepath.Join(filepath.Dir(filepath.FromSlash(file)), e.Name())
		text, err := t.read(name)
		if err != nil {
			return err
		}
		if !strings.Contains(text, policy) {
			continue
		}
		f := t.parse(source.NewFile(filepath.ToSlash(name), text))
		if nameOf(f) == policy {
			t.extra[policy] = append(t.extra[policy], f)
		}
	}
	return nil
}

// testedBy are the policies that a file's tests name.
func testedBy(f *ast.File) []string {
	var out []string
	for _, item := range f.Items {
		if t, ok := item.(*ast.Test); ok && !slices.Contains(out, t.Policy.Value) {
			out = append(out, t.Policy.Value)
		}
	}
	return out
}
