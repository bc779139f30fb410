package sources

import (
	"os"
	"testing"
)

func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func outline(t testing.TB, text string) *Outline {
	t.Helper()
	o, err := ReadOutline("test.outline", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func locate(t testing.TB, o *Outline, text string) *Found {
	t.Helper()
	found, err := Locate(o, text)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// harbour is the invented document with its outline.
func harbour(t testing.TB) (*Outline, string) {
	return outline(t, read(t, "harbour.outline")), read(t, "harbour.txt")
}

// locked is the lock of a text in which everything is found.
func locked(t testing.TB, o *Outline, text string) *Document {
	t.Helper()
	found := locate(t, o, text)
	for _, p := range found.Problems {
		t.Errorf("line %d: %s", p.Line, p.Message)
	}
	return NewDocument(o, found, nil)
}
