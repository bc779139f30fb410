package line

import (
	"encoding/binary"
	"slices"

	"github.com/clausewise/clausewise/stdlib/value"
)

// words keeps texts from case to case: those of a file repeat. A text has two places where it can be. It also numbers the texts of a case.
type words struct {
	kept [keptTexts]keptText

	round uint32   // of the case whose texts are numbered
	texts int      // numbered so far
	long  []string // those that are not kept, by their numbers in longs
	longs []int
	lost  bool // a text that was numbered is kept no longer, so that another number might be given to it, or cannot be numbered
}

// keptText is a text with its first and last eight bytes, or all that it has: up to sixteen bytes nothing else must be compared.
type keptText struct {
	first, last uint64
	size        int
	value       value.Value
	round       uint32 // in which it was numbered
	number      int32
}

// The limits of what texts are kept.
const (
	keptTexts = 2048
	keptBytes = 64
	longTexts = 32
)

// begin begins to number the texts of a case.
func (w *words) begin() {
	w.round++
	if w.round == 0 {
		for i := range w.kept {
			w.kept[i].round = 0
		}
		w.round = 1
	}
	w.texts, w.lost, w.long, w.longs = 0, false, w.long[:0], w.longs[:0]
}

// number is that of the text between two places of some data: equal texts of a case have the same.
func (w *words) number(data []byte, at, end int) int64 {
	if end-at > keptBytes {
		s := data[at:end]
		i := slices.IndexFunc(w.long, func(l string) bool { return l == string(s) })
		if i < 0 {
			if len(w.long) == longTexts { // looking for one among many takes long
				w.lost = true
				return 0
			}
			i = len(w.long)
			w.long, w.longs = append(w.long, string(s)), append(w.longs, w.texts)
			w.texts++
		}
		return int64(w.longs[i])
	}
	k := w.keep(data, at, end)
	if k.round != w.round {
		k.round, k.number = w.round, int32(w.texts)
		w.texts++
	}
	return int64(k.number)
}

// find makes v the value of the text between two places of some data.
func (w *words) find(data []byte, at, end int, v *value.Value) {
	if end-at > keptBytes {
		*v = value.OfText(string(data[at:end]))
		return
	}
	*v = w.keep(data, at, end).value
}

// keep is where a text is kept, which is not too long for that.
func (w *words) keep(data []byte, at, end int) *keptText {
	s := data[at:end]
	first, last := ends(data, at, len(s))
	h := (uint64(len(s)) ^ first*0x9E3779B97F4A7C15 ^ last*0xC2B2AE3D27D4EB4F) * 0xD6E8FEB86659FD93
	i := int(h >> 53) // keptTexts places
	k := &w.kept[i]
	if k.is(s, first, last) {
		return k
	}
	other := &w.kept[i^1]
	if other.is(s, first, last) {
		return other
	}
	w.lost = w.lost || other.round == w.round && other.value.Kind == value.Text
	*other = *k
	*k = keptText{first: first, last: last, size: len(s), value: value.OfText(string(s))}
	return k
}

func (k *keptText) is(s []byte, first, last uint64) bool {
	return k.first == first && k.last == last && k.size == len(s) && k.value.Kind == value.Text && (len(s) <= 16 || k.value.Text() == string(s))
}

// ends are the first and the last eight bytes of the text of some size at a place. Where it has fewer than eight, they are the first; where it has no
// more, the last are none.
func ends(data []byte, at, size int) (first, last uint64) {
	switch {
	case size > 8:
		return binary.LittleEndian.Uint64(data[at:]), binary.LittleEndian.Uint64(data[at+size-8:])
	case at+8 <= len(data):
		return binary.LittleEndian.Uint64(data[at:]) &^ (^uint64(0) << (8 * size)), 0
	}
	for i := range size {
		first |= uint64(data[at+i]) << (8 * i)
	}
	return first, 0
}

var empty = value.OfText("")

// textOf reads the rest of a text.
func (d *Decoder) textOf(n *node, v *value.Value) bool {
	s, ok := d.wholeText()
	if !ok {
		return false
	}
	if n.passed {
		*v = empty
	} else {
		d.words.find(s, 0, len(s), v)
	}
	return true
}

// wholeText reads the rest of a text and resolves its escapes.
func (d *Decoder) wholeText() ([]byte, bool) {
	s, escaped, ok := d.text()
	if ok && escaped {
		s, ok = d.unescape(s)
	}
	return s, ok
}
