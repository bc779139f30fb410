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
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/rules"
)

const (
	policySuffix = ".policy"
	testSuffix   = "_test.policy"
)

// Library is the policies that can be named: those built in, or those below a folder. It reads and parses no more files than are asked for:
// the policy seller/name is looked for among the files of the folder seller, and everywhere only if it is not there.
type Library struct {
	files   fs.FS
	prefix  string                   // before the names of files in messages
	parsed  map[string]*ast.File     // by path in files
	folders map[string][]*ast.File   // files of the folders read so far
	all     []*ast.File              // every file; nil until needed
	extra   map[string][]*ast.File   // given by the caller, by the policy's name, instead of those of the library
	sources map[*ast.File]*diag.List // findings of the parser
	limits  limits.Limits
}

// OpenLibrary opens the policies below dir; those built in if dir is empty.
func OpenLibrary(dir string) (*Library, error) {
	l := &Library{
		files:   rules.Files(),
		prefix:  "rules",
		parsed:  map[string]*ast.File{},
		folders: map[string][]*ast.File{},
		extra:   map[string][]*ast.File{},
		sources: map[*ast.File]*diag.List{},
	}
	if dir == "" {
		return l, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder of policies", dir)
	}
	l.files, l.prefix = os.DirFS(dir), filepath.ToSlash(dir)
	return l, nil
}

// file parses a file of the library.
func (l *Library) file(name string) (*ast.File, error) {
	if f, ok := l.parsed[name]; ok {
		return f, nil
	}
	text, err := l.readLimited(name)
	if err != nil {
		return nil, err
	}
	f := l.parse(source.NewFile(path.Join(l.prefix, name), text))
	l.parsed[name] = f
	return f, nil
}

func (l *Library) parse(src *source.File) *ast.File {
	f, findings := parser.Parse(src, parser.Within(l.limits))
	l.sources[f] = findings
	return f
}

// readLimited reads a policy file; one that is far too large for a policy is cut, so that the parser refuses it without its being read whole.
func (l *Library) readLimited(name string) (string, error) {
	info, err := fs.Stat(l.files, name)
	if err != nil {
		return "", err
	}
	if err := ordinary(name, info); err != nil {
		return "", err
	}
	f, err := l.files.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // only read
	return readAtMost(f, l.limits.OrDefault().PolicyBytes+1)
}

