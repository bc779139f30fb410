package diagram

// Op names an operation that gives the same for the same leaves as long as the set is not emptied: its results are kept. Names begin with
// FirstOp. Maps without a name forget their results when they are done.
type Op uint32

// FirstOp is the first name that callers may give to an operation.
const FirstOp Op = opCompose + 1

// Plain is the first name of operations that give leaves for leaves, and else nothing but the functions that they are given.
const Plain Op = 1 << 10

// lastOp is the last name; numbers above are those of operations without a name that are running.
const lastOp = 1<<20 - 1

// Map applies f to each leaf of a; f may give any function, also one with new variables.
func (d *Diagrams) Map(a Ref, f func(leaf int32) Ref) Ref {
	if a >= 0 {
		return f(int32(a))
	}
	w := walk{d: d, n: 1, f1: f, same: -1}
	return w.run(a, 0, 0)
}

// Map2 applies f to each pair of leaves of a and b that occur together.
func (d *Diagrams) Map2(a, b Ref, f func(a, b int32) Ref) Ref {
	if a >= 0 && b >= 0 {
		return f(int32(a), int32(b))
	}
	w := walk{d: d, n: 2, f2: f}
	return w.run(a, b, 0)
}

// Map3 applies f to each triple of leaves that occur together.
func (d *Diagrams) Map3(a, b, c Ref, f func(a, b, c int32) Ref) Ref {
	if a >= 0 && b >= 0 && c >= 0 {
		return f(int32(a), int32(b), int32(c))
	}
	w := walk{d: d, n: 3, f3: f}
	return w.run(a, b, c)
}

// Apply is Map for a named operation that leaves all leaves up to same as they are; -1 for one that leaves none.
func (d *Diagrams) Apply(op Op, a Ref, f func(leaf int32) Ref, same Ref) Ref {
	if a >= 0 {
		return f(int32(a))
	}
	w := walk{d: d, op: uint32(op), n: 1, f1: f, same: same}
	return w.apply(a, 0, 0)
}

// Apply2 is Map2 for a named operation. cut gives the result where not all of the functions have to be looked at for it; it may be nil.
func (d *Diagrams) Apply2(op Op, a, b Ref, f func(a, b int32) Ref, cut func(a, b Ref) (Ref, bool)) Ref {
	if a >= 0 && b >= 0 {
		return f(int32(a), int32(b))
	}
	w := walk{d: d, op: uint32(op), n: 2, f2: f, cut2: cut}
	return w.apply(a, b, 0)
}

// Apply3 is Map3 for a named operation, with cut as for Apply2.
func (d *Diagrams) Apply3(op Op, a, b, c Ref, f func(a, b, c int32) Ref, cut func(a, b, c Ref) (Ref, bool)) Ref {
	if a >= 0 && b >= 0 && c >= 0 {
		return f(int32(a), int32(b), int32(c))
	}
	w := walk{d: d, op: uint32(op), n: 3, f3: f, cut3: cut}
	return w.apply(a, b, c)
}

// walk is one traversal of up to three functions together.
type walk struct {
	d    *Diagrams
	op   uint32
	n    int
	f1   func(int32) Ref
	f2   func(a, b int32) Ref
	f3   func(a, b, c int32) Ref
	same Ref // leaves up to this one stay, where n is 1
	// cut2 and cut3 shorten the way.
	cut2 func(a, b Ref) (Ref, bool)
	cut3 func(a, b, c Ref) (Ref, bool)
}

// run is apply for an operation without a name.
func (w *walk) run(a, b, c Ref) Ref {
	w.op = w.d.enter()
	r := w.apply(a, b, c)
	w.d.depth--
	return r
}

// enter numbers an operation whose results are forgotten when it is done.
func (d *Diagrams) enter() uint32 {
	if d.depth == 0 {
		d.walks.empty()
		d.serial = lastOp
	}
	d.serial++
	d.depth++
	return d.serial
}

func (w *walk) leaf(a, b, c Ref) Ref {
	switch w.n {
	case 1:
		return w.f1(int32(a))
	case 2:
		return w.f2(int32(a), int32(b))
	}
	return w.f3(int32(a), int32(b), int32(c))
}

func (w *walk) apply(a, b, c Ref) Ref {
	if a >= 0 && b >= 0 && c >= 0 {
		return w.leaf(a, b, c)
	}
	if w.n == 1 {
		if w.d.nodes[^a].most <= w.same {
			return a
		}
	} else if w.cut2 != nil {
		if r, ok := w.cut2(a, b); ok {
			return r
		}
	} else if w.cut3 != nil {
		if r, ok := w.cut3(a, b, c); ok {
			return r
		}
	}
	d := w.d
	if d.over {
		return 0
	}
	results := &d.ops
	if w.op > lastOp {
		results = &d.walks
	}
	args := [3]Ref{a, b, c}
	hash := hashStep(w.op, args)
	if r, ok := results.get(hash, w.op, args); ok {
		return r
	}
	v := min(d.top(a), d.top(b), d.top(c))
	var r Ref
	if n := int(d.domains[v]); n == 2 {
		r = w.apply2(v, a, b, c)
	} else {
		kids := d.take(n)
		for i := range n {
			kids[i] = w.apply(d.cofactor(a, v, i), d.cofactor(b, v, i), d.cofactor(c, v, i))
		}
		r = d.compose(v, kids)
		d.give(n)
	}
	if !d.over {
		results.put(hash, w.op, args, r)
	}
	return r
}

// apply2 is apply from a variable of two values.
func (w *walk) apply2(v Var, a, b, c Ref) Ref {
	d := w.d
	a0, a1 := d.both(a, v)
	b0, b1 := d.both(b, v)
	c0, c1 := d.both(c, v)
	no := w.apply(a0, b0, c0)
	yes := w.apply(a1, b1, c1)
	kids := [2]Ref{no, yes}
	if w.op-uint32(Plain) <= lastOp-uint32(Plain) && !d.over {
		return d.mk(v, kids[:])
	}
	return d.compose(v, kids[:])
}
