package batch

import (
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/clausewise/clausewise/batch/columnar"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/parquet-go/parquet-go/format"
)

// parquetSource is an input in Parquet. Its offset is a number of rows.
type parquetSource struct {
	file   *columnar.File
	root   []*field
	values [][]columnar.Value // of a row, by column
	cur    [][]columnar.Value // what of them is not written yet
	row    int64
}

// field is a node of the file's schema, and how its values are written as facts.
type field struct {
	*columnar.Field
	typ     *types.Type // of the fact; nil within one
	kids    []*field
	list    *field // of a list: its repeated group
	wrapped *field // of a list's repeated group: the element
	text    func(b []byte, v columnar.Value) []byte
}

// parquetRows is how many rows are read at once.
const parquetRows = 256

// NewParquet reads a Parquet file from a row on.
func NewParquet(p *Policy, r io.ReaderAt, size, row int64) (src Source, err error) {
	defer recovered(&err)
	f, err := columnar.Open(r, size)
	if err != nil {
		return nil, fmt.Errorf("the Parquet file cannot be read: %w", err)
	}
	s := &parquetSource{file: f, row: row}
	if s.root, err = fieldsOf(f.Fields); err != nil {
		return nil, err
	}
	if err := matchFields(p.latest, s.root); err != nil {
		return nil, err
	}
	if err := f.SkipTo(row); err != nil {
		return nil, fmt.Errorf("the Parquet file cannot be read: %w", err)
	}
	return s, nil
}

// Total is the number of rows in the file.
func (s *parquetSource) Total() int64 { return s.file.Rows }

// recovered turns a panic of the libraries by which Parquet files are read, which a damaged file can cause, into an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the Parquet file is damaged: %v", r)
	}
}

func matchFields(p *tree.Policy, root []*field) error {
	inputs := map[string]*tree.Input{}
	for _, in := range p.Inputs {
		inputs[in.Name] = in
	}
	for _, f := range root {
		in, ok := inputs[f.Name]
		if !ok {
			return unknownColumn(p, f.Name)
		}
		f.typ = in.Type
	}
	return nil
}

