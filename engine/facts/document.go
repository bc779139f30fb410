package facts

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/limits"
)

// form is the shape of a node.
type form uint8

const (
	null   form = iota // null, or nothing at all: not known
	text               // quoted, or plain and neither number nor true or false
	number             // unquoted, reads as a number
	truth              // unquoted true or false
	list
	mapping
)

// node is a part of a fact file, the same for YAML and JSON. A scalar keeps its text as written.
type node struct {
	form   form
	text   string
	items  []node  // list
	fields []field // mapping, in the order of the file
}

// field is one entry of a mapping.
type field struct {
	name  string
	value node
}

// plainText reports data that is not UTF-8 text.
func (d *decoder) plainText(data []byte) bool {
	if IsUTF16(data) {
		d.unreadable(1, "it is text in UTF-16, with two bytes for each character", "save the file as text in UTF-8")
		return false
	}
	line := 1
	for i := 0; i < len(data); {
		b := data[i]
		switch {
		case b == '\n':
			line++
		case b == 0:
			d.unreadable(line, "there is a NUL byte in it", "save the file as text in UTF-8")
			return false
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError && n == 1 {
				d.unreadable(line, "it is not text in UTF-8", "save the file as text in UTF-8")
				return false
			}
			i += n
			continue
		}
		i++
	}
	return true
}

// unreadable reports that the file cannot be read beyond a line.
func (d *decoder) unreadable(line int, what, hint string) {
	where := d.name
	if line > 0 {
		where += ", line " + strconv.Itoa(line)
	}
	d.report(diag.FactsUnreadable, "", where+": "+what, hint)
}

// tooDeep reports a file that is nested beyond the limit.
func (d *decoder) tooDeep() {
	d.report(diag.FactsTooLarge, "", d.name+" is nested more than "+strconv.Itoa(d.limits.FactsDepth)+" deep", "Facts are values, lists and records: look for a bracket too many"+
		OrRaise(limits.FactsDepth, d.limits.FactsDepth))
}

// tooMany reports a file that holds more than one case can have.
func (d *decoder) tooMany() {
	most := d.limits.FactsItems
	d.report(diag.FactsTooLarge, "", d.name+" holds more than "+strconv.Itoa(most)+" values", "Give the facts of one case"+OrRaise(limits.FactsItems, most))
}

// IsUTF16 tells whether a text begins as one in UTF-16 does: with its mark, or with every second byte zero.
func IsUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return true
	}
	if len(data) < 4 {
		return false
	}
	return data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0 || data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0
}
