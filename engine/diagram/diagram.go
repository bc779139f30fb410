// Package diagram is multi-valued decision diagrams: functions from a few finite variables to leaves, kept in one canonical form,
// so that two functions are equal exactly if their references are, and the variables on which a function depends can be read off.
//
// Variables are ordered by creation. Leaves are numbers whose meaning is the caller's.
package diagram

import "slices"

// Ref is a function. Non-negative references are constants: the leaf's number.
type Ref int32

// IsConst tells whether the function is a constant leaf.
func (r Ref) IsConst() bool { return r >= 0 }

// Var is a variable.
type Var int32

// Diagrams owns the nodes. It is not safe for concurrent use.
type Diagrams struct {
	nodes   []node
	pairs   map[pair]Ref   // nodes with two kids
	unique  map[string]Ref // nodes with more
	domains []int
	limit   int
	over    bool
	key     []byte
}

type node struct {
	v    Var
	kids []Ref
}

type pair struct {
	v       Var
	no, yes Ref
}

// New makes an empty set of diagrams that may grow by about limit nodes before Over reports true.
func New(limit int) *Diagrams {
	return &Diagrams{limit: limit}
}

// Over tells whether the limit was reached since the last Resume. Results made meanwhile are meaningless.
func (d *Diagrams) Over() bool { return d.over }

// Resume allows another limit of nodes.
func (d *Diagrams) Resume(limit int) {
	d.over = false
	d.limit = len(d.nodes) + limit
}

// NewVar adds a variable with values 0 to domain-1, ordered after all others.
func (d *Diagrams) NewVar(domain int) Var {
	d.domains = append(d.domains, domain)
	return Var(len(d.domains) - 1)
}

// Choice is the function that is kids[i] where v has value i.
func (d *Diagrams) Choice(v Var, kids ...Ref) Ref {
	return d.compose(v, kids)
}

func (d *Diagrams) top(r Ref) Var {
	if r >= 0 {
		return Var(len(d.domains))
	}
	return d.nodes[^r].v
}

func (d *Diagrams) cofactor(r Ref, v Var, i int) Ref {
	if r < 0 && d.nodes[^r].v == v {
		return d.nodes[^r].kids[i]
	}
	return r
}

// mk is the node for v with kids that depend on later variables only.
func (d *Diagrams) mk(v Var, kids []Ref) Ref {
	same := true
	for _, k := range kids[1:] {
		if k != kids[0] {
			same = false
			break
		}
	}
	if same {
		return kids[0]
	}
	if len(kids) == 2 {
		key := pair{v, kids[0], kids[1]}
		r, ok := d.pairs[key]
		if !ok {
			if r, ok = d.add(v, kids); ok {
				if d.pairs == nil {
					d.pairs = map[pair]Ref{}
				}
				d.pairs[key] = r
			}
		}
		return r
	}
	d.key = appendInt(d.key[:0], int32(v))
	for _, k := range kids {
		d.key = appendInt(d.key, int32(k))
	}
	r, ok := d.unique[string(d.key)]
	if !ok {
		if r, ok = d.add(v, kids); ok {
			if d.unique == nil {
				d.unique = map[string]Ref{}
			}
			d.unique[string(d.key)] = r
		}
	}
	return r
}

// add makes a node; false at the limit.
func (d *Diagrams) add(v Var, kids []Ref) (Ref, bool) {
	if len(d.nodes) >= d.limit {
		d.over = true
		return kids[0], false
	}
	d.nodes = append(d.nodes, node{v: v, kids: slices.Clone(kids)})
	return ^Ref(len(d.nodes) - 1), true
}

func appendInt(b []byte, n int32) []byte {
	return append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
}

// compose orders a choice whose kids may depend on any variable, also on v itself.
func (d *Diagrams) compose(v Var, kids []Ref) Ref {
	if d.over {
		return kids[0]
	}
	first := Var(len(d.domains))
	for _, k := range kids {
		first = min(first, d.top(k))
	}
	if first > v {
		return d.mk(v, kids)
	}
	sub := make([]Ref, len(kids))
	if first == v {
		for i, k := range kids {
			sub[i] = d.cofactor(k, v, i)
		}
		return d.compose(v, sub)
	}
	out := make([]Ref, d.domains[first])
	for i := range out {
		for j, k := range kids {
			sub[j] = d.cofactor(k, first, i)
		}
		out[i] = d.compose(v, sub)
	}
	return d.mk(first, out)
}

