package interview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Interview is a case that is being asked about.
type Interview struct {
	c       *casework.Case
	only    map[string]bool   // decisions that are asked for; nil: all
	given   []casework.Change // answers in the order in which they were given
	skipped map[string]bool   // paths to which nobody knows the answer
	steps   []string          // of what was done in turn: the path that was skipped; empty for an answer
}

// Start begins an interview about a case for some decisions of the policy, or all of them.
func Start(c *casework.Case, decisions []string) *Interview {
	iv := &Interview{c: c, skipped: map[string]bool{}}
	if len(decisions) > 0 {
		iv.only = map[string]bool{}
		for _, d := range decisions {
			iv.only[d] = true
		}
	}
	return iv
}

// Leave leaves places open that were skipped in an earlier interview.
func (iv *Interview) Leave(paths []string) {
	for _, p := range paths {
		iv.skipped[p] = true
	}
}

// Skip leaves a place open: it is not asked for again.
func (iv *Interview) Skip(path string) {
	iv.skipped[path] = true
	iv.steps = append(iv.steps, path)
}

// Answer decides the case as far as it is known, with a record of all that was asked for.
func (iv *Interview) Answer() (*outcome.Result, []outcome.Problem) {
	return iv.decide(engine.Options{Only: iv.only})
}

func (iv *Interview) decide(o engine.Options, more ...casework.Change) (*outcome.Result, []outcome.Problem) {
	return iv.c.Decide(o, append(slices.Clip(iv.given), more...)...)
}

// brief decides without the record.
func (iv *Interview) brief(more ...casework.Change) (*outcome.Result, []outcome.Problem) {
	return iv.decide(engine.Options{Only: iv.only, Brief: true}, more...)
}

// Pending are the questions that can still matter and were not skipped.
func (iv *Interview) Pending() ([]*Question, *outcome.Result, []outcome.Problem) {
	res, problems := iv.brief()
	if len(problems) > 0 {
		return nil, nil, problems
	}
	return iv.unskipped(res), res, nil
}

func (iv *Interview) unskipped(res *outcome.Result) []*Question {
	return slices.DeleteFunc(Open(res), func(q *Question) bool { return iv.skipped[q.Path] })
}

// fewMembers is the number of possible answers up to which each of them is tried to choose the next question.
const fewMembers = 8

// Next is the question after which the fewest are left: of those with few possible answers each answer is tried on the engine; of the others it is
// known only that they settle themselves. Nil when nothing is left to ask.
func (iv *Interview) Next() (*Question, *outcome.Result, []outcome.Problem) {
	all, res, problems := iv.Pending()
	if len(problems) > 0 || len(all) == 0 {
		return nil, res, problems
	}
	best, least := all[0], iv.left(all[0], len(all))
	for _, q := range all[1:] {
		if q.Judgment() != all[0].Judgment() {
			break // facts come before judgments
		}
		if n := iv.left(q, len(all)); n < least {
			best, least = q, n
		}
	}
	return best, res, nil
}

// left is how many questions are left after this one, on an average over its possible answers.
func (iv *Interview) left(q *Question, now int) float64 {
	values := few(q)
	if len(values) == 0 {
		return float64(now - 1)
	}
	sum, n := 0, 0
	for _, v := range values {
		res, problems := iv.brief(casework.Change{Place: q.Place, Value: v})
		if len(problems) == 0 {
			sum += len(iv.unskipped(res))
			n++
		}
	}
	if n == 0 {
		return float64(now)
	}
	return float64(sum) / float64(n)
}

// few are the possible answers to a question, if they are few.
func few(q *Question) []value.Value {
	t := q.Place.Type()
	if q.Place.Input.Kind == tree.Event {
		return nil
	}
	switch {
	case t.Kind == types.Bool:
		return []value.Value{value.OfBool(true), value.OfBool(false)}
	case t.Kind == types.Enum && len(t.Members) <= fewMembers:
		var out []value.Value
		for i := range t.Members {
			out = append(out, value.OfEnum(i))
		}
		return out
	}
	return nil
}

