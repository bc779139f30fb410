package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/sources"
)

// ReadLockFile reads a lock; the error is fs.ErrNotExist where there is none.
func ReadLockFile(name string) (*sources.Lock, error) {
	src, err := lockFile(name)
	if err != nil {
		return nil, err
	}
	return sources.ReadLock(src)
}

func lockFile(name string) (*source.File, error) {
	text, err := ReadLimited(name, sources.MaxFileBytes)
	return source.NewFile(path.Clean(filepath.ToSlash(name)), text), err
}

// ReadLimited reads a file; of more than limit bytes, limit+1 are read.
func ReadLimited(name string, limit int) (string, error) {
	data, err := readBytes(name, limit)
	return string(data), err
}

// FolderPolicies parses the policies that lie in a folder, without tests and folders below it. sound tells that they have no syntax errors,
// which are left to check.
func FolderPolicies(folder string) (out []*ast.File, sound bool, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, false, err
	}
	sound = true
	for _, e := range entries {
		if e.IsDir() || !isPolicyFile(e.Name()) {
			continue
		}
		name := filepath.Join(folder, e.Name())
		text, err := readOrdinary(name, MaxPolicyBytes)
		if err != nil {
			return nil, false, err
		}
		f, findings := parser.Parse(source.NewFile(filepath.ToSlash(name), text), parser.Limits{})
		sound = sound && !findings.HasErrors()
		out = append(out, f)
	}
	return out, sound, nil
}

// CheckSources compares the policies among the files with the locks beside them: the findings, and an inventory for each document of which
// all policies are given. A folder without a lock is left alone.
func CheckSources(names []string) ([]diag.Diagnostic, []*sources.Inventory, error) {
	given := map[string]bool{}
	var folders []string
	for _, name := range names {
		if isPolicyFile(filepath.Base(name)) {
			name = path.Clean(filepath.ToSlash(name))
			given[name] = true
			folders = append(folders, path.Dir(name))
		}
	}
	slices.Sort(folders)
	found := &diag.List{}
	var all []*sources.Inventory
	for _, folder := range slices.Compact(folders) {
		inventories, err := checkFolder(folder, given, found)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, inventories...)
	}
	return found.All(), all, nil
}

// checkFolder compares the given policies of a folder with its lock.
func checkFolder(folder string, given map[string]bool, found *diag.List) ([]*sources.Inventory, error) {
	src, err := lockFile(filepath.Join(folder, sources.LockName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return compareFolder(folder, src, func() ([]*ast.File, bool, error) { return FolderPolicies(folder) }, given, found)
}

// compareFolder compares the policies of a folder with its lock. They are not read if the lock cannot be.
func compareFolder(folder string, src *source.File, policies func() ([]*ast.File, bool, error), given map[string]bool, found *diag.List) ([]*sources.Inventory, error) {
	lock, err := sources.ReadLock(src)
	if format, ok := errors.AsType[*sources.FormatError](err); ok {
		found.Add(sources.Unreadable(src, format))
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	files, sound, err := policies()
	if err != nil {
		return nil, err
	}
	var out []*sources.Inventory
	missing := map[string]bool{} // documents of which not all policies are given
	for _, f := range files {
		isGiven := given[f.Source.Name]
		name := sources.SourceOf(f)
		missing[name] = missing[name] || !isGiven
		if isGiven && name != "" && lock.Document(name) == nil {
			found.Add(sources.NotLocked(f, lock))
		}
	}
	for _, d := range lock.Documents {
		whole := sound && !missing[d.Name]
		v := sources.Account(d, files, whole)
		for _, finding := range v.Findings {
			file := finding.Span.File
			if file == nil || file.Name == path.Join(folder, sources.LockName) || given[file.Name] {
				found.Add(finding)
			}
		}
		if whole {
			out = append(out, v)
		}
	}
	return out, nil
}

// InventoryLine says how the clauses of a document are accounted for.
func InventoryLine(v *sources.Inventory) string {
	parts := []string{fmt.Sprintf("%d encoded", v.Encoded), fmt.Sprintf("%d informational", v.Informational), fmt.Sprintf("%d not modelled", v.NotModelled)}
	for _, p := range []struct {
		n    int
		what string
	}{{v.InClause, "in another clause"}, {v.InPolicy, "in another policy"}, {v.Unaccounted, "unaccounted"}, {v.Waiting, "waiting for confirmation"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return fmt.Sprintf("%s: %s: %s", v.Document, Count(v.Clauses, "clause"), strings.Join(parts, ", "))
}
