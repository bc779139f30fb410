// Package lines compares engines from line to line: a case as one line of JSON in, the answers of the three workloads as one line out.
package lines

import (
	"bytes"
	"fmt"
	"io"

	"github.com/clausewise/clausewise/bench/engines"
	"github.com/clausewise/clausewise/bench/workload"
)

// Engine answers lines.
type Engine interface {
	Name() string
	// Checks says what is checked of the JSON.
	Checks() string
	// Decide answers each line of a stream, which it reads and writes in pieces of some size.
	Decide(lines io.Reader, answers io.Writer) error
	// Read reads an answer that Decide wrote. It is not timed.
	Read(line []byte) ([3]workload.Answer, error)
}

// All are the engines with the decoders that people put in front of them; the first is ours.
func All() ([]Engine, error) {
	mine, err := newOurs()
	if err != nil {
		return nil, err
	}
	all := []Engine{mine}
	peers, err := engines.All()
	if err != nil {
		return nil, err
	}
	for i, e := range peers {
		switch {
		case i == 0, e.Name() == "expr on structs", e.Name() == "cel-go, typed":
			for _, d := range decoders {
				all = append(all, newPeer(e, d))
			}
		case e.Name() == "expr on structs, whole answer":
			for _, d := range decoders[:2] {
				all = append(all, newPeer(e, d))
			}
		case e.Name() == "OPA, prepared":
			all = append(all, newPeer(e, decoders[0]))
		}
	}
	return all, nil
}

// Lines are n lines from the first on.
func Lines(first, n uint64) []byte {
	var b []byte
	for i := range n {
		b = workload.AppendLine(b, engines.Seed, first+i)
	}
	return b
}

// Agree tells where an engine answers otherwise than handwritten code answers the case that the line was written from.
func Agree(all []Engine, n uint64) error {
	const block = 500
	hand := &engines.Hand{}
	for first := uint64(0); first < n; first += block {
		size := min(block, n-first)
		data := Lines(first, size)
		for _, e := range all {
			var out bytes.Buffer
			if err := e.Decide(bytes.NewReader(data), &out); err != nil {
				return fmt.Errorf("%s: %w", e.Name(), err)
			}
			rows := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
			if uint64(len(rows)) != size {
				return fmt.Errorf("%s answers %d of %d lines", e.Name(), len(rows), size)
			}
			for i, row := range rows {
				c := workload.New(engines.Seed, first+uint64(i))
				got, err := e.Read(row)
				if err != nil {
					return fmt.Errorf("%s: %w: %s", e.Name(), err, row)
				}
				for w := range got {
					if want, _ := hand.Decide(w, c, nil); got[w] != want {
						return fmt.Errorf("%s, line %d, W%d: %+v, not %+v", e.Name(), first+uint64(i), w+1, got[w], want)
					}
				}
			}
		}
	}
	return nil
}
