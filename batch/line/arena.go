package line

import "github.com/clausewise/clausewise/stdlib/value"

// arena holds the members of lists and records of one fact. Cases of one file are much alike: the same places are taken again and again, so
// that the interface around each is kept, and nothing is allocated in the long run.
type arena struct {
	all []value.Value
	// boxes are the interfaces around members, by the place of the first and, below usualSize, their number. Larger lists share one box a place,
	// with sizes saying for how many members it is.
	boxes []any
	sizes []int
	used  int
}

// usualSize is the number of members from which on a list is large.
const usualSize = 8

// leastRoom is for how many members there is room at first.
const leastRoom = 16

func (a *arena) reset() { a.used = 0 }

// next is the place of member i of what is going to be taken next; the members before it stay as they are.
func (a *arena) next(i int) *value.Value {
	if a.used+i >= len(a.all) {
		taken := a.all[a.used:]
		a.grow(i + 1)
		copy(a.all, taken)
	}
	return &a.all[a.used+i]
}

// grow makes new room, also for n members.
func (a *arena) grow(n int) {
	size := max(2*len(a.all), leastRoom, n)
	a.all, a.boxes, a.sizes, a.used = make([]value.Value, size), make([]any, size*usualSize), make([]int, size), 0
}

// take gives room for n members, also as the Ref of a value. What was given before stays valid.
func (a *arena) take(n int) ([]value.Value, any) {
	if n == 0 {
		return nil, none
	}
	if a.used+n > len(a.all) {
		a.grow(n)
	}
	at := a.used
	a.used += n
	members := a.all[at:a.used:a.used]
	box := &a.boxes[at*usualSize+n%usualSize]
	if n >= usualSize {
		box = &a.boxes[at*usualSize]
		if a.sizes[at] != n {
			a.sizes[at], *box = n, members
		}
	} else if *box == nil {
		*box = members
	}
	return members, *box
}

// none is an empty list.
var none any = []value.Value{}
