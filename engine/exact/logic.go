package exact

import "github.com/clausewise/clausewise/engine/diagram"

// not negates; n/a stays n/a.
func (e *evaluation) not(a diagram.Ref) diagram.Ref {
	return e.d.Map(a, func(l int32) diagram.Ref {
		switch l {
		case leafFalse:
			return True
		case leafTrue:
			return False
		}
		return diagram.Ref(l)
	})
}

// and is false where one is false, else n/a where one is n/a, else true.
func (e *evaluation) and(a, b diagram.Ref) diagram.Ref {
	switch {
	case a == False || b == False:
		return False
	case a == True:
		return b
	case b == True:
		return a
	}
	return e.d.Map2(a, b, func(x, y int32) diagram.Ref {
		switch {
		case x == leafFalse || y == leafFalse:
			return False
		case x == leafNA || y == leafNA:
			return NA
		}
		return True
	})
}

// or is true where one is true, else n/a where one is n/a, else false.
func (e *evaluation) or(a, b diagram.Ref) diagram.Ref {
	switch {
	case a == True || b == True:
		return True
	case a == False:
		return b
	case b == False:
		return a
	}
	return e.d.Map2(a, b, func(x, y int32) diagram.Ref {
		switch {
		case x == leafTrue || y == leafTrue:
			return True
		case x == leafNA || y == leafNA:
			return NA
		}
		return False
	})
}

// holds turns a condition into what it does to a rule: n/a does not apply it.
func (e *evaluation) holds(c diagram.Ref) diagram.Ref {
	return e.d.Map(c, func(l int32) diagram.Ref {
		if l == leafTrue {
			return True
		}
		return False
	})
}

// choose is yes where c is true, no where it is false or n/a.
func (e *evaluation) choose(c, yes, no diagram.Ref) diagram.Ref {
	switch c {
	case True:
		return yes
	case False, NA:
		return no
	}
	return e.d.Map3(c, yes, no, func(l, y, n int32) diagram.Ref {
		if l == leafTrue {
			return diagram.Ref(y)
		}
		return diagram.Ref(n)
	})
}

// where is x where c is true and n/a elsewhere: what a guard does.
func (e *evaluation) where(c, x diagram.Ref) diagram.Ref { return e.choose(c, x, NA) }
