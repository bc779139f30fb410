package lines

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/bench/policies"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/plan"
)

// house is the policy that holds the three workloads.
func house() ([]*tree.Policy, error) {
	text, err := policies.FS.ReadFile("house.policy")
	if err != nil {
		return nil, err
	}
	prog, err := dsl.Load([]*source.File{source.NewFile("house.policy", string(text))})
	if err != nil {
		return nil, err
	}
	return prog.Policies[0].Versions, nil
}

// unread are the facts at the beginning of the policy that no rule reads.
const unread = 7

// Decoding is what policyrun batch does with lines before it decides: reading them, with all checks, as the words that the policy calculates with, or as values
// where it cannot do that.
type Decoding struct {
	decoder *line.Decoder
	values  bool
	cases   []*plan.Case
	buffer  []byte
}

// NewDecoding makes it ready, for values or for words.
func NewDecoding(values bool) (*Decoding, error) {
	versions, err := house()
	if err != nil {
		return nil, err
	}
	code := plan.Lower(versions[0])
	form := code.Form()
	if form == nil {
		return nil, errors.New("the policy takes values")
	}
	d := &Decoding{decoder: line.New(versions[0]), values: values, buffer: make([]byte, pieceBytes)}
	for range plan.BlockSize {
		d.cases = append(d.cases, code.NewCase())
	}
	for i := range unread {
		d.decoder.Pass(i)
	}
	d.decoder.LayAs(form)
	return d, nil
}

// Decode reads each line of a stream.
func (d *Decoding) Decode(r io.Reader) error {
	have, next := 0, 0
	for {
		n, err := io.ReadFull(r, d.buffer[have:])
		piece := d.buffer[:have+n]
		last := err != nil
		if last && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		end := len(piece)
		if !last {
			end = bytes.LastIndexByte(piece, '\n') + 1
		}
		for at := 0; at < end; next++ {
			size, ok := d.decode(piece[at:end], d.cases[next%len(d.cases)])
			if !ok {
				return fmt.Errorf("not read: %s", piece[at:end])
			}
			at += size
		}
		if last {
			return nil
		}
		have = copy(d.buffer, piece[end:])
	}
}

// decode reads the first of some lines and gives its length.
func (d *Decoding) decode(lines []byte, k *plan.Case) (size int, ok bool) {
	if !d.values {
		laid, ok := d.decoder.Lay(lines, k.Words())
		k.Take(laid.Words, laid.Texts)
		return laid.Size, ok
	}
	if size = bytes.IndexByte(lines, '\n') + 1; size == 0 {
		size = len(lines)
	}
	_, ok = d.decoder.Decode(lines[:size])
	return size, ok
}
