package columnar

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// column is what a group of rows has of a column, page by page.
type column struct {
	field *Field
	r     io.ReaderAt
	at    int64 // of the next page
	end   int64
	codec format.CompressionCodec
	words []Value // the dictionary

	inPage   int // entries of the page that are left
	rep, def numbers
	values   values
	ahead    bool // the level of the next entry has been read
	level    int
}

func (f *File) column(chunk *format.ColumnChunk, field *Field) (*column, error) {
	m := &chunk.MetaData
	at := m.DataPageOffset
	if m.DictionaryPageOffset > 0 && m.DictionaryPageOffset < at {
		at = m.DictionaryPageOffset
	}
	switch {
	case chunk.FilePath != "":
		return nil, errors.New("it lies in another file")
	case chunk.CryptoMetadata.Value != nil:
		return nil, errors.New("it is encrypted")
	case m.Type != field.Kind:
		return nil, errors.New("its type is not that of the schema")
	case at < 0 || m.TotalCompressedSize < 0 || m.TotalCompressedSize > f.size || at > f.size-m.TotalCompressedSize:
		return nil, errors.New("it lies outside the file")
	}
	return &column{field: field, r: f.r, at: at, end: at + m.TotalCompressedSize, codec: m.Codec}, nil
}

// row appends the entries of the next row.
func (c *column) row(out []Value) ([]Value, error) {
	for {
		if c.inPage == 0 {
			if c.at >= c.end && len(out) > 0 {
				return out, nil
			}
			if err := c.page(); err != nil {
				return nil, err
			}
			continue
		}
		rep, err := c.repetition()
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && rep == 0 {
			return out, nil
		}
		if len(out) == 0 && rep > 0 || len(out) == maxRow {
			return nil, errors.New("its values do not fall into rows")
		}
		v, err := c.entry()
		if err != nil {
			return nil, err
		}
		v.Rep = rep
		out = append(out, v)
		c.ahead = false
		c.inPage--
		if c.field.Rep == 0 {
			return out, nil
		}
	}
}

// repetition is the repetition level of the next entry, which is not passed.
func (c *column) repetition() (int, error) {
	if c.field.Rep == 0 || c.ahead {
		return c.level, nil
	}
	n, err := c.rep.next()
	c.level, c.ahead = int(n), true
	return c.level, err
}

// entry reads the definition level and, if it is there, the value.
func (c *column) entry() (Value, error) {
	def := 0
	if c.field.Def > 0 {
		n, err := c.def.next()
		if err != nil {
			return Value{}, err
		}
		def = int(n)
	}
	if def < c.field.Def {
		return Value{Def: def}, nil
	}
	v, err := c.values.next()
	v.Def = def
	return v, err
}

// headBytes are the most that the head of a page may have; most have less than headGuess.
const (
	headGuess = 1 << 10
	headBytes = 1 << 20
)

// head reads the head of a page.
func (c *column) head() (*format.PageHeader, error) {
	for guess := int64(headGuess); ; guess *= headBytes / headGuess {
		b := make([]byte, min(guess, c.end-c.at))
		if _, err := c.r.ReadAt(b, c.at); err != nil {
			return nil, err
		}
		n, err := structBytes(b)
		if err != nil {
			if len(b) == headGuess {
				continue
			}
			return nil, fmt.Errorf("the head of a page is damaged: %w", err)
		}
		h := &format.PageHeader{}
		if err := thrift.Unmarshal(&thrift.CompactProtocol{}, b[:n], h); err != nil {
			return nil, fmt.Errorf("the head of a page is damaged: %w", err)
		}
		c.at += int64(n)
		return h, nil
	}
}

