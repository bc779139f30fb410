package sources

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/source"
	"go.yaml.in/yaml/v4"
)

// LockName is the name of the lock in a seller's folder.
const LockName = "sources.lock"

// OutlineSuffix ends the name of an outline: chrono24.outline is that of the document chrono24.
const OutlineSuffix = ".outline"

// Lock is what the repository keeps of a seller's documents: no words but their headings.
type Lock struct {
	Documents []*Document
}

// Document is one document in a lock.
type Document struct {
	Name, Title string
	Entries     []*Entry
	Span        source.Span // of the name, in a lock that was read
}

// Entry is a clause, or text that is no clause, as it was when an editor last confirmed it.
type Entry struct {
	ID      string // empty for text that is no clause
	Heading string
	At      string
	Digest  string // empty where the text appeared and nobody has confirmed it
	// Changed is the digest of a text that differs and waits for an editor; Gone where the text is there no more; empty where nothing waits.
	Changed string
	// ConfirmedBy is who confirmed the last change, ConfirmedOn when, if that was said.
	ConfirmedBy, ConfirmedOn string
	Span                     source.Span // of the id or the place, in a lock that was read
}

// Gone stands for the digest of a text that is there no more.
const Gone = "gone"

// Name is the clause's id, or heading and place of text that is no clause.
func (e *Entry) Name() string { return nameOf(e.ID, e.Heading, e.At) }

// Pending tells whether a change waits for an editor.
func (e *Entry) Pending() bool { return e.Changed != "" }

