// Package cache keeps what was computed from files in a folder, so that it need not be computed again.
//
// An entry is found by a key that is a digest of everything it was computed from; times of files play no part. An entry that was cut off,
// changed or written by anybody else is not found. Entries appear whole or not at all, so that several programs can use a folder at once. A
// cache never fails: what cannot be read is computed, and what cannot be written is not kept.
package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Key identifies an entry.
type Key [sha256.Size]byte

// The bounds of a folder. The entries that were not used for longest are taken away first.
const (
	maxBytes   = 64 << 20
	maxEntries = 256
)

// magic begins an entry; then comes the digest of key and content, and the content.
const magic = "clausewise cache 1\n"

const suffix = ".cache"

// Store is a folder of entries. The nil Store keeps nothing.
type Store struct{ dir string }

// Open gives the store in a folder, which is made when something is kept; an empty name stands for the user's own folder for caches. It is
// nil where there is none.
func Open(dir string) *Store {
	if dir != "" {
		return &Store{dir}
	}
	home, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	return &Store{filepath.Join(home, "clausewise")}
}

func (s *Store) name(k Key) string { return filepath.Join(s.dir, hex.EncodeToString(k[:])+suffix) }

// Get finds an entry.
func (s *Store) Get(k Key) (content []byte, ok bool) {
	if s == nil {
		return nil, false
	}
	info, err := os.Lstat(s.name(k))
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxBytes {
		return nil, false
	}
	data, err := os.ReadFile(s.name(k))
	if err != nil {
		return nil, false
	}
	data, ok = bytes.CutPrefix(data, []byte(magic))
	if !ok || len(data) < sha256.Size {
		return nil, false
	}
	sum, content := data[:sha256.Size], data[sha256.Size:]
	if want := digest(k, content); !bytes.Equal(sum, want[:]) {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(s.name(k), now, now) // only what is taken away first depends on it
	return content, true
}

// Put keeps an entry, and takes away what is too much.
func (s *Store) Put(k Key, content []byte) {
	if s == nil || len(content) > maxBytes/4 {
		return
	}
	if os.MkdirAll(s.dir, 0o700) != nil {
		return
	}
	sum := digest(k, content)
	if !write(s.name(k), slices.Concat([]byte(magic), sum[:], content)) {
		return
	}
	s.prune()
}

// write makes a file appear in one step.
func write(name string, data []byte) bool {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".new-*"+suffix)
	if err != nil {
		return false
	}
	_, err = tmp.Write(data)
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // it is of no use
	}
	return err == nil
}

func digest(k Key, content []byte) Key {
	h := sha256.New()
	h.Write(k[:])
	h.Write(content)
	return Key(h.Sum(nil))
}

// abandoned is how old a file must be that a program left behind when it was killed.
const abandoned = time.Hour

// prune keeps the folder within its bounds.
func (s *Store) prune() {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	var all []fs.FileInfo
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !strings.HasSuffix(e.Name(), suffix) {
			continue // somebody else's
		}
		if strings.HasPrefix(e.Name(), ".new-") {
			if time.Since(info.ModTime()) > abandoned {
				_ = os.Remove(filepath.Join(s.dir, e.Name()))
			}
			continue
		}
		all = append(all, info)
	}
	slices.SortFunc(all, func(a, b fs.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	var size int64
	for i, info := range all {
		if size += info.Size(); i >= maxEntries || size > maxBytes {
			_ = os.Remove(filepath.Join(s.dir, info.Name())) // another program may have done it
		}
	}
}
