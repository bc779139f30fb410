package format

import (
	"strings"
	"unicode/utf8"
)

// A doc is text with places where a line may be broken. A group is put on one line if it fits there, with what follows it up to the next
// break; otherwise its own breaks become line ends, and the groups within it are looked at one by one.
type doc interface{ doc() }

type (
	text   string
	concat []doc
	// brk is a space, or nothing if it is soft, where the line is not broken.
	brk   struct{ soft bool }
	nest  struct{ d doc }
	group struct{ d doc }
)

func (text) doc()   {}
func (concat) doc() {}
func (brk) doc()    {}
func (nest) doc()   {}
func (group) doc()  {}

var (
	line = brk{}
	soft = brk{soft: true}
)

const (
	width  = 120
	indent = "  "
)

// frame is a doc still to be printed.
type frame struct {
	depth  int
	broken bool
	d      doc
}

// layout prints d after column columns of a line, at a depth of indentation.
func layout(d doc, depth, column int) string {
	var b strings.Builder
	stack := []frame{{depth, true, d}}
	for len(stack) > 0 {
		f := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch d := f.d.(type) {
		case text:
			b.WriteString(string(d))
			column += utf8.RuneCountInString(string(d))
		case concat:
			for i := len(d) - 1; i >= 0; i-- {
				stack = append(stack, frame{f.depth, f.broken, d[i]})
			}
		case nest:
			stack = append(stack, frame{f.depth + 1, f.broken, d.d})
		case group:
			flat := frame{f.depth, false, d.d}
			stack = append(stack, frame{f.depth, !fits(stack, flat, width-column), d.d})
		case brk:
			switch {
			case f.broken:
				b.WriteByte('\n')
				b.WriteString(strings.Repeat(indent, f.depth))
				column = len(indent) * f.depth
			case !d.soft:
				b.WriteByte(' ')
				column++
			}
		}
	}
	return b.String()
}

// fits tells whether next, printed on one line, and what follows it up to the first break that is taken, have room.
func fits(rest []frame, next frame, room int) bool {
	stack := []frame{next}
	for room >= 0 {
		if len(stack) == 0 {
			if len(rest) == 0 {
				return true
			}
			stack = append(stack, rest[len(rest)-1])
			rest = rest[:len(rest)-1]
		}
		f := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch d := f.d.(type) {
		case text:
			room -= utf8.RuneCountInString(string(d))
		case concat:
			for i := len(d) - 1; i >= 0; i-- {
				stack = append(stack, frame{f.depth, f.broken, d[i]})
			}
		case nest:
			stack = append(stack, frame{f.depth, f.broken, d.d})
		case group:
			// A group that follows can be broken at its first break, unless we are inside the one in question.
			stack = append(stack, frame{f.depth, f.broken, d.d})
		case brk:
			switch {
			case f.broken:
				return true
			case !d.soft:
				room--
			}
		}
	}
	return false
}
