package exact

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// gathered is what an answer comes to: its status and value, or what it waits for.
type gathered struct {
	status outcome.Status
	value  *value.Value // nil: none
	set    value.Value
	// facts, judgments and lacking are sources: plain facts, determinations, decisions without an answer.
	facts, judgments, lacking []int32
	seen, asked               marks // sources
	ids                       []int32
	wanted                    []int32 // by Input.Index: how many decisions need the fact of that name
}

// marks is a set of sources that is emptied in one step.
type marks struct {
	of    []uint32
	stamp uint32
}

// meet adds a source; false where it was there.
func (m *marks) meet(id int32) bool {
	for len(m.of) <= int(id) {
		m.of = append(m.of, 0)
	}
	if m.of[id] == m.stamp {
		return false
	}
	m.of[id] = m.stamp
	return true
}

func (m *marks) empty() {
	m.stamp++
	if m.stamp == 0 {
		clear(m.of)
		m.stamp = 1
	}
}

// dependencies remembers what functions depend on.
type dependencies struct {
	of    []dependency // by node
	stamp uint32
}

type dependency struct {
	stamp uint32
	ids   []int32
}

func (d *dependencies) get(r diagram.Ref) ([]int32, bool) {
	if n := int(^r); n < len(d.of) && d.of[n].stamp == d.stamp {
		return d.of[n].ids, true
	}
	return nil, false
}

func (d *dependencies) put(r diagram.Ref, ids []int32) {
	n := int(^r)
	for len(d.of) <= n {
		d.of = append(d.of, dependency{})
	}
	d.of[n] = dependency{stamp: d.stamp, ids: ids}
}

// empty forgets everything.
func (d *dependencies) empty() {
	d.stamp++
	if d.stamp == 0 {
		clear(d.of)
		d.stamp = 1
	}
}

// sourcesOf is everything that a function depends on.
func (e *evaluation) sourcesOf(r diagram.Ref) []int32 {
	function := r
	if r < 0 {
		if ids, ok := e.sourcesAt.get(r); ok {
			return ids
		}
	}
	r, all := e.plain(r)
	if r >= 0 {
		return e.leaves[r].deps
	}
	g := &e.gathered
	g.seen.empty()
	g.ids = g.ids[:0]
	add := func(ids []int32) {
		for _, id := range ids {
			if g.seen.meet(id) {
				g.ids = append(g.ids, id)
			}
		}
	}
	e.d.Visit(r,
		func(v diagram.Var) { add(e.vars[v].sources) },
		func(l int32) { add(e.leaves[l].deps) })
	slices.Sort(g.ids)
	out := e.rooms.ids.take(len(g.ids))
	copy(out, g.ids)
	if all {
		e.sourcesAt.put(function, out)
	}
	return out
}

