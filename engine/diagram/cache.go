package diagram

// cache keeps the results of operations on up to three functions: open addressing, emptied in one step.
type cache struct {
	steps []step
	gen   uint32
	used  int
}

type step struct {
	gen  uint32
	op   uint32
	args [3]Ref
	r    Ref
}

// most is the number of results beyond which a cache forgets them all, so that it cannot outgrow the nodes by much.
const most = 1 << 19

// Wide tells whether so many results were kept that the room for them is better let go.
func (d *Diagrams) Wide() bool { return len(d.ops.steps)+len(d.walks.steps) > 1<<17 }

func newCache() cache { return cache{steps: make([]step, 256), gen: 1} }

func (c *cache) empty() {
	c.used = 0
	c.gen++
	if c.gen == 0 {
		clear(c.steps)
		c.gen = 1
	}
}

func hashStep(op uint32, args [3]Ref) uint32 {
	h := op*0x9e3779b1 ^ uint32(args[0])*0x85ebca6b
	h = (h ^ h>>15 ^ uint32(args[1])) * 0xc2b2ae35
	h = (h ^ h>>13 ^ uint32(args[2])) * 0x27d4eb2f
	return h ^ h>>16
}

func (c *cache) get(op uint32, args [3]Ref) (Ref, bool) {
	mask := uint32(len(c.steps) - 1)
	for i := hashStep(op, args) & mask; c.steps[i].gen == c.gen; i = (i + 1) & mask {
		if s := &c.steps[i]; s.op == op && s.args == args {
			return s.r, true
		}
	}
	return 0, false
}

func (c *cache) put(op uint32, args [3]Ref, r Ref) {
	if 2*c.used >= len(c.steps) {
		c.grow()
	}
	mask := uint32(len(c.steps) - 1)
	i := hashStep(op, args) & mask
	for c.steps[i].gen == c.gen {
		i = (i + 1) & mask
	}
	c.steps[i] = step{gen: c.gen, op: op, args: args, r: r}
	c.used++
}

func (c *cache) grow() {
	if c.used >= most {
		c.empty()
		return
	}
	old := c.steps
	c.steps = make([]step, 2*len(old))
	mask := uint32(len(c.steps) - 1)
	for _, s := range old {
		if s.gen != c.gen {
			continue
		}
		i := hashStep(s.op, s.args) & mask
		for c.steps[i].gen == c.gen {
			i = (i + 1) & mask
		}
		c.steps[i] = s
	}
}
