package line

import "encoding/binary"

// lead is what stands before a value if it is written as programs write it: the name, the colon and what opens the value, without white space.
// Up to 32 bytes are compared at once, as four words of which only what belongs to the lead counts.
type lead struct {
	words [4]uint64
	mask  uint8 // in masks
	size  int
	rest  string // beyond 32 bytes
}

const leadBytes = 32

// masks are, by the number of bytes that count, the bits that do. Leads have none of their own, so that those of a policy fit into the nearest cache.
var masks = func() (all [leadBytes + 1][4]uint64) {
	for size := range all {
		for i := range size {
			all[size][i/8] |= 0xFF << (i % 8 * 8)
		}
	}
	return all
}()

func newLead(text string) lead {
	l := lead{size: len(text), mask: uint8(min(len(text), leadBytes))}
	var bytes [leadBytes]byte
	copy(bytes[:], text)
	for i := range l.words {
		l.words[i] = binary.LittleEndian.Uint64(bytes[8*i:])
	}
	if len(text) > leadBytes {
		l.rest = text[leadBytes:]
	}
	return l
}

// begins tells whether b begins with the lead, or with its first 32 bytes. It may say no where too little follows.
func (l *lead) begins(b []byte) bool {
	if len(b) < leadBytes {
		return false
	}
	m := &masks[l.mask]
	return (binary.LittleEndian.Uint64(b)^l.words[0])&m[0]|
		(binary.LittleEndian.Uint64(b[8:])^l.words[1])&m[1]|
		(binary.LittleEndian.Uint64(b[16:])^l.words[2])&m[2]|
		(binary.LittleEndian.Uint64(b[24:])^l.words[3])&m[3] == 0
}

// goesOn tells whether b, which begins with the first 32 bytes of the lead, begins with all of it.
func (l *lead) goesOn(b []byte) bool {
	return l.rest == "" || len(b) >= l.size && string(b[leadBytes:l.size]) == l.rest
}
