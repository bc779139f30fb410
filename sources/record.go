package sources

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

// Record notes the changes that Compare found in the lock, where they wait for an editor. What reads again as it was confirmed waits no more.
// Headings and places become those of the text now.
func Record(d *Document, found *Found) {
	changes := Compare(d, found)
	now := map[string]Passage{}
	for _, p := range found.Passages {
		now[p.Name()] = p
	}
	noted := map[int]Change{}
	following := map[int][]*Entry{}
	for _, c := range changes {
		if c.known {
			noted[c.entry] = c
			continue
		}
		following[c.entry] = append(following[c.entry], &Entry{ID: c.ID, Heading: c.Heading, At: c.At, Changed: c.Digest})
	}
	out := following[-1]
	for i, e := range d.Entries {
		c, changed := noted[i]
		if p, there := now[e.Name()]; there {
			e.Heading, e.At = p.Heading, p.At
		}
		switch {
		case changed && c.Kind == Vanished:
			e.Changed = Gone
		case changed:
			e.Changed = c.Digest
		case e.Digest == "":
			e = nil // it appeared, and went again
		default:
			e.Changed = ""
		}
		if e != nil {
			out = append(out, e)
		}
		out = append(out, following[i]...)
	}
	d.Entries = out
}

// Confirm says that an editor has looked at a change that waits, and that the policies are right again: what the text is now becomes what is
// expected, and what vanished leaves the lock. on may be empty.
func Confirm(d *Document, name, by, on string) error {
	var pending []string
	for i, e := range d.Entries {
		if e.Pending() {
			pending = append(pending, e.Name())
		}
		if e.Name() != name {
			continue
		}
		switch e.Changed {
		case "":
			return fmt.Errorf("%s has not changed since it was last confirmed", name)
		case Gone:
			d.Entries = append(d.Entries[:i:i], d.Entries[i+1:]...)
		default:
			e.Digest, e.Changed, e.ConfirmedBy, e.ConfirmedOn = e.Changed, "", by, on
		}
		return nil
	}
	switch near := diag.Nearest(name, pending); {
	case near != "":
		return fmt.Errorf("the lock has no %q; did you mean %q?", name, near)
	case len(pending) == 0:
		return fmt.Errorf("the lock has no %q, and no change waits in it", name)
	}
	return fmt.Errorf("the lock has no %q; what waits: %s", name, strings.Join(pending, ", "))
}

// Pending are the entries with changes that wait for an editor.
func (d *Document) Pending() []*Entry {
	var out []*Entry
	for _, e := range d.Entries {
		if e.Pending() {
			out = append(out, e)
		}
	}
	return out
}
