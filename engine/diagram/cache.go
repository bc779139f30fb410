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

// hashStep has its parts multiplied side by side; its upper half is the better one.
func hashStep(op uint32, args [3]Ref) uint32 {
	h := uint64(op)*0x9e3779b97f4a7c15 + uint64(uint32(args[0]))*0xc2b2ae3d27d4eb4f +
		uint64(uint32(args[1]))*0x165667b19e3779f9 + uint64(uint32(args[2]))*0xd6e8feb86659fd93
	return uint32(h>>32) ^ uint32(h>>47)
}

// get is the result of a step with that hash.
func (c *cache) get(hash, op uint32, args [3]Ref) (Ref, bool) {
	steps, gen := c.steps, c.gen
	mask := uint32(len(steps) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &steps[i]
		if s.gen != gen {
			return 0, false
		}
		if s.args == args && s.op == op {
			return s.r, true
		}
	}
}

func (c *cache) put(hash, op uint32, args [3]Ref, r Ref) {
	if 2*c.used >= len(c.steps) {
		c.grow()
	}
	mask := uint32(len(c.steps) - 1)
	i := hash & mask
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
