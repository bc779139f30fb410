package columnar

import (
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	groupRows = 100_000 // rows of a group
	pageBytes = 1 << 20 // bytes of a page before it is compressed, about
)

// Writer writes a Parquet file whose rows are an integer and texts, any of which can be missing.
type Writer struct {
	w       io.Writer
	err     error
	at      int64
	rows    int64 // of the group
	all     int64
	columns []writing
	groups  []format.RowGroup
	zstd    *zstd.Encoder
}

// writing is a column of the group that is written.
type writing struct {
	name   string
	text   bool
	plain  []byte // values of the page
	levels []byte // of texts: runs of there and missing
	run    int    // length of the last run, which is not in levels yet
	there  bool   // what it is a run of
	count  int32  // entries of the page
	chunk  []byte // pages
	full   int64  // bytes of the pages before they were compressed
	all    int64
}

// NewWriter begins a file whose first column is an integer and whose other columns are texts.
func NewWriter(w io.Writer, number string, texts ...string) (*Writer, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	f := &Writer{w: w, zstd: z, columns: []writing{{name: number}}}
	for _, name := range texts {
		f.columns = append(f.columns, writing{name: name, text: true})
	}
	f.write([]byte(Mark))
	return f, nil
}

// Row writes a row; texts that are empty are missing.
func (f *Writer) Row(number int64, texts []string) error {
	c := &f.columns[0]
	c.plain = binary.LittleEndian.AppendUint64(c.plain, uint64(number))
	for i, text := range texts {
		c := &f.columns[i+1]
		if there := text != ""; there != c.there {
			c.endRun()
			c.there = there
		}
		c.run++
		if text != "" {
			c.plain = append(binary.LittleEndian.AppendUint32(c.plain, uint32(len(text))), text...)
		}
	}
	for i := range f.columns {
		f.columns[i].count++
		if len(f.columns[i].plain) >= pageBytes {
			f.page(&f.columns[i])
		}
	}
	if f.rows++; f.rows == groupRows {
		f.group()
	}
	return f.err
}

// endRun writes how often a text was there, or missing.
func (c *writing) endRun() {
	if c.run == 0 {
		return
	}
	c.levels = binary.AppendUvarint(c.levels, uint64(c.run)<<1)
	if c.there {
		c.levels = append(c.levels, 1)
	} else {
		c.levels = append(c.levels, 0)
	}
	c.run = 0
}

// page ends a page.
func (f *Writer) page(c *writing) {
	var body []byte
	if c.text {
		c.endRun()
		body = append(binary.LittleEndian.AppendUint32(nil, uint32(len(c.levels))), c.levels...)
	}
	body = append(body, c.plain...)
	packed := f.zstd.EncodeAll(body, nil)
	head, err := thrift.Marshal(&thrift.CompactProtocol{}, &format.PageHeader{
		Type: format.DataPage, UncompressedPageSize: int32(len(body)), CompressedPageSize: int32(len(packed)),
		DataPageHeader: thrift.New(format.DataPageHeader{NumValues: c.count, Encoding: format.Plain, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE}),
	})
	if err != nil && f.err == nil {
		f.err = err
	}
	c.chunk = append(append(c.chunk, head...), packed...)
	c.full += int64(len(head) + len(body))
	c.all += int64(c.count)
	c.plain, c.levels, c.count = c.plain[:0], c.levels[:0], 0
}

// group ends a group of rows.
func (f *Writer) group() {
	g := format.RowGroup{NumRows: f.rows, FileOffset: f.at, Ordinal: int16(len(f.groups))}
	for i := range f.columns {
		c := &f.columns[i]
		if c.count > 0 {
			f.page(c)
		}
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: format.ColumnMetaData{
			Type: c.kind(), Encoding: []format.Encoding{format.Plain, format.RLE}, PathInSchema: []string{c.name}, Codec: format.Zstd,
			NumValues: c.all, TotalUncompressedSize: c.full, TotalCompressedSize: int64(len(c.chunk)), DataPageOffset: f.at,
		}})
		g.TotalByteSize += c.full
		g.TotalCompressedSize += int64(len(c.chunk))
		f.write(c.chunk)
		c.chunk, c.full, c.all = c.chunk[:0], 0, 0
	}
	f.groups = append(f.groups, g)
	f.all += f.rows
	f.rows = 0
}

func (c *writing) kind() format.Type {
	if c.text {
		return format.ByteArray
	}
	return format.Int64
}

func (f *Writer) write(b []byte) {
	if f.err == nil {
		_, f.err = f.w.Write(b)
		f.at += int64(len(b))
	}
}

// Close writes the table of contents.
func (f *Writer) Close() error {
	if f.rows > 0 {
		f.group()
	}
	meta := format.FileMetaData{Version: 1, NumRows: f.all, RowGroups: f.groups, CreatedBy: "clausewise"}
	meta.Schema = append(meta.Schema, format.SchemaElement{Name: "answers", NumChildren: thrift.New(int32(len(f.columns)))})
	for i := range f.columns {
		c := &f.columns[i]
		e := format.SchemaElement{Name: c.name, Type: thrift.New(c.kind()), RepetitionType: thrift.New(format.Required), ConvertedType: thrift.New(deprecated.Int64)}
		e.LogicalType.Value = &format.IntType{BitWidth: 64, IsSigned: true}
		if c.text {
			e.RepetitionType, e.ConvertedType, e.LogicalType.Value = thrift.New(format.Optional), thrift.New(deprecated.UTF8), &format.StringType{}
		}
		meta.Schema = append(meta.Schema, e)
	}
	footer, err := thrift.Marshal(&thrift.CompactProtocol{}, &meta)
	if err != nil {
		return err
	}
	f.write(footer)
	f.write(append(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))), Mark...))
	return f.err
}
