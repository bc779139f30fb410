package batch

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/engine/facts"
)

// table is an input in CSV as RFC 4180 has it. encoding/csv is not used: a quotation mark that is never closed would make it read the whole
// input as one cell. Here such a row ends with its line, is rejected, and the next line is a row again.
type table struct {
	window
	row     int64
	columns *columns
}

// ErrNoHeader is the error for a CSV file without a first row of names.
var ErrNoHeader = errors.New("the first row of a CSV file must name the facts, and there is none")

// ErrUTF16 is the error for a CSV file that a spreadsheet has written as "Unicode text".
var ErrUTF16 = errors.New("the file is text in UTF-16, with two bytes for each character; save it as CSV in UTF-8")

// NewTable reads CSV from its beginning: a row with the names of the facts, and a row per case.
func NewTable(p *Policy, r io.Reader) (Source, error) {
	s := &table{window: window{r: r, most: p.limits.FactsBytes}}
	end, _, err := s.record()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if facts.IsUTF16(s.rest()) {
		return nil, ErrUTF16
	}
	header := bytes.TrimPrefix(s.rest()[:end], []byte("\uFEFF"))
	if blank(header) {
		return nil, ErrNoHeader
	}
	cells, ok := cut(header, nil)
	if !ok || !utf8.Valid(header) {
		return nil, ErrNoHeader
	}
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = string(bytes.TrimSpace(c))
	}
	if s.columns, err = newColumns(p.latest, names); err != nil {
		return nil, err
	}
	s.pass(end)
	return s, nil
}

// SkipTo goes on to where an earlier run was interrupted. r is the input after its first offset bytes.
func (s *table) skipTo(r io.Reader, offset, rows int64) {
	s.window, s.row = window{r: r, offset: offset, most: s.most}, rows
}

// ResumeTable reads CSV: the header from head, the rows from rest, which begins at an offset after so many rows.
func ResumeTable(p *Policy, head, rest io.Reader, offset, rows int64) (Source, error) {
	s, err := NewTable(p, head)
	if err != nil {
		return nil, err
	}
	s.(*table).skipTo(rest, offset, rows)
	return s, nil
}

func (s *table) next(c *chunk) error {
	c.first = s.row + 1
	for len(c.data) < chunkBytes {
		end, tooLong, err := s.record()
		switch {
		case errors.Is(err, io.EOF):
			if c.rows == 0 {
				return io.EOF
			}
			return nil
		case err != nil:
			return err
		case tooLong && c.rows > 0:
			return nil // it gets a chunk of its own
		case tooLong:
			c.tooLong, c.rows = true, 1
			err := s.skipLine()
			s.row, c.offset = s.row+1, s.offset
			return err
		}
		c.data = append(c.data, s.rest()[:end]...)
		c.ends = append(c.ends, len(c.data))
		s.pass(end)
		c.rows++
		s.row++
		c.offset = s.offset
	}
	return nil
}

// record is the length of the next record. A record whose quotation mark is never closed, or not within the size of a case, is its first line.
func (s *table) record() (end int, tooLong bool, err error) {
	scan := csvScan{}
	for {
		rest := s.rest()
		if scan.over(rest) {
			return scan.at, false, nil
		}
		if s.eof || len(rest) > s.most {
			if i := bytes.IndexByte(rest, '\n'); i >= 0 {
				return i + 1, false, nil
			}
			switch {
			case len(rest) > s.most:
				return 0, true, nil
			case len(rest) == 0:
				return 0, false, io.EOF
			}
			return len(rest), false, nil
		}
		if err := s.fill(); err != nil {
			return 0, false, err
		}
	}
}

// csvScan looks for the end of a record.
type csvScan struct {
	at     int
	quoted bool
	inside bool // of a cell, after its first byte
}

// over tells whether the record ends within b, which begins as it did before.
func (s *csvScan) over(b []byte) bool {
	for ; s.at < len(b); s.at++ {
		switch c := b[s.at]; {
		case s.quoted:
			if c == '"' {
				s.quoted = false
			}
		case c == '"':
			// The mark that opens a cell, or the second of two within one.
			s.quoted = !s.inside || b[s.at-1] == '"'
			s.inside = true
		case c == ',':
			s.inside = false
		case c == '\n':
			s.at++
			return true
		default:
			s.inside = true
		}
	}
	return false
}

// cut cuts a record into its cells; false if a quotation mark is where none may be.
func cut(record []byte, cells [][]byte) ([][]byte, bool) {
	record = bytes.TrimSuffix(bytes.TrimSuffix(record, []byte{'\n'}), []byte{'\r'})
	for {
		var cell []byte
		if len(record) > 0 && record[0] == '"' {
			record = record[1:]
			for {
				i := bytes.IndexByte(record, '"')
				if i < 0 {
					return cells, false
				}
				if i+1 < len(record) && record[i+1] == '"' {
					cell = append(cell, record[:i+1]...)
					record = record[i+2:]
					continue
				}
				cell = append(cell, record[:i]...)
				record = record[i+1:]
				break
			}
			if len(record) > 0 && record[0] != ',' {
				return cells, false
			}
		} else {
			i := bytes.IndexByte(record, ',')
			if i < 0 {
				i = len(record)
			}
			cell, record = record[:i], record[i:]
			if bytes.IndexByte(cell, '"') >= 0 {
				return cells, false
			}
		}
		cells = append(cells, cell)
		if len(record) == 0 {
			return cells, true
		}
		record = record[1:]
	}
}

func (s *table) convert(row, into []byte) ([]byte, []problem) {
	if !utf8.Valid(row) {
		return into, unreadable("it is not text in UTF-8", "save the file as text in UTF-8")
	}
	cells, ok := cut(row, nil)
	switch {
	case !ok:
		return into, unreadable("a quotation mark stands where none may, or is never closed", `put the whole cell in quotation marks, and double those within it`)
	case len(cells) != s.columns.count:
		return into, unreadable("it has "+count(len(cells), "cell")+", and the first row names "+count(s.columns.count, "fact"), "leave cells empty that are not known")
	}
	return s.columns.object(cells, into)
}

func unreadable(what, hint string) []problem {
	return []problem{{Code: string(diag.FactsUnreadable), Message: rowName + ": " + what, Hint: hint}}
}
