package sources

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

// Place is where a clause stands below its heading, from the outside in: "item 2, sentence 1". It has positions, and no words of the text.
type Place struct{ steps []step }

// step is one unit and which of them; to is 0 where the last one is meant, and letter is set for points only.
type step struct {
	unit     unit
	from, to int
	letter   rune
}

type unit uint8

const (
	unitList unit = iota
	unitItem
	unitBullet
	unitParagraph
	unitLead
	unitTerm
	unitSentence
	unitPoint
	unitBracket
	unitWord
)

var unitNames = [...]string{"list", "item", "bullet", "paragraph", "lead", "term", "sentence", "point", "bracket", "word"}

const (
	toEnd    = 0
	maxCount = 100000
)

// ParsePlace reads a place as an outline has it.
func ParsePlace(text string) (Place, error) {
	var p Place
	for s := range strings.SplitSeq(text, ",") {
		st, err := parseStep(strings.Fields(s))
		if err != nil {
			return Place{}, err
		}
		p.steps = append(p.steps, st)
	}
	return p, p.wellFormed()
}

func parseStep(words []string) (step, error) {
	if len(words) == 0 {
		return step{}, fmt.Errorf("a place is missing; write item 2, or paragraph 1, sentence 3")
	}
	u, err := parseUnit(words[0])
	if err != nil {
		return step{}, err
	}
	st := step{unit: u}
	args := words[1:]
	switch {
	case u == unitLead && len(args) == 0:
		return st, nil
	case u == unitPoint && len(args) == 1 && len(args[0]) == 1 && args[0][0] >= 'a' && args[0][0] <= 'z':
		st.letter = rune(args[0][0])
		return st, nil
	case u == unitLead || u == unitPoint || len(args) != 1 && (len(args) != 3 || args[1] != "to"):
		return st, fmt.Errorf("%q is not a place; write item 2, bullet 1 to 3, point a, lead or words 4 to end", strings.Join(words, " "))
	}
	if st.from, err = count(args[0]); err != nil {
		return st, err
	}
	st.to = st.from
	if len(args) == 3 && args[2] == "end" {
		st.to = toEnd
	} else if len(args) == 3 {
		if st.to, err = count(args[2]); err == nil && st.to < st.from {
			err = fmt.Errorf("%s comes after %s", args[0], args[2])
		}
	}
	return st, err
}

func parseUnit(word string) (unit, error) {
	for i, name := range unitNames {
		if word == name || word == name+"s" {
			return unit(i), nil
		}
	}
	hint := "; there are " + strings.Join(unitNames[:], ", ")
	if near := diag.Nearest(word, unitNames[:]); near != "" {
		hint = "; did you mean " + near + "?"
	}
	return 0, fmt.Errorf("%q is no part of a text%s", word, hint)
}

func count(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > maxCount {
		return 0, fmt.Errorf("%q is not a position; positions are counted from 1", s)
	}
	return n, nil
}

// wellFormed holds places to one order: list, block, then parts of the block.
func (p Place) wellFormed() error {
	steps := p.steps
	if steps[0].unit == unitList {
		if steps = steps[1:]; len(steps) == 0 || p.steps[0].from != p.steps[0].to {
			return fmt.Errorf("a list is followed by an item or bullet of it: list 2, item 1")
		}
	}
	if steps[0].unit > unitParagraph || steps[0].unit == unitList {
		return fmt.Errorf("a place begins with a paragraph, an item or a bullet")
	}
	if len(steps) > 1 && steps[0].from != steps[0].to {
		return fmt.Errorf("parts are of one paragraph, item or bullet, not of several")
	}
	for _, s := range steps[1:] {
		if s.unit <= unitParagraph {
			return fmt.Errorf("a %s stands in no other one; it comes first", unitNames[s.unit])
		}
	}
	return nil
}

// String writes the place as ParsePlace reads it.
func (p Place) String() string {
	var out []string
	for _, s := range p.steps {
		out = append(out, s.String())
	}
	return strings.Join(out, ", ")
}

func (s step) String() string {
	name := unitNames[s.unit]
	switch {
	case s.unit == unitLead:
		return name
	case s.unit == unitPoint:
		return name + " " + string(s.letter)
	case s.from == s.to:
		return name + " " + strconv.Itoa(s.from)
	case s.to == toEnd:
		return name + "s " + strconv.Itoa(s.from) + " to end"
	}
	return name + "s " + strconv.Itoa(s.from) + " to " + strconv.Itoa(s.to)
}

// stretch is words of one block of a section.
type stretch struct {
	block int
	part
}

// find gives the words at the place among the blocks below a heading; an error says what is not there.
func (p Place) find(blocks []*block) ([]stretch, error) {
	steps, list := p.steps, 0
	if steps[0].unit == unitList {
		list, steps = steps[0].from, steps[1:]
	}
	found := blocksAt(blocks, list, steps[0])
	if len(found) == 0 {
		return nil, fmt.Errorf("there is no %s", Place{p.steps[:len(p.steps)-len(steps)+1]})
	}
	if steps[0].from == steps[0].to && len(found) > 1 {
		return nil, fmt.Errorf("%s stands there %d times; say which list: list 2, %s", steps[0], len(found), steps[0])
	}
	var out []stretch
	for _, i := range found {
		out = append(out, stretch{i, part{0, len(blocks[i].words)}})
	}
	for _, s := range steps[1:] {
		inner, ok := s.within(blocks[out[0].block], out[0].part)
		if !ok {
			return nil, fmt.Errorf("%s has no %s", Place{p.steps[:len(p.steps)-len(steps)+1]}, s)
		}
		out[0].part = inner
	}
	return out, nil
}

// blocksAt are the positions of the blocks that a step means. Items have the numbers they print; paragraphs and bullets are counted.
func blocksAt(blocks []*block, list int, s step) []int {
	kinds := map[unit]kind{unitItem: item, unitBullet: bullet, unitParagraph: paragraph}
	var out []int
	counted, lists, current := 0, 0, 0
	for i, b := range blocks {
		if b.list != 0 && b.list != current {
			current = b.list
			lists++
			if list != 0 {
				counted = 0
			}
		}
		if b.kind != kinds[s.unit] || list != 0 && lists != list {
			continue
		}
		counted++
		n := counted
		if b.kind == item {
			n = b.number
		}
		if n >= s.from && (n <= s.to || s.to == toEnd) {
			out = append(out, i)
		}
	}
	return out
}

// within narrows a part of a block.
func (s step) within(b *block, p part) (part, bool) {
	var parts []part
	switch s.unit {
	case unitLead:
		if len(b.terms) == 0 {
			return p, false
		}
		return part{p.from, min(p.to, b.terms[0])}, true
	case unitPoint:
		return point(b.words, p, s.letter)
	case unitTerm:
		for i, from := range b.terms {
			to := p.to
			if i+1 < len(b.terms) {
				to = b.terms[i+1]
			}
			parts = append(parts, part{from, to})
		}
	case unitSentence:
		parts = sentences(b.words, p)
	case unitBracket:
		parts = brackets(b.words, p)
	default: // words
		to := p.from + s.to
		if s.to == toEnd {
			to = p.to
		}
		from := p.from + s.from - 1
		return part{from, to}, from < to && to <= p.to
	}
	last := s.to
	if last == toEnd {
		last = len(parts)
	}
	if s.from > last || last > len(parts) {
		return p, false
	}
	return part{parts[s.from-1].from, parts[last-1].to}, true
}
