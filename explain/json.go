package explain

import (
	"bytes"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/go-json-experiment/json/jsontext"
)

// The names of the output formats; a change that a reader could trip over makes a new one.
const (
	DecisionSchema = "decision/v1"
	ErrorSchema    = "error/v1"
)

// JSON is the answer as one object, described by docs/schema/decision-v1.json. The same answer gives the same bytes. Digest is that of the
// policy's text.
func JSON(res *outcome.Result, digest string) []byte { return answerJSON(res, digest, nil) }

// ExplainedJSON is the answer as JSON gives it, with the explanation as a member of its own. Decisions restricts both; none: all.
func ExplainedJSON(res *outcome.Result, digest string, v Voice, decisions ...string) []byte {
	doc := Build(res, v, decisions...)
	return answerJSON(chosenOf(res, decisions), digest, doc)
}

func answerJSON(res *outcome.Result, digest string, doc *Document) []byte {
	w := newWriter()
	w.object(func() {
		w.text("schema", DecisionSchema)
		w.text("policy", res.Policy.Name)
		w.text("version", res.Policy.Version)
		w.text("digest", digest)
		w.name("decisions")
		w.object(func() {
			for i := range res.Decisions {
				w.name(res.Decisions[i].Decision.Name)
				w.decision(res, &res.Decisions[i])
			}
		})
		w.name("duties")
		w.array(func() {
			for _, d := range res.Duties {
				if !d.Pending {
					w.duty(d.Name, d.Rule.Clause.ID, d.Value.Duty())
				}
			}
		})
		w.name("caveats")
		w.array(func() {
			for _, c := range res.Caveats {
				w.object(func() {
					w.text("name", c.Name)
					w.text("text", c.Text)
					w.text("clause", c.Clause.ID)
				})
			}
		})
		w.name("readings")
		w.array(func() {
			for _, r := range res.Readings {
				w.reading(r)
			}
		})
		if len(res.Calendars) > 0 {
			w.texts("calendars", res.Calendars)
		}
		if doc != nil {
			w.name("explanation")
			w.explanation(doc)
		}
	})
	return w.bytes()
}

// Problem is a finding about facts or about a policy, for ErrorJSON. The other fields are set for policies.
type Problem struct {
	outcome.Problem
	Severity     string
	File         string
	Line, Column int
}

// ErrorJSON is the errors that prevented an answer as one object, described by docs/schema/error-v1.json.
func ErrorJSON(problems []Problem) []byte {
	w := newWriter()
	w.object(func() {
		w.text("schema", ErrorSchema)
		w.name("errors")
		w.array(func() {
			for _, p := range problems {
				w.object(func() {
					w.text("code", p.Code)
					w.some("severity", p.Severity)
					w.some("fact", p.Path)
					w.some("clause", p.Clause)
					if p.File != "" {
						w.text("file", p.File)
						w.integer("line", p.Line)
						w.integer("column", p.Column)
					}
					w.text("message", p.Message)
					w.some("hint", p.Hint)
				})
			}
		})
	})
	return w.bytes()
}

// writer writes indented JSON. Its errors can only come from invalid UTF-8, which sources and facts do not contain, and are replaced then.
type writer struct {
	buf bytes.Buffer
	enc *jsontext.Encoder
}

func newWriter() *writer {
	w := &writer{}
	w.enc = jsontext.NewEncoder(&w.buf, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true))
	return w
}

func (w *writer) bytes() []byte { return w.buf.Bytes() }

func (w *writer) token(t jsontext.Token) {
	if err := w.enc.WriteToken(t); err != nil {
		panic("explain: " + err.Error()) // unbalanced calls in this file
	}
}

func (w *writer) name(s string) { w.token(jsontext.String(s)) }

func (w *writer) object(body func()) {
	w.token(jsontext.BeginObject)
	body()
	w.token(jsontext.EndObject)
}

func (w *writer) array(body func()) {
	w.token(jsontext.BeginArray)
	body()
	w.token(jsontext.EndArray)
}

func (w *writer) text(name, s string) {
	w.name(name)
	w.token(jsontext.String(s))
}

// some writes a text unless it is empty.
func (w *writer) some(name, s string) {
	if s != "" {
		w.text(name, s)
	}
}

func (w *writer) texts(name string, all []string) {
	w.name(name)
	w.array(func() {
		for _, s := range all {
			w.token(jsontext.String(s))
		}
	})
}

func (w *writer) integer(name string, n int) {
	w.name(name)
	w.token(jsontext.Int(int64(n)))
}

// decision writes what became of one decision.
func (w *writer) decision(res *outcome.Result, d *outcome.Decision) {
	t := d.Decision.Type
	w.object(func() {
		w.text("status", d.Status.String())
		if d.Status == outcome.Decided {
			w.name("value")
			w.value(t, d.Value)
		}
		if told(d.Min) || told(d.Max) {
			w.name("range")
			w.object(func() { w.bounds(t, d.Min, d.Max) })
		}
		w.name("citations")
		w.array(func() {
			for _, c := range d.Citations {
				w.object(func() {
					w.clause(res.Policy, c.Clause)
					w.text("title", c.Clause.Title)
					w.text("effect", c.Effect.String())
				})
			}
		})
		if len(d.Needs) > 0 {
			w.name("needs")
			w.array(func() {
				for _, n := range d.Needs {
					w.object(func() {
						w.text("fact", n.Path)
						w.text("question", voiceOf(res.Policy).question(n.Input, n.Path))
					})
				}
			})
		}
		if len(d.Determinations) > 0 {
			w.name("determinations")
			w.array(func() {
				for _, a := range d.Determinations {
					w.awaited(res.Policy, a)
				}
			})
		}
		if len(d.Conflict) > 0 {
			w.name("conflict")
			w.array(func() {
				for _, side := range d.Conflict {
					w.object(func() {
						w.clause(res.Policy, side.Clause)
						w.name("value")
						w.value(t, side.Value)
					})
				}
			})
		}
		if d.Capped {
			w.name("capped")
			w.token(jsontext.True)
		}
	})
}

