package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

// MaxTextBytes is the size of the largest text that is read.
const MaxTextBytes = 16 << 20

// Passage is a piece of a text: a clause, or text that is no clause, which has no ID.
type Passage struct {
	ID      string
	Heading string // the headings down to it
	At      string // its places below the heading
	Digest  string
	Words   int // how many
	// Unplaced marks text that the outline does not speak of.
	Unplaced bool
	text     string
}

// Name is how a passage is called: by its id, or by its heading and place.
func (p Passage) Name() string { return nameOf(p.ID, p.Heading, p.At) }

func nameOf(id, heading, at string) string {
	if id != "" {
		return id
	}
	return heading + ": " + at
}

// Text is the normal form of the passage's words. It is for whoever has the text before him; nothing writes it to a file.
func (p Passage) Text() string { return p.text }

// Problem is a place of the outline that the text does not have. Line is the outline's.
type Problem struct {
	Line    int
	ID      string // the clause; empty for a heading
	Message string
}

// Found is what an outline finds in a text: passages in the text's order, and the places that are not there.
type Found struct {
	Passages []Passage
	Problems []Problem
}

// Locate finds the clauses of an outline in a text.
func Locate(o *Outline, text string) (*Found, error) {
	if len(text) > MaxTextBytes {
		return nil, fmt.Errorf("the text is larger than %d MB", MaxTextBytes>>20)
	}
	blocks := readBlocks(text, o.Layout)
	chaps := chapters(o, blocks)
	if chaps == nil {
		return nil, fmt.Errorf("too many lines of the text read like headings of the outline")
	}
	l := &locator{out: &Found{}, names: map[string]bool{}}
	for _, c := range chaps {
		l.chapter(c, blocks)
	}
	return l.out, nil
}

type locator struct {
	out   *Found
	names map[string]bool
}

// placed is a passage with where it begins, for sorting.
type placed struct {
	Passage
	stretches []stretch
}

func (l *locator) problem(line int, id, format string, args ...any) {
	l.out.Problems = append(l.out.Problems, Problem{line, id, fmt.Sprintf(format, args...)})
}

func (l *locator) chapter(c *chapter, all []*block) {
	if !c.found {
		l.problem(c.section.line, "", "the text has no heading %q%s", c.section.Heading, nearHeading(c.section.Heading, all))
		return
	}
	cl := &chapterLocator{locator: l, chapter: c, covered: make([][]bool, len(c.blocks))}
	for i, b := range c.blocks {
		cl.covered[i] = make([]bool, len(b.words))
	}
	cl.listed()
	cl.terms()
	cl.counted()
	cl.unplaced()
	slices.SortStableFunc(cl.found, func(a, b placed) int {
		x, y := a.stretches[0], b.stretches[0]
		return cmp.Or(cmp.Compare(x.block, y.block), cmp.Compare(x.from, y.from))
	})
	for _, p := range cl.found {
		l.out.Passages = append(l.out.Passages, p.Passage)
	}
}

// nearHeading suggests a block of the text that reads almost like a heading.
func nearHeading(heading string, blocks []*block) string {
	var short []string
	for _, b := range blocks {
		if len(b.words) <= 12 {
			short = append(short, b.printed())
		}
	}
	if near := diag.Nearest(Normal(heading), short); near != "" {
		return "; is it " + strconv.Quote(near) + " now?"
	}
	return ""
}

// chapterLocator finds the passages below one heading.
type chapterLocator struct {
	*locator
	*chapter
	covered [][]bool // words that belong to a passage, by block
	found   []placed
}

// listed finds the clauses that the outline lists, and the text that it says is none.
func (l *chapterLocator) listed() {
	for _, c := range slices.Concat(l.section.Clauses, l.section.NoClause) {
		var stretches []stretch
		for _, p := range c.Places {
			more, err := p.find(l.blocks)
			if err != nil {
				l.problem(c.line, c.ID, "%s under %q", err, l.section.Path)
				stretches = nil
				break
			}
			stretches = append(stretches, more...)
		}
		if stretches != nil {
			l.add(c.ID, placesText(c.Places), stretches, c.line)
		}
	}
}

func placesText(places []Place) string {
	var out []string
	for _, p := range places {
		out = append(out, p.String())
	}
	return strings.Join(out, "; ")
}

