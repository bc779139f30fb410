package mutate

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
)

// program loads all policies of the repository.
func program(t *testing.T) *dsl.Program {
	t.Helper()
	var files []*source.File
	err := filepath.WalkDir("../rules", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".policy" {
			return err
		}
		text, err := os.ReadFile(path)
		files = append(files, source.NewFile(filepath.ToSlash(path), string(text)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := dsl.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A change can be taken back: the trees are as they were. And it is one: with the change they are not.
func TestChangesAreUndone(t *testing.T) {
	p, same := program(t), program(t)
	sites := sitesOf(p)
	if len(sites) < 1000 {
		t.Fatalf("there are %d sites only", len(sites))
	}
	for i, s := range sites {
		for _, c := range s.changes {
			c.do()
		}
		if i%97 == 0 && reflect.DeepEqual(p.Policies, same.Policies) {
			t.Errorf("%s at %s changes nothing", s.mutant.Change, s.mutant.Span.Text())
		}
		for _, c := range s.changes {
			c.undo()
		}
	}
	if !reflect.DeepEqual(p.Policies, same.Policies) {
		t.Error("a change was not taken back")
	}
}

// Sites are found in the same order every time, so that workers can share them by number.
func TestSitesAreInOrder(t *testing.T) {
	a, b := sitesOf(program(t)), sitesOf(program(t))
	if len(a) != len(b) {
		t.Fatalf("%d and %d sites", len(a), len(b))
	}
	for i := range a {
		if x, y := a[i].mutant, b[i].mutant; x.Change != y.Change || x.Span.Start != y.Span.Start || x.Span.File.Name != y.Span.File.Name || x.Policy != y.Policy {
			t.Fatalf("site %d is %s at %s:%d, then %s at %s:%d", i, x.Change, x.Span.File.Name, x.Span.Start, y.Change, y.Span.File.Name, y.Span.Start)
		}
	}
}
