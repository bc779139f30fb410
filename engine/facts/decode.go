package facts

import (
	"strconv"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// decoder turns a document into the facts of a policy.
type decoder struct {
	name     string
	set      *Set
	inputs   map[string]*tree.Input
	names    []string // of the inputs, in order, for near misses
	problems []outcome.Problem
	owner    *tree.Input // the input being read
	monies   []moneyUse
	limits   limits.Limits
	left     int // items that may still come
}

// moneyUse is an amount whose currency is that of a fact.
type moneyUse struct {
	path string
	cur  money.Currency
	of   *tree.Input
}

func newDecoder(p *tree.Policy, name string, l limits.Limits) *decoder {
	l = l.OrDefault()
	d := &decoder{
		name:   name,
		set:    &Set{Values: make([]value.Value, len(p.Inputs))},
		inputs: make(map[string]*tree.Input, len(p.Inputs)),
		limits: l,
		left:   l.FactsItems,
	}
	for _, in := range p.Inputs {
		d.inputs[in.Name] = in
		d.names = append(d.names, in.Name)
	}
	return d
}

// report adds a problem; beyond the limit it says once that there are more.
func (d *decoder) report(code diag.Code, path, message, hint string) {
	switch {
	case len(d.problems) < d.limits.FactsErrors:
		d.problems = append(d.problems, outcome.Problem{Code: string(code), Path: path, Message: message, Hint: hint})
	case len(d.problems) == d.limits.FactsErrors:
		d.problems = append(d.problems, outcome.Problem{Code: string(diag.FactsTooLarge), Message: "there are more mistakes than are shown",
			Hint: "Mend those that are shown" + OrRaise(limits.FactsErrors, d.limits.FactsErrors)})
	}
}

// document reads the facts, each under its name.
func (d *decoder) document(doc node) {
	if doc.form == null {
		return // an empty file: nothing is known
	}
	if doc.form != mapping {
		d.report(diag.FactsNotOneMapping, "", d.name+" holds "+doc.words()+", not facts under their names", "Write each fact as `name: value`.")
		return
	}
	seen := make(map[string]bool, len(doc.fields))
	for _, f := range doc.fields {
		in, ok := d.inputs[f.name]
		switch {
		case !ok:
			d.report(diag.FactUnknown, pathPart(f.name), "the policy has no fact "+show(f.name), didYouMean(f.name, d.names))
		case seen[f.name]:
			d.report(diag.FactTwice, f.name, "the fact is given twice", "Leave one of the two out.")
		default:
			seen[f.name] = true
			d.owner = in
			d.set.Values[in.Index] = d.value(f.name, in.Type, f.value)
		}
	}
	d.currencies()
}

// currencies checks that all amounts whose currency is that of one fact agree with it, or with each other while it is not known.
func (d *decoder) currencies() {
	first := map[*tree.Input]moneyUse{}
	for _, use := range d.monies {
		if d.inputs[use.of.Name] == use.of && use.path == use.of.Name {
			first[use.of] = use // the fact itself says what the currency is
		}
	}
	for _, use := range d.monies {
		ref, ok := first[use.of]
		if !ok {
			first[use.of] = use
			continue
		}
		if use.cur == ref.cur {
			continue
		}
		why := "the currency of " + use.of.Name
		if ref.path != use.of.Name {
			why = "as " + ref.path + " is, since both have the currency of " + use.of.Name
		}
		d.report(diag.FactWrongCurrency, use.path, "the amount is in "+currencyCode(use.cur)+"; it must be in "+currencyCode(ref.cur)+", "+why, "Give the amount in "+currencyCode(ref.cur)+".")
	}
}

// value reads a value of type t; Invalid where it is not known or has a problem, which is then reported.
func (d *decoder) value(path string, t *types.Type, n node) value.Value {
	if n.form == null {
		return value.Value{}
	}
	switch t.Kind {
	case types.List:
		return d.list(path, t, n)
	case types.Set:
		return d.members(path, t, n)
	case types.Record:
		return d.record(path, t, n)
	case types.Money:
		return d.money(path, t, n)
	case types.Calendar:
		return d.calendar(path, n)
	}
	if n.form == list || n.form == mapping {
		d.report(diag.FactWrongShape, path, n.words()+" stands where "+expected(t)+" is expected", example(t))
		return value.Value{}
	}
	switch t.Kind {
	case types.Bool:
		return d.yesNo(path, n)
	case types.Enum:
		if i, ok := d.member(path, t, n); ok {
			return value.OfEnum(i)
		}
	case types.Number:
		return d.number(path, t, n)
	case types.Percent:
		return d.percent(path, n)
	case types.Date:
		return d.date(path, t, n)
	case types.Instant:
		return d.instant(path, n)
	case types.Text:
		return d.text(path, n)
	case types.Country:
		return d.country(path, n)
	case types.Currency:
		if c, ok := d.currency(path, n); ok {
			return value.OfCurrency(c)
		}
	}
	return value.Value{}
}

// list reads a list; each of its entries is known.
func (d *decoder) list(path string, t *types.Type, n node) value.Value {
	if n.form != list {
		d.report(diag.FactWrongShape, path, n.words()+" stands where a list is expected", listHint(n))
		return value.Value{}
	}
	items := make([]value.Value, len(n.items))
	for i, item := range n.items {
		at := index(path, i)
		if item.form == null {
			d.gap(at)
			continue
		}
		items[i] = d.value(at, t.Elem, item)
	}
	return value.OfList(items)
}

// members reads a set of enumeration members.
func (d *decoder) members(path string, t *types.Type, n node) value.Value {
	if n.form != list {
		d.report(diag.FactWrongShape, path, n.words()+" stands where a list is expected", listHint(n))
		return value.Value{}
	}
	v := value.Value{Kind: value.Set}
	for i, item := range n.items {
		at := index(path, i)
		if item.form == null {
			d.gap(at)
			continue
		}
		if item.form == list || item.form == mapping {
			d.report(diag.FactWrongShape, at, item.words()+" stands where a single value is expected", "Write the values side by side, as `[a, b]`.")
			continue
		}
		if m, ok := d.member(at, t, item); ok {
			v.N |= 1 << m
		}
	}
	return v
}

// gap reports an open entry.
func (d *decoder) gap(path string) {
	d.report(diag.FactListGap, path, "an entry of a list cannot be left open", "Leave the entry out, or the whole list if it is not known.")
}

// record reads a record; a field that is not given is not known.
func (d *decoder) record(path string, t *types.Type, n node) value.Value {
	if n.form != mapping {
		d.report(diag.FactWrongShape, path, n.words()+" stands where "+words(t.Rec.Name)+" with its parts is expected", "Write its parts as `name: value`.")
		return value.Value{}
	}
	values := make([]value.Value, len(t.Rec.Fields))
	seen := make([]bool, len(t.Rec.Fields))
	for _, f := range n.fields {
		at := dot(path, f.name)
		i := t.Rec.Field(f.name)
		switch {
		case i < 0:
			names := make([]string, len(t.Rec.Fields))
			for j, rf := range t.Rec.Fields {
				names[j] = rf.Name
			}
			d.report(diag.FactFieldUnknown, at, words(t.Rec.Name)+" has no part "+show(f.name), didYouMeanOneOf(f.name, names))
		case seen[i]:
			d.report(diag.FactTwice, at, "the part is given twice", "Leave one of the two out.")
		default:
			seen[i] = true
			values[i] = d.value(at, t.Rec.Fields[i].Type, f.value)
		}
	}
	return value.OfRecord(values)
}

// words says what a node is.
func (n node) words() string {
	switch n.form {
	case null:
		return "nothing"
	case list:
		return "a list"
	case mapping:
		return "a mapping"
	}
	return show(n.text)
}

// expected says what a single value of the type is.
func expected(t *types.Type) string {
	switch t.Kind {
	case types.Bool:
		return "yes or no"
	case types.Number:
		return "a number"
	case types.Percent:
		return "a percentage"
	case types.Date:
		return "a date"
	case types.Instant:
		return "a date and time"
	case types.Text:
		return "a text"
	case types.Country:
		return "a country"
	case types.Currency:
		return "a currency"
	}
	return "a single value"
}

// example shows how a single value of the type is written.
func example(t *types.Type) string {
	switch t.Kind {
	case types.Bool:
		return "Write `yes` or `no`."
	case types.Number:
		return "Write a number such as `12`."
	case types.Percent:
		return "Write it as `\"5%\"`."
	case types.Date:
		return "Write it as `2024-02-29`."
	case types.Instant:
		return "Write it as `2024-06-06T10:00:00+02:00`."
	case types.Text:
		return "Write it in quotation marks."
	case types.Country:
		return "Write a two-letter code such as `DE`."
	case types.Currency:
		return "Write a three-letter code such as `EUR`."
	}
	return "Write " + orList(t.Members) + "."
}

// listHint shows the value as a list with one entry.
func listHint(n node) string {
	if n.form == mapping {
		return "Write `[]` for none, or each entry after a dash."
	}
	return "Write `[" + clip(n.text) + "]` for this one, `[]` for none."
}

// index and dot are the path of a list's entry and of a part.
func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

func dot(base, name string) string {
	if base == "" {
		return pathPart(name)
	}
	return base + "." + pathPart(name)
}

// path keeps a name that is not one of the policy's readable and short in paths.
func pathPart(name string) string {
	for i := range len(name) {
		c := name[i]
		if c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return show(name)
		}
	}
	return clip(name)
}
