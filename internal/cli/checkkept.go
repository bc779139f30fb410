package cli

import (
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/internal/cache"
	"github.com/clausewise/clausewise/sources"
)

// Checked is what was found in files, and in the comparison with the locks beside them.
type Checked struct {
	Findings    []diag.Diagnostic
	Trees       []*ast.File // of the files; without content where nothing had to be read again
	Inventories []*sources.Inventory
}

// CheckKept checks files and compares them with the locks beside them. Of what lies in the store, it looks again only at what has changed since:
// at a file, and at those that are tied to it because one uses or names a policy of the other. The findings are those of CheckFiles and
// CheckSources; the store can be nil. needed tells of a text whether its tree is wanted.
func (l *Library) CheckKept(paths, names []string, store *cache.Store, needed func(text string) bool) (*Checked, error) {
	key, ok := l.scope(paths)
	if store == nil || !ok {
		return l.checkAll(names)
	}
	run := &keptRun{Library: l, old: readKept(store, key), now: newKept(), trees: map[*source.File]*ast.File{}}
	if err := run.read(names); err != nil {
		return nil, err
	}
	units, ok := run.units()
	if !ok {
		return l.checkAll(names)
	}
	out := &Checked{}
	if out.Findings, ok = run.check(units); !ok {
		return l.checkAll(names)
	}
	found, inventories, err := run.sources()
	if err != nil {
		return nil, err
	}
	out.Findings, out.Inventories = append(out.Findings, found...), inventories
	for _, f := range run.files {
		out.Trees = append(out.Trees, run.treeIf(f, needed(f.Text)))
	}
	run.now.keep(store, key, run.old)
	return out, nil
}

// checkAll checks without anything kept.
func (l *Library) checkAll(names []string) (*Checked, error) {
	found, trees, err := l.CheckFiles(names)
	if err != nil {
		return nil, err
	}
	more, inventories, err := CheckSources(names)
	if err != nil {
		return nil, err
	}
	return &Checked{append(found, more...), trees, inventories}, nil
}

// keptRun is a check with what is kept: old before the run, now after it.
type keptRun struct {
	*Library
	old, now *kept
	files    []*source.File
	texts    []cache.Key // of the files' texts
	what     []keptFile
	trees    map[*source.File]*ast.File // of what was read again
}

// read reads the files, and parses those that are new.
func (r *keptRun) read(names []string) error {
	texts, err := r.readAll(names)
	if err != nil {
		return err
	}
	for i, name := range names {
		src := source.NewFile(filepath.ToSlash(name), texts[i].text)
		key := texts[i].key
		what, ok := r.old.Files[key]
		if !ok {
			what = whatIs(r.tree(src))
		}
		r.now.Files[key] = what
		r.files, r.texts, r.what = append(r.files, src), append(r.texts, key), append(r.what, what)
	}
	return nil
}

// readText is a text with its key, or why it cannot be read.
type readText struct {
	text string
	key  cache.Key
	err  error
}

// readAll reads files, some at a time: waiting for the system is most of what a check costs if nothing has changed. The error is that of the
// first file that cannot be read.
func (r *keptRun) readAll(names []string) ([]readText, error) {
	texts := make([]readText, len(names))
	size := max(1, (len(names)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for from := 0; from < len(names); from += size {
		all.Go(func() {
			for i := from; i < min(from+size, len(names)); i++ {
				t := &texts[i]
				if t.text, t.err = r.Library.read(names[i]); t.err == nil {
					t.key = keyOf(t.text)
				}
			}
		})
	}
	all.Wait()
	for i := range texts {
		if texts[i].err != nil {
			return nil, texts[i].err
		}
	}
	return texts, nil
}

func (r *keptRun) tree(f *source.File) *ast.File {
	if r.trees[f] == nil {
		r.trees[f] = r.parse(f)
	}
	return r.trees[f]
}

func (r *keptRun) treeIf(f *source.File, needed bool) *ast.File {
	if t := r.trees[f]; t != nil {
		return t
	}
	if needed {
		return r.tree(f)
	}
	return &ast.File{Source: f}
}

// whatIs is what is kept of a file.
func whatIs(f *ast.File) keptFile {
	what := keptFile{Policy: nameOf(f), Uses: uses(f)}
	ast.WalkFile(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.Clause); ok && c.Kind == ast.ModelledInPolicies {
			for _, t := range c.Targets {
				what.Names = append(what.Names, t.Value)
			}
		}
		return true
	})
	return what
}

// unit is files that are checked together, by their numbers.
type unit []int

// units are the files that are tied to each other, directly or not. There are none if a file uses a policy that is not among them: that
// is looked for in the library, and suggestions are made from all names.
func (r *keptRun) units() ([]unit, bool) {
	first := map[string]int{} // file of a policy
	root := make([]int, len(r.files))
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	tie := func(i, j int) {
		if i, j = find(i), find(j); i != j {
			root[max(i, j)] = min(i, j)
		}
	}
	for i, what := range r.what {
		root[i] = i
		if what.Policy == "" {
			continue
		}
		if j, ok := first[what.Policy]; ok {
			tie(i, j)
		} else {
			first[what.Policy] = i
		}
	}
	for i, what := range r.what {
		for _, used := range what.Uses {
			j, ok := first[used]
			if !ok {
				return nil, false
			}
			tie(i, j)
		}
		for _, named := range what.Names {
			if j, ok := first[named]; ok {
				tie(i, j)
			}
		}
	}
	var out []unit
	at := map[int]int{}
	for i := range r.files {
		k, ok := at[find(i)]
		if !ok {
			k = len(out)
			at[find(i)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out, true
}

// check gives the findings of all units; not if a finding is about something else than the files.
func (r *keptRun) check(units []unit) ([]diag.Diagnostic, bool) {
	all := &diag.List{}
	var stale []unit
	var again unit // all files of stale units
	for _, u := range units {
		key := r.key(u)
		old, ok := r.old.Units[key]
		found, fits := unpack(old, r.of(u))
		if !ok || !fits {
			stale = append(stale, u)
			again = append(again, u...)
			continue
		}
		r.now.Units[key] = old
		for _, d := range found {
			all.Add(d)
		}
	}
	if len(stale) == 0 {
		return all.All(), true
	}
	slices.Sort(again)
	for _, f := range r.of(again) {
		r.tree(f)
	}
	byFile := map[*source.File][]diag.Diagnostic{}
	_, found := r.Library.check(r.of(again))
	for _, d := range found {
		if d.Span.File == nil {
			return nil, false
		}
		byFile[d.Span.File] = append(byFile[d.Span.File], d)
		all.Add(d)
	}
	for _, u := range stale {
		var own []diag.Diagnostic
		for _, f := range r.of(u) {
			own = append(own, byFile[f]...)
		}
		packed, ok := pack(own, r.of(u))
		if !ok {
			return nil, false
		}
		r.now.Units[r.key(u)] = packed
	}
	return all.All(), true
}

func (r *keptRun) of(u unit) []*source.File {
	files := make([]*source.File, len(u))
	for k, i := range u {
		files[k] = r.files[i]
	}
	return files
}

// key is what the findings of a unit depend on: the names and texts of its files.
func (r *keptRun) key(u unit) cache.Key {
	parts := make([]string, 0, 2*len(u))
	for _, i := range u {
		parts = append(parts, r.files[i].Name, string(r.texts[i][:]))
	}
	return keyOf(parts...)
}
