package exact

// slab hands out room for the time of one case. The room is taken again in the next.
type slab[T any] struct{ room []T }

// take is room for n elements that are zero.
func (s *slab[T]) take(n int) []T {
	at := len(s.room)
	if at+n > cap(s.room) {
		s.room = make([]T, 0, max(2*cap(s.room), n, 32))
		at = 0
	}
	s.room = s.room[:at+n]
	return s.room[at : at+n : at+n]
}

// batch hands out room for parts of an answer, several at a time.
type batch[T any] struct{ room []T }

// take is room for n elements that are zero. It stays with who takes it.
func (b *batch[T]) take(n int) []T {
	if n > cap(b.room)-len(b.room) {
		b.room = make([]T, 0, max(n, 8))
	}
	at := len(b.room)
	b.room = b.room[:at+n]
	return b.room[at : at+n : at+n]
}

// one is room for one element that is x.
func (s *slab[T]) one(x T) *T {
	p := &s.take(1)[0]
	*p = x
	return p
}

func (s *slab[T]) empty() {
	clear(s.room)
	s.room = s.room[:0]
}
