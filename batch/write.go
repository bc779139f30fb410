package batch

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/go-json-experiment/json/jsontext"
)

// clauseText is a clause as it stands in citations.
type clauseText struct {
	plain string
	json  []byte
}

// effectLists are the lists that citations are gathered in, with what stands before their entries.
var effectLists = func() (lists [outcome.NotReached + 1][]byte) {
	for e := range lists {
		lists[e] = fmt.Appendf(nil, `"%s":[`, outcome.Effect(e))
	}
	return lists
}()

func textOf(c *tree.Clause, policy string) clauseText {
	return clauseText{plain: plainOf(c, policy), json: appendNamed(nil, c, policy)}
}

// plainOf is a clause as tables name it.
func plainOf(c *tree.Clause, policy string) string {
	if elsewhere(c, policy) {
		return c.Policy + " " + c.ID
	}
	return c.ID
}

// elsewhere tells whether a clause stands in another policy.
func elsewhere(c *tree.Clause, policy string) bool { return c.Policy != policy && c.Policy != "" }

// appendNamed appends a clause as citations name it: its id, or an object if it stands in another policy. Ids and names of policies may hold any
// character, so that nothing else would keep the two apart.
func appendNamed(b []byte, c *tree.Clause, policy string) []byte {
	if !elsewhere(c, policy) {
		return appendText(b, c.ID)
	}
	return append(appendClause(append(b, '{'), c, policy), '}')
}

// written is what of a decision's answers is the same in all cases, with a comma before it.
type written struct {
	status  [outcome.NotGoverned + 1][]byte // the name and the status; if the decision is decided, all that stands before its value
	values  [][]byte                        // of a yes or no or an enumeration: the status and the value
	members [][]byte                        // of a set, with a comma behind each
	amount  []byte                          // what stands before the digits of an amount
	behind  []byte                          // what stands behind them, if amounts have but one currency
}

func writtenOf(d *tree.Decision) written {
	w := written{}
	name := append(appendText([]byte{','}, d.Name), ':')
	for s := range w.status {
		w.status[s] = fmt.Appendf(nil, `%s{"status":"%s"`, name, outcome.Status(s))
	}
	value := fmt.Appendf(nil, `%s,"value":`, w.status[outcome.Decided])
	w.status[outcome.Decided] = value
	switch d.Type.Kind {
	case types.Bool:
		w.values = [][]byte{append(slices.Clone(value), "false"...), append(slices.Clone(value), "true"...)}
	case types.Enum:
		for _, m := range d.Type.Members {
			w.values = append(w.values, appendText(slices.Clone(value), m))
		}
	case types.Set:
		for _, m := range d.Type.Members {
			w.members = append(w.members, append(appendText(nil, m), ','))
		}
	case types.Money:
		w.amount = append(slices.Clone(value), `{"amount":"`...)
		if d.Type.Currency != money.None && d.Type.Currency.Digits() == 2 && !d.Type.Special {
			w.behind = fmt.Appendf(nil, `","currency":"%s"}`, d.Type.Currency.Code())
		}
	}
	return w
}

// appendText appends a text as JSON.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			b, _ = jsontext.AppendQuote(b, s) // an error says that invalid UTF-8 was replaced
			return b
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// appendCase appends the line of a case.
func (p *Policy) appendCase(b []byte, row int64, answers []answer) []byte {
	b = append(strconv.AppendInt(append(b, `{"row":`...), row, 10), `,"decisions":`...)
	start := len(b)
	for k := range answers {
		a := &answers[k]
		if !p.answers(k, a.decision) {
			continue
		}
		if k < len(p.own) && p.own[k] == a.decision && a.full == nil {
			b = p.appendUsual(b, &p.written[k], a)
			continue
		}
		b = append(appendText(append(b, ','), a.decision.Name), ':')
		b = append(append(append(b, `{"status":"`...), a.status.String()...), '"')
		if a.status == outcome.Decided {
			b = appendValue(append(b, `,"value":`...), a.decision.Type, a.value)
		}
		b = p.appendFull(b, a.full)
	}
	if len(b) == start {
		b = append(b, '{')
	}
	b[start] = '{' // in place of the first comma
	return append(b, "}}\n"...)
}

// appendUsual appends an answer of the machine.
func (p *Policy) appendUsual(b []byte, w *written, a *answer) []byte {
	v := &a.value
	told := false
	switch {
	case a.status != outcome.Decided:
		b, told = append(b, w.status[a.status]...), true
	case v.Ref == nil && !v.Special && (v.Kind != value.Money || v.Cur == a.decision.Type.Currency):
		b, told = w.appendPlain(b, v.N)
	}
	if !told {
		b = appendValue(append(b, w.status[outcome.Decided]...), a.decision.Type, *v)
	}
	if a.citations != nil {
		return append(b, a.citations...)
	}
	return p.appendCites(b, a.cites)
}

