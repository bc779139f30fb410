package diag

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/source"
)

// at makes a finding about the first place of what in the text.
func at(text, what string) Diagnostic {
	f := source.NewFile("a.policy", text)
	i := strings.Index(text, what)
	return Diagnostic{
		Code: Unexpected, Span: source.Span{File: f, Start: i, End: i + len(what)}, Summary: "a thing", Detail: "Why it is wrong.", Hint: "Mend it.",
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, text, what, line, marks string }{
		{"plain", "policy \"a\"\nfact x : date\n", "x", "    2 | fact x : date", "      |      ^"},
		{"tabs", "\tfact\tx : date", "x", "    1 |     fact    x : date", "      |             ^"},
		{"wide characters", "# 日本 x", "x", "    1 | # 日本 x", "      |        ^"},
		{"combining mark", "# e\u0301 x", "x", "    1 | # e\u0301 x", "      |     ^"},
		{"direction sign", "# \u202e x", "x", "    1 | # <U+202E> x", "      |            ^"},
		{"escape sequence", "# \x1b[31m x", "x", "    1 | # <U+001B>[31m x", "      |                ^"},
		{"byte that is no text", "# \xff x", "x", "    1 | # <FF> x", "      |        ^"},
		{"carriage return", "fact x\r\nfact y", "fact x", "    1 | fact x", "      | ^^^^^^"},
		{"over two lines", "fact x\nfact y", "x\nfact", "    1 | fact x", "      |      ^"},
		{"nothing", "fact x", "", "    1 | fact x", "      | ^"},
	} {
		got := strings.Split(Text(at(c.text, c.what), TextOptions{}), "\n")
		if got[1] != c.line || got[2] != c.marks {
			t.Errorf("%s:\n%s\n%s\nwant:\n%s\n%s", c.name, got[1], got[2], c.line, c.marks)
		}
	}
}

// A long line is cut to the width, with the place still underlined.
func TestTextCutsLongLines(t *testing.T) {
	for _, c := range []struct{ before, after int }{{1 << 20, 1 << 20}, {0, 1 << 20}, {1 << 20, 0}, {50, 60}, {90, 200}} {
		text := strings.Repeat("a", c.before) + "HERE" + strings.Repeat("b", c.after)
		got := strings.Split(Text(at(text, "HERE"), TextOptions{Width: 80}), "\n")
		line, marks := []rune(got[1]), []rune(got[2])
		if len(line) > 8+80+2 {
			t.Errorf("%v: line of %d columns: %s", c, len(line), got[1])
		}
		i := strings.Index(string(marks), "^")
		if i < 0 || i+4 > len(line) || string(line[i:i+4]) != "HERE" || len(marks) != i+4 {
			t.Errorf("%v:\n%s\n%s", c, got[1], got[2])
		}
	}
	whole := strings.Repeat("x", 1<<20)
	if got := Text(at(whole, whole), TextOptions{}); len(got) > 500 {
		t.Errorf("%d bytes for a line underlined as a whole", len(got))
	}
}

// A name of any length leaves a finding readable: its beginning and its end are shown.
func TestTextCutsLongNames(t *testing.T) {
	d := at("x", "x")
	name := "first" + strings.Repeat("é", 1<<19) + "last"
	d.Summary, d.Detail, d.Hint = "nothing reads the fact `"+name+"`", name, "Write `"+name+"` or nothing."
	got := Text(d, TextOptions{})
	if len(got) > 1500 || strings.Count(got, "first") != 3 || strings.Count(got, "last") != 3 || !utf8.ValidString(got) || !strings.Contains(got, "nothing reads the fact `first") {
		t.Errorf("%d bytes: %.600s", len(got), got)
	}
}

// Nothing a terminal acts on is printed, wherever it comes from.
func TestTextIsHarmless(t *testing.T) {
	d := at("x\x1b[2J \u202e", "x")
	d.Summary, d.Detail, d.Hint = "a\x1b[2J", "b\u202e", "c\n::error::d"
	d.Related = []Related{{Span: d.Span, Message: "e\x07"}}
	got := Text(d, TextOptions{})
	for _, r := range got {
		if r != '\n' && Unseen(r) {
			t.Errorf("%U in %q", r, got)
		}
	}
	if strings.Contains(got, "\n::error") {
		t.Errorf("a line of its own: %q", got)
	}
}

func TestTextColors(t *testing.T) {
	got := Text(at("fact x", "x"), TextOptions{Color: true})
	for _, want := range []string{"\x1b[1;31merror[P0136]\x1b[0m", "\x1b[1;31m^\x1b[0m", "\x1b[34mhint:\x1b[0m"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestNearest(t *testing.T) {
	words := strings.Fields("received_on returned_on price as_of deduct determination despite")
	for name, want := range map[string]string{
		"reveived_on": "received_on", "receivedon": "received_on", "Received_On": "received_on", "pirce": "price", "deduc": "deduct", "asof": "as_of",
		"determimation": "determination", "xyz": "", "price": "", "": "", "zz": "", strings.Repeat("p", 1000): "",
	} {
		if got := Nearest(name, words); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
