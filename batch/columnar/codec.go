package columnar

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/dsnet/compress/brotli"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// decompressed is a page of so many bytes; no more room is made for it.
func decompressed(codec format.CompressionCodec, in []byte, size int) ([]byte, error) {
	var out []byte
	var err error
	switch codec {
	case format.Uncompressed:
		out = in
	case format.Snappy:
		var n int
		if n, err = snappy.DecodedLen(in); err == nil && n == size {
			out, err = snappy.Decode(nil, in)
		}
	case format.Gzip:
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(in)); err == nil {
			out, err = exactly(z, size)
		}
	case format.Brotli:
		var z *brotli.Reader
		if z, err = brotli.NewReader(bytes.NewReader(in), nil); err == nil {
			out, err = exactly(z, size)
		}
	case format.Zstd:
		var z *zstd.Decoder
		if z, err = zstandard(); err == nil {
			out, err = z.DecodeAll(in, make([]byte, 0, min(size, maxGuess)))
		}
	case format.Lz4Raw:
		var n int
		if err = errSize; size <= maxLZ4*len(in) {
			out = make([]byte, size)
			n, err = lz4.UncompressBlock(in, out)
			out = out[:max(n, 0)]
		}
	default:
		return nil, fmt.Errorf("it is compressed with %s, which is not read; Snappy, gzip, Zstandard, LZ4_RAW and Brotli are", codec)
	}
	if err == nil && len(out) != size {
		err = errSize
	}
	if err != nil {
		return nil, fmt.Errorf("a page that is compressed with %s is damaged: %w", codec, err)
	}
	return out, nil
}

// zstandard decompresses pages, from any goroutine.
var zstandard = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxPage))
})

// maxLZ4 is how many bytes one byte of LZ4 can stand for.
const maxLZ4 = 255

var errSize = errors.New("it is not as long as it says")

// maxGuess is room that is made on the word of a page.
const maxGuess = 1 << 20

// exactly reads all there is, which must be size bytes.
func exactly(r io.Reader, size int) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, min(size, maxGuess)+bytes.MinRead))
	_, err := out.ReadFrom(io.LimitReader(r, int64(size)+1))
	return out.Bytes(), err
}
