package operate

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Loops says how the loops of a policy stand in one another: what a case costs grows with the product of what they run over.
type Loops struct {
	Lists   int // over lists and their members, and over many working days
	Periods int // over the periods of schedules
}

const (
	manyDays    = 1000 // working days are counted one by one
	manyPeriods = 1    // loops over periods in one another; one has 100,000 of them at most
)

// manyItems is how many members the lists of a case may have together, by how deep loops over lists stand in one another, without its cost
// being counted.
var manyItems = [...]int{0, 1000, 100, 20}

// LoopsOf looks for the deepest loops of a policy.
func LoopsOf(p *tree.Policy) Loops {
	var most Loops
	p.EachExpr(func(x tree.Expr) { most = most.or(loops(x)) })
	for _, in := range p.Inputs {
		if in.Type.Kind != types.List {
			continue
		}
		for _, b := range in.Bounds {
			for _, x := range []tree.Expr{b.Value, b.InList, b.When, b.Unless} {
				if x != nil {
					most = most.or(Loops{Lists: 1}.and(loops(x)))
				}
			}
		}
	}
	return most
}

// Costly tells whether what the case costs must be counted while it is decided: a policy with loops over periods in one another, or one with
// loops over lists and facts with long ones.
func (l Loops) Costly(given []value.Value) bool {
	if l.Periods > manyPeriods {
		return true
	}
	if l.Lists == 0 {
		return false
	}
	left := manyItems[min(l.Lists, len(manyItems)-1)]
	for i := range given {
		if given[i].Kind == value.List && tooLong(given[i].Members(), &left) {
			return true
		}
	}
	return false
}

// Few tells that a case whose lists and records have at most so many members and fields together is not costly, whatever they are.
func (l Loops) Few(members int) bool {
	return l.Periods <= manyPeriods && (l.Lists == 0 || members <= manyItems[min(l.Lists, len(manyItems)-1)])
}

func tooLong(items []value.Value, left *int) bool {
	if *left -= len(items); *left < 0 {
		return true
	}
	for i := range items {
		if k := items[i].Kind; (k == value.List || k == value.Record) && tooLong(items[i].Members(), left) {
			return true
		}
	}
	return false
}

func (l Loops) or(m Loops) Loops  { return Loops{max(l.Lists, m.Lists), max(l.Periods, m.Periods)} }
func (l Loops) and(m Loops) Loops { return Loops{l.Lists + m.Lists, l.Periods + m.Periods} }

// loops is how many loops stand in one another in an expression.
func loops(x tree.Expr) Loops {
	if x == nil {
		return Loops{}
	}
	switch x := x.(type) {
	case *tree.Quant:
		return loops(x.Over).or(over(x.Over).and(loops(x.Body)))
	case *tree.Aggregate:
		if x.Over != nil {
			return loops(x.Over).or(over(x.Over).and(loops(x.Body).or(loops(x.Where))))
		}
	}
	var deepest Loops
	tree.Children(x, func(y tree.Expr) { deepest = deepest.or(loops(y)) })
	switch x := x.(type) {
	case *tree.In:
		return over(x.L).and(deepest)
	case *tree.SchedEnding, *tree.SchedFirst:
		return Loops{Periods: 1}.and(deepest)
	case *tree.Shift:
		if x.Period.Unit == types.WorkingDays && x.Period.N > manyDays {
			return Loops{Lists: 1}.and(deepest)
		}
	}
	return deepest
}

// over is what a loop over x adds.
func over(x tree.Expr) Loops {
	switch {
	case x.Type().Kind != types.List:
		return Loops{} // the members of an enumeration
	case x.Type().Elem != nil && x.Type().Elem.Kind == types.Period:
		return Loops{Periods: 1}
	}
	return Loops{Lists: 1}
}
