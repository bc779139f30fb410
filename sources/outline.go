package sources

import (
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// Outline says where the clauses of a document stand. Its decoder is ReadOutline; docs/sources.md describes the format.
type Outline struct {
	Document, Title string
	Layout          Layout
	Sections        []*Section
}

// Section is a heading of the document with what stands below it, up to the next heading.
type Section struct {
	Heading  string // as printed, in any form that has the same normal form
	Path     string // the headings down to this one
	ID       string // with which the ids of counted clauses begin
	Count    bool   // whether clauses that are not listed are counted
	Clauses  []Located
	NoClause []Located // text that is no clause; without ids
	Terms    []Terms
	Sections []*Section
	line     int
}

// Terms are the clauses for the explained terms of an item.
type Terms struct {
	Item int
	IDs  []string
	line int
}

// Located is a clause and the places of its text; text that is no clause has no ID.
type Located struct {
	ID     string
	Places []Place
	line   int
}

// MaxHeadings is the number of headings that an outline may have.
const MaxHeadings = 4096

// ReadOutline reads an outline; file is its name for errors, which are *FormatError.
func ReadOutline(file string, data []byte) (*Outline, error) {
	r := &outlineReader{reader: reader{file}, out: &Outline{}, paths: map[string]int{}}
	root, err := r.root(data)
	if err != nil {
		return nil, err
	}
	if err := r.outline(root); err != nil {
		return nil, err
	}
	return r.out, nil
}

type outlineReader struct {
	reader
	out      *Outline
	headings int
	paths    map[string]int // how often each path was seen
}

func (r *outlineReader) outline(n *yaml.Node) error {
	count, versioned, sections := false, false, (*yaml.Node)(nil)
	err := r.fields(n, "an outline", map[string]func(*yaml.Node) error{
		"outline":    func(n *yaml.Node) error { versioned = true; return r.version("an outline", "1")(n) },
		"document":   r.text("document", &r.out.Document),
		"title":      r.text("title", &r.out.Title),
		"paragraphs": r.layout,
		"clauses":    r.counted(&count),
		"sections":   func(n *yaml.Node) error { sections = n; return nil },
	}, "outline", "document", "title", "paragraphs", "clauses", "sections")
	switch {
	case err != nil:
		return err
	case !versioned:
		return r.errorf(n, "the version is missing; write outline: 1")
	case r.out.Document == "" || r.out.Title == "":
		return r.errorf(n, "an outline has a document and a title")
	case sections == nil:
		return r.errorf(n, "an outline has sections")
	}
	top := &Section{Count: count}
	if err := r.sections(sections, top); err != nil {
		return err
	}
	r.out.Sections = top.Sections
	return nil
}

func (r *outlineReader) layout(n *yaml.Node) error {
	switch n.Value {
	case "blank lines":
		r.out.Layout = BlankLines
	case "each line":
		r.out.Layout = EachLine
	default:
		return r.errorf(n, "%q tells no paragraphs apart; write blank lines, or each line", n.Value)
	}
	return nil
}

// counted reads "clauses: counted" or "clauses: listed".
func (r *outlineReader) counted(into *bool) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.ScalarNode || n.Value != "counted" && n.Value != "listed" {
			return r.errorf(n, "clauses are counted, or listed under their headings")
		}
		*into = n.Value == "counted"
		return nil
	}
}

func (r *outlineReader) sections(n *yaml.Node, parent *Section) error {
	return r.list(n, "sections", func(n *yaml.Node) error {
		s := &Section{Count: parent.Count, line: n.Line}
		if r.headings++; r.headings > MaxHeadings {
			return r.errorf(n, "there are more than %d headings", MaxHeadings)
		}
		parent.Sections = append(parent.Sections, s)
		if n.Kind == yaml.ScalarNode {
			if err := r.text("heading", &s.Heading)(n); err != nil {
				return err
			}
			r.named(s, parent, nil)
			return nil
		}
		return r.section(n, s, parent)
	})
}