// appendPlain appends a decided value that is an integer, an amount in the only currency of the decision; false: it is of another kind.
func (w *written) appendPlain(b []byte, n int64) ([]byte, bool) {
	switch {
	case w.values != nil:
		return append(b, w.values[n]...), true
	case w.members != nil:
		b = append(append(b, w.status[outcome.Decided]...), '[')
		for mask := uint64(n); mask != 0; mask &= mask - 1 {
			b = append(b, w.members[bits.TrailingZeros64(mask)]...)
		}
		return closed(b, ']'), true
	}
	if cents, ok := w.cents(n); ok {
		return append(appendCents(append(b, w.amount...), cents), w.behind...), true
	}
	return b, false
}

// cents is the amount of a decision whose amounts have but one currency, if it has hundredths and no more decimals.
func (w *written) cents(n int64) (uint64, bool) {
	if w.behind == nil {
		return 0, false
	}
	return wholeCents(n)
}

// appendCites appends citations of the machine and the end of the answer.
func (p *Policy) appendCites(b []byte, cites []cite) []byte {
	return append(appendByEffect(append(b, `,"citations":`...), p.clauses, cites), '}')
}

// appendByEffect appends citations, gathered by their effects and within an effect in the order in which they come.
func appendByEffect(b []byte, clauses []clauseText, cites []cite) []byte {
	there := uint(0)
	for i := range cites {
		there |= 1 << cites[i].effect
	}
	b = append(b, '{')
	for ; there != 0; there &= there - 1 {
		e := outcome.Effect(bits.TrailingZeros(there))
		b = append(b, effectLists[e]...)
		for i := range cites {
			if cites[i].effect == e {
				b = append(append(b, clauses[cites[i].clause].json...), ',')
			}
		}
		b = append(closed(b, ']'), ',')
	}
	return closed(b, '}')
}

// closed ends a list or an object that has a comma behind each entry.
func closed(b []byte, end byte) []byte {
	if last := len(b) - 1; b[last] == ',' {
		b[last] = end
		return b
	}
	return append(b, end)
}

// appendFull appends what only the full engine tells.
func (p *Policy) appendFull(b []byte, d *outcome.Decision) []byte {
	t := d.Decision.Type
	if told(d.Min) || told(d.Max) {
		b = append(b, `,"range":{`...)
		b = append(appendBounds(b, t, d.Min, d.Max, false), '}')
	}
	b = p.appendFullCites(append(b, `,"citations":`...), d.Citations)
	if len(d.Needs) > 0 {
		b = append(b, `,"needs":[`...)
		for i, n := range d.Needs {
			b = append(appendText(append(comma(b, i), `{"fact":`...), n.Path), '}')
		}
		b = append(b, ']')
	}
	if len(d.Determinations) > 0 {
		b = append(b, `,"determinations":[`...)
		for i, w := range d.Determinations {
			b = p.appendAwaited(comma(b, i), w)
		}
		b = append(b, ']')
	}
	if len(d.Conflict) > 0 {
		b = append(b, `,"conflict":[`...)
		for i, side := range d.Conflict {
			b = appendClause(append(comma(b, i), '{'), side.Clause, p.latest.Name)
			b = append(appendValue(append(b, `,"value":`...), t, side.Value), '}')
		}
		b = append(b, ']')
	}
	if d.Capped {
		b = append(b, `,"capped":true`...)
	}
	return append(b, '}')
}

