package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// FindPolicies gives the policy files among paths, and below those that are folders; with the tests beside them if tests is set.
func FindPolicies(paths []string, tests bool) ([]string, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var out []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			if err := ordinary(p, info); err != nil {
				return nil, err
			}
			out = append(out, p)
			continue
		}
		wanted := func(name string) bool { return isPolicyFile(name) || tests && strings.HasSuffix(name, testSuffix) }
		err = eachFile(os.DirFS(p), wanted, func(name string, d fs.DirEntry) error {
			file := filepath.Join(p, filepath.FromSlash(name))
			out = append(out, file)
			if d.Type().IsRegular() {
				return nil
			}
			info, err := os.Stat(file)
			if err != nil {
				return err
			}
			return ordinary(file, info)
		})
		if err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there is no policy file in %s", strings.Join(paths, ", "))
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// CheckFiles checks files together; policies that they use and that are not among them come from the library. Only findings about the
// files themselves are given, with their syntax trees.
func (l *Library) CheckFiles(names []string) ([]diag.Diagnostic, []*ast.File, error) {
	var files []*source.File
	given := map[*source.File]bool{}
	have := map[string]bool{}
	var parsed []*ast.File
	for _, name := range names {
		text, err := l.read(name)
		if err != nil {
			return nil, nil, err
		}
		src := source.NewFile(filepath.ToSlash(name), text)
		files = append(files, src)
		given[src] = true
		f := l.parse(src)
		parsed = append(parsed, f)
		if name := nameOf(f); name != "" {
			l.extra[name] = append(l.extra[name], f)
			have[name] = true
		}
	}
	for _, f := range parsed {
		for _, used := range uses(f) {
			if have[used] {
				continue
			}
			more, err := l.closure(used)
			if err != nil {
				return nil, nil, err
			}
			have[used] = true
			for _, m := range more {
				if !slices.Contains(files, m) {
					files = append(files, m)
				}
			}
		}
	}
	_, findings := l.check(files)
	return slices.DeleteFunc(findings, func(d diag.Diagnostic) bool { return d.Span.File != nil && !given[d.Span.File] }), parsed, nil
}

// uses are the names of the policies that a file uses.
func uses(f *ast.File) []string {
	var out []string
	for _, item := range f.Items {
		if use, ok := item.(*ast.Use); ok {
			out = append(out, use.Policy.Value)
		}
	}
	return out
}
