package whynot

import (
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// search looks for changes under which the goal is met. Whatever it finds, the engine has decided.
type search struct {
	c         *casework.Case
	goal      *Goal
	options   engine.Options
	mentioned []value.Value // days and amounts of the case and of the text, which is where answers change
	cur       money.Currency
	limit     int // evaluations
	capped    bool
}

// try decides the case with changes; nil where the facts are refused then, or the limit is reached.
func (s *search) try(changes ...casework.Change) *outcome.Decision {
	if s.c.Runs >= s.limit {
		s.capped = true
		return nil
	}
	res, problems := s.c.Decide(s.options, changes...)
	if len(problems) > 0 {
		return nil
	}
	return casework.Decision(res, s.goal.Decision.Name)
}

func (s *search) met(changes ...casework.Change) bool { return s.goal.Met(s.try(changes...)) }

// askable tells whether a slot can matter: one that is not known only if the decision waits for it.
func askable(sl slot, d *outcome.Decision) bool {
	if sl.now.Kind != value.Invalid {
		return true
	}
	path := sl.place.Path()
	if sl.place.Input.Kind == tree.Event {
		return true // that it has not happened is known
	}
	return slices.ContainsFunc(d.Needs, func(n outcome.Need) bool { return n.Path == path }) ||
		slices.ContainsFunc(d.Determinations, func(a outcome.Awaited) bool { return a.Input == sl.place.Input })
}

// with finds the nearest values of a slot that meet the goal together with what is already changed: one above and one below on an axis, all of
// those of which there are few.
func (s *search) with(sl slot, changed ...casework.Change) []casework.Change {
	change := func(v value.Value) casework.Change { return casework.Change{Place: sl.place, Value: v} }
	met := func(v value.Value) bool { return s.met(append(slices.Clip(changed), change(v))...) }
	var out []casework.Change
	for _, v := range sl.choices(s.mentioned) {
		if met(v) {
			out = append(out, change(v))
		}
	}
	a, now, ok := sl.ruler(s.mentioned, s.cur)
	if !ok {
		return out
	}
	holds := func(n int64) bool {
		v, ok := a.value(n)
		return ok && met(v)
	}
	known := sl.now.Kind != value.Invalid
	if !known && holds(now) {
		v, _ := a.value(now)
		return append(out, change(v))
	}
	found := map[bool]bool{}
	for _, p := range a.probes(now, s.mentioned) {
		if found[p > now] || !holds(p) {
			continue
		}
		found[p > now] = true
		if known {
			p = nearest(now, p, holds)
		}
		v, _ := a.value(p)
		out = append(out, change(v))
		if !known {
			break
		}
	}
	return out
}

// nearest narrows the stretch between a step that does not hold and one that does, until they are neighbours.
func nearest(no, yes int64, holds func(int64) bool) int64 {
	for yes-no > 1 || no-yes > 1 {
		mid := no + (yes-no)/2
		if holds(mid) {
			yes = mid
		} else {
			no = mid
		}
	}
	return yes
}

// one finds the single changes that meet the goal.
func (s *search) one(all []slot, now *outcome.Decision) [][]casework.Change {
	var out [][]casework.Change
	for _, sl := range all {
		if !askable(sl, now) {
			continue
		}
		for _, ch := range s.with(sl) {
			out = append(out, []casework.Change{ch})
		}
	}
	return out
}

// coarse is the number of values on an axis that are tried for the first of two changes.
const coarse = 12

// firsts are the values of a slot to suppose before a second one is looked for.
func (s *search) firsts(sl slot, axes bool) []value.Value {
	out := sl.choices(s.mentioned)
	if !axes {
		return out
	}
	a, now, ok := sl.ruler(s.mentioned, s.cur)
	if !ok {
		return out
	}
	steps := a.probes(now, s.mentioned)
	if sl.now.Kind == value.Invalid {
		steps = append([]int64{now}, steps...)
	}
	for _, n := range steps[:min(coarse, len(steps))] {
		if v, ok := a.value(n); ok {
			out = append(out, v)
		}
	}
	return out
}

// two finds pairs of changes, neither of which does alone, up to a number of them: first among values of which there are few, and only if there
// is no such pair, also with days and amounts.
func (s *search) two(all []slot, now *outcome.Decision, most int) [][]casework.Change {
	if found := s.pairs(all, now, most, false); len(found) > 0 || s.capped {
		return found
	}
	return s.pairs(all, now, most, true)
}

func (s *search) pairs(all []slot, now *outcome.Decision, most int, axes bool) [][]casework.Change {
	var out [][]casework.Change
	seen := map[string]bool{}
	for i, a := range all {
		if !askable(a, now) {
			continue
		}
		for _, v := range s.firsts(a, axes) {
			first := casework.Change{Place: a.place, Value: v}
			then := s.try(first)
			if then == nil || s.goal.Met(then) {
				continue
			}
			for j, b := range all {
				if overlap(a, b) || j < i && askable(b, now) || !askable(b, then) {
					continue
				}
				for _, pair := range s.seconds(a, b, first, axes) {
					if key := keyOf(pair); !seen[key] {
						seen[key] = true
						out = append(out, pair)
					}
					if len(out) >= most {
						return out
					}
				}
				if s.capped {
					return out
				}
			}
		}
	}
	return out
}

// seconds are the pairs with a first change, which is brought as near as it can be.
func (s *search) seconds(a, b slot, first casework.Change, axes bool) [][]casework.Change {
	var out [][]casework.Change
	if !axes {
		for _, v := range b.choices(s.mentioned) {
			second := casework.Change{Place: b.place, Value: v}
			if s.met(first, second) {
				out = append(out, []casework.Change{first, second})
			}
		}
		return out
	}
	for _, second := range s.with(b, first) {
		if a.now.Kind != value.Invalid && len(a.choices(s.mentioned)) == 0 {
			for _, nearer := range s.with(a, second) {
				out = append(out, []casework.Change{nearer, second})
			}
			continue
		}
		out = append(out, []casework.Change{first, second})
	}
	return out
}

// keyOf tells pairs apart.
func keyOf(pair []casework.Change) string {
	key := ""
	for _, ch := range pair {
		key += ch.Place.Path() + "=" + string(explain.FactJSON(ch.Place.Type(), ch.Value)) + ";"
	}
	return key
}

// overlap tells whether one place is within the other.
func overlap(a, b slot) bool {
	if a.place.Input != b.place.Input {
		return false
	}
	n := min(len(a.place.Steps), len(b.place.Steps))
	return slices.Equal(a.place.Steps[:n], b.place.Steps[:n])
}
