package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWriteFileReplacesAndKeeps(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.policy"), filepath.Join(dir, "b.policy")
	if err := os.WriteFile(file, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != "new" {
		t.Errorf("%q %v", got, err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became a file: %v %v", info, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode changed: %v %v", info, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("something is left behind: %v %v", entries, err)
	}
}

func TestWriteFileMakesNew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.policy")
	if err := WriteFile(file, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "x" {
		t.Errorf("%q %v", got, err)
	}
	if err := WriteFile(filepath.Join(file, "below"), nil); err == nil {
		t.Error("a file below a file can be written")
	}
}
