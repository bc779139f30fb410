package columnar

import (
	"encoding/binary"
	"errors"
)

// The numbers by which Thrift's compact protocol names types.
const (
	thriftTrue = iota + 1
	thriftFalse
	thriftByte
	thriftI16
	thriftI32
	thriftI64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
)

var errThrift = errors.New("it is cut off, or says that something is longer than it can be")

// structBytes is how many bytes a structure in Thrift's compact protocol takes. It refuses what the library that decodes it would make room for
// without asking whether it is there: lists and texts that say that they are longer than what follows.
func structBytes(b []byte) (int, error) {
	s := skimmer{b}
	if !s.structure(0) {
		return 0, errThrift
	}
	return len(b) - len(s.in), nil
}

type skimmer struct{ in []byte }

func (s *skimmer) skip(n uint64) bool {
	if n > uint64(len(s.in)) {
		return false
	}
	s.in = s.in[n:]
	return true
}

func (s *skimmer) number() (uint64, bool) {
	n, k := binary.Uvarint(s.in)
	if k <= 0 {
		return 0, false
	}
	s.in = s.in[k:]
	return n, true
}

func (s *skimmer) structure(depth int) bool {
	for len(s.in) > 0 {
		head := s.in[0]
		s.in = s.in[1:]
		if head&0xf == 0 {
			return true
		}
		if head>>4 == 0 { // the number of the field follows
			if _, ok := s.number(); !ok {
				return false
			}
		}
		if !s.value(head&0xf, depth, false) {
			return false
		}
	}
	return false
}

// value passes a value; a truth that is no element of a list lies in its type.
func (s *skimmer) value(typ byte, depth int, element bool) bool {
	if depth > maxDepth {
		return false
	}
	switch typ {
	case thriftTrue, thriftFalse:
		return !element || s.skip(1)
	case thriftByte:
		return s.skip(1)
	case thriftI16, thriftI32, thriftI64:
		_, ok := s.number()
		return ok
	case thriftDouble:
		return s.skip(8)
	case thriftBinary:
		n, ok := s.number()
		return ok && s.skip(n)
	case thriftList, thriftSet:
		return s.list(depth)
	case thriftMap:
		return s.table(depth)
	case thriftStruct:
		return s.structure(depth + 1)
	}
	return false
}

func (s *skimmer) list(depth int) bool {
	if len(s.in) == 0 {
		return false
	}
	head := s.in[0]
	s.in = s.in[1:]
	n := uint64(head >> 4)
	if n == 0xf {
		var ok bool
		if n, ok = s.number(); !ok {
			return false
		}
	}
	if n > uint64(len(s.in)) {
		return false
	}
	for range n {
		if !s.value(head&0xf, depth+1, true) {
			return false
		}
	}
	return true
}

func (s *skimmer) table(depth int) bool {
	n, ok := s.number()
	if !ok || n == 0 {
		return ok
	}
	if n > uint64(len(s.in)) {
		return false
	}
	types := s.in[0]
	s.in = s.in[1:]
	for range n {
		if !s.value(types>>4, depth+1, true) || !s.value(types&0xf, depth+1, true) {
			return false
		}
	}
	return true
}
