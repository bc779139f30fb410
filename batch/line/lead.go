package line

import "encoding/binary"

// lead is what stands before a value if it is written as programs write it: the name, the colon and what opens the value, without white space.
// Up to 32 bytes are compared at once, as four words of which only what belongs to the lead counts.
type lead struct {
	words, masks [4]uint64
	size         int
	rest         string // beyond 32 bytes
}

const leadBytes = 32

func newLead(text string) lead {
	l := lead{size: len(text)}
	var bytes, mask [leadBytes]byte
	for i := range copy(bytes[:], text) {
		mask[i] = 0xFF
	}
	for i := range l.words {
		l.words[i], l.masks[i] = binary.LittleEndian.Uint64(bytes[8*i:]), binary.LittleEndian.Uint64(mask[8*i:])
	}
	if len(text) > leadBytes {
		l.rest = text[leadBytes:]
	}
	return l
}

// begins tells whether b begins with the lead, or with its first 32 bytes. It may say no where too little follows.
func (l *lead) begins(b []byte) bool {
	return len(b) >= leadBytes &&
		(binary.LittleEndian.Uint64(b)^l.words[0])&l.masks[0]|
			(binary.LittleEndian.Uint64(b[8:])^l.words[1])&l.masks[1]|
			(binary.LittleEndian.Uint64(b[16:])^l.words[2])&l.masks[2]|
			(binary.LittleEndian.Uint64(b[24:])^l.words[3])&l.masks[3] == 0
}

// goesOn tells whether b, which begins with the first 32 bytes of the lead, begins with all of it.
func (l *lead) goesOn(b []byte) bool {
	return l.rest == "" || len(b) >= l.size && string(b[leadBytes:l.size]) == l.rest
}
