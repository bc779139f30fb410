package line

import "github.com/clausewise/clausewise/stdlib/value"

// arena holds the members of lists and records of one case. Cases of one file are much alike: the same places are taken again and again, so
// that the interface around each is kept, and nothing is allocated in the long run.
type arena struct {
	all   []value.Value
	boxes []any // by the place of the first member
	sizes []int // of the members in boxes; −1: none
	used  int
}

func (a *arena) reset() { a.used = 0 }

// take gives room for n members, also as the Ref of a value. What was given before stays valid.
func (a *arena) take(n int) ([]value.Value, any) {
	if n == 0 {
		return nil, none
	}
	if a.used+n > len(a.all) {
		size := max(2*len(a.all), 64, n)
		a.all, a.boxes, a.sizes, a.used = make([]value.Value, size), make([]any, size), make([]int, size), 0
	}
	at := a.used
	a.used += n
	members := a.all[at:a.used:a.used]
	if a.sizes[at] != n {
		a.sizes[at], a.boxes[at] = n, members
	}
	return members, a.boxes[at]
}

// none is an empty list.
var none any = []value.Value{}
