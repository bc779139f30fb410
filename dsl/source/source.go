// Package source holds the text of policy files and turns byte offsets into the lines and columns that people read.
//
// Every other package speaks of places as spans of byte offsets; no other package counts lines.
package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// File is one policy text under the name by which messages refer to it. It is immutable and safe for concurrent use.
type File struct {
	// Name is the path shown to people, relative and with forward slashes.
	Name string
	// Text is the content as read, byte for byte.
	Text string

	once  sync.Once // for lines, which nobody needs of most files
	lines []int     // offset of the first byte of each line
}

// NewFile is a file of that text.
func NewFile(name, text string) *File { return &File{Name: name, Text: text} }

// starts are the offsets at which lines begin. A line ends after "\n"; "\r\n" counts as one end, a lone "\r" as none.
func (f *File) starts() []int {
	f.once.Do(func() {
		lines := make([]int, 1, 1+strings.Count(f.Text, "\n"))
		for at := 0; ; {
			end := strings.IndexByte(f.Text[at:], '\n')
			if end < 0 {
				break
			}
			at += end + 1
			lines = append(lines, at)
		}
		f.lines = lines
	})
	return f.lines
}

// Span is the half-open range of bytes [Start, End) of a file. The zero Span is "no place".
type Span struct {
	File       *File
	Start, End int
}

// IsZero tells whether the span names no place.
func (s Span) IsZero() bool { return s.File == nil }

// Text is the source text the span covers.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Text[s.Start:s.End]
}

// To is the span from the beginning of s to the end of t. If one of them is no place, it is the other.
func (s Span) To(t Span) Span {
	if s.File == nil {
		return t
	}
	if t.File == nil {
		return s
	}
	return Span{File: s.File, Start: min(s.Start, t.Start), End: max(s.End, t.End)}
}

// Pos is a place as people count: line and column from 1, the column in Unicode characters.
type Pos struct {
	Line, Column int
}

// Pos is the line and column of the byte offset. Offsets past the end give the end.
func (f *File) Pos(offset int) Pos {
	offset = min(max(offset, 0), len(f.Text))
	lines := f.starts()
	line := sort.Search(len(lines), func(i int) bool { return lines[i] > offset }) - 1
	return Pos{Line: line + 1, Column: utf8.RuneCountInString(f.Text[lines[line]:offset]) + 1}
}

// Line is the text of the line, counted from 1, without its end.
func (f *File) Line(n int) string {
	lines := f.starts()
	if n < 1 || n > len(lines) {
		return ""
	}
	start, end := lines[n-1], len(f.Text)
	if n < len(lines) {
		end = lines[n] - 1
	}
	if end > start && f.Text[end-1] == '\r' {
		end--
	}
	return f.Text[start:end]
}

// Lines is the number of lines.
func (f *File) Lines() int { return len(f.starts()) }

// StartPos is the position of the span's first character.
func (s Span) StartPos() Pos {
	if s.File == nil {
		return Pos{}
	}
	return s.File.Pos(s.Start)
}

// EndPos is the position after the span's last character.
func (s Span) EndPos() Pos {
	if s.File == nil {
		return Pos{}
	}
	return s.File.Pos(s.End)
}
