// Package columnar reads and writes Parquet files row by row: the structures of the format are those of github.com/parquet-go/parquet-go/format,
// compression is that of the libraries for it, and the encodings of values and levels are read here as they go by, so that no page takes more
// memory than its bytes, whatever it says of itself.
//
// The reader and writer of parquet-go itself are not used: protocol buffers and net/http are linked with them, which takes a millisecond of every
// start of a command, and would be the only things in one that could open a connection.
package columnar

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/format"
)

// Mark stands at both ends of every Parquet file.
const Mark = "PAR1"

// Limits of what a file may say of itself.
const (
	maxDepth  = 100       // groups within groups
	maxFooter = 256 << 20 // bytes of the table of contents
	maxPage   = 256 << 20 // bytes of a page, decompressed
	maxRow    = 1 << 22   // values of a row in a column
)

// File is an open file, at a row.
type File struct {
	Fields []*Field // of a row
	Leaves int      // columns
	Rows   int64

	r      io.ReaderAt
	size   int64
	groups []format.RowGroup
	fields []*Field // by column
	group  int      // the row group that is read, or comes next
	left   int64    // rows of it
	open   []*column
}

// Value is an entry of a column. Its levels say whether it is there, and where it belongs.
type Value struct {
	Rep, Def int
	N        int64  // a truth as 0 or 1, an integer, or the bits of a number with a floating point
	B        []byte // of bytes of any kind
}

// Open reads the table of contents.
func Open(r io.ReaderAt, size int64) (*File, error) {
	footer, err := footerOf(r, size)
	if err != nil {
		return nil, err
	}
	if _, err := structBytes(footer); err != nil {
		return nil, fmt.Errorf("its table of contents is damaged: %w", err)
	}
	meta, _, err := new(format.FooterDecoder).Decode(footer)
	if err != nil {
		return nil, fmt.Errorf("its table of contents is damaged: %w", err)
	}
	if meta.EncryptionAlgorithm.Value != nil {
		return nil, errors.New("it is encrypted")
	}
	f := &File{r: r, size: size, groups: meta.RowGroups}
	if err := f.schema(meta.Schema); err != nil {
		return nil, err
	}
	for i := range f.groups {
		g := &f.groups[i]
		if len(g.Columns) != f.Leaves {
			return nil, fmt.Errorf("it has %d columns, and %d in one of its groups of rows", f.Leaves, len(g.Columns))
		}
		if g.NumRows < 0 || f.Rows+g.NumRows < 0 {
			return nil, errors.New("a group of rows has a wrong number of rows")
		}
		f.Rows += g.NumRows
	}
	return f, nil
}

const tail = 8 // the length of the table of contents, and the mark

// footerOf is the table of contents; one that says that it is longer than the file is refused before room is made for it.
func footerOf(r io.ReaderAt, size int64) ([]byte, error) {
	var b [tail]byte
	if size < tail {
		return nil, errors.New("it is too short")
	}
	if _, err := r.ReadAt(b[:], size-tail); err != nil {
		return nil, err
	}
	if string(b[4:]) != Mark {
		return nil, errors.New("it does not end as Parquet files do, with " + Mark)
	}
	n := int64(binary.LittleEndian.Uint32(b[:]))
	if n > size-tail {
		return nil, fmt.Errorf("its table of contents has %d bytes, and the file %d", n, size)
	}
	if n > maxFooter {
		return nil, fmt.Errorf("its table of contents has %d bytes, and at most %d are read", n, maxFooter)
	}
	footer := make([]byte, n)
	_, err := r.ReadAt(footer, size-tail-n)
	return footer, err
}

// SkipTo goes on to a row further down.
func (f *File) SkipTo(row int64) error {
	for f.group < len(f.groups) && row >= f.groups[f.group].NumRows {
		row -= f.groups[f.group].NumRows
		f.group++
	}
	var values [][]Value
	for range row {
		var err error
		if values, err = f.Next(values); err != nil {
			return err
		}
	}
	return nil
}

// Next gives the values of the next row by column, in the room of an earlier row; io.EOF: there is none.
func (f *File) Next(values [][]Value) ([][]Value, error) {
	for f.left == 0 {
		if f.group == len(f.groups) {
			return nil, io.EOF
		}
		if err := f.nextGroup(); err != nil {
			return nil, err
		}
	}
	f.left--
	if values == nil {
		values = make([][]Value, f.Leaves)
	}
	for i, c := range f.open {
		var err error
		if values[i], err = c.row(values[i][:0]); err != nil {
			return nil, fmt.Errorf("column %s: %w", f.fields[i].Path, err)
		}
	}
	return values, nil
}

func (f *File) nextGroup() error {
	g := &f.groups[f.group]
	f.group++
	f.left = g.NumRows
	f.open = f.open[:0]
	for i := range g.Columns {
		c, err := f.column(&g.Columns[i], f.fields[i])
		if err != nil {
			return fmt.Errorf("column %s: %w", f.fields[i].Path, err)
		}
		f.open = append(f.open, c)
	}
	return nil
}
