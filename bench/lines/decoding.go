package lines

import (
	"bytes"
	"fmt"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/bench/policies"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
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

// Decoding is what policyrun batch does with a line before it decides: reading it, with all checks, into the facts of the policy.
type Decoding struct{ decoder *line.Decoder }

// NewDecoding makes it ready.
func NewDecoding() (*Decoding, error) {
	versions, err := house()
	if err != nil {
		return nil, err
	}
	d := &Decoding{line.New(versions[0])}
	for i := range unread {
		d.decoder.Pass(i)
	}
	return d, nil
}

// Decode reads each line.
func (d *Decoding) Decode(data []byte) error {
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n') + 1
		if end == 0 {
			end = len(data)
		}
		if _, ok := d.decoder.Decode(data[:end]); !ok {
			return fmt.Errorf("not read: %s", data[:end])
		}
		data = data[end:]
	}
	return nil
}
