package parser

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

const header = "policy \"a\"\n"

// in puts sentences into a clause.
func in(sentences string) string { return header + "clause \"1\" {\n" + sentences + "\n}\n" }

// Input that somebody could send to do harm: each has its stated result, in bounded time.
func TestHostileInput(t *testing.T) {
	big := func(s string, n int) string { return strings.Repeat(s, n) }
	codes := func(cs ...diag.Code) []diag.Code { return cs }
	for _, c := range []struct {
		name, text string
		want       []diag.Code // the different codes, in the order of first occurrence; empty: it parses
	}{
		// Depth and length.
		{"a million opening parentheses", big("(", 1<<20-20), codes(diag.TooManyTokens)},
		{"100,000 opening parentheses", in("x means " + big("(", 100_000)), codes(diag.TooDeep)},
		{"100,000 nested parentheses", in("x means " + big("(", 100_000) + "y" + big(")", 100_000) + "."), codes(diag.TooDeep)},
		{"199 nested parentheses", in("x means " + big("(", 198) + "y" + big(")", 198) + "."), nil},
		{"closing parentheses", in("x means " + big(")", 1000)), codes(diag.MissingValue)},
		{"opening braces", header + big("clause \"1\" {", 10_000), codes(diag.TooDeep)},
		{"opening brackets", "test \"a\" of policy \"p\" { given x is " + big("[", 10_000), codes(diag.TooDeep)},
		{"records", "test \"a\" of policy \"p\" { given x is " + big("{ a is ", 10_000), codes(diag.TooDeep)},
		{"not not", in("x means " + big("not ", 10_000) + "y."), codes(diag.TooDeep)},
		{"of of", in("x is " + big("a of ", 10_000) + "y."), codes(diag.TooDeep)},
		{"of of a fact called reading", in("x is " + big("reading of ", 10_000) + "y."), codes(diag.TooDeep)},
		{"many tests", big("test \"a\" of policy \"p\" { }\n", 1_000), nil},
		{"of with texts", in("x is " + big("\"a\" of ", 10_000) + "y."), codes(diag.TooDeep)},
		{"after after", in("x is " + big("1 day after ", 10_000) + "y."), codes(diag.TooDeep)},
		{"last day last day", in("x is " + big("last day of 1 day from and including ", 5_000) + "y."), codes(diag.TooDeep)},
		{"on on", in("x is " + big("s on ", 10_000) + "y."), codes(diag.TooDeep)},
		{"list of list of", header + "fact x : " + big("list of ", 10_000) + "date\n", codes(diag.TooDeep)},
		{"100,000 and", in("x means " + big("a and ", 100_000) + "b."), nil},
		{"100,000 or", in("x means " + big("a or ", 100_000) + "b."), nil},
		{"100,000 plus", in("x is " + big("a plus ", 100_000) + "b."), nil},
		{"mixed and, or", in("x means " + big("a and b or ", 50_000) + "b."), codes(diag.MixedAndOr)},
		{"100,000 members", header + "fact x : one of " + big("a, ", 100_000) + "b\n", nil},
		{"mixed brackets", in("x means " + big("([{", 40)), codes(diag.UnclosedBlock, diag.LiteralOutsideTest)},
		{"100,000 clauses", header + big("clause \"1\" {}\n", 70_000), nil},
		{"100,000 facts in error", header + big("fact x : asked\n", 60_000), codes(diag.UnknownType, diag.TooManyErrors)},
		{"100,000 sentences in error", in(big("x is y z.\n", 90_000)), codes(diag.Unexpected, diag.TooManyErrors)},
		{"sentences in error on one line", in(big("x is y z. ", 90_000)), codes(diag.Unexpected, diag.TooManyErrors)},
		{"a table's line of bars", in("table t by one row\n| " + big("||", 200_000)), codes(diag.MissingValue)},
		{"clauses in a block that a long line opens", header + big("clause \"1\" {} ", 25_000) + "clause \"2\" {\n" + big(" clause \"1\" {}\n", 25_000), codes(diag.UnclosedBlock)},
		{"sentences without an end", in(big("x is y z\n", 100_000)), codes(diag.Unexpected, diag.TooManyErrors)},
		{"words", header + big("x ", 100_000), codes(diag.UnknownDeclaration)},
		{"words on lines", header + big("x\n", 100_000), codes(diag.UnknownDeclaration, diag.TooManyErrors)},
		{"closing braces", header + big("}", 100_000), codes(diag.StrayClosing, diag.TooManyErrors)},
		{"headers", big("policy \"a\"\n", 50_000), codes(diag.RepeatedHeader, diag.TooManyErrors)},
		{"records in error", header + big("record r { fact }\n", 40_000), codes(diag.MissingName, diag.TooManyErrors)},
		{"one record of many errors", header + "record r {\n" + big("fact x\n", 100_000) + "}", codes(diag.MissingColon, diag.TooManyErrors)},
		{"readings in error", header + "ambiguity A \"t\" {\n" + big("reading\n", 100_000) + "}", codes(diag.MissingText, diag.TooManyErrors)},
		{"header lines in error", header + big("title x\n", 100_000), codes(diag.MissingText, diag.TooManyErrors)},
		{"quotes", header + big("\"", 100_000), codes(diag.UnknownDeclaration)},
		{"50 MB", big("a", 50<<20), codes(diag.FileTooLarge)},
		{"a million empty lines", big("\n", 1<<20-20) + header, nil},
		{"one long line", in("x is y" + big(" ", 900_000) + "z."), codes(diag.Unexpected)},
		{"one long name", in("x is " + big("a", 900_000) + "."), nil},
		{"one long text", in("x is \"" + big("a", 900_000) + "\"."), nil},
		{"one long comment", header + "#" + big("a", 900_000), nil},
		{"one long number", in("x is " + big("9", 100_000) + "."), nil},
		{"many decimals", in("x is 0." + big("0", 10_000) + "1."), nil},

		// Bytes.
		{"nothing", "", codes(diag.EmptyFile)},
		{"spaces", " \t\r\n ", codes(diag.EmptyFile)},
		{"a comment", "# x", codes(diag.EmptyFile)},
		{"a byte order mark", "\uFEFF", codes(diag.EmptyFile)},
		{"a byte order mark before a policy", "\uFEFF" + header, nil},
		{"a byte order mark later", header + "\uFEFFfact x : date", codes(diag.InvisibleCharacter)},
		{"UTF-16, little end", "\xff\xfep\x00o\x00", codes(diag.NotUTF8)},
		{"UTF-16, big end", "\xfe\xff\x00p\x00o", codes(diag.NotUTF8)},
		{"UTF-16 without a mark", "p\x00o\x00l\x00i\x00c\x00y\x00", codes(diag.NotUTF8)},
		{"Windows line ends", "policy \"a\"\r\nfact x : date\r\n", nil},
		{"old Macintosh line ends", "policy \"a\"\rfact x : date\rfact y : date\r", codes(diag.StrayCharacter)},
		{"a comment with an old line end", "policy \"a\" # c\rfact x : date\r", codes(diag.StrayCharacter)},
		{"tabs", "\tpolicy\t\"a\"\t", nil},
		{"no line end at the end", "policy \"a\"", nil},
		{"NUL", header + "fact x\x00 : date", codes(diag.StrayCharacter)},
		{"many NUL", header + big("\x00", 100_000), codes(diag.StrayCharacter)},
		{"NUL in a text", header + "clause \"\x00\" informational", codes(diag.StrayCharacter)},
		{"NUL in a comment", header + "# \x00", codes(diag.StrayCharacter)},
		{"an escape sequence", header + "clause \"\x1b[31m\" informational", codes(diag.StrayCharacter)},
		{"invalid UTF-8 in a text", header + "clause \"caf\xe9\" informational", codes(diag.NotUTF8)},
		{"invalid UTF-8 in a name", header + "fact caf\xe9 : date", codes(diag.NotUTF8)},
		{"invalid UTF-8 in a comment", header + "# caf\xe9", codes(diag.NotUTF8)},
		{"random bytes", header + string([]byte{0xff, 0x80, 0xc0, 0xc1, 0xfe}), codes(diag.NotUTF8)},
		{"a surrogate", header + "# \xed\xa0\x80", codes(diag.NotUTF8)},
		{"an override in a text", header + "clause \"a\u202eb\" informational", codes(diag.InvisibleCharacter)},
		{"an isolate in a comment", header + "# \u2066 x", codes(diag.InvisibleCharacter)},
		{"an override outside", header + "fact \u202ex : date", codes(diag.InvisibleCharacter)},
		{"a zero-width space in a name", header + "fact pri\u200bce : money", codes(diag.InvisibleCharacter)},
		{"a zero-width joiner in a text", header + "clause \"\u0646\u200c\u0647\" informational", nil},
		{"a soft hyphen in a text", header + "clause \"a\u00adb\" informational", codes(diag.InvisibleCharacter)},
		{"a space that does not break", header + "fact\u00a0x :\u202fdate", nil},
		{"a space that does not break in a text", header + "clause \"§\u00a05\" informational", nil},
		{"Cyrillic letters", header + "fact \u0440\u0440 : money", codes(diag.WrongName)},
		{"an accent of its own", header + "fact cafe\u0301 : date", codes(diag.WrongName)},
		{"a name with an umlaut", header + "fact r\u00fcckgabe : date", codes(diag.WrongName)},
		{"a line separator", header + "fact x : date\u2028fact y : date", codes(diag.StrayCharacter)},
		{"a picture", header + "fact x : date \U0001F600", codes(diag.StrayCharacter)},
		{"a text that never ends", header + "clause \"1", codes(diag.UnclosedText)},
		{"a lone backslash", header + "clause \"\\", codes(diag.UnclosedText, diag.WrongEscape)},
		{"a comment that never ends", header + "/* x", codes(diag.WrongComment)},

		// Numbers and dates as they are written; whether there is such a day is for the checker.
		{"an exponent", in("x is 1e999999999."), codes(diag.WrongNumber)},
		{"a negative zero", in("x is -0."), codes(diag.SymbolForWord)},
		{"leading zeros", in("x is 00012."), nil},
		{"underscores", in("x is 1_000."), codes(diag.WrongNumber)},
		{"a group", in("x is 1,000."), nil},
		{"a short group", in("x is 1,00."), codes(diag.WrongNumber)},
		{"a long group", in("x is 1000,000."), codes(diag.WrongNumber)},
		{"a German number", in("x is 1.000,00."), codes(diag.WrongNumber)},
		{"an Indian number", in("x is 1,00,000."), codes(diag.WrongNumber)},
		{"two points", in("x is 1..2."), codes(diag.UnknownStatement)},
		{"99 September", in("x is 2021-09-99."), nil},
		{"29 February of a common year", in("x is 2023-02-29."), nil},
		{"year 0", in("x is 0000-01-01."), nil},
		{"year 12345", in("x is 12345-01-01."), codes(diag.WrongDate)},
		{"year +12345", in("x is +12345-01-01."), codes(diag.SymbolForWord, diag.WrongDate)},
		{"a short date", in("x is 2024-1-1."), codes(diag.WrongDate)},
		{"a leap second", in("x is 2016-12-31T23:59:60Z."), nil},
		{"24 o'clock", in("x is 24:00 on y."), nil},
		{"a short time", in("x is 7:5 on y."), codes(diag.WrongDate)},
		{"no offset", in("x is 2023-11-17T08:00."), codes(diag.WrongDate)},
		{"a zone's name", in("x is 2023-11-17T08:00CET."), codes(diag.WrongDate)},
		{"fractions of a second", in("x is 2023-11-17T08:00:00.123Z."), nil},
		{"percent apart", in("x is 5 %."), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			begun := time.Now()
			file, list := Parse(source.NewFile("x.policy", c.text), Limits{})
			took := time.Since(begun)
			var got []diag.Code
			for _, d := range list.All() {
				if !slices.Contains(got, d.Code) {
					got = append(got, d.Code)
				}
				if d.Span.Start > d.Span.End || d.Span.End > len(c.text) {
					t.Fatalf("%s: place %d to %d", d.Code, d.Span.Start, d.Span.End)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
			if file == nil || list.Len() > 101 {
				t.Errorf("%d errors", list.Len())
			}
			if took > 2*time.Minute { // a machine under load is slow; what is not linear takes hours
				t.Errorf("took %s", took)
			}
			ast.WalkFile(file, func(ast.Node) bool { return true })
		})
	}
}

// Whatever is cut out of a policy, or put into it, the parser comes to an end, and every place it names is in the file.
func TestBrokenPolicies(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, text := range policies(t) {
		for range 20 {
			b := []byte(text)
			for range 1 + rng.IntN(3) {
				at := rng.IntN(len(b))
				switch rng.IntN(3) {
				case 0:
					b = slices.Delete(b, at, min(len(b), at+1+rng.IntN(40)))
				case 1:
					b = slices.Insert(b, at, []byte(strings.Repeat(string("\"{}().,|:[]#"[rng.IntN(12)]), 1+rng.IntN(2)))...)
				default:
					from := rng.IntN(len(b))
					b = slices.Insert(b, at, slices.Clone(b[from:min(len(b), from+rng.IntN(40))])...)
				}
			}
			mustHold(t, name, string(b))
		}
	}
}

// mustHold checks what holds for every text.
func mustHold(t *testing.T, name, text string) {
	t.Helper()
	f := source.NewFile(name, text)
	file, list := Parse(f, Limits{})
	if file == nil || file.Source != f {
		t.Fatal("no tree")
	}
	for _, d := range list.All() {
		if d.Code == "" || d.Summary == "" || d.Detail == "" || d.Hint == "" {
			t.Fatalf("a finding that says too little: %+v", d)
		}
		checkPlace(t, f, d.Span, string(d.Code))
		for _, r := range d.Related {
			checkPlace(t, f, r.Span, string(d.Code))
		}
		_ = diag.Text(d, diag.TextOptions{})
	}
	ast.WalkFile(file, func(n ast.Node) bool {
		checkPlace(t, f, n.Pos(), "a node")
		return true
	})
	_ = ast.Dump(file)
}

func checkPlace(t *testing.T, f *source.File, s source.Span, what string) {
	t.Helper()
	if s.IsZero() || s.File != f || s.Start < 0 || s.End < s.Start || s.End > len(f.Text) {
		t.Fatalf("%s: place %d to %d of %d bytes", what, s.Start, s.End, len(f.Text))
	}
}