func (r *outlineReader) section(n *yaml.Node, s, parent *Section) error {
	var id *string
	var below *yaml.Node
	err := r.fields(n, "a section", map[string]func(*yaml.Node) error{
		"heading":   r.text("heading", &s.Heading),
		"id":        func(n *yaml.Node) error { id = &n.Value; return r.plain(n, yaml.ScalarNode, "id", "id: …") },
		"clauses":   func(n *yaml.Node) error { return r.clauses(n, s) },
		"terms":     func(n *yaml.Node) error { return r.terms(n, s) },
		"no clause": func(n *yaml.Node) error { return r.noClause(n, s) },
		"sections":  func(n *yaml.Node) error { below = n; return nil },
	}, "heading", "id", "clauses", "terms", "no clause", "sections")
	if err != nil {
		return err
	}
	if Normal(s.Heading) == "" {
		return r.errorf(n, "a section has a heading")
	}
	r.named(s, parent, id)
	if below != nil {
		return r.sections(below, s)
	}
	return nil
}

// named gives a section its path, with a number if there is one of that path already, and the beginning of its ids: id, or the heading in
// small letters with hyphens; an empty id adds nothing.
func (r *outlineReader) named(s, parent *Section, id *string) {
	s.Path = s.Heading
	if parent.Path != "" {
		s.Path = parent.Path + " › " + s.Heading
	}
	if r.paths[s.Path]++; r.paths[s.Path] > 1 {
		s.Path += " (" + strconv.Itoa(r.paths[s.Path]) + ")"
	}
	own := slug(s.Heading)
	if id != nil {
		own = *id
	}
	s.ID = strings.Trim(parent.ID+"/"+own, "/")
}

func slug(heading string) string {
	words := strings.FieldsFunc(strings.ToLower(Normal(heading)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

func (r *outlineReader) clauses(n *yaml.Node, s *Section) error {
	if n.Kind == yaml.ScalarNode {
		return r.counted(&s.Count)(n)
	}
	pairs, err := r.pairs(n, "clauses")
	if err != nil {
		return err
	}
	for _, p := range pairs {
		places, err := r.places(p.value)
		if err != nil {
			return err
		}
		if strings.TrimSpace(p.key.Value) == "" {
			return r.errorf(p.key, "a clause has an id")
		}
		s.Clauses = append(s.Clauses, Located{ID: p.key.Value, Places: places, line: p.key.Line})
	}
	return nil
}

// places reads one place or a list of them.
func (r *outlineReader) places(n *yaml.Node) ([]Place, error) {
	entries := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		entries = n.Content
	}
	var out []Place
	for _, e := range entries {
		if err := r.plain(e, yaml.ScalarNode, "a place", "item 2, sentence 1"); err != nil {
			return nil, err
		}
		p, err := ParsePlace(e.Value)
		if err != nil {
			return nil, r.errorf(e, "%v", err)
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, r.errorf(n, "a place is missing")
	}
	return out, nil
}

func (r *outlineReader) noClause(n *yaml.Node, s *Section) error {
	places, err := r.places(n)
	for _, p := range places {
		s.NoClause = append(s.NoClause, Located{Places: []Place{p}, line: n.Line})
	}
	return err
}

// terms reads "1: [goods, order]": the ids of the terms that item 1 explains, in their order.
func (r *outlineReader) terms(n *yaml.Node, s *Section) error {
	pairs, err := r.pairs(n, "terms")
	if err != nil {
		return err
	}
	for _, p := range pairs {
		t := Terms{line: p.key.Line}
		if t.Item, err = strconv.Atoi(p.key.Value); err != nil || t.Item < 1 || t.Item > maxCount {
			return r.errorf(p.key, "%q is not the number of an item", p.key.Value)
		}
		err := r.list(p.value, "terms", func(n *yaml.Node) error {
			var id string
			err := r.text("a term", &id)(n)
			t.IDs = append(t.IDs, id)
			return err
		})
		if err != nil {
			return err
		}
		s.Terms = append(s.Terms, t)
	}
	return nil
}
