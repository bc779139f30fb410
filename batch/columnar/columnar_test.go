package columnar

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"
)

type part struct {
	Name  string   `parquet:"name,dict"`
	Count *int32   `parquet:"count,optional"`
	Marks []string `parquet:"marks,list"`
}

// record has every type, and every way of writing it.
type record struct {
	Truth      bool      `parquet:"truth"`
	Truths     []bool    `parquet:"truths"`
	Small      int32     `parquet:"small"`
	SmallDelta int32     `parquet:"small_delta,delta"`
	SmallDict  int32     `parquet:"small_dict,dict"`
	SmallSplit int32     `parquet:"small_split,split"`
	Unsigned   uint64    `parquet:"unsigned"`
	Large      int64     `parquet:"large"`
	LargeDelta int64     `parquet:"large_delta,delta"`
	LargeDict  *int64    `parquet:"large_dict,optional,dict"`
	LargeSplit int64     `parquet:"large_split,split"`
	Single     float32   `parquet:"single,split"`
	Double     float64   `parquet:"double,dict"`
	DoubleOpt  *float64  `parquet:"double_optional,optional,split"`
	Day        int32     `parquet:"day,date"`
	Worth      int64     `parquet:"worth,decimal(2:18)"`
	Key        [16]byte  `parquet:"key,uuid"`
	Text       string    `parquet:"text,plain"`
	TextDelta  string    `parquet:"text_delta,delta"`
	TextDict   *string   `parquet:"text_dict,optional,dict"`
	Bytes      []byte    `parquet:"bytes"`
	List       []int64   `parquet:"list,list"`
	Repeated   []string  `parquet:"repeated,dict"`
	Parts      []part    `parquet:"parts,list"`
	Inner      *part     `parquet:"inner,optional"`
	Nested     [][]int32 `parquet:"nested,list"`
}

func word(r *rand.Rand) string {
	return strings.Repeat(string(rune('a'+r.IntN(26))), r.IntN(6)) + fmt.Sprint(r.IntN(50))
}

// large takes numbers of all lengths, so that differences wrap around.
func large(r *rand.Rand) int64 { return int64(r.Uint64() >> r.IntN(64)) }

func several[T any](r *rand.Rand, make func(*rand.Rand) T) []T {
	var out []T
	for range r.IntN(4) {
		out = append(out, make(r))
	}
	return out
}

func maybe[T any](r *rand.Rand, v T) *T {
	if r.IntN(3) == 0 {
		return nil
	}
	return &v
}

func aPart(r *rand.Rand) part {
	return part{word(r), maybe(r, r.Int32()), several(r, word)}
}

func aRecord(r *rand.Rand) record {
	v := record{
		Truth: r.IntN(2) == 0, Truths: several(r, func(r *rand.Rand) bool { return r.IntN(2) == 0 }),
		Small: r.Int32() - 1<<30, SmallDelta: int32(r.Uint32() >> r.IntN(32)), SmallDict: r.Int32N(9), SmallSplit: r.Int32() - 1<<30,
		Unsigned: r.Uint64(), Large: large(r), LargeDelta: large(r), LargeDict: maybe(r, r.Int64N(300)), LargeSplit: large(r),
		Single: r.Float32(), Double: float64(r.IntN(40)) / 8, DoubleOpt: maybe(r, r.NormFloat64()), Day: r.Int32N(30000), Worth: large(r),
		Text: word(r), TextDelta: word(r), TextDict: maybe(r, word(r)), Bytes: []byte(word(r)),
		List: several(r, large), Repeated: several(r, word), Parts: several(r, aPart), Inner: maybe(r, aPart(r)),
		Nested: several(r, func(r *rand.Rand) []int32 { return several(r, (*rand.Rand).Int32) }),
	}
	v.Key[r.IntN(16)] = byte(r.Uint32())
	return v
}