// Give takes the answer to a question as it is typed on a line. Problems refuse it: it is no value of the type, or one that the policy's bounds do
// not allow beside what is known.
func (iv *Interview) Give(res *outcome.Result, q *Question, line string) []outcome.Problem {
	if entries(q) {
		if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil && n >= 0 && n <= mostEntries {
			return iv.put(casework.Change{Place: q.Place, Value: blank(q.Place.Type(), n)})
		}
	}
	in := &tree.Input{Name: "answer", Type: q.Place.Type(), Kind: q.Place.Input.Kind, Defaults: q.Place.Input.Defaults}
	v, problems := casework.Parse(&tree.Policy{Inputs: []*tree.Input{in}}, in, casework.FromLine(in.Type, line, iv.currency(res.Policy)))
	if len(problems) > 0 {
		for i := range problems {
			problems[i].Path = q.Path
		}
		return problems
	}
	return iv.put(casework.Change{Place: q.Place, Value: v})
}

// mostEntries is the largest number of entries that can be announced.
const mostEntries = 100

// entries tells whether a question is about a list of records, which is answered by their number: what of each entry can matter is asked then.
func entries(q *Question) bool {
	t := q.Place.Type()
	return t.Kind == types.List && t.Elem.Kind == types.Record
}

// blank is a list of entries of which nothing is known.
func blank(t *types.Type, n int) value.Value {
	out := make([]value.Value, n)
	for i := range out {
		out[i] = value.OfRecord(make([]value.Value, len(t.Elem.Rec.Fields)))
	}
	return value.OfList(out)
}

// put takes a change if the engine takes the case with it.
func (iv *Interview) put(ch casework.Change) []outcome.Problem {
	if _, problems := iv.brief(ch); len(problems) > 0 {
		return problems
	}
	iv.given = append(iv.given, ch)
	iv.steps = append(iv.steps, "")
	return nil
}

// currency is that of amounts which are typed without one: of an amount that is known.
func (iv *Interview) currency(p *tree.Policy) money.Currency {
	set, problems := iv.c.Facts(p, iv.given...)
	if len(problems) > 0 {
		return money.None
	}
	for _, v := range set.Values {
		if v.Kind == value.Money && !v.Special {
			return v.Cur
		}
	}
	return money.None
}

// Back undoes the last answer or skip; ok is false if there is none.
func (iv *Interview) Back() (ok bool) {
	if len(iv.steps) == 0 {
		return false
	}
	last := iv.steps[len(iv.steps)-1]
	iv.steps = iv.steps[:len(iv.steps)-1]
	if last != "" {
		delete(iv.skipped, last)
		return true
	}
	iv.given = iv.given[:len(iv.given)-1]
	return true
}

// Save writes what is known as a fact file in JSON. What was skipped is in it as null, which says that it is not known.
func (iv *Interview) Save(p *tree.Policy) ([]byte, error) {
	set, problems := iv.c.Facts(p, iv.given...)
	if len(problems) > 0 {
		return nil, fmt.Errorf("the facts cannot be saved: %s", problems[0].Message)
	}
	b := &bytes.Buffer{}
	b.WriteString("{")
	sep := "\n"
	for _, in := range p.Inputs {
		v := set.Values[in.Index]
		if v.Kind == value.Invalid && !iv.skipped[in.Name] {
			continue
		}
		fmt.Fprintf(b, "%s  %q: %s", sep, in.Name, explain.FactJSON(in.Type, v))
		sep = ",\n"
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

// Skipped are the facts of a saved interview that were skipped: those that are null.
func Skipped(data []byte) []string {
	var all map[string]json.RawMessage
	if len(data) > limits.Default.FactsBytes || json.Unmarshal(data, &all) != nil {
		return nil
	}
	var out []string
	for name, v := range all {
		if string(v) == "null" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
