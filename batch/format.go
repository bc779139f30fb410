package batch

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/engine/outcome"
)

// Format is how answers are written.
type Format uint8

// The formats. Parquet is made of Table in the end, by WriteParquet: a file of columns cannot be gone on with after an interruption.
const (
	Lines Format = iota // an object per case
	Table               // CSV: a row per case, four columns per decision
)

// header is what stands before the first row.
func (f Format) header(p *Policy) []byte {
	if f == Lines {
		return nil
	}
	b := []byte("row")
	for _, d := range p.columns() {
		for _, part := range columnParts {
			b = append(append(append(b, ','), d.Name...), part...)
		}
	}
	return append(b, '\n')
}

// columnParts are the columns of a decision: its value, its status, the clauses with their effects, and what it waits for.
var columnParts = [...]string{"", ".status", ".citations", ".open"}

func (f Format) appendRow(p *Policy, b []byte, row int64, answers []answer) []byte {
	if f == Lines {
		return p.appendCase(b, row, answers)
	}
	b = strconv.AppendInt(b, row, 10)
	for _, d := range p.columns() {
		a := find(answers, d.Name)
		if a == nil {
			b = append(b, ",,,,"...)
			continue
		}
		b = append(b, ',')
		if a.status == outcome.Decided {
			b = appendCell(b, cellText(a))
		}
		b = append(append(b, ','), a.status.String()...)
		b = appendCell(append(b, ','), p.citedClauses(a))
		b = appendCell(append(b, ','), openNames(a))
	}
	return append(b, '\n')
}

func find(answers []answer, name string) *answer {
	for i := range answers {
		if answers[i].decision.Name == name {
			return &answers[i]
		}
	}
	return nil
}

// cellText is a value for a cell: as in JSON, but words and amounts without quotation marks.
func cellText(a *answer) string {
	js := appendValue(nil, a.decision.Type, a.value)
	if amount, ok := bytes.CutPrefix(js, []byte(`{"amount":"`)); ok {
		digits, cur, _ := strings.Cut(string(amount), `","currency":"`)
		return digits + " " + strings.TrimSuffix(cur, `"}`)
	}
	if len(js) > 1 && js[0] == '"' && bytes.IndexByte(js, '\\') < 0 {
		js = js[1 : len(js)-1]
	}
	return string(js)
}

// citedClauses lists the clauses with their effects.
func (p *Policy) citedClauses(a *answer) string {
	var parts []string
	for _, c := range a.cites {
		if a.full == nil {
			parts = append(parts, p.clauses[c.clause].plain+" "+c.effect.String())
		}
	}
	if a.full != nil {
		for _, c := range a.full.Citations {
			parts = append(parts, plainOf(c.Clause, p.latest.Name)+" "+c.Effect.String())
		}
	}
	return strings.Join(parts, "; ")
}

// openNames lists the facts and judgments that are missing.
func openNames(a *answer) string {
	if a.full == nil {
		return ""
	}
	var names []string
	for _, n := range a.full.Needs {
		names = append(names, n.Path)
	}
	for _, w := range a.full.Determinations {
		names = append(names, w.Input.Name)
	}
	return strings.Join(names, "; ")
}

// appendCell appends a cell of CSV, in quotation marks where it needs them.
func appendCell(b []byte, s string) []byte {
	if !strings.ContainsAny(s, ",\"\r\n") && !strings.HasPrefix(s, " ") {
		return append(b, s...)
	}
	return append(append(append(b, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}
