package sources

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLocate(t *testing.T) {
	o, text := harbour(t)
	found := locate(t, o, text)
	var got []string
	for _, p := range found.Passages {
		got = append(got, p.ID+" | "+p.At+" | "+p.Text())
	}
	want := []string{
		" | paragraph 1 | This section is about watches that come back. It binds nobody else.",
		"returns/1.1 | item 1, sentence 1 | A watch may be returned within fourteen days (a day is a calendar day, see sec. 2).",
		"returns/1.1 def | item 1, sentence 1, bracket 1 | (a day is a calendar day, see sec. 2).",
		"returns/1.2 | item 1, sentences 2 to 3 | The day of delivery is not counted. Dr. Lane may allow more.",
		"returns/2 | item 2, lead | The following words are explained:",
		"returns/2/watch | item 2, term 1 | Watch: any watch, and its strap.",
		"returns/2/day | item 2, term 2 | Day: a calendar day.",
		" | item 3, words 1 to 2 | The buyer",
		"returns/3(a) | item 3, point a | (a) packs the watch, and",
		"returns/3(b) | item 3, point b | (b) insures it. Packing is explained on the website.",
		"returns/p2 | paragraph 2 | What we refuse:",
		"returns/b1 | bullet 1 | Engraved watches.",
		`returns/b2 | bullet 2 | Watches with an opened case; "open" means what it says.`,
		"thanks/p1 | paragraph 1 | We hope to see you again.",
	}
	if diff := cmp.Diff(want, got); diff != "" || len(found.Problems) > 0 {
		t.Errorf("%v (-want +got):\n%s", found.Problems, diff)
	}
}

func TestLocateLineByLine(t *testing.T) {
	o := outline(t, `{outline: 1, document: d, title: T, paragraphs: each line, sections: [{heading: "1. Window", clauses: {A: paragraph 1, B: bullet 1, C: "item 1"}}]}`)
	var got []string
	for _, p := range locate(t, o, "Shop\n1. Window\nSeven days.\n- No later.\n1. Never.\nOr now.\n").Passages {
		got = append(got, p.Name()+" | "+p.Text())
	}
	want := []string{"A | Seven days.", "B | No later.", "C | Never.", "1. Window: paragraph 2 | Or now."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What the outline does not speak of is found, in whole sentences where it is whole ones.
func TestUnplaced(t *testing.T) {
	o := outline(t, "outline: 1\ndocument: d\ntitle: T\nsections:\n  - heading: H\n    clauses: {A: \"item 1, sentence 1\", B: \"item 2, words 1 to 2\"}\n  - H\n")
	var got []string
	for _, p := range locate(t, o, "H\n\n  1. First. Second. Third.\n  2. One two three.\n\nMore.\n\nH\n\n1. A.\n\nB.\n\n1. C. C.\n").Passages {
		if p.Unplaced {
			got = append(got, p.Name())
		}
	}
	want := []string{"H: item 1, sentences 2 to 3", "H: item 2, word 3", "H: paragraph 1", "H (2): list 1, item 1", "H (2): paragraph 1", "H (2): list 2, item 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestProblems(t *testing.T) {
	const head = "outline: 1\ndocument: d\ntitle: T\nsections:\n"
	for _, c := range []struct{ name, outline, text, want string }{
		{"no heading", "  - DELIVERY\n", "DELIVERIES\n\nText.\n", `the text has no heading "DELIVERY"`},
		{"near heading", "  - DELIVERY AND RISK\n", "DELIVERY AND RISKS\n\nText.\n", `is it "DELIVERY AND RISKS" now?`},
		{"no item", "  - heading: H\n    clauses: {A: item 2}\n", "H\n\n 1. One.\n", `there is no item 2 under "H"`},
		{"no sentence", "  - heading: H\n    clauses: {A: \"item 1, sentence 2\"}\n", "H\n\n 1. One.\n", `item 1 has no sentence 2`},
		{"two of a number", "  - heading: H\n    clauses: {A: item 1}\n", "H\n\n 1. One.\n\nAnd\n\n 1. Two.\n", "say which list: list 2, item 1"},
		{"no point", "  - heading: H\n    clauses: {A: \"item 1, point a\"}\n", "H\n\n 1. One.\n", "has no point a"},
		{"id twice", "  - heading: H\n    clauses: {A: paragraph 1}\n  - heading: I\n    clauses: {A: paragraph 1}\n", "H\n\nOne.\n\nI\n\nTwo.\n", `"A" is found twice`},
	} {
		found := locate(t, outline(t, head+c.outline), c.text)
		if len(found.Problems) != 1 || !strings.Contains(found.Problems[0].Message, c.want) {
			t.Errorf("%s: %v, want %q", c.name, found.Problems, c.want)
		}
	}
}

// A heading that is gone costs the clauses below it, and no others, although others have the same name.
func TestHeadingGone(t *testing.T) {
	o := outline(t, "outline: 1\ndocument: d\ntitle: T\nclauses: counted\nsections:\n  - {heading: BUY, sections: [WAIVER, LAW]}\n  - {heading: SELL, sections: [WAIVER, LAW]}\n")
	full := "BUY\n\nWAIVER\n\nOne.\n\nLAW\n\nTwo.\n\nSELL\n\nWAIVER\n\nThree.\n\nLAW\n\nFour.\n"
	doc := locked(t, o, full)
	var got []string
	for _, c := range Compare(doc, locate(t, o, strings.Replace(full, "WAIVER\n\nOne.", "One.", 1))) {
		got = append(got, string(c.Kind)+" "+c.Name())
	}
	want := []string{"appeared buy/p1", "vanished buy/waiver/p1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPlacesReadAsWritten(t *testing.T) {
	for _, s := range []string{
		"item 2", "bullets 1 to 3", "paragraph 1, sentence 2", "list 2, item 1, point b", "item 1, lead, words 3 to end", "item 1, term 2, bracket 1", "paragraph 4, word 7",
	} {
		p, err := ParsePlace(s)
		if err != nil || p.String() != s {
			t.Errorf("%q is read as %q, %v", s, p, err)
		}
	}
	for s, want := range map[string]string{
		"":                         "a place is missing",
		"itm 2":                    "did you mean item?",
		"item 0":                   "counted from 1",
		"item x":                   "not a position",
		"item 3 to 2":              "3 comes after 2",
		"sentence 1":               "begins with a paragraph",
		"item 1, item 2":           "it comes first",
		"items 1 to 2, sentence 1": "not of several",
		"list 1":                   "followed by an item",
		"item 1, point":            "is not a place",
		"item 1, words 1 until 3":  "is not a place",
	} {
		if _, err := ParsePlace(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", s, err, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"One. Two! Three? Four":                   4,
		"As in Sec. 5 (2), e.g. by No. 3 of it.":  1,
		"See Art. 4. Then go.":                    2,
		"He said \"Stop.\" Then he left.":         2,
		"It costs EUR 3.50 today. (That is all.)": 2,
		"A. Editor wrote it.":                     1,
		"Within 14. 15 is late.":                  2,
		"www.example.com is the site. us too.":    1,
	} {
		words := strings.Fields(text)
		if got := len(sentences(words, part{0, len(words)})); got != want {
			t.Errorf("%q has %d sentences, want %d", text, got, want)
		}
	}
}
