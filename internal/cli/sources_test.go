package cli

import (
	"path/filepath"
	"testing"

	"github.com/clausewise/clausewise/sources"
)

// Every clause of every document that is locked is in a policy, in its place, and no change of a text waits.
func TestRulesAreAccountedFor(t *testing.T) {
	files, err := FindPolicies([]string{"../../rules"}, false)
	if err != nil {
		t.Fatal(err)
	}
	findings, inventories, err := CheckSources(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range findings {
		t.Errorf("%s:%d: %s %s", d.Span.File.Name, d.Span.StartPos().Line, d.Code, d.Summary)
	}
	want := map[string]int{"buyback": 22, "chrono24": 34, "geneva": 446, "ressence": 49, "watchlegacy": 27}
	for _, v := range inventories {
		if v.Clauses != want[v.Document] {
			t.Errorf("%s has %d clauses, want %d", v.Document, v.Clauses, want[v.Document])
		}
		if sum := v.Encoded + v.Informational + v.NotModelled + v.InClause + v.InPolicy; sum != v.Clauses {
			t.Errorf("%s", InventoryLine(v))
		}
		delete(want, v.Document)
	}
	if len(want) > 0 {
		t.Errorf("no inventory of %v", want)
	}
}

// A lock was written from the outline beside it: what the outline lists is in it, under the headings of the outline.
func TestOutlinesFitTheirLocks(t *testing.T) {
	locks, err := filepath.Glob("../../rules/*/" + sources.LockName)
	if err != nil || len(locks) == 0 {
		t.Fatal(err, locks)
	}
	for _, name := range locks {
		lock, err := ReadLockFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, d := range lock.Documents {
			name := filepath.Join(filepath.Dir(name), d.Name+sources.OutlineSuffix)
			text, err := ReadLimited(name, sources.MaxFileBytes)
			if err != nil {
				t.Error(err)
				continue
			}
			o, err := sources.ReadOutline(name, []byte(text))
			if err != nil {
				t.Error(err)
				continue
			}
			fits(t, o, d)
		}
	}
}

func fits(t *testing.T, o *sources.Outline, d *sources.Document) {
	t.Helper()
	if o.Document != d.Name || o.Title != d.Title {
		t.Errorf("the outline is of %q, %q, and the lock of %q, %q", o.Document, o.Title, d.Name, d.Title)
	}
	headings, ids := map[string]bool{}, map[string]string{}
	var walk func([]*sources.Section)
	walk = func(sections []*sources.Section) {
		for _, s := range sections {
			headings[s.Path] = true
			for _, c := range s.Clauses {
				ids[c.ID] = s.Path
			}
			walk(s.Sections)
		}
	}
	walk(o.Sections)
	for _, e := range d.Entries {
		if !headings[e.Heading] {
			t.Errorf("%s: the outline has no heading %q", d.Name, e.Heading)
		}
		if at, ok := ids[e.ID]; ok && at != e.Heading {
			t.Errorf("%s: clause %q is under %q in the outline and under %q in the lock", d.Name, e.ID, at, e.Heading)
		}
		delete(ids, e.ID)
	}
	for id := range ids {
		t.Errorf("%s: the lock has no clause %q", d.Name, id)
	}
}