func written(t testing.TB, seed uint64, rows int, options ...parquet.WriterOption) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	var buf bytes.Buffer
	w := parquet.NewGenericWriter[record](&buf, options...)
	for range rows {
		if _, err := w.Write([]record{aRecord(r)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// Whatever a file is written like, its rows are those that the library reads, value by value and level by level.
func TestReadsAsTheLibrary(t *testing.T) {
	codecs := []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Brotli, &parquet.Zstd, &parquet.Lz4Raw}
	for i, codec := range codecs {
		for version := 1; version <= 2; version++ {
			for _, page := range []int{200, 4000, 1 << 20} {
				t.Run(fmt.Sprint(codec, version, page), func(t *testing.T) {
					t.Parallel()
					seed := uint64(i*10 + version)
					file := written(t, seed, 600, parquet.Compression(codec), parquet.DataPageVersion(version), parquet.PageBufferSize(page), parquet.MaxRowsPerRowGroup(250))
					plain := written(t, seed, 600) // the library does not read its own LZ4
					readsAlike(t, file, plain, 0)
					readsAlike(t, file, plain, 511)
				})
			}
		}
	}
}

// readsAlike compares what is read of data with what the library reads of a file that has the same rows.
func readsAlike(t *testing.T, data, same []byte, from int64) {
	t.Helper()
	want, err := parquet.OpenFile(bytes.NewReader(same), int64(len(same)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows != want.NumRows() {
		t.Fatalf("%d rows", f.Rows)
	}
	reader := parquet.NewReader(want) //nolint:staticcheck // rows without a Go type
	if err := errors.Join(f.SkipTo(from), reader.SeekToRow(from)); err != nil {
		t.Fatal(err)
	}
	var values [][]Value
	row := make([]parquet.Row, 1)
	for i := from; i < f.Rows; i++ {
		if n, err := reader.ReadRows(row); n != 1 {
			t.Fatal(err)
		}
		if values, err = f.Next(values); err != nil {
			t.Fatalf("row %d: %v", i, err)
		}
		alike(t, f, row[0], values)
	}
	if _, err := f.Next(values); err != io.EOF {
		t.Fatalf("after the last row: %v", err)
	}
}

func alike(t *testing.T, f *File, row parquet.Row, values [][]Value) {
	t.Helper()
	at := make([]int, f.Leaves)
	for _, want := range row {
		c := want.Column()
		if at[c] == len(values[c]) {
			t.Fatalf("%s has only %d values", f.fields[c].Path, at[c])
		}
		got := values[c][at[c]]
		at[c]++
		if got.Rep != want.RepetitionLevel() || got.Def != want.DefinitionLevel() {
			t.Fatalf("%s: %+v, want %+v", f.fields[c].Path, got, want)
		}
		if got.Def == f.fields[c].Def && !same(f.fields[c].Kind, got, want) {
			t.Fatalf("%s: %+v, want %+v", f.fields[c].Path, got, want)
		}
	}
	for c := range at {
		if at[c] != len(values[c]) {
			t.Fatalf("%s has %d values, want %d", f.fields[c].Path, len(values[c]), at[c])
		}
	}
}

func same(kind format.Type, got Value, want parquet.Value) bool {
	switch kind {
	case format.Boolean:
		return got.N != 0 == want.Boolean()
	case format.Int32:
		return int32(got.N) == want.Int32()
	case format.Int64:
		return got.N == want.Int64()
	case format.Float:
		return math.Float32frombits(uint32(got.N)) == want.Float()
	case format.Double:
		return math.Float64frombits(uint64(got.N)) == want.Double()
	}
	return bytes.Equal(got.B, want.ByteArray())
}

// What the writer writes, the library reads, and this package too.
func TestWritesForTheLibrary(t *testing.T) {
	type answer struct {
		Row  int64   `parquet:"row"`
		Long *string `parquet:"b.long"`
		None *string `parquet:"a"`
	}
	const rows = groupRows + 5000
	var buf bytes.Buffer
	w, err := NewWriter(&buf, "row", "b.long", "a")
	if err != nil {
		t.Fatal(err)
	}
	long := func(i int) string {
		if i%7 < 3 {
			return ""
		}
		return strings.Repeat("long ", i%50) + fmt.Sprint(i)
	}
	for i := range rows {
		if err := w.Row(int64(i), []string{long(i), ""}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[answer](bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil || len(got) != rows {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, a := range got {
		if a.Row != int64(i) || a.None != nil || (a.Long == nil) != (long(i) == "") || a.Long != nil && *a.Long != long(i) {
			t.Fatalf("row %d: %+v", i, a)
		}
	}
	readsAlike(t, buf.Bytes(), buf.Bytes(), 99_000)
}

// An empty table is a file without rows.
func TestWritesNothing(t *testing.T) {
	var buf bytes.Buffer
	w, err := NewWriter(&buf, "row", "a")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	readsAlike(t, buf.Bytes(), buf.Bytes(), 0)
}

// Damage is an error or another value: never a panic, and never more memory than what the file can hold.
func FuzzRead(f *testing.F) {
	for version := 1; version <= 2; version++ {
		f.Add(written(f, 1, 3, parquet.DataPageVersion(version)))
		f.Add(written(f, 1, 3, parquet.DataPageVersion(version), parquet.Compression(&parquet.Zstd)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		var values [][]Value
		for range 1000 {
			if values, err = file.Next(values); err != nil {
				return
			}
		}
	})
}

// Each byte of a file can be wrong.
func TestDamage(t *testing.T) {
	file := written(t, 3, 20, parquet.Compression(&parquet.Snappy), parquet.PageBufferSize(300))
	noticed := 0
	for i := range file {
		broken := bytes.Clone(file)
		broken[i] ^= 0xff
		f, err := Open(bytes.NewReader(broken), int64(len(broken)))
		var values [][]Value
		for err == nil {
			values, err = f.Next(values)
		}
		if err != io.EOF {
			noticed++
		}
	}
	if noticed < len(file)/2 {
		t.Errorf("only %d of %d damages were noticed", noticed, len(file))
	}
}
