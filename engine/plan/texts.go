package plan

import "github.com/clausewise/clausewise/stdlib/value"

// texts numbers the texts in a case's lists: two have the same word exactly if they are the same. It is an open table that is cleared by
// counting on.
type texts struct {
	places []place
	n      int
	round  uint32
}

type place struct {
	text  *value.Value
	round uint32
	id    int32
}

func (t *texts) clear() {
	t.n = 0
	t.round++
	if t.round == 0 {
		clear(t.places)
		t.round = 1
	}
}

// word is the number of a text.
func (t *texts) word(v *value.Value) int64 {
	if 2*t.n >= len(t.places) {
		t.grow()
	}
	p := t.find(v)
	if p.round != t.round {
		*p = place{text: v, round: t.round, id: int32(t.n)}
		t.n++
	}
	return int64(p.id)
}

// find is the place of a text, or the free one where it belongs.
func (t *texts) find(v *value.Value) *place {
	mask := len(t.places) - 1
	h := uint64(v.N)
	for i := int(h^h>>32) & mask; ; i = (i + 1) & mask {
		p := &t.places[i]
		if p.round != t.round || p.text.N == v.N && value.SameText(p.text, v) {
			return p
		}
	}
}

func (t *texts) grow() {
	old := t.places
	t.places = make([]place, max(16, 2*len(old)))
	for i := range old {
		if p := &old[i]; p.round == t.round {
			*t.find(p.text) = *p
		}
	}
}
