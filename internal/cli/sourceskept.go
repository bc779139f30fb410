package cli

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/sources"
)

// keptFolder is what the comparison of a folder's policies with its lock gave.
type keptFolder struct {
	Found       []keptFind
	Inventories []keptInventory `json:",omitzero"`
}

// keptInventory is the numbers of an inventory.
type keptInventory struct {
	Document                                      string
	Clauses                                       int
	Encoded, Informational, NotModelled, InClause int `json:",omitzero"`
	InPolicy, Unaccounted, Waiting                int `json:",omitzero"`
}

// sources is CheckSources with what is kept.
func (r *keptRun) sources() ([]diag.Diagnostic, []*sources.Inventory, error) {
	given := map[string]bool{}
	have := map[string]*source.File{}
	var folders []string
	for _, f := range r.files {
		if name := path.Clean(f.Name); isPolicyFile(path.Base(name)) {
			given[name], have[name] = true, f
			folders = append(folders, path.Dir(name))
		}
	}
	slices.Sort(folders)
	found := &diag.List{}
	var all []*sources.Inventory
	for _, folder := range slices.Compact(folders) {
		inventories, err := r.folderSources(folder, given, have, found)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, inventories...)
	}
	return found.All(), all, nil
}

// folderSources is checkFolder with what is kept.
func (r *keptRun) folderSources(folder string, given map[string]bool, have map[string]*source.File, found *diag.List) ([]*sources.Inventory, error) {
	lock, err := lockFile(filepath.Join(folder, sources.LockName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	files, err := r.policiesIn(folder, have)
	if err != nil {
		return nil, err
	}
	parts := []string{"folder", lock.Name, lock.Text}
	for _, f := range files {
		parts = append(parts, f.Name, f.Text, strconv.FormatBool(given[f.Name]))
	}
	key := keyOf(parts...)
	if old, ok := r.old.Folders[key]; ok {
		if findings, ok := unpack(old.Found, append(files, lock)); ok {
			r.now.Folders[key] = old
			for _, d := range findings {
				found.Add(d)
			}
			return old.inventories(), nil
		}
	}
	own := &diag.List{}
	inventories, err := compareFolder(folder, lock, func() ([]*ast.File, bool, error) { return parseAll(files) }, given, own)
	if err != nil {
		return nil, err
	}
	found.Append(own)
	if packed, ok := pack(own.All(), append(files, lock)); ok {
		r.now.Folders[key] = keptFolder{packed, numbersOf(inventories)}
	}
	return inventories, nil
}

// policiesIn reads the policies that lie in a folder, as FolderPolicies does, unless they have been read.
func (r *keptRun) policiesIn(folder string, have map[string]*source.File) ([]*source.File, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []*source.File
	for _, e := range entries {
		if e.IsDir() || !isPolicyFile(e.Name()) {
			continue
		}
		name := filepath.ToSlash(filepath.Join(folder, e.Name()))
		f := have[name]
		switch {
		case f == nil:
			text, err := readOrdinary(filepath.FromSlash(name), MaxPolicyBytes)
			if err != nil {
				return nil, err
			}
			f = source.NewFile(name, text)
		case f.Name != name:
			f = source.NewFile(name, f.Text)
		}
		files = append(files, f)
	}
	return files, nil
}

// parseAll parses files, and tells whether they are free of syntax errors.
func parseAll(files []*source.File) (out []*ast.File, sound bool, err error) {
	sound = true
	for _, src := range files {
		f, findings := parser.Parse(src, parser.Limits{})
		sound = sound && !findings.HasErrors()
		out = append(out, f)
	}
	return out, sound, nil
}

func numbersOf(inventories []*sources.Inventory) []keptInventory {
	var out []keptInventory
	for _, v := range inventories {
		out = append(out, keptInventory{v.Document, v.Clauses, v.Encoded, v.Informational, v.NotModelled, v.InClause, v.InPolicy, v.Unaccounted, v.Waiting})
	}
	return out
}

func (k keptFolder) inventories() []*sources.Inventory {
	var out []*sources.Inventory
	for _, v := range k.Inventories {
		out = append(out, &sources.Inventory{Document: v.Document, Clauses: v.Clauses, Encoded: v.Encoded, Informational: v.Informational,
			NotModelled: v.NotModelled, InClause: v.InClause, InPolicy: v.InPolicy, Unaccounted: v.Unaccounted, Waiting: v.Waiting})
	}
	return out
}
