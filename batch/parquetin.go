package batch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// columnar is an input in Parquet. Its offset is a number of rows.
type columnar struct {
	r      *parquet.Reader //nolint:staticcheck // the generic reader wants a Go type; here the schema is the file's
	root   []*field
	leaves int
	rows   []parquet.Row
	row    int64
}

// field is a node of the file's schema with its levels.
type field struct {
	name     string
	typ      *types.Type // of the fact; nil within one
	optional bool
	repeated bool
	def, rep int
	leaf     int // column; of a group, that of its first leaf
	leaves   int
	kids     []*field
	list     *field // of a list: its repeated group
	wrapped  *field // of a list's repeated group: the element
	text     func(b []byte, v parquet.Value) []byte
}

// parquetRows is how many rows are read at once.
const parquetRows = 256

// NewParquet reads a Parquet file from a row on.
func NewParquet(p *Policy, r io.ReaderAt, size, row int64) (src Source, err error) {
	defer recovered(&err)
	if err := footerFits(r, size); err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("the Parquet file cannot be read: %w", err)
	}
	s := &columnar{rows: make([]parquet.Row, parquetRows), row: row}
	if s.root, err = s.fields(f.Schema().Fields(), 0, 0); err != nil {
		return nil, err
	}
	if err := matchFields(p.latest, s.root); err != nil {
		return nil, err
	}
	s.r = parquet.NewReader(f)
	if row > 0 {
		err = s.r.SeekToRow(row)
	}
	return s, err
}

// parquetMark stands at the end of every Parquet file.
const parquetMark = "PAR1"

// footerFits refuses a file whose table of contents would be longer than the file: the library would make room for it first, up to 4 GB.
func footerFits(r io.ReaderAt, size int64) error {
	const tail = 8 // the length of the table of contents, and a mark
	var b [tail]byte
	if size < tail {
		return errors.New("the Parquet file is damaged: it is too short")
	}
	if _, err := r.ReadAt(b[:], size-tail); err != nil {
		return err
	}
	if string(b[4:]) != parquetMark {
		return errors.New("the Parquet file cannot be read: it does not end as Parquet files do, with " + parquetMark)
	}
	if n := int64(binary.LittleEndian.Uint32(b[:])); n > size-tail {
		return fmt.Errorf("the Parquet file is damaged: its table of contents has %d bytes, and the file %d", n, size)
	}
	return nil
}

// Total is the number of rows in the file.
func (s *columnar) Total() int64 { return s.r.NumRows() }

// recovered turns a panic of the Parquet reader, which a damaged file can cause, into an error.
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
		in, ok := inputs[f.name]
		if !ok {
			return unknownColumn(p, f.name)
		}
		f.typ = in.Type
	}
	return nil
}

