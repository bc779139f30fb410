package plan

// How the variable of a loop is held while the loop runs.
type slotKind uint8

const (
	slotValue  slotKind = iota // Machine.vars points at the value
	slotArena                  // Machine.at is where the element begins in the arena
	slotMember                 // Machine.words has the member of a set
	slotPeriod                 // Machine.periods has the period of a schedule
)

// slot is what is known of a variable beforehand.
type slot struct {
	kind   slotKind
	input  int32 // slotArena: the list
	period int   // slotPeriod: the scratch space
	ticked bool  // something within the loop is kept until the variable changes
}

// hold decides how each variable is held.
func (c *Code) hold() {
	c.slotOf = make([]slot, c.slots)
	for i := range c.loops {
		lp := &c.loops[i]
		s := &c.slotOf[lp.slot]
		switch over := &c.nodes[lp.over]; {
		case lp.set:
			s.kind = slotMember
		case over.op == opSchedEnding:
			s.kind, s.period = slotPeriod, lp.period
		case over.op == opInput && c.inputs[over.a].deflt < 0 && c.layouts[over.a].stride > 0:
			s.kind, s.input = slotArena, over.a
		}
	}
	for i := range c.bounds {
		if b := &c.bounds[i]; b.slot >= 0 && c.layouts[b.input].stride > 0 {
			c.slotOf[b.slot] = slot{kind: slotArena, input: b.input}
		}
	}
}
