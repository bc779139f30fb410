package columnar

import (
	"encoding/binary"
	"errors"

	"github.com/parquet-go/parquet-go/format"
)

var errDelta = errors.New("a page is damaged: its differences do not fit together")

// deltas reads integers that are written as differences: blocks with a least difference, and parts of them with a number of bits each.
type deltas struct {
	in     []byte
	parts  int // of a block
	each   int // values of a part
	left   int
	value  int64
	first  bool
	least  int64
	widths []byte // of the parts of the block that are left
	width  uint
	inPart int
	bit    uint // of in
}

// deltasOf reads the head, and finds what stands behind the values. No more than most values can be there.
func deltasOf(b []byte, most int) (d deltas, rest []byte, err error) {
	var head [3]uint64
	for i := range head {
		var n int
		if head[i], n = binary.Uvarint(b); n <= 0 {
			return d, nil, errDelta
		}
		b = b[n:]
	}
	first, n := binary.Varint(b)
	block, parts, total := head[0], head[1], head[2]
	if n <= 0 || parts == 0 || parts > 1<<16 || block == 0 || block > 1<<24 || block%parts != 0 || block/parts%8 != 0 || total > uint64(most) {
		return d, nil, errDelta
	}
	d = deltas{in: b[n:], parts: int(parts), each: int(block / parts), left: int(total), value: first, first: true}
	end := d
	rest, err = end.pass()
	return d, rest, err
}

// pass goes to the end of the values without looking at them.
func (d *deltas) pass() ([]byte, error) {
	for left := d.left - 1; left > 0; {
		if err := d.block(); err != nil {
			return nil, err
		}
		for _, w := range d.widths {
			if left <= 0 {
				break
			}
			n := d.each / 8 * int(w)
			if w > 64 || n > len(d.in) {
				return nil, errDelta
			}
			d.in = d.in[n:]
			left -= d.each
		}
	}
	return d.in, nil
}

// block reads the head of a block.
func (d *deltas) block() error {
	least, n := binary.Varint(d.in)
	if n <= 0 || len(d.in) < n+d.parts {
		return errDelta
	}
	d.least, d.widths, d.in = least, d.in[n:n+d.parts], d.in[n+d.parts:]
	return nil
}

func (d *deltas) next() (int64, error) {
	if d.left == 0 {
		return 0, errShort
	}
	d.left--
	if d.first {
		d.first = false
		return d.value, nil
	}
	if d.inPart == 0 {
		if err := d.part(); err != nil {
			return 0, err
		}
	}
	d.inPart--
	d.value += d.least + int64(d.take())
	return d.value, nil
}

// part goes on to the next part, and to the next block where there is none.
func (d *deltas) part() error {
	d.in = d.in[d.bit/8:]
	d.bit = 0
	if len(d.widths) == 0 {
		if err := d.block(); err != nil {
			return err
		}
	}
	d.width, d.widths, d.inPart = uint(d.widths[0]), d.widths[1:], d.each
	if d.width > 64 || d.each/8*int(d.width) > len(d.in) {
		return errDelta
	}
	return nil
}

// take reads one packed difference.
func (d *deltas) take() uint64 {
	var v uint64
	for got := uint(0); got < d.width; {
		n := min(8-d.bit%8, d.width-got)
		v |= uint64(d.in[d.bit/8]>>(d.bit%8)&(1<<n-1)) << got
		got += n
		d.bit += n
	}
	return v
}

// integers reads integers of a kind.
type integers struct {
	deltas
	kind format.Type
}

func (x *integers) next() (Value, error) {
	n, err := x.deltas.next()
	if x.kind == format.Int32 {
		n = int64(int32(n))
	}
	return Value{N: n}, err
}

// lengths reads texts whose lengths come first.
type lengths struct {
	deltas
	texts []byte
}

func (x *lengths) next() (Value, error) {
	n, err := x.deltas.next()
	if err != nil {
		return Value{}, err
	}
	if n = int64(int32(n)); n < 0 || n > int64(len(x.texts)) {
		return Value{}, errShort
	}
	v := Value{B: x.texts[:n:n]}
	x.texts = x.texts[n:]
	return v, nil
}

// prefixes reads texts that begin like the ones before them.
type prefixes struct {
	prefix deltas
	suffix lengths
	last   []byte
}

func (x *prefixes) next() (Value, error) {
	n, err := x.prefix.next()
	if err != nil {
		return Value{}, err
	}
	v, err := x.suffix.next()
	if err != nil {
		return Value{}, err
	}
	if n = int64(int32(n)); n < 0 || n > int64(len(x.last)) {
		return Value{}, errDelta
	}
	if n > 0 {
		v.B = append(append(make([]byte, 0, int(n)+len(v.B)), x.last[:n]...), v.B...)
	}
	x.last = v.B
	return v, nil
}
