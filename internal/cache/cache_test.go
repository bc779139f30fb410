package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func key(name string) Key { return sha256.Sum256([]byte(name)) }

func TestKept(t *testing.T) {
	s := Open(filepath.Join(t.TempDir(), "a", "b"))
	if _, ok := s.Get(key("x")); ok {
		t.Error("an empty store has something")
	}
	s.Put(key("x"), []byte("content"))
	s.Put(key("y"), nil)
	if got, ok := s.Get(key("x")); !ok || string(got) != "content" {
		t.Errorf("%q, %v", got, ok)
	}
	if got, ok := s.Get(key("y")); !ok || len(got) != 0 {
		t.Errorf("%q, %v", got, ok)
	}
	var none *Store
	none.Put(key("x"), []byte("content"))
	if _, ok := none.Get(key("x")); ok {
		t.Error("no store has something")
	}
}

// Whatever happens to an entry, it is found as it was kept or not at all.
func TestDamage(t *testing.T) {
	s := Open(t.TempDir())
	s.Put(key("x"), []byte("content"))
	whole, err := os.ReadFile(s.name(key("x")))
	if err != nil {
		t.Fatal(err)
	}
	put := func(data []byte) bool {
		if err := os.WriteFile(s.name(key("x")), data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, ok := s.Get(key("x"))
		return ok
	}
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 1
		if put(changed) {
			t.Errorf("byte %d can be changed", i)
		}
		if put(whole[:i]) {
			t.Errorf("all after byte %d can be missing", i)
		}
	}
	if put(append(bytes.Clone(whole), 'x')) {
		t.Error("something can follow")
	}
	if !put(whole) {
		t.Error("the whole is not found")
	}
	if err := os.Rename(s.name(key("x")), s.name(key("y"))); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(key("y")); ok {
		t.Error("an entry is found under another key")
	}
}

// Folders that cannot be made or written are done without.
func TestNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := Open(filepath.Join(file, "below"))
	s.Put(key("x"), []byte("content"))
	if _, ok := s.Get(key("x")); ok {
		t.Error("something was kept in a file")
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	content := bytes.Repeat([]byte("content "), 10_000)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			s := Open(dir)
			for range 20 {
				s.Put(key("x"), content)
				if got, ok := s.Get(key("x")); ok && !bytes.Equal(got, content) {
					t.Errorf("writer %d finds something else", i)
				}
			}
		})
	}
	all.Wait()
	left, err := filepath.Glob(filepath.Join(dir, ".new-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// The folder stays within its bounds: what was not used for longest goes first, and nothing of somebody else's.
func TestPruned(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	other := filepath.Join(dir, "notes.txt")
	old := filepath.Join(dir, ".new-1"+suffix)
	for _, name := range []string{other, old} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	begin := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(old, begin, begin); err != nil {
		t.Fatal(err)
	}
	for i := range maxEntries + 5 {
		k := key(fmt.Sprint(i))
		s.Put(k, []byte("content"))
		at := begin.Add(time.Duration(i) * time.Second)
		if err := os.Chtimes(s.name(k), at, at); err != nil {
			t.Fatal(err)
		}
	}
	s.Put(key("last"), []byte("content"))
	if _, ok := s.Get(key("0")); ok {
		t.Error("the oldest is still there")
	}
	if _, ok := s.Get(key("last")); !ok {
		t.Error("the newest is gone")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > maxEntries+1 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("what a killed program left is still there")
	}
}

func TestTool(t *testing.T) {
	if id := Tool(); len(id) < 40 || strings.ContainsAny(id, "\x00\n") {
		t.Errorf("the program is %q", id)
	}
}
