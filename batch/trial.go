package batch

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

// trial is another reading of an ambiguity, which is decisive for a decision if it changes it.
type trial struct {
	ambiguity int
	readings  []int
	options   map[string]string
	reads     []int // own decisions that were asked for and depend on it
	concerns  []int // clauses that are cited where it is decisive
	// anew: the bounds of facts depend on the ambiguity too.
	anew bool
	same *plan.Same
}

// makeTrials lists the other readings, ambiguity by ambiguity.
func (p *Policy) makeTrials(cites *citing.Table) []trial {
	reads := tree.ReadsOf(p.latest)
	var out []trial
	for _, a := range p.latest.Ambiguities {
		t := trial{ambiguity: a.Index, anew: p.bounds(a), same: p.code.SameUnder(a.Index)}
		for k, d := range p.own {
			if p.asked[k] && reads.Ambiguities[d.Index][a.Index] {
				t.reads = append(t.reads, k)
			}
		}
		for _, c := range a.Concerns {
			if c = cites.Clause(c); c != nil {
				t.concerns = append(t.concerns, c.Index)
			}
		}
		if len(t.reads) == 0 || len(t.concerns) == 0 {
			continue
		}
		for r := range a.Readings {
			if r == a.Adopted {
				continue
			}
			one := t
			one.readings = append([]int(nil), p.adopted...)
			one.readings[a.Index] = r
			one.options = map[string]string{a.Name: a.Readings[r].Name}
			out = append(out, one)
		}
	}
	return out
}

// bounds tells whether the bounds of a fact depend on how an ambiguity is read.
func (p *Policy) bounds(a *tree.Ambiguity) bool {
	depends := tree.DependsOn(p.latest, a)
	return slices.ContainsFunc(p.latest.Inputs, func(in *tree.Input) bool { return depends(in) })
}

// readings cites the clauses whose ambiguities are decisive: another reading, one at a time, changes the decision.
func (d *decider) readings() bool {
	for i := range d.p.trials {
		t := &d.p.trials[i]
		if d.consulted(t.ambiguity) && !d.try(t) {
			return false
		}
	}
	return true
}

// consulted tells whether the case was decided by looking at how an ambiguity is read.
func (d *decider) consulted(a int) bool {
	if d.fromLane() {
		return d.group.block.Consulted(a)>>d.group.lane&1 == 1
	}
	return d.m[0].Consulted(a)
}

// fromLane tells whether the case was decided in a block, and not by the first machine.
func (d *decider) fromLane() bool { return d.group != nil && d.group.lane >= 0 }

// try decides the case under another reading; false where that is left to the full engine.
func (d *decider) try(t *trial) bool {
	settled := d.settle(t)
	d.exactly = d.exactly[:0]
	for _, k := range t.reads {
		if !settled {
			d.exactly = append(d.exactly, k)
			continue
		}
		a := &d.answers[k]
		v, ok := d.valueOf(k, 1)
		switch {
		case d.out[1][k].Status != a.status:
			d.decisive(k, t.concerns)
		case ok && !value.Equal(v, a.value):
			d.decisive(k, t.concerns)
		case !ok:
			d.exactly = append(d.exactly, k)
		}
	}
	return d.exactValues(t.options, func(k int, o *outcome.Decision) {
		if a := &d.answers[k]; a.status != o.Status || !value.Equal(a.value, o.Value) {
			d.decisive(k, t.concerns)
		}
	})
}

// settle settles what depends on the ambiguity under another reading on the second machine; false where something is left open.
func (d *decider) settle(t *trial) bool {
	m, out := d.m[1], d.out[1]
	from := d.m[0]
	if d.fromLane() {
		from = nil
	}
	if !t.anew {
		m.On(d.laid, t.readings, from, t.same)
	} else if !m.OnAnew(d.laid, t.readings, from, t.same) {
		return false
	}
	for _, k := range t.reads {
		if !m.Settle(k, &out[k]) {
			return false
		}
	}
	return true
}

// decisive cites clauses that another reading concerns, unless they are cited for more than not being reached.
func (d *decider) decisive(k int, clauses []int) {
	a := &d.answers[k]
	if a.citations != nil {
		d.citeAll(k)
	}
	for _, c := range clauses {
		i, found := slices.BinarySearchFunc(a.cites, c, func(x cite, c int) int { return x.clause - c })
		switch {
		case !found:
			a.cites = slices.Insert(a.cites, i, cite{c, outcome.Reading})
		case a.cites[i].effect > outcome.Reading:
			a.cites[i].effect = outcome.Reading
		}
	}
}
