package cache

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"io"
	"os"
	"strings"
	"sync"
)

// Tool identifies the running program by what it was built from, so that nothing is kept beyond a change of the program; empty where that
// cannot be found out.
var Tool = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }() // only read
	if id := buildID(f); len(id) > 40 {
		return "build " + id
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return ""
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return "sha256 " + hex.EncodeToString(h.Sum(nil))
})

// noteHead is the sizes, the type and the name "Go" of a note.
const noteHead = 16

// buildID is the digest of the program that the Go linker writes into it: into a note where programs have notes, elsewhere before its text. It
// is empty if there is none. With it the program need not be read whole.
func buildID(f io.ReaderAt) string {
	const mark, end = "\xff Go build ID: \"", "\"\n \xff"
	if program, err := elf.NewFile(f); err == nil {
		note := program.Section(".note.go.buildid")
		if note == nil {
			return ""
		}
		data, err := note.Data()
		if err != nil || len(data) <= noteHead {
			return ""
		}
		return strings.TrimRight(string(data[noteHead:]), "\x00")
	}
	head := make([]byte, 64<<10)
	n, _ := f.ReadAt(head, 0) // a shorter program has no build ID
	_, after, _ := bytes.Cut(head[:n], []byte(mark))
	id, _, found := bytes.Cut(after, []byte(end))
	if !found {
		return ""
	}
	return string(id)
}
