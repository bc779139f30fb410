package line

import (
	"encoding/binary"

	"github.com/clausewise/clausewise/stdlib/value"
)

// words keeps texts from case to case: those of a file repeat. A text has two places where it can be.
type words struct{ kept [keptTexts]value.Value }

// The limits of what texts are kept.
const (
	keptTexts = 2048
	keptBytes = 64
)

// find is the value of a text.
func (w *words) find(s []byte) value.Value {
	if len(s) > keptBytes {
		return value.OfText(string(s))
	}
	at := place(s)
	if v := &w.kept[at]; v.Kind == value.Text && v.Text() == string(s) {
		return *v
	}
	if v := &w.kept[at^1]; v.Kind == value.Text && v.Text() == string(s) {
		return *v
	}
	v := value.OfText(string(s))
	w.kept[at^1] = w.kept[at]
	w.kept[at] = v
	return v
}

// place mixes the length and the ends of a text.
func place(s []byte) int {
	h := uint64(len(s))
	if n := len(s); n >= 8 {
		h ^= binary.LittleEndian.Uint64(s) * 0x9E3779B97F4A7C15
		h ^= binary.LittleEndian.Uint64(s[n-8:]) * 0xC2B2AE3D27D4EB4F
	} else {
		x := uint64(0)
		for _, c := range s {
			x = x<<8 | uint64(c)
		}
		h ^= x * 0x9E3779B97F4A7C15
	}
	h *= 0xD6E8FEB86659FD93
	return int(h >> 53) // keptTexts places
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
		*v = d.words.find(s)
	}
	return true
}
