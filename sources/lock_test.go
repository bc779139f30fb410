package sources

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/source"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

var noSpans = cmpopts.IgnoreTypes(source.Span{})

func readLock(t testing.TB, text string) *Lock {
	t.Helper()
	l, err := ReadLock(source.NewFile("sources.lock", text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return l
}

// A lock has no words of the text but its headings.
func TestLockKeepsNoText(t *testing.T) {
	o, text := harbour(t)
	lock := &Lock{}
	lock.Put(locked(t, o, text))
	encoded := string(lock.Encode())
	for _, w := range []string{"fourteen", "Engraved", "insures", "strap", "binds"} {
		if strings.Contains(encoded, w) {
			t.Errorf("the lock says %q", w)
		}
	}
	if diff := cmp.Diff(lock, readLock(t, encoded), noSpans); diff != "" {
		t.Error(diff)
	}
}

func TestLockSpans(t *testing.T) {
	o, text := harbour(t)
	lock := &Lock{}
	lock.Put(locked(t, o, text))
	for _, e := range readLock(t, string(lock.Encode())).Documents[0].Entries {
		want := `"` + e.ID + `"`
		if e.ID == "" {
			want = `"` + e.At + `"`
		}
		if e.Span.Text() != want {
			t.Errorf("the place of %s is %q", want, e.Span.Text())
		}
	}
}

func TestLockRoundTrip(t *testing.T) {
	digest := rapid.Map(rapid.String(), Digest)
	entry := rapid.Custom(func(t *rapid.T) *Entry {
		e := &Entry{ID: rapid.String().Draw(t, "id"), Heading: "H" + rapid.StringMatching(`[a-c"\\ ›:#]{0,4}`).Draw(t, "heading"), At: "item 1"}
		e.ID = strings.TrimSpace(strings.ToValidUTF8(e.ID, "?"))
		e.Digest = digest.Draw(t, "digest")
		e.Changed = rapid.OneOf(rapid.Just(""), rapid.Just(Gone), digest).Draw(t, "changed")
		if rapid.Bool().Draw(t, "confirmed") {
			e.ConfirmedBy = "A. Editor"
		}
		return e
	})
	rapid.Check(t, func(t *rapid.T) {
		d := &Document{Name: "d", Title: "T", Entries: rapid.SliceOfNDistinct(entry, 1, 8, (*Entry).Name).Draw(t, "entries")}
		lock := &Lock{Documents: []*Document{d}}
		got, err := ReadLock(source.NewFile("l", string(lock.Encode())))
		if err != nil {
			t.Fatalf("%v\n%s", err, lock.Encode())
		}
		if diff := cmp.Diff(lock, got, noSpans); diff != "" {
			t.Error(diff)
		}
	})
}

func TestBadLocks(t *testing.T) {
	entry := func(e string) string {
		return "lock: 1\ndocuments:\n  - document: d\n    title: T\n    sections:\n      - heading: H\n        text:\n          - {" + e + "}\n"
	}
	good := "digest: \"" + Digest("x") + "\""
	for text, want := range map[string]string{
		"":                                       "the file is empty",
		"lock: 2\n":                              `version "2" cannot be read`,
		"documents: []\n":                        "the version is missing",
		"lock: 1\nlock: 1\n":                     "lock stands twice",
		"lock: 1\ndocumnets: []\n":               "did you mean documents?",
		"lock: 1\n---\nlock: 1\n":                "a second document",
		"lock: &a 1\n":                           "anchors",
		"- lock\n":                               "another form",
		"lock: [1\n":                             "",
		entry(`clause: "1", at: item 1`):         "has the digest of its text",
		entry(`clause: "1", ` + good):            "says where its text is",
		entry(`at: item 1, digest: "sha256:12"`): "is no digest",
		entry(`at: here, ` + good):               "no part of a text",
		entry(`at: item 1, digest: gone`):        "is no digest",
		entry(`at: item 1, `+good) + strings.Repeat(" ", 1) + "         - {at: item 1, " + good + "}\n": "stands twice",
	} {
		_, err := ReadLock(source.NewFile("sources.lock", text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzReadLock(f *testing.F) {
	o, text := harbour(f)
	lock := &Lock{}
	lock.Put(locked(f, o, text))
	f.Add(string(lock.Encode()))
	f.Add("lock: 1\ndocuments: []\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := ReadLock(source.NewFile("sources.lock", text))
		if err != nil {
			return
		}
		again, err := ReadLock(source.NewFile("sources.lock", string(l.Encode())))
		if err != nil {
			t.Fatalf("what was read is written as\n%s\n%v", l.Encode(), err)
		}
		if diff := cmp.Diff(l, again, noSpans, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

func FuzzReadOutline(f *testing.F) {
	text := read(f, "harbour.txt")
	f.Add(read(f, "harbour.outline"), text)
	f.Add("{outline: 1, document: d, title: T, paragraphs: each line, sections: [{heading: \"1. A\", clauses: {A: paragraph 1}}]}", "1. A\nb")
	f.Fuzz(func(t *testing.T, outline, text string) {
		o, err := ReadOutline("fuzz.outline", []byte(outline))
		if err != nil {
			return
		}
		found, err := Locate(o, text)
		if err != nil {
			return
		}
		if changes := Compare(NewDocument(o, found, nil), found); len(changes) > 0 {
			t.Errorf("a text differs from itself: %+v", changes)
		}
	})
}
