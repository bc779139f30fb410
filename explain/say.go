package explain

import (
	"bytes"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/go-json-experiment/json/jsontext"
)

// Say writes a value of type t as explanations do: 1 March 2024, 1,234.50 EUR, of purchase.
func Say(p *tree.Policy, t *types.Type, v value.Value) string { return voiceOf(p).say(t, v) }

// Party is how explanations speak of a party: the seller.
func Party(p *tree.Policy, name string) string { return voiceOf(p).party(name) }

// Label is what explanations call a decision.
func Label(d *tree.Decision) string { return voice{}.label(d) }

// Question asks for an input, or for the field of a list's entry that the path names.
func Question(in *tree.Input, path string) string { return voice{}.question(in, path) }

// Words turns a name into words.
func Words(name string) string { return words(name) }

// FactJSON is a value of type t in the shape that facts have, on one line; null for a value that is not known.
func FactJSON(t *types.Type, v value.Value) []byte {
	w := newWriter()
	w.value(t, v)
	out := jsontext.Value(bytes.TrimSpace(w.bytes()))
	if err := out.Compact(); err != nil {
		panic("explain: " + err.Error()) // the writer makes nothing else
	}
	return out
}

// OpenMembers are the values still open to a judgment, as they are written in facts; none where it is not one among several.
func OpenMembers(a outcome.Awaited) []string { return openMembers(a) }