// fields reads the schema.
func (s *columnar) fields(nodes []parquet.Field, def, rep int) ([]*field, error) {
	var out []*field
	for _, n := range nodes {
		f, err := s.field(n, def, rep)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (s *columnar) field(n parquet.Field, def, rep int) (*field, error) {
	f := &field{name: n.Name(), optional: n.Optional(), repeated: n.Repeated(), leaf: s.leaves}
	if f.optional || f.repeated {
		def++
	}
	if f.repeated {
		rep++
	}
	f.def, f.rep = def, rep
	if n.Leaf() {
		f.leaves = 1
		s.leaves++
		var err error
		f.text, err = leafText(n)
		return f, err
	}
	logical := logicalOf(n)
	if _, ok := logical.(*format.MapType); ok {
		return nil, &ColumnError{n.Name(), "is a map; facts are values, lists and records"}
	}
	kids, err := s.fields(n.Fields(), def, rep)
	f.kids, f.leaves = kids, s.leaves-f.leaf
	if _, ok := logical.(*format.ListType); ok && len(kids) == 1 && kids[0].repeated {
		// A list is a group around a repeated group around its element.
		f.list = kids[0]
		if len(f.list.kids) == 1 {
			f.list.wrapped = f.list.kids[0]
		}
	}
	return f, err
}

func logicalOf(n parquet.Node) format.LogicalTypeValue {
	if l := n.Type().LogicalType(); l != nil {
		return l.Value
	}
	return nil
}

func (s *columnar) next(c *chunk) (err error) {
	defer recovered(&err)
	n, err := s.r.ReadRows(s.rows)
	if n == 0 {
		if err == nil || err == io.EOF {
			return io.EOF
		}
		return fmt.Errorf("the Parquet file cannot be read after row %d: %w", s.row, err)
	}
	c.first, c.rows = s.row+1, int64(n)
	for _, row := range s.rows[:n] {
		c.data = s.object(c.data, row)
		c.ends = append(c.ends, len(c.data))
	}
	s.row += int64(n)
	c.offset = s.row
	return nil
}

func (s *columnar) convert(row, into []byte) ([]byte, []problem) { return append(into, row...), nil }

// object writes a row as a JSON object.
func (s *columnar) object(b []byte, row parquet.Row) []byte {
	cur := make([][]parquet.Value, s.leaves)
	for i := range row {
		if c := row[i].Column(); c < len(cur) {
			cur[c] = append(cur[c], row[i])
		}
	}
	b = append(b, '{')
	for i, f := range s.root {
		b = append(appendText(comma(b, i), f.name), ':')
		b = f.write(b, cur)
	}
	return append(b, '}')
}

// write writes a field with what its levels say: null, a list, or one value.
func (f *field) write(b []byte, cur [][]parquet.Value) []byte {
	first := cur[f.leaf]
	if len(first) == 0 {
		return append(b, "null"...)
	}
	there := first[0].DefinitionLevel() >= f.def
	switch {
	case !there && f.repeated:
		f.pass(cur)
		return append(b, "[]"...)
	case !there:
		f.pass(cur)
		return append(b, "null"...)
	case !f.repeated:
		return f.one(b, cur)
	}
	b = append(b, '[')
	for i := 0; ; i++ {
		b = f.one(comma(b, i), cur)
		if rest := cur[f.leaf]; len(rest) == 0 || rest[0].RepetitionLevel() != f.rep {
			return append(b, ']')
		}
	}
}

// pass goes on by one value in every column of the field.
func (f *field) pass(cur [][]parquet.Value) {
	for i := f.leaf; i < f.leaf+f.leaves; i++ {
		if len(cur[i]) > 0 {
			cur[i] = cur[i][1:]
		}
	}
}

// one writes a single value.
func (f *field) one(b []byte, cur [][]parquet.Value) []byte {
	if f.kids == nil {
		v := cur[f.leaf][0]
		cur[f.leaf] = cur[f.leaf][1:]
		if f.typ != nil && v.Kind() == parquet.ByteArray {
			out, ok := appendCellValue(b, f.typ, v.ByteArray())
			if !ok {
				return appendText(b, string(v.ByteArray()))
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
		b = append(appendText(comma(b, i), k.name), ':')
		b = k.write(b, cur)
	}
	return append(b, '}')
}

// leafText is how the values of a column are written as facts.
func leafText(n parquet.Node) (func([]byte, parquet.Value) []byte, error) {
	kind := n.Type().Kind()
	switch logical := logicalOf(n).(type) {
	case *format.DateType:
		return func(b []byte, v parquet.Value) []byte {
			return append(date.Date(v.Int32()).Append(append(b, '"')), '"')
		}, nil
	case *format.TimestampType:
		if logical.Unit.Value != nil {
			return timestampText(logical.IsAdjustedToUTC, logical.Unit.Value.Duration()), nil
		}
	case *format.DecimalType:
		return decimalText(kind, int(logical.Scale)), nil
	}
	switch kind {
	case parquet.Boolean:
		return func(b []byte, v parquet.Value) []byte { return strconv.AppendBool(b, v.Boolean()) }, nil
	case parquet.Int32, parquet.Int64:
		return func(b []byte, v parquet.Value) []byte { return strconv.AppendInt(b, v.Int64(), 10) }, nil
	case parquet.Float:
		return func(b []byte, v parquet.Value) []byte { return quotedFloat(b, float64(v.Float()), 32) }, nil
	case parquet.Double:
		return func(b []byte, v parquet.Value) []byte { return quotedFloat(b, v.Double(), 64) }, nil
	case parquet.ByteArray:
		return func(b []byte, v parquet.Value) []byte { return appendText(b, string(v.ByteArray())) }, nil
	}
	return nil, &ColumnError{n.String(), "has a type that facts do not have"}
}

// timestampText writes a moment; one that is not tied to UTC has no offset, which facts refuse.
func timestampText(utc bool, unit time.Duration) func([]byte, parquet.Value) []byte {
	layout := `"2006-01-02T15:04:05.999999999"`
	if utc {
		layout = `"2006-01-02T15:04:05.999999999Z"`
	}
	perSecond := int64(time.Second / unit)
	return func(b []byte, v parquet.Value) []byte {
		n := v.Int64()
		return time.Unix(n/perSecond, n%perSecond*int64(unit)).UTC().AppendFormat(b, layout)
	}
}

// quotedFloat writes the shortest decimal that is the same number; what is not finite is text, which facts refuse.
func quotedFloat(b []byte, x float64, size int) []byte {
	return append(strconv.AppendFloat(append(b, '"'), x, 'f', -1, size), '"')
}

// decimalText writes a decimal exactly.
func decimalText(kind parquet.Kind, scale int) func([]byte, parquet.Value) []byte {
	return func(b []byte, v parquet.Value) []byte {
		n := new(big.Int)
		if kind == parquet.Int32 || kind == parquet.Int64 {
			n.SetInt64(v.Int64())
		} else if raw := v.ByteArray(); len(raw) > 0 {
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