// clause writes a clause's id, and the policy where it is another one's.
func (w *writer) clause(p *tree.Policy, c *tree.Clause) {
	w.text("clause", c.ID)
	if c.Policy != p.Name {
		w.some("policy", c.Policy)
	}
}

// awaited writes a determination that is owed.
func (w *writer) awaited(p *tree.Policy, a outcome.Awaited) {
	w.object(func() {
		w.text("name", a.Input.Name)
		w.text("by", a.Input.Party)
		if a.Input.Clause != nil {
			w.clause(p, a.Input.Clause)
		}
		w.some("question", a.Input.Question)
		w.bounds(a.Input.Type, a.Min, a.Max)
		if open := openMembers(a); len(open) > 0 {
			w.texts("members", open)
		}
	})
}

// openMembers are the values still open to a judgment, as they are written in facts.
func openMembers(a outcome.Awaited) []string {
	members := a.Input.Type.Members
	if a.Input.Type.Kind == types.Bool {
		members = []string{"no", "yes"}
	}
	return maskNames(members, a.Members)
}

// bounds writes the ends of a range that are known.
func (w *writer) bounds(t *types.Type, least, most value.Value) {
	if told(least) {
		w.name("min")
		w.value(t, least)
	}
	if told(most) {
		w.name("max")
		w.value(t, most)
	}
}

// reading writes an ambiguity that the evaluation read.
func (w *writer) reading(r outcome.ReadingUse) {
	a := r.Ambiguity
	w.object(func() {
		w.text("name", a.Name)
		w.text("adopted", a.Readings[a.Adopted].Name)
		if r.Reading != a.Adopted {
			w.text("used", a.Readings[r.Reading].Name)
		}
		names := make([]string, len(r.DecisiveFor))
		for i, d := range r.DecisiveFor {
			names[i] = d.Name
		}
		w.texts("decisive_for", names)
	})
}

// modalityNames are the modalities in the contract's spelling.
var modalityNames = [...]string{"must", "must_not", "may", "should_not", "endeavours"}

// duty writes a duty; name and clause are empty for a decision's value.
func (w *writer) duty(name, clause string, d *value.DutyValue) {
	w.object(func() {
		w.some("name", name)
		w.text("who", d.Who)
		w.text("modality", modalityNames[d.Modality])
		w.text("what", d.What)
		w.some("to", d.To)
		w.detail("amount", types.Money, d.Amount)
		w.detail("insured_for", types.Money, d.InsuredFor)
		w.detail("not_before", types.Date, d.NotBefore)
		w.detail("by", types.Date, d.By)
		if d.Immediately {
			w.text("by", "immediately")
		}
		w.some("until", d.Until)
		w.some("clause", clause)
	})
}

func (w *writer) detail(name string, kind types.Kind, v value.Value) {
	if v.Kind != value.Invalid {
		w.name(name)
		w.value(&types.Type{Kind: kind}, v)
	}
}

// value writes a value of type t in the shape that facts have.
func (w *writer) value(t *types.Type, v value.Value) {
	switch v.Kind {
	case value.Invalid:
		w.token(jsontext.Null)
	case value.Bool:
		w.token(jsontext.Bool(v.IsTrue()))
	case value.Enum:
		w.token(jsontext.String(t.Members[v.N]))
	case value.Set:
		w.array(func() {
			for _, m := range maskNames(t.Members, uint64(v.N)) {
				w.token(jsontext.String(m))
			}
		})
	case value.Number:
		number := money.AppendDecimal(nil, v.Decimal(), 0, false)
		if err := w.enc.WriteValue(jsontext.Value(number)); err != nil {
			panic("explain: " + err.Error())
		}
	case value.Money:
		if v.Special {
			w.token(jsontext.String("unlimited"))
			return
		}
		w.object(func() {
			w.text("amount", money.Amount(v.Decimal(), v.Cur))
			w.text("currency", v.Cur.Code())
		})
	case value.Calendar:
		w.calendar(v)
	case value.List:
		elem := t.Elem
		if elem == nil {
			elem = t // duties: each describes itself
		}
		w.array(func() {
			for _, m := range v.Members() {
				w.value(elem, m)
			}
		})
	case value.Record:
		w.object(func() {
			for i, f := range v.Members() {
				w.name(t.Rec.Fields[i].Name)
				w.value(t.Rec.Fields[i].Type, f)
			}
		})
	case value.Period:
		p := v.Period()
		w.object(func() {
			w.integer("number", p.Number)
			w.text("first_day", p.First.String())
			w.text("last_day", p.Last.String())
		})
	case value.Duty:
		w.duty("", "", v.Duty())
	case value.Text, value.Country:
		w.token(jsontext.String(v.Text()))
	case value.Percent:
		w.token(jsontext.String(percent(v)))
	default: // dates, instants, currencies: as they write themselves
		w.token(jsontext.String(v.String()))
	}
}

// calendar writes the name of a calendar, or the list of its days.
func (w *writer) calendar(v value.Value) {
	c := v.Calendar()
	if c.Name() != "" {
		w.token(jsontext.String(c.Name()))
		return
	}
	w.array(func() {
		for _, d := range c.Holidays(date.Min, date.Max) {
			w.token(jsontext.String(d.String()))
		}
	})
}
