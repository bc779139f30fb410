package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/source"
)

// TextOptions say how findings are printed for people.
type TextOptions struct {
	// Color turns on the colours of a terminal.
	Color bool
	// Width is the widest excerpt of a line, in columns; 100 if it is 0.
	Width int
}

// WriteText prints findings with the lines they are about, a blank line between two.
//
//	error[P0121]: returns.policy:12:40: no full stop after `damaged`
//	   12 |   outcome is refused when damaged
//	      |                           ^^^^^^^
//	  A sentence ends with a full stop, …
//	  hint: Write `.` after it.
//
// Nothing of the text reaches the terminal that could act on it: control, direction and other unseen characters are shown as <U+202E>.
func WriteText(w io.Writer, findings []Diagnostic, o TextOptions) error {
	for i, d := range findings {
		sep := ""
		if i > 0 {
			sep = "\n"
		}
		if _, err := io.WriteString(w, sep+Text(d, o)); err != nil {
			return err
		}
	}
	return nil
}

// Text is one finding as WriteText prints it.
func Text(d Diagnostic, o TextOptions) string {
	paint := func(style, s string) string {
		if !o.Color || s == "" {
			return s
		}
		return style + s + "\x1b[0m"
	}
	const bold, red, yellow, blue = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[34m"
	style := red
	if d.Severity == Warning {
		style = yellow
	}
	var b strings.Builder
	b.WriteString(paint(style, fmt.Sprintf("%s[%s]", d.Severity, d.Code)))
	fmt.Fprintf(&b, ": %s%s\n", position(d.Span), paint(bold, readable(d.Summary)))
	excerpt(&b, d.Span, o, func(s string) string { return paint(style, s) })
	if d.Detail != "" {
		fmt.Fprintf(&b, "  %s\n", readable(d.Detail))
	}
	for _, r := range d.Related {
		fmt.Fprintf(&b, "  %s%s\n", position(r.Span), readable(r.Message))
		excerpt(&b, r.Span, o, func(s string) string { return paint(blue, s) })
	}
	if d.Hint != "" {
		fmt.Fprintf(&b, "  %s %s\n", paint(blue, "hint:"), readable(d.Hint))
	}
	return b.String()
}

// A name that nobody can read to its end is cut.
const (
	longWord  = 300
	wordShown = 60
)

// readable is a text of a finding as it is printed: names in it may have any length, and any characters.
func readable(s string) string {
	if len(s) <= longWord {
		return Visible(s)
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if len(w) > longWord {
			words[i] = strings.ToValidUTF8(w[:wordShown], "") + "…" + strings.ToValidUTF8(w[len(w)-wordShown:], "")
		}
	}
	return Visible(strings.Join(words, " "))
}

func position(s source.Span) string {
	if s.IsZero() {
		return ""
	}
	at := s.StartPos()
	return fmt.Sprintf("%s:%d:%d: ", Visible(s.File.Name), at.Line, at.Column)
}

// excerpt prints the first line of a span with the span underlined, cut to the width around it.
func excerpt(b *strings.Builder, s source.Span, o TextOptions, paint func(string) string) {
	if s.IsZero() {
		return
	}
	width := o.Width
	if width <= 0 {
		width = 100
	}
	line := lineAround(s, width)
	gutter := fmt.Sprintf("%5d | ", s.StartPos().Line)
	fmt.Fprintf(b, "%s\n", strings.TrimRight(gutter+line.text, " "))
	fmt.Fprintf(b, "%s| %s%s\n", strings.Repeat(" ", len(gutter)-2), strings.Repeat(" ", line.pad), paint(strings.Repeat("^", line.marks)))
}

type shownLine struct {
	text       string
	pad, marks int // columns before the underline and of it
}

// lineAround shows the line on which a span begins. Only the part near the span is looked at, however long the line is.
func lineAround(s source.Span, width int) shownLine {
	text := s.File.Text
	start := min(s.Start, len(text))
	from := max(strings.LastIndexByte(text[:start], '\n')+1, start-4*width)
	to := min(len(text), start+4*width)
	if i := strings.IndexByte(text[start:to], '\n'); i >= 0 {
		to = start + i
	}
	for from < start && from > 0 && !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && to > start && !utf8.RuneStart(text[to]) {
		to--
	}
	if to > start && text[to-1] == '\r' {
		to--
	}
	before := cells(text[from:start])
	under := cells(text[start:max(start, min(s.End, to))])
	after := cells(text[max(start, min(s.End, to)):to])
	cutLeft := from > 0 && text[from-1] != '\n'

	// Give the underlined part what it needs up to the width, a third of the rest to what follows, and the remainder to what stands before.
	room := max(width-columns(under), 0)
	right := head(after, min(columns(after), max(room/3, room-columns(before))))
	left := tail(before, max(room-columns(right), 0))
	mid := head(under, width)
	var shown shownLine
	prefix := ""
	if cutLeft || len(left) < len(before) {
		prefix = "…"
	}
	suffix := ""
	if len(mid) < len(under) || len(right) < len(after) || to < len(text) && text[to] != '\n' && text[to] != '\r' {
		suffix = "…"
	}
	if len(mid) < len(under) {
		right = nil
	}
	shown.text = strings.TrimRight(prefix+join(left)+join(mid)+join(right)+suffix, " ")
	shown.pad = columns(left) + utf8.RuneCountInString(prefix)
	shown.marks = max(columns(mid), 1)
	return shown
}

// cell is a character as it is shown, and the columns it takes.
type cell struct {
	text  string
	width int
}

func columns(cs []cell) int {
	n := 0
	for _, c := range cs {
		n += c.width
	}
	return n
}

func head(cs []cell, width int) []cell {
	for i, c := range cs {
		if width -= c.width; width < 0 {
			return cs[:i]
		}
	}
	return cs
}

func tail(cs []cell, width int) []cell {
	for i := len(cs) - 1; i >= 0; i-- {
		if width -= cs[i].width; width < 0 {
			return cs[i+1:]
		}
	}
	return cs
}

func join(cs []cell) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.text)
	}
	return b.String()
}

