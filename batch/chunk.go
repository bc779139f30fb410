package batch

import (
	"bytes"
	"errors"
	"github.com/clausewise/clausewise/limits"
	"io"
)

// chunk is some rows on their way from the reader through a worker to the writer.
type chunk struct {
	first  int64  // number of the first row
	rows   int64  // how many numbers the rows take
	data   []byte // the rows
	ends   []int  // where each row ends; nil: rows are lines
	offset int64  // place in the input after these rows
	// tooLong: there is one row only, and it is larger than a case may be.
	tooLong bool

	out, rejected []byte
	counts        Counts
	done          chan struct{}
}

// chunkBytes is how much of the input a chunk holds, unless one row is larger.
const chunkBytes = 128 << 10

// Source gives the rows of an input. Row numbers and offsets go on from where it was opened.
type Source interface {
	// next fills the chunk with the next rows; io.EOF: there are no more.
	next(c *chunk) error
	// convert writes a row as a JSON object.
	convert(row, into []byte) ([]byte, []problem)
}

// limited is a source whose rows may have another size than is usual.
type limited interface{ within(l limits.Limits) }

// window is the part of an input that is in memory.
type window struct {
	r      io.Reader
	buf    []byte
	start  int
	eof    bool
	offset int64 // of buf[start]
	most   int   // bytes of a row
}

func (w *window) within(l limits.Limits) { w.most = l.FactsBytes }

func (w *window) rest() []byte { return w.buf[w.start:] }

// fill reads more.
func (w *window) fill() error {
	if w.eof {
		return nil
	}
	if w.start > 0 {
		w.buf = w.buf[:copy(w.buf, w.buf[w.start:])]
		w.start = 0
	}
	if cap(w.buf)-len(w.buf) < chunkBytes {
		grown := make([]byte, len(w.buf), 2*cap(w.buf)+2*chunkBytes)
		copy(grown, w.buf)
		w.buf = grown
	}
	n, err := w.r.Read(w.buf[len(w.buf):cap(w.buf)])
	w.buf = w.buf[:len(w.buf)+n]
	if errors.Is(err, io.EOF) {
		w.eof, err = true, nil
	}
	return err
}

// pass goes on by n bytes.
func (w *window) pass(n int) {
	w.start += n
	w.offset += int64(n)
}

// skipLine goes on to the end of a line that does not fit into memory.
func (w *window) skipLine() error {
	for {
		if i := bytes.IndexByte(w.rest(), '\n'); i >= 0 {
			w.pass(i + 1)
			return nil
		}
		w.pass(len(w.rest()))
		if w.eof {
			return nil
		}
		if err := w.fill(); err != nil {
			return err
		}
	}
}

// lines is an input with a case on each line.
type lines struct {
	window
	row int64 // numbers given so far
}

// NewLines reads NDJSON. The reader stands at offset, after so many rows.
func NewLines(r io.Reader, offset, rows int64) Source {
	return &lines{window: window{r: r, offset: offset, most: limits.Default.FactsBytes}, row: rows}
}

func (s *lines) convert(row, _ []byte) ([]byte, []problem) { return row, nil }

func (s *lines) next(c *chunk) error {
	searched := 0 // bytes among which no line ends: input may come byte by byte, and is looked through once
	for {
		rest := s.rest()
		if len(rest) >= chunkBytes || s.eof {
			if !s.eof && searched > 0 && bytes.IndexByte(rest[searched:], '\n') < 0 && len(rest) <= s.most {
				searched = len(rest)
				if err := s.fill(); err != nil {
					return err
				}
				continue
			}
			if end := s.end(rest); end > 0 {
				c.data = append(c.data[:0], rest[:end]...)
				s.pass(end)
				s.number(c, countLines(c.data))
				return nil
			}
			if s.eof {
				return io.EOF
			}
			if len(rest) > s.most {
				c.data, c.tooLong = c.data[:0], true
				err := s.skipLine()
				s.number(c, 1)
				return err
			}
			searched = len(rest)
		}
		if err := s.fill(); err != nil {
			return err
		}
	}
}

// end is where the whole lines of the window that go into a chunk end.
func (s *lines) end(rest []byte) int {
	if i := bytes.LastIndexByte(rest[:min(len(rest), chunkBytes)], '\n'); i >= 0 {
		if s.eof && len(rest) <= chunkBytes {
			return len(rest)
		}
		return i + 1
	}
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return i + 1
	}
	if s.eof {
		return len(rest)
	}
	return 0
}

func (s *lines) number(c *chunk, n int64) {
	c.first, c.rows, c.offset = s.row+1, n, s.offset
	s.row += n
}

// countLines counts lines, the last of which may lack its end.
func countLines(data []byte) int64 {
	n := int64(bytes.Count(data, []byte{'\n'}))
	if len(data) > 0 && data[len(data)-1] != '\n' {
		n++
	}
	return n
}
