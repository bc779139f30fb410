// Package replay decides recorded cases under two versions of policies and says which answers change, and by which clause.
package replay

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/clausewise/clausewise/limits"
)

// Line is a recorded case: {"policy": "seller/name", "facts": {…}}.
type Line struct {
	Number int
	Policy string
	Facts  []byte
}

type lineForm struct {
	Policy string          `json:"policy"`
	Facts  json.RawMessage `json:"facts"`
}

// Each calls f for each case of a file, one on a line; empty lines are skipped. An error names the line.
func Each(r io.Reader, f func(Line) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, limits.Default.FactsBytes+1<<10)
	n := 0
	for s.Scan() {
		n++
		text := bytes.TrimSpace(s.Bytes())
		if len(text) == 0 {
			continue
		}
		var form lineForm
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&form); err != nil || d.More() {
			return fmt.Errorf(`line %d is no recorded case; write {"policy": "seller/name", "facts": {…}}`, n)
		}
		if form.Policy == "" || len(form.Facts) == 0 {
			return fmt.Errorf("line %d has not both a policy and facts", n)
		}
		if err := f(Line{Number: n, Policy: form.Policy, Facts: form.Facts}); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}
