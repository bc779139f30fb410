package exact

import (
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

// readUses decides the case again under every other reading of each ambiguity, one at a time, and notes which decisions change.
func (e *evaluation) readUses(res *outcome.Result) {
	m := e.fast.Get()
	defer e.fast.Put(m)
	readings := slices.Clone(e.readings)
	for _, amb := range e.p.Ambiguities {
		use := outcome.ReadingUse{Ambiguity: amb, Reading: e.readings[amb.Index]}
		decisive := make([]bool, len(res.Decisions))
		for r := range amb.Readings {
			if r != use.Reading {
				readings[amb.Index] = r
				t := trial{e: e, m: m, readings: readings}
				for i := range res.Decisions {
					d := &res.Decisions[i]
					if !decisive[i] && e.reads.Ambiguities[d.Decision.Index][amb.Index] {
						decisive[i] = t.changes(i, d)
					}
				}
			}
		}
		readings[amb.Index] = use.Reading
		for i, changed := range decisive {
			if changed {
				use.DecisiveFor = append(use.DecisiveFor, res.Decisions[i].Decision)
			}
		}
		res.Readings = append(res.Readings, use)
	}
}

// trial is the case under other readings: on the fast path where that settles a decision, else exactly.
type trial struct {
	e        *evaluation
	m        *plan.Machine
	readings []int
	begun    bool
	exact    *evaluation
}

// changes tells whether decision i of the answer, which is d under the readings of the case, is another one here.
func (t *trial) changes(i int, d *outcome.Decision) bool {
	if !t.begun {
		t.begun = true
		t.m.Begin(t.e.given, t.readings)
	}
	var a plan.Answer
	if !t.e.loops.Costly(t.e.given) && t.m.Answer(i, &a) {
		return a.Status != d.Status || a.Status == outcome.Decided && !value.Equal(a.Value, d.Value)
	}
	if t.exact == nil {
		t.exact = newEvaluation(t.e.Policy, t.e.given, slices.Clone(t.readings))
		t.exact.meter = t.e.meter
	}
	o := t.exact.outcome(d.Decision)
	return o.Status != d.Status || valueKey(o.Value) != valueKey(d.Value)
}

// Fingerprint is the answer as a text: equal answers have equal texts.
func Fingerprint(d *outcome.Decision) string {
	s := strconv.Itoa(int(d.Status)) + valueKey(d.Value)
	names := make([]string, 0, len(d.Needs)+len(d.Determinations))
	for _, n := range d.Needs {
		names = append(names, n.Path)
	}
	for _, n := range d.Determinations {
		names = append(names, n.Input.Name)
	}
	slices.Sort(names)
	for _, n := range names {
		s += "," + n
	}
	return s
}
