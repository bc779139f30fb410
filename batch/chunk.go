package batch

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/limits"
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

// lines is an input with a case on each line. It is read into the chunks themselves: only what stands behind the last line of a chunk is copied.
type lines struct {
	r      io.Reader
	carry  []byte // read, and behind the last chunk
	eof    bool
	offset int64 // behind the last chunk
	row    int64 // numbers given so far
	most   int   // bytes of a row
}

// NewLines reads NDJSON. The reader stands at offset, after so many rows.
func NewLines(r io.Reader, offset, rows int64) Source {
	return &lines{r: r, offset: offset, most: limits.Default.FactsBytes, row: rows}
}

func (s *lines) within(l limits.Limits) { s.most = l.FactsBytes }

func (s *lines) convert(row, _ []byte) ([]byte, []problem) { return row, nil }

func (s *lines) next(c *chunk) error {
	b := append(c.data[:0], s.carry...)
	s.carry = s.carry[:0]
	for size := chunkBytes; ; size = len(b) + chunkBytes {
		searched := 0 // bytes among which no line ends
		if size > chunkBytes {
			searched = len(b)
		}
		var err error
		if b, err = s.fill(b, size); err != nil {
			return err
		}
		if end := s.end(b, searched); end > 0 {
			n := countLines(b[:end])
			if !s.eof {
				end, n = wholeGroups(b[:end], n)
			}
			s.carry = append(s.carry, b[end:]...)
			c.data = b[:end]
			s.number(c, end, n)
			return nil
		}
		if s.eof {
			return io.EOF
		}
		if len(b) > s.most {
			c.data, c.tooLong = b[:0], true
			return s.skip(c, len(b), b)
		}
	}
}

// fill reads until b has size bytes, or to the end of the input.
func (s *lines) fill(b []byte, size int) ([]byte, error) {
	if size > len(b) && !s.eof {
		b = slices.Grow(b, size-len(b))
	}
	for len(b) < size && !s.eof {
		n, err := s.r.Read(b[len(b):size])
		b = b[:len(b)+n]
		if errors.Is(err, io.EOF) {
			s.eof = true
		} else if err != nil {
			return b, err
		}
	}
	return b, nil
}

// skip goes on behind a line that does not fit into memory, of which n bytes are read.
func (s *lines) skip(c *chunk, n int, b []byte) error {
	for {
		b, err := s.fill(b[:0], chunkBytes)
		if err != nil {
			return err
		}
		if i := bytes.IndexByte(b, '\n'); i >= 0 || s.eof {
			i = cmp.Or(i+1, len(b))
			s.carry = append(s.carry, b[i:]...)
			s.number(c, n+i, 1)
			return nil
		}
		n += len(b)
	}
}

// end is where the whole lines that go into a chunk end: those of its size, or one that is larger. In the first searched bytes there is no end.
func (s *lines) end(b []byte, searched int) int {
	if searched == 0 {
		if s.eof && len(b) <= chunkBytes {
			return len(b)
		}
		if i := bytes.LastIndexByte(b[:min(len(b), chunkBytes)], '\n'); i >= 0 {
			return i + 1
		}
		searched = min(len(b), chunkBytes)
	}
	if i := bytes.IndexByte(b[searched:], '\n'); i >= 0 {
		return searched + i + 1
	}
	if s.eof {
		return len(b)
	}
	return 0
}

func (s *lines) number(c *chunk, size int, rows int64) {
	s.offset += int64(size)
	c.first, c.rows, c.offset = s.row+1, rows, s.offset
	s.row += rows
}

// wholeGroups leaves out the last of n lines, so that the others are whole groups: a group costs the same however many lines are in it.
func wholeGroups(data []byte, n int64) (end int, lines int64) {
	over := n % plan.BlockSize
	if over == n || over == 0 {
		return len(data), n
	}
	// The lines end where the over-th line end before the last one is. Counting is faster than looking for each.
	const piece = 4 << 10
	at, need := len(data), int(over)+1
	for {
		from := max(at-piece, 0)
		ends := bytes.Count(data[from:at], []byte{'\n'})
		if ends < need {
			at, need = from, need-ends
			continue
		}
		for ; ends > need; ends-- {
			from += bytes.IndexByte(data[from:at], '\n') + 1
		}
		return from + bytes.IndexByte(data[from:at], '\n') + 1, n - over
	}
}

// countLines counts lines, the last of which may lack its end.
func countLines(data []byte) int64 {
	n := int64(bytes.Count(data, []byte{'\n'}))
	if len(data) > 0 && data[len(data)-1] != '\n' {
		n++
	}
	return n
}
