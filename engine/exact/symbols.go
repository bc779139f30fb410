package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
)

// readingSet is a set of ambiguities by their index. Those beyond the last bit share it.
type readingSet uint64

func readingBit(ambiguity int) readingSet { return 1 << min(ambiguity, 63) }

// symbol is what an input, term, schedule or decision reads. Inputs are numbered first, by their index, then terms, schedules, decisions.
type symbol struct {
	reads  []int32
	direct readingSet // read here
	all    readingSet // read here, or by what is read
}

func termNumber(p *tree.Policy, i int) int32 { return int32(len(p.Inputs) + i) }

func scheduleNumber(p *tree.Policy, i int) int32 { return int32(len(p.Inputs) + len(p.Terms) + i) }

func decisionNumber(p *tree.Policy, i int) int32 {
	return int32(len(p.Inputs) + len(p.Terms) + len(p.Schedules) + i)
}

// reading finds out what is read.
type reading struct {
	p      *tree.Policy
	stated *tree.Decision
	number map[tree.Symbol]int32
}

func newReading(p *tree.Policy, stated *tree.Decision) *reading {
	r := &reading{p: p, stated: stated, number: map[tree.Symbol]int32{}}
	for i, s := range p.Inputs {
		r.number[s] = int32(i)
	}
	for i, s := range p.Terms {
		r.number[s] = termNumber(p, i)
	}
	for i, s := range p.Schedules {
		r.number[s] = scheduleNumber(p, i)
	}
	for i, s := range p.Decisions {
		r.number[s] = decisionNumber(p, i)
	}
	return r
}

// each calls f for every symbol that an expression reads.
func (r *reading) each(x tree.Expr, f func(tree.Symbol)) {
	tree.EachReadOf(r.p, x, f)
	tree.Walk(x, func(y tree.Expr) bool {
		if _, ok := y.(*tree.CaveatsRef); ok && r.stated != nil {
			f(r.stated)
		}
		return true
	})
}

// symbols computes what the symbols of the policy read.
func (r *reading) symbols() []symbol {
	out := make([]symbol, len(r.number))
	for s, n := range r.number {
		seen := map[int32]bool{n: true}
		tree.EachExprOf(s, func(x tree.Expr) {
			r.each(x, func(read tree.Symbol) {
				if a, ok := read.(*tree.Ambiguity); ok {
					out[n].direct |= readingBit(a.Index)
				} else if i := r.number[read]; !seen[i] {
					seen[i] = true
					out[n].reads = append(out[n].reads, i)
				}
			})
		})
		out[n].all = out[n].direct
	}
	spread(out)
	return out
}

// spread carries the readings on which symbols depend to those that read them, and drops what depends on none.
func spread(all []symbol) {
	for again := true; again; {
		again = false
		for i := range all {
			before := all[i].all
			for _, r := range all[i].reads {
				all[i].all |= all[r].all
			}
			again = again || all[i].all != before
		}
	}
	for i := range all {
		all[i].reads = slices.DeleteFunc(all[i].reads, func(r int32) bool { return all[r].all == 0 })
		slices.Sort(all[i].reads)
	}
}

// of is the readings on which expressions depend.
func (r *reading) of(all []symbol, xs ...tree.Expr) readingSet {
	var out readingSet
	for _, x := range xs {
		if x == nil {
			continue
		}
		r.each(x, func(s tree.Symbol) {
			if a, ok := s.(*tree.Ambiguity); ok {
				out |= readingBit(a.Index)
			} else {
				out |= all[r.number[s]].all
			}
		})
	}
	return out
}
