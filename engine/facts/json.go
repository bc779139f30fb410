package facts

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/go-json-experiment/json/jsontext"
)

// readJSON reads one JSON value as a stream of tokens: duplicate names are left to the decoder, which reports all of them; invalid
// UTF-8 was refused before.
func (d *decoder) readJSON(data []byte) (node, bool) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true))
	n, err := d.fromJSON(dec)
	switch {
	case errors.Is(err, errDepth):
		d.tooDeep()
		return node{}, false
	case errors.Is(err, errItems):
		d.tooMany()
		return node{}, false
	case err != nil:
		d.jsonError(data, err)
		return node{}, false
	}
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		line := 1 + bytes.Count(data[:min(int(dec.InputOffset()), len(data))], []byte("\n"))
		d.report(diag.FactsNotOneMapping, "", d.name+": something follows the end of the facts, at line "+itoa(line), "Put each case into its own file.")
		return node{}, false
	}
	return n, true
}

// fromJSON reads the next value.
func (d *decoder) fromJSON(dec *jsontext.Decoder) (node, error) {
	tok, err := dec.ReadToken()
	if err != nil {
		return node{}, err
	}
	if dec.StackDepth() > d.limits.FactsDepth {
		return node{}, errDepth
	}
	if d.left--; d.left < 0 {
		return node{}, errItems
	}
	switch tok.Kind() {
	case 'n':
		return node{}, nil
	case 't', 'f':
		return node{form: truth, text: tok.String()}, nil
	case '"':
		return node{form: text, text: tok.String()}, nil
	case '0':
		return node{form: number, text: tok.String()}, nil
	case '[':
		n := node{form: list}
		for dec.PeekKind() != ']' {
			item, err := d.fromJSON(dec)
			if err != nil {
				return node{}, err
			}
			n.items = append(n.items, item)
		}
		_, err = dec.ReadToken()
		return n, err
	default: // '{'; the stream's own checks leave nothing else here
		n := node{form: mapping}
		for dec.PeekKind() != '}' {
			name, err := dec.ReadToken()
			if err != nil {
				return node{}, err
			}
			f := field{name: name.String()}
			if f.value, err = d.fromJSON(dec); err != nil {
				return node{}, err
			}
			n.fields = append(n.fields, f)
		}
		_, err = dec.ReadToken()
		return n, err
	}
}

// jsonError reports what the JSON reader says, with the line.
func (d *decoder) jsonError(data []byte, err error) {
	offset, what := int64(len(data)), err.Error()
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		offset, what = syntax.ByteOffset, syntax.Err.Error()
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		what = "the file ends too early"
	}
	line := 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
	d.unreadable(line, strings.TrimPrefix(what, "jsontext: "), "Look for a missing quotation mark, bracket, comma or colon.")
}
