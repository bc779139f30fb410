package batch

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/go-json-experiment/json/jsontext"
)

// columns say which fact is in which column of a table.
type columns struct {
	count int
	cells []cell
}

// cell is a fact and where it stands.
type cell struct {
	input *tree.Input
	at    int
	// currency is the column of the currency of an amount in two columns, name.amount and name.currency; −1: one column.
	currency int
}

// ColumnError is a column that is not a fact's.
type ColumnError struct{ Column, Reason string }

// Error names the column and what is wrong with it.
func (e *ColumnError) Error() string { return "column " + strconv.Quote(e.Column) + " " + e.Reason }

func newColumns(p *tree.Policy, names []string) (*columns, error) {
	c := &columns{count: len(names)}
	at := map[string]int{}
	for i, n := range names {
		if _, twice := at[n]; twice {
			return nil, &ColumnError{n, "is there twice"}
		}
		at[n] = i
	}
	used := make([]bool, len(names))
	for _, in := range p.Inputs {
		if i, ok := at[in.Name]; ok {
			used[i] = true
			c.cells = append(c.cells, cell{in, i, -1})
			continue
		}
		a, hasAmount := at[in.Name+".amount"]
		cur, hasCurrency := at[in.Name+".currency"]
		if in.Type.Kind != types.Money || !hasAmount && !hasCurrency {
			continue
		}
		if hasAmount != hasCurrency {
			return nil, &ColumnError{in.Name, "has an amount and a currency; both columns must be there"}
		}
		used[a], used[cur] = true, true
		c.cells = append(c.cells, cell{in, a, cur})
	}
	for i, n := range names {
		if !used[i] {
			return nil, unknownColumn(p, n)
		}
	}
	return c, nil
}

func unknownColumn(p *tree.Policy, name string) error {
	var known []string
	for _, in := range p.Inputs {
		known = append(known, in.Name)
	}
	reason := "is no fact of the policy; policyrun facts lists them"
	if near := diag.Nearest(name, known); near != "" {
		reason = "is no fact of the policy; did you mean " + near + "?"
	}
	return &ColumnError{name, reason}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// object writes the cells as a JSON object. An empty cell is a fact that is not known.
func (c *columns) object(cells [][]byte, b []byte) ([]byte, []problem) {
	b = append(b, '{')
	n := 0
	for i := range c.cells {
		f := &c.cells[i]
		text := cells[f.at]
		if len(text) == 0 && (f.currency < 0 || len(cells[f.currency]) == 0) {
			continue
		}
		b = append(appendText(comma(b, n), f.input.Name), ':')
		n++
		if f.currency >= 0 {
			b = appendMoney(b, string(text), string(cells[f.currency]))
			continue
		}
		var ok bool
		if b, ok = appendCellValue(b, f.input.Type, text); !ok {
			return b, []problem{{Code: string(diag.FactsUnreadable), Path: f.input.Name, Message: "the cell is no JSON value", Hint: `write a list as ["a","b"], or leave the cell empty if it is not known`}}
		}
	}
	return append(b, '}'), nil
}

func appendMoney(b []byte, amount, currency string) []byte {
	b = appendText(append(b, `{"amount":`...), amount)
	return append(appendText(append(b, `,"currency":`...), currency), '}')
}

// appendCellValue writes a cell as the JSON that a fact of its type has: lists and records as they are written, amounts from "7.50 EUR". False:
// it begins as JSON and is none.
func appendCellValue(b []byte, t *types.Type, text []byte) ([]byte, bool) {
	text = bytes.TrimSpace(text)
	switch t.Kind {
	case types.List, types.Set, types.Record, types.Calendar, types.Money:
		if len(text) > 0 && (text[0] == '[' || text[0] == '{') {
			return append(b, text...), jsontext.Value(text).IsValid()
		}
	}
	if t.Kind == types.Money {
		if amount, cur, ok := strings.Cut(string(text), " "); ok {
			return appendMoney(b, amount, strings.TrimSpace(cur)), true
		}
	}
	return appendText(b, string(text)), true
}