const tabWidth = 4

// cells shows text character by character. A tab takes four columns wherever it stands, so that cutting the line moves nothing.
func cells(text string) []cell {
	cs := make([]cell, 0, len(text))
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		cs = append(cs, cellOf(r, text[i:i+n]))
		i += n
	}
	return cs
}

func cellOf(r rune, raw string) cell {
	switch {
	case r == '\t':
		return cell{strings.Repeat(" ", tabWidth), tabWidth}
	case r == utf8.RuneError && len(raw) == 1:
		s := fmt.Sprintf("<%02X>", raw[0])
		return cell{s, len(s)}
	case Unseen(r):
		s := fmt.Sprintf("<U+%04X>", r)
		return cell{s, len(s)}
	case unicode.In(r, unicode.Mn, unicode.Me):
		return cell{raw, 0}
	case wide(r):
		return cell{raw, 2}
	}
	return cell{raw, 1}
}

// Visible is s with everything that a terminal could act on, or that nobody sees, shown by its number. Line breaks count among it.
func Visible(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 0x7f
	}
	if plain {
		return s
	}
	return join(cells(s))
}

// Unseen tells whether a character shows nothing, or acts on what is shown around it: controls, direction signs, zero-width characters.
func Unseen(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e, r == 0x3164,
		r == 0xfeff, r == 0xffa0, r == 0x2028, r == 0x2029, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
		r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// wide tells whether a character takes two columns of a terminal: the scripts of East Asia, full-width forms and pictures.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0x303e || r >= 0x3041 && r <= 0x33ff || r >= 0x3400 && r <= 0x4dbf ||
		r >= 0x4e00 && r <= 0xa4cf || r >= 0xa960 && r <= 0xa97f || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1f64f ||
		r >= 0x1f680 && r <= 0x1f6ff || r >= 0x1f900 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd)
}
