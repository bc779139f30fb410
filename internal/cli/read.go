package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/clausewise/clausewise/dsl/parser"
)

// MaxPolicyBytes is more than a policy file may have; what is read of it up to here lets the parser say so.
var MaxPolicyBytes = parser.DefaultLimits.MaxBytes + 1

// readBytes reads a file; of more than limit bytes, limit+1 are read.
func readBytes(name string, limit int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	return readSome(f, limit+1)
}

// readAtMost reads a text of which no more than limit bytes matter.
func readAtMost(r io.Reader, limit int) (string, error) {
	data, err := readSome(r, limit)
	return string(data), err
}

// readSome reads no more than limit bytes, into a piece of memory that fits an ordinary file.
func readSome(r io.Reader, limit int) ([]byte, error) {
	room := int64(bytes.MinRead)
	if f, ok := r.(fs.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			room = info.Size()
		}
	}
	b := bytes.NewBuffer(make([]byte, 0, min(room, int64(limit))+bytes.MinRead))
	_, err := b.ReadFrom(io.LimitReader(r, int64(limit)))
	return b.Bytes(), err
}

// ordinary refuses what may never come to an end, or never begin: a named pipe without a writer would be waited for.
func ordinary(name string, info fs.FileInfo) error {
	if info.Mode()&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeIrregular) != 0 {
		return fmt.Errorf("%s is not an ordinary file", name)
	}
	return nil
}

// readOrdinary reads a file that is an ordinary one, of more bytes than limit only so many.
func readOrdinary(name string, limit int) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if err := ordinary(name, info); err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // only read
	return readAtMost(f, limit)
}

// ReadInput reads a file, or the standard input if the name is "-", and gives the name for messages. Of more than limit bytes, limit+1 are
// read.
func ReadInput(env *Env, name string, limit int) (data []byte, shown string, err error) {
	in, shown := env.Stdin, "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, name, err
		}
		defer func() { _ = f.Close() }() // only read
		in, shown = f, name
	}
	data, err = io.ReadAll(io.LimitReader(in, int64(limit)+1))
	return data, shown, err
}