func fieldsOf(nodes []*columnar.Field) ([]*field, error) {
	var out []*field
	for _, n := range nodes {
		f, err := fieldOf(n)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func fieldOf(n *columnar.Field) (f *field, err error) {
	f = &field{Field: n}
	if n.Kids == nil {
		f.text, err = leafText(n)
		return f, err
	}
	if _, ok := n.Logical.(*format.MapType); ok {
		return nil, &ColumnError{n.Name, "is a map; facts are values, lists and records"}
	}
	f.kids, err = fieldsOf(n.Kids)
	if _, ok := n.Logical.(*format.ListType); ok && len(f.kids) == 1 && f.kids[0].Repeated {
		// A list is a group around a repeated group around its element.
		f.list = f.kids[0]
		if len(f.list.kids) == 1 {
			f.list.wrapped = f.list.kids[0]
		}
	}
	return f, err
}

func (s *parquetSource) next(c *chunk) (err error) {
	defer recovered(&err)
	c.first = s.row + 1
	for c.rows < parquetRows {
		values, err := s.file.Next(s.values)
		if err == io.EOF && c.rows > 0 {
			break
		}
		if err == io.EOF {
			return io.EOF
		}
		if err != nil {
			return fmt.Errorf("the Parquet file cannot be read after row %d: %w", s.row, err)
		}
		s.values = values
		c.data = s.object(c.data, values)
		c.ends = append(c.ends, len(c.data))
		c.rows++
		s.row++
	}
	c.offset = s.row
	return nil
}

func (s *parquetSource) convert(row, into []byte) ([]byte, []problem) {
	return append(into, row...), nil
}

// object writes a row as a JSON object.
func (s *parquetSource) object(b []byte, values [][]columnar.Value) []byte {
	s.cur = append(s.cur[:0], values...)
	b = append(b, '{')
	for i, f := range s.root {
		b = append(appendText(comma(b, i), f.Name), ':')
		b = f.write(b, s.cur)
	}
	return append(b, '}')
}

// write writes a field with what its levels say: null, a list, or one value.
func (f *field) write(b []byte, cur [][]columnar.Value) []byte {
	first := cur[f.Leaf]
	if len(first) == 0 {
		return append(b, "null"...)
	}
	there := first[0].Def >= f.Def
	switch {
	case !there && f.Repeated:
		f.pass(cur)
		return append(b, "[]"...)
	case !there:
		f.pass(cur)
		return append(b, "null"...)
	case !f.Repeated:
		return f.one(b, cur)
	}
	b = append(b, '[')
	for i := 0; ; i++ {
		b = f.one(comma(b, i), cur)
		if rest := cur[f.Leaf]; len(rest) == 0 || rest[0].Rep != f.Rep {
			return append(b, ']')
		}
	}
}

// pass goes on by one value in every column of the field.
func (f *field) pass(cur [][]columnar.Value) {
	for i := f.Leaf; i < f.Leaf+f.Leaves; i++ {
		if len(cur[i]) > 0 {
			cur[i] = cur[i][1:]
		}
	}
}

// one writes a single value.
func (f *field) one(b []byte, cur [][]columnar.Value) []byte {
	if f.kids == nil {
		v := cur[f.Leaf][0]
		cur[f.Leaf] = cur[f.Leaf][1:]
		if f.typ != nil && f.Kind == format.ByteArray {
			out, ok := appendCellValue(b, f.typ, v.B)
			if !ok {
				return appendText(b, string(v.B))
			}
			return out
		}
		return f.text(b, v)
	}
	switch {
	case f.list != nil:
		return f.list.write(b, cur)
	case f.wrapped != nil:
		return f.wrapped.write(b, cur)
	}
	b = append(b, '{')
	for i, k := range f.kids {
		b = append(appendText(comma(b, i), k.Name), ':')
		b = k.write(b, cur)
	}
	return append(b, '}')
}

// leafText is how the values of a column are written as facts.
func leafText(n *columnar.Field) (func([]byte, columnar.Value) []byte, error) {
	switch logical := n.Logical.(type) {
	case *format.DateType:
		return func(b []byte, v columnar.Value) []byte {
			return append(date.Date(int32(v.N)).Append(append(b, '"')), '"')
		}, nil
	case *format.TimestampType:
		if logical.Unit.Value != nil {
			return timestampText(logical.IsAdjustedToUTC, logical.Unit.Value.Duration()), nil
		}
	case *format.DecimalType:
		return decimalText(n.Kind, int(logical.Scale)), nil
	case *format.IntType:
		if !logical.IsSigned {
			return unsignedText(n.Kind), nil
		}
	}
	switch n.Kind {
	case format.Boolean:
		return func(b []byte, v columnar.Value) []byte { return strconv.AppendBool(b, v.N != 0) }, nil
	case format.Int32, format.Int64:
		return func(b []byte, v columnar.Value) []byte { return strconv.AppendInt(b, v.N, 10) }, nil
	case format.Float:
		return func(b []byte, v columnar.Value) []byte {
			return quotedFloat(b, float64(math.Float32frombits(uint32(v.N))), 32)
		}, nil
	case format.Double:
		return func(b []byte, v columnar.Value) []byte {
			return quotedFloat(b, math.Float64frombits(uint64(v.N)), 64)
		}, nil
	case format.ByteArray:
		return func(b []byte, v columnar.Value) []byte { return appendText(b, string(v.B)) }, nil
	}
	return nil, &ColumnError{n.Path, "has a type that facts do not have"}
}

// unsignedText writes an integer that has no sign.
func unsignedText(kind format.Type) func([]byte, columnar.Value) []byte {
	mask := uint64(math.MaxUint64)
	if kind == format.Int32 {
		mask = math.MaxUint32
	}
	return func(b []byte, v columnar.Value) []byte { return strconv.AppendUint(b, uint64(v.N)&mask, 10) }
}

// timestampText writes a moment; one that is not tied to UTC has no offset, which facts refuse.
func timestampText(utc bool, unit time.Duration) func([]byte, columnar.Value) []byte {
	layout := `"2006-01-02T15:04:05.999999999"`
	if utc {
		layout = `"2006-01-02T15:04:05.999999999Z"`
	}
	perSecond := int64(time.Second / unit)
	return func(b []byte, v columnar.Value) []byte {
		n := v.N
		return time.Unix(n/perSecond, n%perSecond*int64(unit)).UTC().AppendFormat(b, layout)
	}
}

// quotedFloat writes the shortest decimal that is the same number; what is not finite is text, which facts refuse.
func quotedFloat(b []byte, x float64, size int) []byte {
	return append(strconv.AppendFloat(append(b, '"'), x, 'f', -1, size), '"')
}

// decimalText writes a decimal exactly.
func decimalText(kind format.Type, scale int) func([]byte, columnar.Value) []byte {
	return func(b []byte, v columnar.Value) []byte {
		n := new(big.Int)
		if kind == format.Int32 || kind == format.Int64 {
			n.SetInt64(v.N)
		} else if raw := v.B; len(raw) > 0 {
			n.SetBytes(raw)
			if raw[0] >= 0x80 { // two's complement
				n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
			}
		}
		digits, sign := n.String(), ""
		if n.Sign() < 0 {
			digits, sign = digits[1:], "-"
		}
		if len(digits) <= scale {
			digits = strings.Repeat("0", scale-len(digits)+1) + digits
		}
		b = append(append(append(b, '"'), sign...), digits[:len(digits)-scale]...)
		if scale > 0 {
			b = append(append(b, '.'), digits[len(digits)-scale:]...)
		}
		return append(b, '"')
	}
}
