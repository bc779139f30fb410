package casework

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// JSON writes an output for programs: indented, with the fields in the order of the type, and the same bytes for the same output.
func JSON(v any) ([]byte, error) {
	b := &bytes.Buffer{}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("the output cannot be written as JSON: %w", err)
	}
	return b.Bytes(), nil
}
