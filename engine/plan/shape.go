package plan

import "github.com/clausewise/clausewise/dsl/tree"

// Most decisions are simple: none of their rules can be defeated. They are decided and cited in one go.

// shape is how a simple decision is settled.
type shape uint8

const (
	notSimple shape = iota
	members         // a set whose members are given by one rule each
	oneSet          // a set that one rule gives whole
	ranks           // the first in rank, each given by one rule
	oneValue        // one rule always gives the value
	values          // any number of rules give the value
)

// simplify says what shape a decision has.
func (d *decision) simplify() {
	for i := range d.rules {
		if r := &d.rules[i]; !r.simple || len(r.cites.when.nodes) > mostLinks {
			return
		}
	}
	switch {
	case d.duty || d.duties:
	case d.kind == setKind:
		d.shape = d.setShape()
	case d.ranked:
		d.shape = d.rankShape()
	default:
		d.shape = values
		if len(d.rules) > 0 && d.rules[0].always() && d.rules[0].num != nil && d.baseRules() == 1 {
			d.shape = oneValue
		}
	}
}

func (d *decision) setShape() shape {
	if len(d.rules) == 1 && d.rules[0].kind == tree.Value && !d.rules[0].otherwise {
		return oneSet
	}
	var seen uint64
	for i := range d.rules {
		r := &d.rules[i]
		if r.kind != tree.Member || r.otherwise || seen&r.bit != 0 {
			return notSimple
		}
		seen |= r.bit
	}
	return members
}

func (d *decision) rankShape() shape {
	seen := map[int64]bool{}
	for i := range d.rules {
		r := &d.rules[i]
		if r.otherwise {
			continue
		}
		if !r.constant || seen[r.k] || r.kind >= tree.Add {
			return notSimple
		}
		seen[r.k] = true
	}
	return ranks
}

// always tells whether a rule gives the value whatever the facts are.
func (r *rule) always() bool {
	return r.when == nil && r.test == nil && !r.otherwise && r.kind == tree.Value
}

// baseRules counts the rules that are no lines of an account.
func (d *decision) baseRules() int {
	n := 0
	for i := range d.rules {
		if d.rules[i].kind < tree.Add {
			n++
		}
	}
	return n
}