func (p *Policy) appendFullCites(b []byte, citations []outcome.Citation) []byte {
	clauses, cites := make([]clauseText, len(citations)), make([]cite, len(citations))
	for i, c := range citations {
		clauses[i], cites[i] = textOf(c.Clause, p.latest.Name), cite{i, c.Effect}
	}
	return appendByEffect(b, clauses, cites)
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

func appendClause(b []byte, c *tree.Clause, policy string) []byte {
	b = appendText(append(b, `"clause":`...), c.ID)
	if elsewhere(c, policy) {
		b = appendText(append(b, `,"policy":`...), c.Policy)
	}
	return b
}

// appendAwaited appends a determination that is owed.
func (p *Policy) appendAwaited(b []byte, a outcome.Awaited) []byte {
	b = appendText(append(b, `{"name":`...), a.Input.Name)
	b = appendText(append(b, `,"by":`...), a.Input.Party)
	if a.Input.Clause != nil {
		b = appendClause(append(b, ','), a.Input.Clause, p.latest.Name)
	}
	b = appendBounds(b, a.Input.Type, a.Min, a.Max, true)
	members := a.Input.Type.Members
	if a.Input.Type.Kind == types.Bool {
		members = []string{"no", "yes"}
	}
	if a.Members != 0 {
		b = appendMembers(append(b, `,"members":`...), members, a.Members)
	}
	return append(b, '}')
}

// told tells whether a bound says something: an amount without a currency does not.
func told(v value.Value) bool {
	return v.Kind != value.Invalid && (v.Kind != value.Money || v.Special || v.Cur != money.None)
}

// appendBounds appends the ends of a range that are known; lead: something stands before them.
func appendBounds(b []byte, t *types.Type, least, most value.Value, lead bool) []byte {
	if told(least) {
		if lead {
			b = append(b, ',')
		}
		b, lead = appendValue(append(b, `"min":`...), t, least), true
	}
	if told(most) {
		if lead {
			b = append(b, ',')
		}
		b = appendValue(append(b, `"max":`...), t, most)
	}
	return b
}

func appendMembers(b []byte, members []string, mask uint64) []byte {
	b = append(b, '[')
	n := 0
	for ; mask != 0; mask &= mask - 1 {
		if i := bits.TrailingZeros64(mask); i < len(members) {
			b = appendText(comma(b, n), members[i])
			n++
		}
	}
	return append(b, ']')
}

// appendValue appends a value of type t in the shape that facts have.
func appendValue(b []byte, t *types.Type, v value.Value) []byte {
	switch v.Kind {
	case value.Invalid:
		return append(b, "null"...)
	case value.Bool:
		return strconv.AppendBool(b, v.IsTrue())
	case value.Enum:
		return appendText(b, t.Members[v.N])
	case value.Set:
		return appendMembers(b, t.Members, uint64(v.N))
	case value.Number:
		return appendNumber(b, v, 0, 0)
	case value.Percent:
		return append(appendNumber(append(b, '"'), v, 2, 0), `%"`...)
	case value.Money:
		if v.Special {
			return append(b, `"unlimited"`...)
		}
		return append(append(append(appendAmount(append(b, `{"amount":"`...), &v), `","currency":"`...), v.Cur.Code()...), `"}`...)
	case value.Text, value.Country:
		return appendText(b, v.Text())
	case value.Calendar:
		return appendCalendar(b, v)
	case value.List:
		return appendList(b, t, v)
	case value.Record:
		b = append(b, '{')
		for i, f := range v.Members() {
			b = append(appendText(comma(b, i), t.Rec.Fields[i].Name), ':')
			b = appendValue(b, t.Rec.Fields[i].Type, f)
		}
		return append(b, '}')
	case value.Period:
		p := v.Period()
		b = strconv.AppendInt(append(b, `{"number":`...), int64(p.Number), 10)
		b = p.First.Append(append(b, `,"first_day":"`...))
		b = p.Last.Append(append(b, `","last_day":"`...))
		return append(b, `"}`...)
	case value.Duty:
		return appendDuty(b, v.Duty())
	}
	return append(v.Append(append(b, '"')), '"') // dates, instants, currencies: as they write themselves
}

// appendAmount appends an amount of money with the decimals of its currency, or more where it has them.
func appendAmount(b []byte, v *value.Value) []byte {
	if cents, ok := wholeCents(v.N); ok && v.Ref == nil && v.Cur.Digits() == 2 {
		return appendCents(b, cents)
	}
	return appendNumber(b, *v, 0, v.Cur.Digits())
}

// appendNumber appends a number times ten to the power of shift.
func appendNumber(b []byte, v value.Value, shift int32, decimals int) []byte {
	if v.Ref == nil {
		return money.AppendScaled(b, v.N, 6-int(shift), decimals, false)
	}
	return money.AppendDecimal(b, v.Decimal().Shift(shift), decimals, false)
}

func appendCalendar(b []byte, v value.Value) []byte {
	c := v.Calendar()
	if c.Name() != "" {
		return appendText(b, c.Name())
	}
	b = append(b, '[')
	for i, d := range c.Holidays(date.Min, date.Max) {
		b = append(d.Append(append(comma(b, i), '"')), '"')
	}
	return append(b, ']')
}

func appendList(b []byte, t *types.Type, v value.Value) []byte {
	elem := t.Elem
	if elem == nil {
		elem = t // duties: each describes itself
	}
	b = append(b, '[')
	for i, m := range v.Members() {
		b = appendValue(comma(b, i), elem, m)
	}
	return append(b, ']')
}

// modalityNames are the modalities in the contract's spelling.
var modalityNames = [...]string{"must", "must_not", "may", "should_not", "endeavours"}

func appendDuty(b []byte, d *value.DutyValue) []byte {
	b = appendText(append(b, `{"who":`...), d.Who)
	b = append(append(append(b, `,"modality":"`...), modalityNames[d.Modality]...), '"')
	b = appendText(append(b, `,"what":`...), d.What)
	if d.To != "" {
		b = appendText(append(b, `,"to":`...), d.To)
	}
	b = appendDetail(b, `,"amount":`, d.Amount)
	b = appendDetail(b, `,"insured_for":`, d.InsuredFor)
	b = appendDetail(b, `,"not_before":`, d.NotBefore)
	b = appendDetail(b, `,"by":`, d.By)
	if d.Immediately {
		b = append(b, `,"by":"immediately"`...)
	}
	if d.Until != "" {
		b = appendText(append(b, `,"until":`...), d.Until)
	}
	return append(b, '}')
}

func appendDetail(b []byte, name string, v value.Value) []byte {
	if v.Kind == value.Invalid {
		return b
	}
	return appendValue(append(b, name...), nil, v)
}
