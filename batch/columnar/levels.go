package columnar

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

var errShort = errors.New("a page is damaged: it has fewer values than it says")

// hybrid reads small numbers as levels, dictionary indices and truths are written: runs of one number, and numbers packed into bits.
type hybrid struct {
	in     []byte
	width  uint
	run    uint64 // how often value still comes
	value  uint32
	packed uint64 // how many packed numbers are left
	acc    uint64
	have   uint
}

func (h *hybrid) next() (uint32, error) {
	for h.run == 0 && h.packed == 0 {
		if err := h.begin(); err != nil {
			return 0, err
		}
	}
	if h.run > 0 {
		h.run--
		return h.value, nil
	}
	h.packed--
	for h.have < h.width {
		if len(h.in) == 0 {
			return 0, errShort
		}
		h.acc |= uint64(h.in[0]) << h.have
		h.in = h.in[1:]
		h.have += 8
	}
	v := uint32(h.acc & (1<<h.width - 1))
	h.acc >>= h.width
	h.have -= h.width
	return v, nil
}

// begin reads the head of a run.
func (h *hybrid) begin() error {
	head, n := binary.Uvarint(h.in)
	if n <= 0 {
		return errShort
	}
	h.in = h.in[n:]
	if head&1 == 1 {
		h.packed, h.acc, h.have = head>>1*8, 0, 0
		return nil
	}
	size := int(h.width+7) / 8
	if len(h.in) < size {
		return errShort
	}
	h.run, h.value = head>>1, 0
	for i := range size {
		h.value |= uint32(h.in[i]) << (8 * i)
	}
	h.in = h.in[size:]
	return nil
}

// backward reads levels as they were written before there were runs: packed from the highest bit on.
type backward struct {
	in    []byte
	width uint
	at    uint
}

func (p *backward) next() (uint32, error) {
	var v uint32
	for range p.width {
		if p.at/8 >= uint(len(p.in)) {
			return 0, errShort
		}
		v = v<<1 | uint32(p.in[p.at/8]>>(7-p.at%8)&1)
		p.at++
	}
	return v, nil
}

// numbers are small numbers one after the other.
type numbers interface{ next() (uint32, error) }

func widthOf(most int) uint { return uint(bits.Len(uint(most))) }

// prefixed cuts off bytes that are preceded by their length.
func prefixed(b []byte) (part, rest []byte, err error) {
	if len(b) < 4 {
		return nil, nil, errShort
	}
	n := binary.LittleEndian.Uint32(b)
	if uint64(n) > uint64(len(b)-4) {
		return nil, nil, errShort
	}
	return b[4 : 4+n], b[4+n:], nil
}
