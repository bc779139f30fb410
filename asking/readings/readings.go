// Package readings decides a case under every combination of the readings of unclear passages that can matter to it.
package readings

import (
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Most is the number of combinations up to which all of them are decided.
const Most = 4096

// Table is what becomes of the decisions of a case under all readings.
type Table struct {
	Result *outcome.Result // under the readings taken
	// Tried are the ambiguities that a decision reads, and whose readings were combined.
	Tried []*tree.Ambiguity
	// Left are ambiguities that a decision reads too, but which changed nothing when each was read otherwise by itself; they were left as they are because
	// there were too many combinations.
	Left  []*tree.Ambiguity
	Runs  int
	Rows  []Row
	taken []int // the readings taken, by Ambiguity.Index
}

// Row is one decision.
type Row struct {
	Decision *outcome.Decision
	// Decisive are the ambiguities whose reading changes the decision under some readings of the others.
	Decisive []*tree.Ambiguity
	// Cases are the decision under each combination of the decisive readings, in the order of their declaration.
	Cases []Case
}

// Case is the decision under some readings.
type Case struct {
	Readings []int             // of Row.Decisive
	Answer   *outcome.Decision // nil where the facts are refused under these readings
	Refused  []outcome.Problem // why
	Taken    bool              // these are the readings taken
}

// Of decides a case under all readings, for some of its decisions or, if there are none, for all. The policy is the version that is in force.
func Of(c *casework.Case, decisions []string) (*Table, []outcome.Problem) {
	var only map[string]bool
	for _, d := range decisions {
		if only == nil {
			only = map[string]bool{}
		}
		only[d] = true
	}
	res, problems := c.Decide(engine.Options{Only: only})
	if len(problems) > 0 {
		return nil, problems
	}
	t := &Table{Result: res, taken: taken(res.Policy, c.Readings())}
	s := &sweep{c: c, t: t, only: only, answers: map[string][]string{}, kept: map[string]answer{}}
	s.choose()
	s.all()
	for i := range res.Decisions {
		t.Rows = append(t.Rows, s.row(i))
	}
	t.Runs = c.Runs
	return t, nil
}

// taken are the readings under which the case is decided.
func taken(p *tree.Policy, replaced map[string]string) []int {
	out := make([]int, len(p.Ambiguities))
	for i, a := range p.Ambiguities {
		out[i] = a.Adopted
		if r, ok := replaced[a.Name]; ok {
			out[i] = a.Type.Member(r)
		}
	}
	return out
}

// sweep decides the case under many readings.
type sweep struct {
	c       *casework.Case
	t       *Table
	only    map[string]bool
	answers map[string][]string // fingerprints of the decisions, by combination
	kept    map[string]answer   // by combination
}

// answer is what the engine says under a combination: a result, or why the facts are refused.
type answer struct {
	result  *outcome.Result
	refused []outcome.Problem
}

// choose picks the ambiguities to combine.
func (s *sweep) choose() {
	p, t := s.t.Result.Policy, s.t
	reads := tree.ReadsOf(p)
	for _, a := range p.Ambiguities {
		for i := range t.Result.Decisions {
			if reads.Ambiguities[t.Result.Decisions[i].Decision.Index][a.Index] {
				t.Tried = append(t.Tried, a)
				break
			}
		}
	}
	if s.combinations() <= Most {
		return
	}
	t.Tried, t.Left = s.alone(t.Tried)
	for s.combinations() > Most { // not met with in practice: more than twelve that each matter
		last := len(t.Tried) - 1
		t.Left = append(t.Left, t.Tried[last])
		t.Tried = t.Tried[:last]
	}
}

func (s *sweep) combinations() int {
	n := 1
	for _, a := range s.t.Tried {
		if n *= len(a.Readings); n > Most {
			return n
		}
	}
	return n
}

// alone parts the ambiguities that change something when they alone are read otherwise from the others.
func (s *sweep) alone(all []*tree.Ambiguity) (matter, idle []*tree.Ambiguity) {
	base := fingerprints(s.t.Result)
	for _, a := range all {
		changes := false
		for r := range a.Readings {
			readings := slices.Clone(s.t.taken)
			readings[a.Index] = r
			res, problems := s.decide(readings)
			changes = changes || len(problems) > 0 || !slices.Equal(fingerprints(res), base)
		}
		if changes {
			matter = append(matter, a)
		} else {
			idle = append(idle, a)
		}
	}
	return matter, idle
}

func fingerprints(res *outcome.Result) []string {
	out := make([]string, len(res.Decisions))
	for i := range res.Decisions {
		out[i] = exact.Fingerprint(&res.Decisions[i])
	}
	return out
}

// decide decides the case under readings given by index.
func (s *sweep) decide(readings []int) (*outcome.Result, []outcome.Problem) {
	named := map[string]string{}
	for i, a := range s.t.Result.Policy.Ambiguities {
		named[a.Name] = a.Readings[readings[i]].Name
	}
	return s.c.Under(named, engine.Options{Only: s.only, Brief: true})
}

// refused stands for the answer of every decision where the facts are refused.
const refused = "refused"

// all decides every combination. That the facts are refused under some of them is an answer like others.
func (s *sweep) all() {
	s.each(s.t.Tried, slices.Clone(s.t.taken), func(readings []int) {
		res, problems := s.decide(readings)
		s.kept[key(readings)] = answer{res, problems}
		if len(problems) > 0 {
			s.answers[key(readings)] = slices.Repeat([]string{refused}, len(s.t.Result.Decisions))
			return
		}
		s.answers[key(readings)] = fingerprints(res)
	})
}

// each calls f for every combination of the readings of some ambiguities, the others being as they are.
func (s *sweep) each(all []*tree.Ambiguity, readings []int, f func([]int)) {
	if len(all) == 0 {
		f(readings)
		return
	}
	for r := range all[0].Readings {
		readings[all[0].Index] = r
		s.each(all[1:], readings, f)
	}
}

func key(readings []int) string {
	b := make([]byte, len(readings))
	for i, r := range readings {
		b[i] = byte(r)
	}
	return string(b)
}

// row finds what is decisive for a decision.
func (s *sweep) row(at int) Row {
	row := Row{Decision: &s.t.Result.Decisions[at]}
	for _, a := range s.t.Tried {
		if s.decisive(a, at) {
			row.Decisive = append(row.Decisive, a)
		}
	}
	s.each(row.Decisive, slices.Clone(s.t.taken), func(readings []int) {
		got := s.kept[key(readings)]
		c := Case{Refused: got.refused, Taken: slices.Equal(readings, s.t.taken)}
		if got.result != nil {
			c.Answer = &got.result.Decisions[at]
		}
		for _, a := range row.Decisive {
			c.Readings = append(c.Readings, readings[a.Index])
		}
		row.Cases = append(row.Cases, c)
	})
	return row
}

// decisive tells whether the reading of one ambiguity changes a decision under some readings of the others.
func (s *sweep) decisive(a *tree.Ambiguity, at int) bool {
	first := map[string]string{}
	for k, answers := range s.answers {
		rest := []byte(k)
		rest[a.Index] = 0xFF
		if f, ok := first[string(rest)]; ok && f != answers[at] {
			return true
		}
		first[string(rest)] = answers[at]
	}
	return false
}
