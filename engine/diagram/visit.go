package diagram

// marks notes what a visit met.
type marks struct {
	stamp  uint32
	nodes  []uint32
	vars   []uint32
	leaves []uint32
}

// meet marks i; false where it was marked before.
func meet(list *[]uint32, i int, stamp uint32) bool {
	for len(*list) <= i {
		*list = append(*list, 0)
	}
	if (*list)[i] == stamp {
		return false
	}
	(*list)[i] = stamp
	return true
}

func (d *Diagrams) begin() {
	d.seen.stamp++
	if d.seen.stamp == 0 {
		clear(d.seen.nodes)
		clear(d.seen.vars)
		clear(d.seen.leaves)
		d.seen.stamp = 1
	}
}

// Visit calls onVar once for each variable on which r depends, in order of first meeting, and onLeaf once for each leaf it can give. Neither
// may visit in turn.
func (d *Diagrams) Visit(r Ref, onVar func(Var), onLeaf func(leaf int32)) {
	d.begin()
	d.visit(r, onVar, onLeaf)
}

func (d *Diagrams) visit(r Ref, onVar func(Var), onLeaf func(leaf int32)) {
	if r >= 0 {
		if meet(&d.seen.leaves, int(r), d.seen.stamp) {
			onLeaf(int32(r))
		}
		return
	}
	if !meet(&d.seen.nodes, int(^r), d.seen.stamp) {
		return
	}
	if v := d.nodes[^r].v; meet(&d.seen.vars, int(v), d.seen.stamp) {
		onVar(v)
	}
	for _, k := range d.kidsOf(r) {
		d.visit(k, onVar, onLeaf)
	}
}

// First is the first variable of a function that is not constant, on which it depends.
func (d *Diagrams) First(r Ref) Var { return d.nodes[^r].v }

// Size is the number of nodes of r, counted up to max.
func (d *Diagrams) Size(r Ref, max int) int {
	d.begin()
	return d.count(r, 0, max)
}

func (d *Diagrams) count(r Ref, n, max int) int {
	if r >= 0 || n >= max || !meet(&d.seen.nodes, int(^r), d.seen.stamp) {
		return n
	}
	n++
	for _, k := range d.kidsOf(r) {
		n = d.count(k, n, max)
	}
	return n
}