func (l *chapterLocator) add(id, at string, stretches []stretch, line int) {
	name := nameOf(id, l.section.Path, at)
	if l.names[name] {
		l.problem(line, id, "%q is found twice; list one of them under another id", name)
		return
	}
	l.names[name] = true
	var words []string
	for _, s := range stretches {
		words = append(words, l.blocks[s.block].words[s.from:s.to]...)
		for i := s.from; i < s.to; i++ {
			l.covered[s.block][i] = true
		}
	}
	text := strings.Join(words, " ")
	l.found = append(l.found, placed{Passage{
		ID: id, Heading: l.section.Path, At: at, Digest: Digest(text), Words: len(words), text: text,
	}, stretches})
}

// terms finds the explained terms of items.
func (l *chapterLocator) terms() {
	for _, t := range l.section.Terms {
		inItem := step{unit: unitItem, from: t.Item, to: t.Item}
		for i, id := range t.IDs {
			p := Place{[]step{inItem, {unit: unitTerm, from: i + 1, to: i + 1}}}
			id = l.section.ID + "/" + strconv.Itoa(t.Item) + "/" + id
			stretches, err := p.find(l.blocks)
			if err != nil {
				l.problem(t.line, id, "%s under %q", err, l.section.Path)
				continue
			}
			l.add(id, p.String(), stretches, t.line)
		}
	}
}

// counted gives every block that no listed clause touches its id: 3 for item 3, p2 for the second paragraph, b5 for the fifth bullet.
func (l *chapterLocator) counted() {
	if !l.section.Count {
		return
	}
	counts := map[kind]int{}
	for i, b := range l.blocks {
		counts[b.kind]++
		n, s := counts[b.kind], step{}
		var own string
		switch b.kind {
		case item:
			own, s.unit, n = strconv.Itoa(b.number), unitItem, b.number
		case bullet:
			own, s.unit = "b"+strconv.Itoa(n), unitBullet
		default:
			own, s.unit = "p"+strconv.Itoa(n), unitParagraph
		}
		s.from, s.to = n, n
		p := Place{[]step{s}}
		whole := part{0, len(b.words)}
		if b.kind == item && l.explains(b.number) && len(b.terms) > 0 {
			whole.to = b.terms[0]
			p.steps = append(p.steps, step{unit: unitLead})
		}
		if !slices.Contains(l.covered[i][whole.from:whole.to], true) && whole.to > 0 {
			l.add(strings.Trim(l.section.ID+"/"+own, "/"), p.String(), []stretch{{i, whole}}, l.section.line)
		}
	}
}

func (l *chapterLocator) explains(number int) bool {
	return slices.ContainsFunc(l.section.Terms, func(t Terms) bool { return t.Item == number })
}

// unplaced finds what is left over.
func (l *chapterLocator) unplaced() {
	counts := map[kind]int{}
	for i, b := range l.blocks {
		counts[b.kind]++
		for from := 0; from < len(b.words); from++ {
			if l.covered[i][from] {
				continue
			}
			to := from
			for to < len(b.words) && !l.covered[i][to] {
				to++
			}
			text := strings.Join(b.words[from:to], " ")
			at := l.remainder(i, counts[b.kind], part{from, to})
			l.found = append(l.found, placed{Passage{
				Heading: l.section.Path, At: at.String(), Digest: Digest(text), Words: to - from, Unplaced: true, text: text,
			}, []stretch{{i, part{from, to}}}})
			from = to
		}
	}
}

// remainder is the place of a part of a block, the n-th of its kind; in sentences where it is whole ones.
func (l *chapterLocator) remainder(block, n int, p part) Place {
	b := l.blocks[block]
	place := Place{[]step{{unit: unitParagraph, from: n, to: n}}}
	switch b.kind {
	case item:
		place = Place{l.item(block)}
	case bullet:
		place.steps[0].unit = unitBullet
	}
	all := part{0, len(b.words)}
	if p == all {
		return place
	}
	s := step{unit: unitWord, from: p.from + 1, to: p.to}
	parts := sentences(b.words, all)
	from := slices.IndexFunc(parts, func(q part) bool { return q.from == p.from })
	to := slices.IndexFunc(parts, func(q part) bool { return q.to == p.to })
	if from >= 0 && to >= from {
		s = step{unit: unitSentence, from: from + 1, to: to + 1}
	}
	place.steps = append(place.steps, s)
	return place
}

// item is the place of an item, with its list where several print its number.
func (l *chapterLocator) item(block int) []step {
	number, lists, current, same := l.blocks[block].number, 0, 0, 0
	own := 0
	for i, b := range l.blocks {
		if b.list != 0 && b.list != current {
			current = b.list
			lists++
		}
		if b.kind == item && b.number == number {
			same++
		}
		if i == block {
			own = lists
		}
	}
	s := step{unit: unitItem, from: number, to: number}
	if same > 1 {
		return []step{{unit: unitList, from: own, to: own}, s}
	}
	return []step{s}
}
