package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/internal/cache"
	"github.com/clausewise/clausewise/internal/thirtylines"
)

// thousand writes 1,000 policies of 30 lines, in 100 folders.
func thousand(tb testing.TB) (dir string, names []string) {
	tb.Helper()
	dir = tb.TempDir()
	for _, f := range thirtylines.Files(1000) {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(f.Text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	names, err := FindPolicies([]string{dir}, true)
	if err != nil || len(names) != 1000 {
		tb.Fatal(len(names), err)
	}
	return dir, names
}

// Checking 1,000 policies of 30 lines, files read included. It must stay well under a second on one core: run with -cpu 1.
func BenchmarkCheck1000(b *testing.B) {
	_, names := thousand(b)
	for b.Loop() {
		lib, err := OpenLibrary("")
		if err != nil {
			b.Fatal(err)
		}
		if found, _, err := lib.CheckFiles(names); err != nil || len(found) > 0 {
			b.Fatal(found, err)
		}
		if _, _, err := CheckSources(names); err != nil {
			b.Fatal(err)
		}
	}
}

// Checking them again when one of them has changed, with what was found in the others kept. Files are read and the kept is read and written.
func BenchmarkRecheck1000(b *testing.B) {
	dir, _ := thousand(b)
	store := cache.Open(b.TempDir())
	for i := 0; b.Loop(); i++ {
		changed := strings.ReplaceAll(thirtylines.Policy(7), "Returns", fmt.Sprintf("Returns %d", i))
		if err := os.WriteFile(filepath.Join(dir, "s07", "p7.policy"), []byte(changed), 0o644); err != nil {
			b.Fatal(err)
		}
		lib, err := OpenLibrary("")
		if err != nil {
			b.Fatal(err)
		}
		names, err := FindPolicies([]string{dir}, true)
		if err != nil {
			b.Fatal(err)
		}
		got, err := lib.CheckKept([]string{dir}, names, store, func(string) bool { return false })
		if err != nil || len(got.Findings) > 0 || len(got.Trees) != 1000 {
			b.Fatal(got, err)
		}
	}
}