// Map applies f to each leaf of a; f may give any function, also one with new variables.
func (d *Diagrams) Map(a Ref, f func(leaf int32) Ref) Ref {
	if a >= 0 {
		return f(int32(a))
	}
	w := walk{d: d, n: 1, f: func(l [3]Ref) Ref { return f(int32(l[0])) }}
	return w.apply([3]Ref{a})
}

// Map2 applies f to each pair of leaves of a and b that occur together.
func (d *Diagrams) Map2(a, b Ref, f func(a, b int32) Ref) Ref {
	if a >= 0 && b >= 0 {
		return f(int32(a), int32(b))
	}
	w := walk{d: d, n: 2, f: func(l [3]Ref) Ref { return f(int32(l[0]), int32(l[1])) }}
	return w.apply([3]Ref{a, b})
}

// Map3 applies f to each triple of leaves that occur together.
func (d *Diagrams) Map3(a, b, c Ref, f func(a, b, c int32) Ref) Ref {
	if a >= 0 && b >= 0 && c >= 0 {
		return f(int32(a), int32(b), int32(c))
	}
	w := walk{d: d, n: 3, f: func(l [3]Ref) Ref { return f(int32(l[0]), int32(l[1]), int32(l[2])) }}
	return w.apply([3]Ref{a, b, c})
}

// walk is one traversal of up to three functions together. Most are small, so that the first results are found by searching.
type walk struct {
	d    *Diagrams
	n    int
	f    func([3]Ref) Ref
	few  []step
	many map[[3]Ref]Ref
}

type step struct {
	args [3]Ref
	r    Ref
}

const fewSteps = 12

func (w *walk) seen(args [3]Ref) (Ref, bool) {
	for i := range w.few {
		if w.few[i].args == args {
			return w.few[i].r, true
		}
	}
	r, ok := w.many[args]
	return r, ok
}

func (w *walk) keep(args [3]Ref, r Ref) {
	if len(w.few) < fewSteps {
		w.few = append(w.few, step{args, r})
		return
	}
	if w.many == nil {
		w.many = map[[3]Ref]Ref{}
	}
	w.many[args] = r
}

func (w *walk) apply(args [3]Ref) Ref {
	d := w.d
	v := Var(len(d.domains))
	for _, a := range args[:w.n] {
		if a < 0 {
			v = min(v, d.nodes[^a].v)
		}
	}
	if int(v) >= len(d.domains) {
		return w.f(args)
	}
	if d.over {
		return 0
	}
	if r, ok := w.seen(args); ok {
		return r
	}
	var room [8]Ref
	kids := room[:0]
	for i := range d.domains[v] {
		sub := args
		for j := range sub[:w.n] {
			sub[j] = d.cofactor(sub[j], v, i)
		}
		kids = append(kids, w.apply(sub))
	}
	r := d.compose(v, kids)
	w.keep(args, r)
	return r
}

// Visit calls onVar once for each variable on which r depends, in order of first meeting, and onLeaf once for each leaf it can give.
func (d *Diagrams) Visit(r Ref, onVar func(Var), onLeaf func(leaf int32)) {
	seen := map[Ref]bool{}
	vars := map[Var]bool{}
	var walk func(Ref)
	walk = func(r Ref) {
		if seen[r] {
			return
		}
		seen[r] = true
		if r >= 0 {
			onLeaf(int32(r))
			return
		}
		n := d.nodes[^r]
		if !vars[n.v] {
			vars[n.v] = true
			onVar(n.v)
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(r)
}

// Size is the number of nodes below r, counted up to max.
func (d *Diagrams) Size(r Ref, max int) int {
	seen := map[Ref]bool{}
	var walk func(Ref)
	walk = func(r Ref) {
		if r >= 0 || seen[r] || len(seen) >= max {
			return
		}
		seen[r] = true
		for _, k := range d.nodes[^r].kids {
			walk(k)
		}
	}
	walk(r)
	return len(seen)
}
