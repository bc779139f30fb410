// Package diagram is multi-valued decision diagrams: functions from a few finite variables to leaves, kept in one canonical form,
// so that two functions are equal exactly if their references are, and the variables on which a function depends can be read off.
//
// Variables are ordered by creation. Leaves are numbers whose meaning is the caller's. One set of diagrams is emptied and used again for case
// after case: in steady state it allocates nothing.
package diagram

// Ref is a function. Non-negative references are constants: the leaf's number.
type Ref int32

// IsConst tells whether the function is a constant leaf.
func (r Ref) IsConst() bool { return r >= 0 }

// Var is a variable.
type Var int32

// Diagrams owns the nodes. It is not safe for concurrent use.
type Diagrams struct {
	nodes   []node
	kids    []Ref
	unique  []slot // open addressing; a power of two long
	gen     uint32 // slots of other generations are empty
	domains []int32
	limit   int
	over    bool

	ops    cache // of named operations, until Reset
	walks  cache // of the operations that are running
	depth  int   // of operations that run inside each other
	serial uint32

	room []Ref // of kids in the making
	seen marks
}

type node struct {
	v     Var
	first int32 // in Diagrams.kids
	most  Ref   // the greatest leaf below
}

type slot struct {
	gen  uint32
	node int32
}

// New makes an empty set of diagrams that may grow by about limit nodes before Over reports true.
func New(limit int) *Diagrams {
	return &Diagrams{limit: limit, gen: 1, unique: make([]slot, 256), ops: newCache(), walks: newCache()}
}

// Reset empties the set.
func (d *Diagrams) Reset(limit int) {
	d.nodes, d.kids, d.domains, d.room = d.nodes[:0], d.kids[:0], d.domains[:0], d.room[:0]
	d.limit, d.over, d.depth = limit, false, 0
	d.gen++
	if d.gen == 0 {
		clear(d.unique)
		d.gen = 1
	}
	d.ops.empty()
	d.walks.empty()
}

// Over tells whether the limit was reached since the last Resume. Results made meanwhile are meaningless.
func (d *Diagrams) Over() bool { return d.over }

// Len is the number of nodes of all functions.
func (d *Diagrams) Len() int { return len(d.nodes) }

// Left is the number of nodes that the set may still grow by.
func (d *Diagrams) Left() int { return d.limit - len(d.nodes) }

// Resume allows another limit of nodes. What was kept of operations on functions while the limit was exceeded is forgotten.
func (d *Diagrams) Resume(limit int) {
	if d.over {
		d.ops.empty()
		d.walks.empty()
	}
	d.over = false
	d.limit = len(d.nodes) + limit
}

// Exceed makes what follows until Resume as meaningless as if the limit had been reached: it builds on what was made then.
func (d *Diagrams) Exceed() { d.over = true }

// NewVar adds a variable with values 0 to domain-1, ordered after all others.
func (d *Diagrams) NewVar(domain int) Var {
	d.domains = append(d.domains, int32(domain))
	return Var(len(d.domains) - 1)
}

// Choice is the function that is kids[i] where v has value i.
func (d *Diagrams) Choice(v Var, kids ...Ref) Ref {
	return d.compose(v, kids)
}

// Choice2 is Choice for a variable of two values.
func (d *Diagrams) Choice2(v Var, no, yes Ref) Ref {
	kids := [2]Ref{no, yes}
	return d.compose(v, kids[:])
}

func (d *Diagrams) top(r Ref) Var {
	if r >= 0 {
		return Var(len(d.domains))
	}
	return d.nodes[^r].v
}

func (d *Diagrams) cofactor(r Ref, v Var, i int) Ref {
	if r < 0 {
		if n := d.nodes[^r]; n.v == v {
			return d.kids[int(n.first)+i]
		}
	}
	return r
}

// both are the cofactors for a variable of two values.
func (d *Diagrams) both(r Ref, v Var) (no, yes Ref) {
	if r < 0 {
		if n := &d.nodes[^r]; n.v == v {
			kids := d.kids[n.first : n.first+2]
			return kids[0], kids[1]
		}
	}
	return r, r
}

