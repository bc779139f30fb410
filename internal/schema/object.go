// Package schema describes the facts that a policy takes and the answer that it gives as JSON Schemas (2020-12), for forms, code generators and
// whoever checks a case before it is sent.
//
// A schema says of the shape of facts what the decoder says. Bounds and guards depend on other facts, and are left to the decoder.
package schema

import (
	"bytes"
	"encoding/json"
)

// object is a JSON object whose members stay in their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := plain(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plain is JSON in which < and & stay what they are.
func plain(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// indented is JSON for people too.
func indented(v any) ([]byte, error) {
	text, err := plain(v)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = json.Indent(&b, text, "", "  ")
	b.WriteByte('\n')
	return b.Bytes(), err
}

const draft = "https://json-schema.org/draft/2020-12/schema"