// reached is every source met so far: what is reported when the analysis was stopped.
func (e *evaluation) reached() []int32 {
	all := e.rooms.ids.take(len(e.sources))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// gather turns sources into what is asked for: plain facts before determinations. An input whose guard is not known to hold is not asked for;
// what its guard depends on is.
func (e *evaluation) gather(src []int32) {
	g := &e.gathered
	g.facts, g.judgments, g.lacking = g.facts[:0], g.judgments[:0], g.lacking[:0]
	g.asked.empty()
	all := e.withGuards(e.rooms.ids.take(len(src))[:0], src)
	slices.Sort(all)
	for _, id := range all {
		switch s := &e.sources[id]; {
		case s.decision != nil:
			g.lacking = append(g.lacking, id)
		case s.input.Kind == tree.Determination:
			g.judgments = append(g.judgments, id)
		default:
			g.facts = append(g.facts, id)
		}
	}
	switch {
	case len(g.facts) > 0:
		g.status = outcome.NeedsFacts
	case len(g.judgments) > 0:
		g.status = outcome.NeedsDetermination
	default:
		g.status = outcome.NotGoverned
		for _, id := range g.lacking {
			if e.sources[id].status == outcome.Conflict {
				g.status = outcome.Conflict
			}
		}
	}
}

// withGuards adds sources, and in the place of those whose guards are not known to hold what the guards depend on.
func (e *evaluation) withGuards(all, src []int32) []int32 {
	for _, id := range src {
		if !e.gathered.asked.meet(id) || e.sources[id].standsForMember() {
			continue
		}
		if s := &e.sources[id]; s.decision != nil || s.guard == True {
			all = append(all, id)
		} else {
			all = e.withGuards(all, e.sourcesOf(s.guard))
		}
	}
	return all
}

// fill lists what the answer waits for.
func (e *evaluation) fill(out *outcome.Decision) {
	g := &e.gathered
	switch g.status {
	case outcome.NeedsFacts:
		out.Needs = e.needs.take(len(g.facts))
		for i, id := range g.facts {
			out.Needs[i] = outcome.Need{Input: e.sources[id].input, Path: e.sources[id].path}
		}
	case outcome.NeedsDetermination:
		judgments := slices.Clone(g.judgments)
		out.Determinations = make([]outcome.Awaited, len(judgments))
		for i, id := range judgments {
			out.Determinations[i] = e.awaited(e.sources[id].input)
		}
		slices.SortStableFunc(out.Determinations, func(a, b outcome.Awaited) int {
			if c := a.Input.Clause.Index - b.Input.Clause.Index; c != 0 {
				return c
			}
			return a.Input.Index - b.Input.Index
		})
	}
}

// awaited is a determination that is owed, with what its bounds leave.
func (e *evaluation) awaited(in *tree.Input) outcome.Awaited {
	aw := outcome.Awaited{Input: in}
	switch in.Type.Kind {
	case types.Bool:
		aw.Members = 3
	case types.Enum:
		e.d.Visit(e.allowed(in), func(diagram.Var) {}, func(l int32) { aw.Members |= uint64(e.leaves[l].v.N) })
	default:
		lo, hi := e.judgmentRange(in)
		aw.Min, aw.Max = e.widest(lo, lowest), e.widest(hi, highest)
	}
	return aw
}

// orderNeeds puts the facts first that settle the most decisions, then those declared first.
func (e *evaluation) orderNeeds(res *outcome.Result) {
	if !slices.ContainsFunc(res.Decisions, severalNeeds) {
		return
	}
	w := e.countNeeds(res)
	for i := range res.Decisions {
		if len(res.Decisions[i].Needs) < 2 {
			continue
		}
		slices.SortStableFunc(res.Decisions[i].Needs, func(a, b outcome.Need) int {
			if c := w.of(&b) - w.of(&a); c != 0 {
				return int(c)
			}
			if c := a.Input.Index - b.Input.Index; c != 0 {
				return c
			}
			return pathOrder(a, b)
		})
	}
}

func severalNeeds(d outcome.Decision) bool { return len(d.Needs) > 1 }

// wanted is how many decisions need a fact, which most often is an input by its name, else a field.
type wanted struct {
	inputs []int32 // by Input.Index
	fields map[string]int32
}

func (w *wanted) of(n *outcome.Need) int32 {
	if n.Path == n.Input.Name {
		return w.inputs[n.Input.Index]
	}
	return w.fields[n.Path]
}

func (e *evaluation) countNeeds(res *outcome.Result) wanted {
	w := wanted{inputs: e.gathered.wanted[:0]}
	for range e.p.Inputs {
		w.inputs = append(w.inputs, 0)
	}
	e.gathered.wanted = w.inputs
	for i := range res.Decisions {
		for _, n := range res.Decisions[i].Needs {
			if n.Path == n.Input.Name {
				w.inputs[n.Input.Index]++
				continue
			}
			if w.fields == nil {
				w.fields = map[string]int32{}
			}
			w.fields[n.Path]++
		}
	}
	return w
}

// pathOrder compares the paths of two needs of one input: members as they stand in the list, then fields as they are declared.
func pathOrder(a, b outcome.Need) int {
	i, f := placeOf(a)
	j, g := placeOf(b)
	return cmp.Or(cmp.Compare(i, j), cmp.Compare(f, g))
}

// placeOf is the member and the field that a path like openings[0].consent_at leads to.
func placeOf(n outcome.Need) (member, field int) {
	rest, ok := strings.CutPrefix(n.Path, n.Input.Name+"[")
	at, name, _ := strings.Cut(rest, "].")
	member, err := strconv.Atoi(at)
	if !ok || err != nil {
		return -1, -1
	}
	return member, n.Input.Type.Elem.Rec.Field(name)
}
