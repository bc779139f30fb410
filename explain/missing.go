package explain

import (
	"strconv"

	"github.com/clausewise/clausewise/engine/outcome"
)

// number numbers what is missing: what the first answers need comes first.
func (b *builder) number() {
	for _, d := range b.order {
		for _, n := range d.Needs {
			if b.numbers[n.Path] == 0 {
				b.missing = append(b.missing, b.need(n))
				b.numbers[n.Path] = len(b.missing)
			}
		}
		for _, w := range d.Determinations {
			if b.numbers[w.Input.Name] == 0 {
				b.missing = append(b.missing, b.awaited(w))
				b.numbers[w.Input.Name] = len(b.missing)
			}
		}
	}
}

func (b *builder) missingList() []Block {
	if len(b.missing) == 0 {
		return nil
	}
	return []Block{&Bullets{Items: b.missing, Ordered: true}}
}

// ranges writes numbers, and three or more in a row as "3 to 5".
func ranges(all []int) []string {
	var out []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1] == all[j]+1 {
			j++
		}
		if j-i >= 2 {
			out = append(out, strconv.Itoa(all[i])+" to "+strconv.Itoa(all[j]))
			i = j + 1
			continue
		}
		out = append(out, strconv.Itoa(all[i]))
		i++
	}
	return out
}

// need is a fact as a question, with who supplies it.
func (b *builder) need(n outcome.Need) Inline {
	text := b.question(n.Input, n.Path)
	if n.Input.Party != "" {
		text += " (from " + b.party(n.Input.Party) + ")"
	}
	return plain(text)
}

// awaited says which judgment is owed, by whom and within which bounds.
func (b *builder) awaited(a outcome.Awaited) Inline {
	in := a.Input
	text := plain(b.question(in, in.Name))
	who := b.party(in.Party)
	if in.Clause != nil {
		text = text.with(" This is for " + who + " to say under ").ref(in.Clause)
	} else {
		text = text.with(" This is for " + who + " to say")
	}
	if bounds := b.span(in.Type, a.Min, a.Max); bounds != "" {
		text = text.with(": " + bounds)
	} else if open := openMembers(a); len(open) > 0 {
		text = text.with(": " + list(b.allWords(open), "or"))
	}
	return text.with(".")
}
