package exact

import (
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/engine/outcome"
)

// readUses decides the case again under every other reading of each ambiguity, one at a time, and notes which decisions change.
func (e *evaluation) readUses(res *outcome.Result) {
	for _, amb := range e.p.Ambiguities {
		use := outcome.ReadingUse{Ambiguity: amb, Reading: e.readings[amb.Index]}
		decisive := make([]bool, len(res.Decisions))
		for r := range amb.Readings {
			if r == use.Reading {
				continue
			}
			var other *evaluation
			for i := range res.Decisions {
				if !e.reads.Ambiguities[res.Decisions[i].Decision.Index][amb.Index] {
					continue
				}
				if other == nil {
					readings := slices.Clone(e.readings)
					readings[amb.Index] = r
					other = newEvaluation(e.Policy, e.given, readings)
				}
				if !decisive[i] {
					o := other.outcome(res.Decisions[i].Decision)
					decisive[i] = Fingerprint(&o) != Fingerprint(&res.Decisions[i])
				}
			}
		}
		for i, changed := range decisive {
			if changed {
				use.DecisiveFor = append(use.DecisiveFor, res.Decisions[i].Decision)
			}
		}
		res.Readings = append(res.Readings, use)
	}
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
