package exact

import "github.com/clausewise/clausewise/engine/diagram"

// The operations whose results are kept for the time of a case.
const (
	opCond diagram.Op = diagram.FirstOp + iota
	opEqual
	opAtMost
)

// Those that give leaves for leaves.
const (
	opNot diagram.Op = diagram.Plain + iota
	opAnd
	opOr
	opHolds
	opChoose
	opNumbers
	opMerge
	opRank
	opElse
	opArises
	opWhere
	opSame
	opDetail                         // and the number of the detail
	opLine   = opDetail + 4          // and the kind of the rule
	opArith  = opLine + 32           // and the operation
	opRead   = diagram.Plain + 1<<10 // and the number of the decision
	opRound  = opRead + 1<<18        // and the number of the rule
	opBeyond = opRound + 1<<18
)

// operations are the methods that diagrams call, bound once.
type operations struct {
	cond, numbers        func(int32) diagram.Ref
	equal, atMost, merge func(a, b int32) diagram.Ref
	rank                 func(a, b int32) diagram.Ref
	asks                 func(diagram.Ref) bool
}

func notLeaf(l int32) diagram.Ref {
	switch l {
	case leafFalse:
		return True
	case leafTrue:
		return False
	}
	return diagram.Ref(l)
}

// not negates; n/a stays n/a.
func (e *evaluation) not(a diagram.Ref) diagram.Ref {
	if a >= 0 {
		return notLeaf(int32(a))
	}
	return e.d.Apply(opNot, a, notLeaf, -1)
}

func andLeaves(x, y int32) diagram.Ref {
	switch {
	case x == leafFalse || y == leafFalse:
		return False
	case x == leafNA || y == leafNA:
		return NA
	}
	return True
}

func cutAnd(a, b diagram.Ref) (diagram.Ref, bool) {
	switch {
	case a == False || b == False:
		return False, true
	case a == True || a == b:
		return b, true
	case b == True:
		return a, true
	}
	return 0, false
}

// and is false where one is false, else n/a where one is n/a, else true.
func (e *evaluation) and(a, b diagram.Ref) diagram.Ref {
	if r, ok := cutAnd(a, b); ok {
		return r
	}
	return e.d.Apply2(opAnd, min(a, b), max(a, b), andLeaves, cutAnd)
}

func orLeaves(x, y int32) diagram.Ref {
	switch {
	case x == leafTrue || y == leafTrue:
		return True
	case x == leafNA || y == leafNA:
		return NA
	}
	return False
}

func cutOr(a, b diagram.Ref) (diagram.Ref, bool) {
	switch {
	case a == True || b == True:
		return True, true
	case a == False || a == b:
		return b, true
	case b == False:
		return a, true
	}
	return 0, false
}

// or is true where one is true, else n/a where one is n/a, else false.
func (e *evaluation) or(a, b diagram.Ref) diagram.Ref {
	if r, ok := cutOr(a, b); ok {
		return r
	}
	return e.d.Apply2(opOr, min(a, b), max(a, b), orLeaves, cutOr)
}

func holdsLeaf(l int32) diagram.Ref {
	if l == leafTrue {
		return True
	}
	return False
}

// holds turns a condition into what it does to a rule: n/a does not apply it.
func (e *evaluation) holds(c diagram.Ref) diagram.Ref {
	if c >= 0 {
		return holdsLeaf(int32(c))
	}
	return e.d.Apply(opHolds, c, holdsLeaf, True)
}

func chooseLeaf(l, y, n int32) diagram.Ref {
	if l == leafTrue {
		return diagram.Ref(y)
	}
	return diagram.Ref(n)
}

func cutChoose(c, yes, no diagram.Ref) (diagram.Ref, bool) {
	switch {
	case c == True:
		return yes, true
	case c >= 0 || yes == no:
		return no, true
	}
	return 0, false
}

// choose is yes where c is true, no where it is false or n/a.
func (e *evaluation) choose(c, yes, no diagram.Ref) diagram.Ref {
	if r, ok := cutChoose(c, yes, no); ok {
		return r
	}
	return e.d.Apply3(opChoose, c, yes, no, chooseLeaf, cutChoose)
}

// where is x where c is true and n/a elsewhere: what a guard does.
func (e *evaluation) where(c, x diagram.Ref) diagram.Ref { return e.choose(c, x, NA) }
