package exact

import "github.com/clausewise/clausewise/dsl/tree"

// symbol is what an input, term, schedule or decision reads. Inputs are numbered first, by their index, then terms, schedules, decisions.
type symbol struct {
	reads  []int32
	direct []bool // by Ambiguity.Index: read here
	all    []bool // by Ambiguity.Index: read here, or by what is read
}

func termNumber(p *tree.Policy, i int) int32 { return int32(len(p.Inputs) + i) }

func scheduleNumber(p *tree.Policy, i int) int32 { return int32(len(p.Inputs) + len(p.Terms) + i) }

func decisionNumber(p *tree.Policy, i int) int32 {
	return int32(len(p.Inputs) + len(p.Terms) + len(p.Schedules) + i)
}

// symbolsOf computes what the symbols of a policy read.
func symbolsOf(p *tree.Policy, stated *tree.Decision) []symbol {
	if len(p.Ambiguities) == 0 {
		return nil
	}
	var all []tree.Symbol
	for _, s := range p.Inputs {
		all = append(all, s)
	}
	for _, s := range p.Terms {
		all = append(all, s)
	}
	for _, s := range p.Schedules {
		all = append(all, s)
	}
	for _, s := range p.Decisions {
		all = append(all, s)
	}
	number := make(map[tree.Symbol]int32, len(all))
	for i, s := range all {
		number[s] = int32(i)
	}
	out := make([]symbol, len(all))
	for i, s := range all {
		out[i] = symbolOf(p, s, stated, number)
	}
	spread(out)
	return out
}

func symbolOf(p *tree.Policy, s tree.Symbol, stated *tree.Decision, number map[tree.Symbol]int32) symbol {
	n := len(p.Ambiguities)
	out := symbol{direct: make([]bool, n), all: make([]bool, n)}
	self, seen := number[s], map[int32]bool{}
	read := func(r tree.Symbol) {
		if a, ok := r.(*tree.Ambiguity); ok {
			out.direct[a.Index], out.all[a.Index] = true, true
			return
		}
		if i, ok := number[r]; ok && i != self && !seen[i] {
			seen[i] = true
			out.reads = append(out.reads, i)
		}
	}
	tree.EachExprOf(s, func(x tree.Expr) {
		tree.EachReadOf(p, x, read)
		tree.Walk(x, func(y tree.Expr) bool {
			if _, ok := y.(*tree.CaveatsRef); ok && stated != nil {
				read(stated)
			}
			return true
		})
	})
	return out
}

// spread carries the readings on which symbols depend to those that read them, and drops reads that depend on none.
func spread(all []symbol) {
	for again := true; again; {
		again = false
		for i := range all {
			for _, r := range all[i].reads {
				for a, on := range all[r].all {
					if on && !all[i].all[a] {
						all[i].all[a], again = true, true
					}
				}
			}
		}
	}
}
