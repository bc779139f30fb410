package bundle

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// Limits of what is decoded; what is larger was not made by Encode of any policy that the parser accepts.
const (
	maxItems = 1 << 20 // elements of a table or list
	maxText  = 1 << 20 // bytes of a text
	maxDepth = 2_000   // levels of an expression
	maxSize  = 1 << 20 // nodes of an expression when what it shares is counted as often as it occurs
)

// coder encodes or decodes a checked tree. Each kind of thing is described once, by a method that goes through its fields: encoding, it
// writes them; decoding, it sets them. So the two can never differ.
//
// Things that are pointed at stand in tables, and pointers are numbers. Expressions stand in their table after their parts.
type coder struct {
	decoding bool
	out      []byte
	in       string
	err      error

	files []*source.File // shared by all policies of a bundle

	types       table[types.Type]
	records     table[types.RecordType]
	clauses     table[tree.Clause]
	inputs      table[tree.Input]
	terms       table[tree.Term]
	decisions   table[tree.Decision]
	ambiguities table[tree.Ambiguity]
	schedules   table[tree.Schedule]
	caveats     table[tree.Caveat]
	disapplies  table[tree.Disapply]
	rules       table[tree.Rule]
	vars        table[tree.ElementVar]
	defaults    table[tree.Defaults]
	exprs       exprTable
}

// table numbers the things of one kind.
type table[T any] struct {
	each  func(*T)
	index map[*T]int
	items []*T
	buf   []byte
	done  int // items that are encoded
}

// tabled is a table of any kind.
type tabled interface {
	encode(c *coder) bool
	allocate(c *coder)
	decode(c *coder)
	flush(c *coder)
}

// encode writes the items that are not written yet, and tells whether there were any.
func (t *table[T]) encode(c *coder) bool {
	from := t.done
	for ; t.done < len(t.items); t.done++ {
		outer := c.out
		c.out = t.buf
		t.each(t.items[t.done])
		t.buf, c.out = c.out, outer
	}
	return t.done > from
}

func (t *table[T]) flush(c *coder) { c.out = append(c.out, t.buf...) }

func (t *table[T]) allocate(c *coder) {
	n := len(t.items)
	c.count(&n)
	if c.decoding && c.err == nil {
		block := make([]T, n)
		for i := range block {
			t.items = append(t.items, &block[i])
		}
	}
}

func (t *table[T]) decode(c *coder) {
	for _, item := range t.items {
		if c.err != nil {
			return
		}
		t.each(item)
	}
}

// ref is a pointer that is not nil.
func ref[T any](c *coder, t *table[T], p **T) {
	opt(c, t, p)
	if *p == nil {
		c.fail("something that is needed is missing")
	}
}

// opt is a pointer that may be nil.
func opt[T any](c *coder, t *table[T], p **T) {
	n := 0
	if !c.decoding && *p != nil {
		i, ok := t.index[*p]
		if !ok {
			if t.index == nil {
				t.index = map[*T]int{}
			}
			i = len(t.items)
			t.index[*p] = i
			t.items = append(t.items, *p)
		}
		n = i + 1
	}
	c.number(&n)
	if !c.decoding || n == 0 {
		return
	}
	if n < 0 || n > len(t.items) {
		c.fail("a reference leads nowhere")
		return
	}
	*p = t.items[n-1]
}

func refs[T any](c *coder, t *table[T], ps *[]*T) { list(c, ps, func(p **T) { ref(c, t, p) }) }

// list is a slice. An empty one is nil once decoded.
func list[T any](c *coder, s *[]T, each func(*T)) {
	n := len(*s)
	c.count(&n)
	if c.decoding && n > 0 && c.err == nil {
		*s = make([]T, 0, min(n, 1024))
	}
	for i := 0; i < n && c.err == nil; i++ {
		if c.decoding {
			var zero T
			*s = append(*s, zero)
		}
		each(&(*s)[i])
	}
}

func (c *coder) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// count is the number of elements that follow, each of which takes a byte at least.
func (c *coder) count(n *int) {
	c.number(n)
	if c.decoding && (*n < 0 || *n > maxItems || *n > len(c.in)) {
		c.fail("a list is longer than what follows")
		*n = 0
	}
}

func (c *coder) number(n *int) {
	wide := int64(*n)
	c.wide(&wide)
	*n = int(wide)
	if int64(*n) != wide {
		c.fail("a number is too large")
	}
}

func (c *coder) wide(n *int64) {
	if !c.decoding {
		c.out = binary.AppendVarint(c.out, *n)
		return
	}
	v, size := varint(c.in)
	if size <= 0 || c.err != nil {
		c.fail("it ends in the middle of a number")
		*n = 0
		return
	}
	*n, c.in = v, c.in[size:]
}

// varint is binary.Varint for text: the number that it begins with and its size, 0 if there is none.
func varint(s string) (int64, int) {
	var u uint64
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		b := s[i]
		if i == binary.MaxVarintLen64-1 && b > 1 {
			break
		}
		u |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return int64(u>>1) ^ -int64(u&1), i + 1
		}
	}
	return 0, 0
}

func (c *coder) bits(n *uint64) {
	wide := int64(*n)
	c.wide(&wide)
	*n = uint64(wide)
}

func (c *coder) truth(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	c.number(&n)
	if n != 0 && n != 1 {
		c.fail("a truth value is neither yes nor no")
	}
	*b = n == 1
}

// enum is a constant of a list of n.
func enum[T ~uint8](c *coder, v *T, n int) {
	x := int(*v)
	c.number(&x)
	if x < 0 || x >= n {
		c.fail("a word is unknown to this version")
		return
	}
	*v = T(x)
}

func (c *coder) text(s *string) {
	n := len(*s)
	c.count(&n)
	if !c.decoding {
		c.out = append(c.out, *s...)
		return
	}
	if c.err != nil || n > maxText {
		c.fail("a text is too long")
		return
	}
	*s, c.in = c.in[:n], c.in[n:]
	if plainText(*s) {
		return
	}
	if !utf8.ValidString(*s) {
		c.fail("a text is not UTF-8")
	}
	for _, r := range *s {
		if diag.Unseen(r) {
			c.fail("a text has a character that nobody can see")
		}
	}
}

// plainText tells whether a text is ASCII of which everything can be seen.
func plainText(s string) bool {
	for i := range len(s) {
		if s[i]-' ' >= 0x7f-' ' {
			return false
		}
	}
	return true
}

func (c *coder) span(s *source.Span) {
	n := 0
	if !c.decoding && s.File != nil {
		for i, f := range c.files {
			if f == s.File {
				n = i + 1
			}
		}
	}
	c.number(&n)
	if n == 0 {
		return
	}
	if n < 0 || n > len(c.files) {
		c.fail("a place is in no file")
		return
	}
	c.number(&s.Start)
	c.number(&s.End)
	s.File = c.files[n-1]
	if s.Start < 0 || s.Start > s.End || s.End > len(s.File.Text) {
		c.fail("a place is outside its file")
		*s = source.Span{}
	}
}
