package receipt

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// canonical is a value as RFC 8785 writes it: members sorted, no spaces. There are no numbers in records, only texts, so that nothing depends on how
// a program reads numbers.
func canonical(v any) ([]byte, error) {
	b := &bytes.Buffer{}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	out := jsontext.Value(bytes.TrimSpace(b.Bytes()))
	if err := out.Canonicalize(); err != nil {
		return nil, err
	}
	return out, nil
}

// seal gives a record the digest over its canonical form without the digest.
func seal(record map[string]any) error {
	sum, err := digestOf(record)
	if err != nil {
		return err
	}
	record[digestMember] = sum
	return nil
}

const digestMember = "digest"

func digestOf(record map[string]any) (string, error) {
	bare := make(map[string]any, len(record))
	for k, v := range record {
		if k != digestMember {
			bare[k] = v
		}
	}
	text, err := canonical(bare)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}

// generic reads JSON as maps, lists, texts and yes or no; numbers become texts.
func generic(text []byte) (any, error) {
	if !jsontext.Value(text).IsValid() { // also refuses members that stand twice
		return nil, fmt.Errorf("it is not valid JSON")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return numbersAsText(v), nil
}

func numbersAsText(v any) any {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case []any:
		for i := range v {
			v[i] = numbersAsText(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = numbersAsText(v[k])
		}
	}
	return v
}
