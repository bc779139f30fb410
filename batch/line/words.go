package line

import (
	"encoding/binary"

	"github.com/clausewise/clausewise/stdlib/value"
)

// words keeps texts from case to case: those of a file repeat. A text has two places where it can be.
type words struct{ kept [keptTexts]keptText }

// keptText is a text with its first and last eight bytes, or all that it has: up to sixteen bytes nothing else must be compared.
type keptText struct {
	first, last uint64
	size        int
	value       value.Value
}

// The limits of what texts are kept.
const (
	keptTexts = 2048
	keptBytes = 64
)

// find makes v the value of the text between two places of some data.
func (w *words) find(data []byte, at, end int, v *value.Value) {
	s := data[at:end]
	if len(s) > keptBytes {
		*v = value.OfText(string(s))
		return
	}
	first, last := ends(data, at, len(s))
	h := (uint64(len(s)) ^ first*0x9E3779B97F4A7C15 ^ last*0xC2B2AE3D27D4EB4F) * 0xD6E8FEB86659FD93
	i := int(h >> 53) // keptTexts places
	k := &w.kept[i]
	if !k.is(s, first, last) {
		if k = &w.kept[i^1]; !k.is(s, first, last) {
			*v = value.OfText(string(s))
			w.kept[i^1] = w.kept[i]
			w.kept[i] = keptText{first, last, len(s), *v}
			return
		}
	}
	*v = k.value
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
	s, escaped, ok := d.text()
	if !ok {
		return false
	}
	if escaped {
		if s, ok = d.unescape(s); !ok {
			return false
		}
	}
	if n.passed {
		*v = empty
	} else {
		d.words.find(s, 0, len(s), v)
	}
	return true
}