// kidsOf are the kids of a node.
func (d *Diagrams) kidsOf(r Ref) []Ref {
	n := d.nodes[^r]
	return d.kids[n.first : n.first+d.domains[n.v]]
}

// Greatest is the greatest leaf that r can give.
func (d *Diagrams) Greatest(r Ref) Ref {
	if r >= 0 {
		return r
	}
	return d.nodes[^r].most
}

func hashNode(v Var, kids []Ref) uint32 {
	if len(kids) == 2 {
		h := uint64(v)*0x9e3779b97f4a7c15 + uint64(uint32(kids[0]))*0xc2b2ae3d27d4eb4f + uint64(uint32(kids[1]))*0x165667b19e3779f9
		return uint32(h>>32) ^ uint32(h>>47)
	}
	h := uint32(v)*0x9e3779b1 + 0x7f4a7c15
	for _, k := range kids {
		h = (h ^ uint32(k)) * 0x85ebca6b
		h ^= h >> 15
	}
	return h
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
	mask := uint32(len(d.unique) - 1)
	i := hashNode(v, kids) & mask
	for ; d.unique[i].gen == d.gen; i = (i + 1) & mask {
		if n := d.nodes[d.unique[i].node]; n.v == v && alike(d.kids[n.first:], kids) {
			return ^Ref(d.unique[i].node)
		}
	}
	if len(d.nodes) >= d.limit {
		d.over = true
		return kids[0]
	}
	d.unique[i] = slot{gen: d.gen, node: int32(len(d.nodes))}
	most := Ref(0)
	for _, k := range kids {
		most = max(most, d.Greatest(k))
	}
	d.nodes = append(d.nodes, node{v: v, first: int32(len(d.kids)), most: most})
	d.kids = append(d.kids, kids...)
	r := ^Ref(len(d.nodes) - 1)
	if 2*len(d.nodes) > len(d.unique) {
		d.grow()
	}
	return r
}

func alike(a, b []Ref) bool {
	a = a[:len(b)]
	for i, x := range b {
		if a[i] != x {
			return false
		}
	}
	return true
}

// grow doubles the table of nodes.
func (d *Diagrams) grow() {
	d.unique = make([]slot, 2*len(d.unique))
	mask := uint32(len(d.unique) - 1)
	for k, n := range d.nodes {
		i := hashNode(n.v, d.kidsOf(^Ref(k))) & mask
		for d.unique[i].gen == d.gen {
			i = (i + 1) & mask
		}
		d.unique[i] = slot{gen: d.gen, node: int32(k)}
	}
}

// take is room for n kids, which give gives back. The room of others may move meanwhile; what they hold stays theirs.
func (d *Diagrams) take(n int) []Ref {
	at := len(d.room)
	for range n {
		d.room = append(d.room, 0)
	}
	return d.room[at : at+n : at+n]
}

func (d *Diagrams) give(n int) { d.room = d.room[:len(d.room)-n] }

// opCompose is the operation of compose for variables of two values.
const opCompose = 0

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
	sub := d.take(len(kids))
	defer d.give(len(kids))
	if first == v {
		for i, k := range kids {
			sub[i] = d.cofactor(k, v, i)
		}
		return d.compose(v, sub)
	}
	var args [3]Ref
	var hash uint32
	if len(kids) == 2 {
		args = [3]Ref{Ref(v), kids[0], kids[1]}
		hash = hashStep(opCompose, args)
		if r, ok := d.ops.get(hash, opCompose, args); ok {
			return r
		}
	}
	n := int(d.domains[first])
	out := d.take(n)
	defer d.give(n)
	for i := range out {
		for j, k := range kids {
			sub[j] = d.cofactor(k, first, i)
		}
		out[i] = d.compose(v, sub)
	}
	r := d.mk(first, out)
	if len(kids) == 2 && !d.over {
		d.ops.put(hash, opCompose, args, r)
	}
	return r
}
