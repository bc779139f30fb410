package columnar

import (
	"encoding/binary"
	"fmt"

	"github.com/parquet-go/parquet-go/format"
)

// values are the values of a page that are there, one after the other; the levels are not set.
type values interface{ next() (Value, error) }

// valuesOf reads the values of a page in an encoding; count is at least their number.
func (c *column) valuesOf(enc format.Encoding, b []byte, count int) (values, error) {
	kind := c.field.Kind
	integer := kind == format.Int32 || kind == format.Int64
	text := kind == format.ByteArray || kind == format.FixedLenByteArray
	switch {
	case enc == format.Plain:
		return &plain{in: b, kind: kind, length: c.field.length}, nil
	case enc == format.RLEDictionary || enc == format.PlainDictionary: //nolint:staticcheck // its name in files of the first version
		if len(b) == 0 {
			return &indexed{}, nil
		}
		if b[0] > 32 {
			return nil, fmt.Errorf("a page is damaged: its indices have %d bits", b[0])
		}
		return &indexed{hybrid{in: b[1:], width: uint(b[0])}, c.words}, nil
	case enc == format.RLE && kind == format.Boolean:
		part, _, err := prefixed(b)
		return &truths{hybrid{in: part, width: 1}}, err
	case enc == format.DeltaBinaryPacked && integer:
		d, _, err := deltasOf(b, count)
		return &integers{d, kind}, err
	case enc == format.DeltaLengthByteArray && kind == format.ByteArray:
		d, rest, err := deltasOf(b, count)
		return &lengths{d, rest}, err
	case enc == format.DeltaByteArray && text:
		prefix, rest, err := deltasOf(b, count)
		if err != nil {
			return nil, err
		}
		suffix, rest, err := deltasOf(rest, count)
		return &prefixes{prefix, lengths{suffix, rest}, nil}, err
	case enc == format.ByteStreamSplit && kind != format.Boolean && kind != format.ByteArray:
		size := widths[kind]
		if kind == format.FixedLenByteArray {
			size = c.field.length
		}
		return &split{in: b, count: len(b) / size, size: size, kind: kind}, nil
	}
	return nil, fmt.Errorf("its values of the type %s are written as %s, which is not read", kind, enc)
}

var widths = map[format.Type]int{format.Int32: 4, format.Int64: 8, format.Int96: 12, format.Float: 4, format.Double: 8}

// plain reads values that stand one after the other.
type plain struct {
	in     []byte
	kind   format.Type
	length int
	bit    uint
}

func (p *plain) next() (Value, error) {
	size := p.length
	switch p.kind {
	case format.Boolean:
		if len(p.in) == 0 {
			return Value{}, errShort
		}
		v := Value{N: int64(p.in[0] >> p.bit & 1)}
		if p.bit++; p.bit == 8 {
			p.in, p.bit = p.in[1:], 0
		}
		return v, nil
	case format.ByteArray:
		part, rest, err := prefixed(p.in)
		p.in = rest
		return Value{B: part}, err
	case format.FixedLenByteArray:
	default:
		size = widths[p.kind]
	}
	if len(p.in) < size || size == 0 {
		return Value{}, errShort
	}
	b := p.in[:size]
	p.in = p.in[size:]
	return fixed(p.kind, b), nil
}

// fixed is a value whose length is that of its kind.
func fixed(kind format.Type, b []byte) Value {
	switch kind {
	case format.Int32:
		return Value{N: int64(int32(binary.LittleEndian.Uint32(b)))}
	case format.Float:
		return Value{N: int64(binary.LittleEndian.Uint32(b))}
	case format.Int64, format.Double:
		return Value{N: int64(binary.LittleEndian.Uint64(b))}
	}
	return Value{B: b}
}

// indexed reads values as places in a dictionary.
type indexed struct {
	hybrid
	words []Value
}

func (x *indexed) next() (Value, error) {
	i, err := x.hybrid.next()
	if err != nil {
		return Value{}, err
	}
	if uint64(i) >= uint64(len(x.words)) {
		return Value{}, fmt.Errorf("a page is damaged: it has the word %d of a dictionary of %d", i, len(x.words))
	}
	return x.words[i], nil
}

// truths reads truths in runs.
type truths struct{ hybrid }

func (t *truths) next() (Value, error) {
	n, err := t.hybrid.next()
	return Value{N: int64(n)}, err
}

// split reads values whose first bytes stand together, then their second bytes, and so on.
type split struct {
	in              []byte
	at, count, size int
	kind            format.Type
}

func (s *split) next() (Value, error) {
	if s.at >= s.count {
		return Value{}, errShort
	}
	b := make([]byte, s.size)
	for i := range b {
		b[i] = s.in[i*s.count+s.at]
	}
	s.at++
	return fixed(s.kind, b), nil
}
