// Package archtest holds the shape of the house: imports point one way, and a test says so.
package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/clausewise/clausewise/"

// floors orders the top-level folders: a package may import packages of its own folder and of folders on lower floors.
var floors = map[string]int{
	"docs":     0, // the JSON Schemas of the output, embedded
	"stdlib":   0, // the values of the trade
	"limits":   0, // what a policy and a case may cost
	"dsl":      1, // the language
	"engine":   2, // deciding
	"explain":  3, // printing what was decided
	"batch":    3, // deciding many cases
	"bundle":   3, // checked policies in one file
	"analysis": 3, // what can be said of a policy without a case
	"sources":  3, // the documents that policies encode
	"casetest": 3, // running the tests of policies
	"asking":   4, // asking a case again: what is missing, what would change it, what it was
	"coverage": 4, // what the tests reach
	"mutate":   4, // what the tests would notice
	"rules":    0, // policies; nothing but the embedding
	"internal": 5, // shared by commands and tests
	"cmd":      6, // wiring
}

// within orders packages of one folder that have an order of their own.
var within = map[string][]string{
	"stdlib": {"stdlib/date", "stdlib/money", "stdlib/calendar", "stdlib/country", "stdlib/value", "stdlib"},
	"dsl":    {"dsl/source", "dsl/diag", "dsl/ast", "dsl/types", "dsl/tree", "dsl/parser", "dsl/check", "dsl/format", "dsl"},
	"asking": {"asking/casework", "asking"},
	"engine": {"engine/outcome", "engine/facts", "engine/operate", "engine/citing", "engine/diagram", "engine/plan", "engine/exact", "engine"},
}

// only lists third-party imports that belong to certain packages alone.
var only = map[string][]string{
	"github.com/alecthomas/participle/v2":   {"dsl/parser"},
	"github.com/hashicorp/go-multierror":    {"dsl"},
	"github.com/alecthomas/kong":            {"cmd", "internal/cli"},
	"go.yaml.in/yaml/v4":                    {"engine/facts", "sources", "asking/compare", "cmd", "internal"},
	"golang.org/x/text":                     {"sources"},
	"github.com/parquet-go/parquet-go":      {"batch"},
	"github.com/dsnet/compress":             {"batch/columnar"},
	"github.com/klauspost/compress":         {"batch/columnar"},
	"github.com/pierrec/lz4/v4":             {"batch/columnar"},
	"github.com/vbauerster/mpb":             {"cmd"},
	"github.com/go-json-experiment/json":    {"engine/facts", "explain", "batch", "asking", "cmd", "internal"},
	"github.com/bojanz/currency":            {"internal/gen/currencies"},
	"github.com/santhosh-tekuri/jsonschema": {},
}

func TestImportsPointOneWay(t *testing.T) {
	eachImport(t, func(file, from, to string) {
		if !strings.HasPrefix(to, module) {
			return
		}
		to = strings.TrimPrefix(to, module)
		a, b := top(from), top(to)
		if a == b {
			if i, j := place(a, from), place(a, to); i >= 0 && j >= 0 && j > i {
				t.Errorf("%s: %s may not import %s, which stands above it", file, from, to)
			}
			return
		}
		fa, ok := floors[a]
		fb, ok2 := floors[b]
		if !ok || !ok2 {
			t.Errorf("%s: %s imports %s: give both folders a floor in this test", file, from, to)
			return
		}
		if fb >= fa {
			t.Errorf("%s: %s may not import %s: imports point inward only", file, from, to)
		}
	})
}

func TestLibrariesStayWhereTheyBelong(t *testing.T) {
	eachImport(t, func(file, from, to string) {
		for lib, homes := range only {
			if to != lib && !strings.HasPrefix(to, lib+"/") {
				continue
			}
			if !inside(from, homes) {
				t.Errorf("%s: %s may not import %s", file, from, to)
			}
		}
	})
}

// The rules are data: no Go but the embedding.
func TestRulesHoldNoGo(t *testing.T) {
	err := filepath.WalkDir(filepath.Join(root, "rules"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") && filepath.Dir(path) != filepath.Join(root, "rules") {
			t.Errorf("%s: a seller's folder holds no Go", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

const root = "../.."

func inside(pkg string, homes []string) bool {
	for _, h := range homes {
		if pkg == h || strings.HasPrefix(pkg, h+"/") {
			return true
		}
	}
	return false
}

func top(pkg string) string {
	first, _, _ := strings.Cut(pkg, "/")
	return first
}

// place is the position of the longest listed prefix, -1 if the package is free.
func place(folder, pkg string) int {
	best, at := "", -1
	for i, p := range within[folder] {
		if (pkg == p || strings.HasPrefix(pkg, p+"/")) && len(p) > len(best) && (p != folder || pkg == folder) {
			best, at = p, i
		}
	}
	return at
}

// eachImport calls f for every import of every non-test Go file of the module.
func eachImport(t *testing.T, f func(file, from, to string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() {
			if name := d.Name(); rel != "." && (strings.HasPrefix(name, ".") || name == "testdata" || rel == "tools" || rel == "bench") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range file.Imports {
			f(rel, filepath.ToSlash(filepath.Dir(rel)), strings.Trim(imp.Path.Value, `"`))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