// page reads the next page; of a dictionary, its words are kept.
func (c *column) page() error {
	if c.at >= c.end {
		return errors.New("it has fewer rows than it says")
	}
	h, err := c.head()
	if err != nil {
		return err
	}
	size := int64(h.CompressedPageSize)
	if size < 0 || size > c.end-c.at || h.UncompressedPageSize < 0 || h.UncompressedPageSize > maxPage {
		return errors.New("a page is damaged: it is longer than it can be")
	}
	b := make([]byte, size)
	if _, err := c.r.ReadAt(b, c.at); err != nil {
		return err
	}
	c.at += size
	if h.CRC != 0 && crc32.ChecksumIEEE(b) != uint32(h.CRC) {
		return errors.New("a page is damaged: its checksum does not fit")
	}
	full := int(h.UncompressedPageSize)
	switch {
	case h.Type == format.DictionaryPage && h.DictionaryPageHeader.Valid:
		return c.dictionary(&h.DictionaryPageHeader.V, b, full)
	case h.Type == format.DataPage && h.DataPageHeader.Valid:
		return c.first(&h.DataPageHeader.V, b, full)
	case h.Type == format.DataPageV2 && h.DataPageHeaderV2.Valid:
		return c.second(&h.DataPageHeaderV2.V, b, full)
	case h.Type == format.IndexPage:
		return nil
	}
	return errors.New("a page is damaged: it is of no kind that is known")
}

func (c *column) dictionary(h *format.DictionaryPageHeader, b []byte, full int) error {
	b, err := decompressed(c.codec, b, full)
	if err != nil {
		return err
	}
	p := plain{in: b, kind: c.field.Kind, length: c.field.length}
	c.words = nil
	for range h.NumValues {
		v, err := p.next()
		if err != nil {
			return err
		}
		c.words = append(c.words, v)
	}
	return nil
}

// first reads a page as they were at first: levels and values are compressed together.
func (c *column) first(h *format.DataPageHeader, b []byte, full int) (err error) {
	if b, err = decompressed(c.codec, b, full); err != nil {
		return err
	}
	if h.NumValues < 0 {
		return errShort
	}
	if c.rep, b, err = levelsOf(h.RepetitionLevelEncoding, c.field.Rep, int(h.NumValues), b); err != nil {
		return err
	}
	if c.def, b, err = levelsOf(h.DefinitionLevelEncoding, c.field.Def, int(h.NumValues), b); err != nil {
		return err
	}
	c.inPage = int(h.NumValues)
	c.values, err = c.valuesOf(h.Encoding, b, c.inPage)
	return err
}

func levelsOf(enc format.Encoding, most, count int, b []byte) (numbers, []byte, error) {
	width := widthOf(most)
	switch {
	case most == 0:
		return nil, b, nil
	case enc == format.RLE:
		part, rest, err := prefixed(b)
		return &hybrid{in: part, width: width}, rest, err
	case enc == format.BitPacked:
		n := (count*int(width) + 7) / 8
		if n > len(b) {
			return nil, nil, errShort
		}
		return &backward{in: b[:n], width: width}, b[n:], nil
	}
	return nil, nil, fmt.Errorf("its levels are written as %s, which is not read", enc)
}

// second reads a page of the second version: only values are compressed.
func (c *column) second(h *format.DataPageHeaderV2, b []byte, full int) (err error) {
	rep, def := int(h.RepetitionLevelsByteLength), int(h.DefinitionLevelsByteLength)
	if rep < 0 || def < 0 || h.NumValues < 0 || rep+def > len(b) || rep+def > full {
		return errShort
	}
	c.rep = &hybrid{in: b[:rep], width: widthOf(c.field.Rep)}
	c.def = &hybrid{in: b[rep : rep+def], width: widthOf(c.field.Def)}
	b = b[rep+def:]
	if (!h.IsCompressed.Valid || h.IsCompressed.V) && full > rep+def {
		if b, err = decompressed(c.codec, b, full-rep-def); err != nil {
			return err
		}
	}
	c.inPage = int(h.NumValues)
	c.values, err = c.valuesOf(h.Encoding, b, c.inPage)
	return err
}
