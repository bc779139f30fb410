package diagram

// Values is how many values a variable has.
func (d *Diagrams) Values(v Var) int { return int(d.domains[v]) }

// Restrict is a where v has the given value.
func (d *Diagrams) Restrict(a Ref, v Var, value int) Ref {
	if d.top(a) > v {
		return a
	}
	r := d.restrict(d.enter(), a, v, value)
	d.depth--
	return r
}

func (d *Diagrams) restrict(op uint32, a Ref, v Var, value int) Ref {
	top := d.top(a)
	switch {
	case top > v || d.over:
		return a
	case top == v:
		return d.cofactor(a, v, value)
	}
	args := [3]Ref{a}
	hash := hashStep(op, args)
	if r, ok := d.walks.get(hash, op, args); ok {
		return r
	}
	n := int(d.domains[top])
	kids := d.take(n)
	for i := range kids {
		kids[i] = d.restrict(op, d.cofactor(a, top, i), v, value)
	}
	r := d.mk(top, kids)
	d.give(n)
	if !d.over {
		d.walks.put(hash, op, args, r)
	}
	return r
}
