// Package facts reads the facts of a case from YAML or JSON, directed by the policy's declarations.
//
// A file is read in two steps. The readers (yaml.go, json.go) turn its text into one neutral document that keeps every scalar as it
// was written; the decoder (decode.go, scalar.go) turns that document into typed values and reports every problem at once. Bounds
// that a policy sets on its facts are checked by the engine, not here.
package facts

import (
	"bytes"
	"path"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Set is the facts of a case: one value per input of the policy, by tree.Input.Index. A value of kind Invalid was not given, or was null.
type Set struct {
	Values []value.Value
}

// Format is how a fact file is written.
type Format uint8

// The formats. Auto decides by the file's name, and where that says nothing, by its beginning.
const (
	Auto Format = iota
	YAML
	JSON
)

// Decode reads the facts of a case for policy p. Name is the file's name in messages and, with Auto, tells its format. The set holds
// what could be read; it must not be evaluated where there are problems.
func Decode(p *tree.Policy, name string, data []byte, format Format) (*Set, []outcome.Problem) {
	return DecodeWithin(limits.Default, p, name, data, format)
}

// DecodeWithin is Decode with other limits.
func DecodeWithin(l limits.Limits, p *tree.Policy, name string, data []byte, format Format) (*Set, []outcome.Problem) {
	d := newDecoder(p, name, l)
	doc, ok := d.read(data, format)
	if ok {
		d.document(doc)
	}
	return d.set, d.problems
}

// read turns the text into a document; false where that cannot be done.
func (d *decoder) read(data []byte, format Format) (node, bool) {
	if most := d.limits.FactsBytes; len(data) > most {
		d.report(diag.FactsTooLarge, "", d.name+" is larger than "+limits.Bytes(most), "Give the facts of one case"+OrRaise(limits.FactsBytes, most))
		return node{}, false
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !d.plainText(data) {
		return node{}, false
	}
	if format == Auto {
		format = detect(d.name, data)
	}
	if format == JSON {
		return d.readJSON(data)
	}
	return d.readYAML(data)
}

// OrRaise ends a hint with the way to raise the limit.
func OrRaise(name string, n int) string {
	return ", or raise the limit with `" + limits.Raise(name, n) + "`."
}

// detect tells the format of a file: by its name, or else JSON if it begins as a JSON object does.
func detect(name string, data []byte) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return JSON
	case ".yaml", ".yml":
		return YAML
	}
	rest, braced := bytes.CutPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{"))
	if !braced {
		return YAML
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '}') {
		return JSON
	}
	return YAML
}

// AsOf is the name of the fact that holds the day for which the question is asked.
const AsOf = "as_of"

// SetAsOf gives the set the day for which the question is asked. It tells whether the policy has such a fact.
func SetAsOf(p *tree.Policy, set *Set, day string) (known bool, problems []outcome.Problem) {
	for _, in := range p.Inputs {
		if in.Name != AsOf || in.Type.Kind != types.Date {
			continue
		}
		d := newDecoder(p, "", limits.Default)
		v := d.date(AsOf, in.Type, node{form: text, text: day})
		given := set.Values[in.Index]
		if v.Kind != value.Invalid && given.Kind != value.Invalid && given.N != v.N {
			d.report(diag.FactTwoAsOf, AsOf, "the facts are as of another day than "+show(day), "Leave one of the two out.")
		}
		set.Values[in.Index] = v
		return true, d.problems
	}
	return false, nil
}
