package sources

import (
	"cmp"
	"slices"
)

// ChangeKind says what became of a text.
type ChangeKind string

// The kinds of change.
const (
	Changed  ChangeKind = "changed"
	Appeared ChangeKind = "appeared"
	Vanished ChangeKind = "vanished"
)

// Change is a difference between a lock and a text.
type Change struct {
	Kind    ChangeKind
	ID      string // empty for text that is no clause
	Heading string
	At      string
	Digest  string // of the text now; empty where it vanished
	// Recorded tells that the lock knows of the change, which waits for an editor.
	Recorded bool
	// MovedTo is the name under which the text that was here stands now.
	MovedTo string

	entry int  // its entry in the lock, or the one that it follows in the text; -1 if it follows none
	known bool // it has an entry
}

// Name is the clause's id, or heading and place of text that is no clause.
func (c Change) Name() string { return nameOf(c.ID, c.Heading, c.At) }

// Known tells whether the lock has an entry for it.
func (c Change) Known() bool { return c.known }

// Compare tells how a text differs from what was last confirmed, in the order of the lock. What the lock does not have comes after what it
// follows in the text.
func Compare(d *Document, found *Found) []Change {
	c := &comparison{now: map[string]int{}, byDigest: map[string][]string{}, found: found}
	for i, p := range found.Passages {
		c.now[p.Name()] = i
		c.byDigest[p.Digest] = append(c.byDigest[p.Digest], p.Name())
	}
	entries := map[string]int{}
	for i, e := range d.Entries {
		entries[e.Name()] = i
		c.entry(i, e)
	}
	last := -1
	for _, p := range found.Passages {
		if at, ok := entries[p.Name()]; ok {
			last = at
			continue
		}
		c.out = append(c.out, Change{Kind: Appeared, ID: p.ID, Heading: p.Heading, At: p.At, Digest: p.Digest, entry: last})
	}
	slices.SortStableFunc(c.out, func(a, b Change) int { return cmp.Compare(a.entry, b.entry) })
	return c.out
}

type comparison struct {
	now      map[string]int
	byDigest map[string][]string
	found    *Found
	out      []Change
}

// entry compares what an entry was with what it is.
func (c *comparison) entry(i int, e *Entry) {
	ch := Change{ID: e.ID, Heading: e.Heading, At: e.At, entry: i, known: true}
	at, there := c.now[e.Name()]
	switch {
	case !there && e.Digest == "":
		return // it appeared, and went again before anybody confirmed it
	case !there:
		ch.Kind, ch.Recorded = Vanished, e.Changed == Gone
	case c.found.Passages[at].Digest == e.Digest:
		return
	default:
		p := c.found.Passages[at]
		ch.Kind, ch.Digest, ch.Recorded = Changed, p.Digest, e.Changed == p.Digest
		ch.Heading, ch.At = p.Heading, p.At
		if e.Digest == "" {
			ch.Kind = Appeared
		}
	}
	if moved := c.byDigest[e.Digest]; ch.Kind != Appeared && len(moved) == 1 {
		ch.MovedTo = moved[0]
	}
	c.out = append(c.out, ch)
}