// folder parses the policy files of a folder, not of those below it.
func (l *Library) folder(dir string) ([]*ast.File, error) {
	if files, ok := l.folders[dir]; ok {
		return files, nil
	}
	entries, err := fs.ReadDir(l.files, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
		return nil, err
	}
	var files []*ast.File
	for _, e := range entries {
		if e.IsDir() || !isPolicyFile(e.Name()) {
			continue
		}
		f, err := l.file(path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	l.folders[dir] = files
	return files, nil
}

// everything parses all policy files of the library.
func (l *Library) everything() ([]*ast.File, error) {
	if l.all != nil {
		return l.all, nil
	}
	names, err := policyFiles(l.files)
	if err != nil {
		return nil, err
	}
	all := []*ast.File{}
	for _, name := range names {
		f, err := l.file(name)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	l.all = all
	return all, nil
}

// versions are the files of the policy called name.
func (l *Library) versions(name string) ([]*ast.File, error) {
	if files, ok := l.extra[name]; ok {
		return files, nil
	}
	files, err := l.folder(path.Dir(name))
	if err != nil {
		return nil, err
	}
	if found := named(files, name); len(found) > 0 {
		return found, nil
	}
	files, err = l.everything()
	return named(files, name), err
}

func named(files []*ast.File, name string) []*ast.File {
	var out []*ast.File
	for _, f := range files {
		if nameOf(f) == name {
			out = append(out, f)
		}
	}
	return out
}

func nameOf(f *ast.File) string {
	if f.Policy == nil {
		return ""
	}
	return f.Policy.Name.Value
}

// Names are the names of the library's policies.
func (l *Library) Names() ([]string, error) {
	files, err := l.everything()
	var names []string
	for _, f := range files {
		if name := nameOf(f); name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// Load finds what a caller calls a policy: the name of one in the library, a .policy file, or a folder that holds one policy. It gives the
// policy's checked versions. An error is an *Exit with ExitPolicy where the policy has errors.
func (l *Library) Load(policy string) ([]*tree.Policy, error) {
	name := policy
	if strings.HasSuffix(policy, policySuffix) {
		var err error
		if name, err = l.give(policy); err != nil {
			return nil, err
		}
	} else if found, err := l.versions(policy); err != nil {
		return nil, err
	} else if len(found) == 0 {
		if name, err = l.giveFolder(policy); err != nil {
			return nil, err
		}
	}
	closure, err := l.closure(name)
	if err != nil {
		return nil, err
	}
	program, findings := l.check(closure)
	if errs := errorsAmong(findings); len(errs) > 0 {
		return nil, &Exit{Code: ExitPolicy, Err: &PolicyErrors{Findings: errs}}
	}
	found := program.Policy(name)
	if found == nil {
		return nil, fmt.Errorf("%s is not a policy", policy)
	}
	return found.Versions, nil
}

// give takes a file in the place of the library's policy of the same name; the file's neighbours can be imported.
func (l *Library) give(file string) (string, error) {
	text, err := l.read(file)
	if err != nil {
		return "", err
	}
	f := l.parse(source.NewFile(filepath.ToSlash(file), text))
	name := nameOf(f)
	if name == "" {
		return "", l.refuse(f, file)
	}
	if len(uses(f)) > 0 {
		if err := l.offerNeighbours(file, name); err != nil {
			return "", err
		}
	}
	l.extra[name] = []*ast.File{f}
	return name, nil
}

// offerNeighbours offers the files beside one, except for other versions of its policy.
func (l *Library) offerNeighbours(file, name string) error {
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() || !isPolicyFile(e.Name()) || e.Name() == filepath.Base(file) {
			continue
		}
		if err := l.offer(filepath.Join(filepath.Dir(file), e.Name()), name); err != nil {
			return err
		}
	}
	return nil
}

// offer adds a file to those that can be imported, unless it is the policy called except.
func (l *Library) offer(file, except string) error {
	text, err := l.read(file)
	if err != nil {
		return err
	}
	f := l.parse(source.NewFile(filepath.ToSlash(file), text))
	if name := nameOf(f); name != "" && name != except {
		l.extra[name] = append(l.extra[name], f)
	}
	return nil
}

// giveFolder takes the one policy that a folder holds.
func (l *Library) giveFolder(dir string) (string, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return "", l.noSuchPolicy(dir)
	}
	files, err := policyFiles(os.DirFS(dir))
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if err := l.offer(filepath.Join(dir, filepath.FromSlash(f)), ""); err != nil {
			return "", err
		}
	}
	var names []string
	for name := range l.extra {
		names = append(names, name)
	}
	slices.Sort(names)
	switch len(names) {
	case 0:
		return "", fmt.Errorf("there is no policy in the folder %s", dir)
	case 1:
		return names[0], nil
	}
	return "", fmt.Errorf("the folder %s holds several policies; give one of them by its file: %s", dir, strings.Join(names, ", "))
}

func (l *Library) noSuchPolicy(policy string) error {
	names, err := l.Names()
	if err != nil {
		return err
	}
	if near := diag.Nearest(policy, names); near != "" {
		return fmt.Errorf("there is no policy %q; did you mean %s?", policy, near)
	}
	return fmt.Errorf("there is no policy %q, and no file or folder of that name; policyrun list shows the policies", policy)
}

// refuse reports a file in which no policy begins.
func (l *Library) refuse(f *ast.File, file string) error {
	if findings := l.sources[f]; findings.HasErrors() {
		return &Exit{Code: ExitPolicy, Err: &PolicyErrors{Findings: findings.All()}}
	}
	return fmt.Errorf("%s holds no policy", file)
}

// closure is the files of a policy and of all that it uses.
func (l *Library) closure(name string) ([]*source.File, error) {
	var files []*source.File
	seen := map[string]bool{name: true}
	queue := []string{name}
	for len(queue) > 0 {
		found, err := l.versions(queue[0])
		if err != nil {
			return nil, err
		}
		queue = queue[1:]
		for _, f := range found {
			files = append(files, f.Source)
			for _, used := range uses(f) {
				if !seen[used] {
					seen[used] = true
					queue = append(queue, used)
				}
			}
		}
	}
	return files, nil
}

// isPolicyFile tells a policy's file from others by its name.
func isPolicyFile(name string) bool {
	return strings.HasSuffix(name, policySuffix) && !strings.HasSuffix(name, testSuffix)
}

// policyFiles are the policy files of a file system, in order.
func policyFiles(fsys fs.FS) ([]string, error) { return findFiles(fsys, isPolicyFile) }

// findFiles are the files whose names are wanted, in order; hidden folders are skipped.
func findFiles(fsys fs.FS, wanted func(name string) bool) ([]string, error) {
	var names []string
	err := eachFile(fsys, wanted, func(name string, _ fs.DirEntry) error {
		names = append(names, name)
		return nil
	})
	return names, err
}

// eachFile goes through the files whose names are wanted, in order; hidden folders are skipped.
func eachFile(fsys fs.FS, wanted func(name string) bool, do func(name string, d fs.DirEntry) error) error {
	return fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.IsDir() && wanted(d.Name()):
			return do(p, d)
		}
		return nil
	})
}

// policyNames are the names of the built-in policies, for completion.
func policyNames() []string {
	l, err := OpenLibrary("")
	if err != nil {
		return nil
	}
	names, err := l.Names()
	if err != nil {
		return nil
	}
	return names
}