// Document finds a document by its name; nil if the lock has none of that name.
func (l *Lock) Document(name string) *Document {
	for _, d := range l.Documents {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// Put adds a document, in the place of one of the same name.
func (l *Lock) Put(d *Document) {
	i := slices.IndexFunc(l.Documents, func(o *Document) bool { return o.Name == d.Name })
	if i >= 0 {
		l.Documents[i] = d
		return
	}
	l.Documents = append(l.Documents, d)
}

// NewDocument locks what an outline finds in a text. It is for a text in which everything was found and placed. Who confirmed a text is taken
// over from the old lock, which may be nil.
func NewDocument(o *Outline, found *Found, old *Document) *Document {
	was := map[string]*Entry{}
	if old != nil {
		for _, e := range old.Entries {
			was[e.Name()] = e
		}
	}
	d := &Document{Name: o.Document, Title: o.Title}
	for _, p := range found.Passages {
		e := &Entry{ID: p.ID, Heading: p.Heading, At: p.At, Digest: p.Digest}
		if o := was[e.Name()]; o != nil && o.Digest == e.Digest {
			e.ConfirmedBy, e.ConfirmedOn = o.ConfirmedBy, o.ConfirmedOn
		}
		d.Entries = append(d.Entries, e)
	}
	return d
}

const lockHead = `# Written by policyc sources lock. Each clause with its place in the document and the digest of its text, never the text itself.
lock: 1
`

// Encode writes the lock, one clause a line.
func (l *Lock) Encode() []byte {
	var b strings.Builder
	b.WriteString(lockHead + "documents:" + listHead(len(l.Documents)))
	for _, d := range l.Documents {
		b.WriteString("  - document: " + strconv.Quote(d.Name) + "\n    title: " + strconv.Quote(d.Title) + "\n    sections:" + listHead(len(d.Entries)))
		heading := ""
		for i, e := range d.Entries {
			if i == 0 || e.Heading != heading {
				heading = e.Heading
				b.WriteString("      - heading: " + strconv.Quote(heading) + "\n        text:\n")
			}
			b.WriteString("          - {" + strings.Join(e.fields(), ", ") + "}\n")
		}
	}
	return []byte(b.String())
}

func listHead(n int) string {
	if n == 0 {
		return " []\n"
	}
	return "\n"
}

func (e *Entry) fields() []string {
	var out []string
	put := func(key, value string) {
		if value != "" {
			out = append(out, key+": "+strconv.Quote(value))
		}
	}
	put("clause", e.ID)
	put("at", e.At)
	put("digest", e.Digest)
	put("changed", e.Changed)
	put("confirmed by", e.ConfirmedBy)
	put("on", e.ConfirmedOn)
	return out
}

// ReadLock reads a lock; f's name is for errors, which are *FormatError.
func ReadLock(f *source.File) (*Lock, error) {
	r := &lockReader{reader: reader{f.Name}, file: f, out: &Lock{}, lines: []int{0, 0}}
	for i := range len(f.Text) {
		if f.Text[i] == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	root, err := r.root([]byte(f.Text))
	if err != nil {
		return nil, err
	}
	versioned := false
	err = r.fields(root, "a lock", map[string]func(*yaml.Node) error{
		"lock":      func(n *yaml.Node) error { versioned = true; return r.version("a lock", "1")(n) },
		"documents": func(n *yaml.Node) error { return r.list(n, "documents", r.document) },
	}, "lock", "documents")
	if err == nil && !versioned {
		err = r.errorf(root, "the version is missing; write lock: 1")
	}
	if err != nil {
		return nil, err
	}
	return r.out, nil
}

type lockReader struct {
	reader
	file *source.File
	out  *Lock
	ids  map[string]bool

	lines []int // where each line begins; lines are counted from 1
}

func (r *lockReader) document(n *yaml.Node) error {
	d := &Document{}
	r.ids = map[string]bool{}
	err := r.fields(n, "a document", map[string]func(*yaml.Node) error{
		"document": func(n *yaml.Node) error { d.Span = r.span(n); return r.text("document", &d.Name)(n) },
		"title":    r.text("title", &d.Title),
		"sections": func(n *yaml.Node) error {
			return r.list(n, "sections", func(n *yaml.Node) error { return r.section(n, d) })
		},
	}, "document", "title", "sections")
	switch {
	case err != nil:
		return err
	case d.Name == "" || d.Title == "":
		return r.errorf(n, "a document has a name and a title")
	case r.out.Document(d.Name) != nil:
		return r.errorf(n, "the document %q stands twice", d.Name)
	}
	r.out.Documents = append(r.out.Documents, d)
	return nil
}

func (r *lockReader) section(n *yaml.Node, d *Document) error {
	heading, entries := "", []*Entry(nil)
	err := r.fields(n, "a section", map[string]func(*yaml.Node) error{
		"heading": r.text("heading", &heading),
		"text": func(n *yaml.Node) error {
			return r.list(n, "text", func(n *yaml.Node) error {
				e, err := r.entry(n)
				entries = append(entries, e)
				return err
			})
		},
	}, "heading", "text")
	if err != nil {
		return err
	}
	if heading == "" {
		return r.errorf(n, "a section has a heading")
	}
	for _, e := range entries {
		e.Heading = heading
		if r.ids[e.Name()] {
			return r.errorf(n, "%q stands twice", e.Name())
		}
		r.ids[e.Name()] = true
	}
	d.Entries = append(d.Entries, entries...)
	return nil
}

func (r *lockReader) entry(n *yaml.Node) (*Entry, error) {
	e := &Entry{}
	err := r.fields(n, "an entry", map[string]func(*yaml.Node) error{
		"clause":       func(n *yaml.Node) error { e.Span = r.span(n); return r.text("clause", &e.ID)(n) },
		"at":           r.at(e),
		"digest":       r.digest("digest", &e.Digest),
		"changed":      r.digest("changed", &e.Changed),
		"confirmed by": r.text("confirmed by", &e.ConfirmedBy),
		"on":           r.text("on", &e.ConfirmedOn),
	}, "clause", "at", "digest", "changed", "confirmed by", "on")
	switch {
	case err != nil:
		return e, err
	case e.At == "":
		return e, r.errorf(n, "an entry says where its text is; write at: item 2")
	case e.Digest == "" && (e.Changed == "" || e.Changed == Gone):
		return e, r.errorf(n, "an entry has the digest of its text")
	}
	return e, nil
}

// at reads places as the outline writes them.
func (r *lockReader) at(e *Entry) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if e.Span.IsZero() {
			e.Span = r.span(n)
		}
		if err := r.text("at", &e.At)(n); err != nil {
			return err
		}
		for p := range strings.SplitSeq(e.At, ";") {
			if _, err := ParsePlace(p); err != nil {
				return r.errorf(n, "%v", err)
			}
		}
		return nil
	}
}

func (r *lockReader) digest(what string, into *string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := r.text(what, into)(n); err != nil {
			return err
		}
		if !isDigest(*into) && (what != "changed" || *into != Gone) {
			return r.errorf(n, "%q is no digest; it is written by policyc sources", *into)
		}
		return nil
	}
}

// span is the place of a scalar in the lock.
func (r *lockReader) span(n *yaml.Node) source.Span {
	if n.Line < 1 || n.Line >= len(r.lines) {
		return source.Span{}
	}
	start := min(r.lines[n.Line]+max(n.Column-1, 0), len(r.file.Text))
	end := start + len(n.Value)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		end = start + len(strconv.Quote(n.Value))
	}
	if stop := strings.IndexByte(r.file.Text[start:], '\n'); stop >= 0 {
		end = min(end, start+stop)
	}
	return source.Span{File: r.file, Start: start, End: min(end, len(r.file.Text))}
}
