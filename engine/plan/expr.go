package plan

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// expr lowers an expression and gives its node.
func (l *lowering) expr(x tree.Expr) int32 {
	n := l.lower(x)
	n.kind = kindOf(x.Type())
	i := l.add(n)
	l.at[x] = i
	return i
}

func (l *lowering) lower(x tree.Expr) node {
	switch x := x.(type) {
	case *tree.Lit:
		return l.literal(x)
	case *tree.InputRef:
		return node{op: opInput, a: int32(x.Input.Index)}
	case *tree.TermRef:
		return node{op: opTerm, a: int32(x.Term.Index)}
	case *tree.DecisionRef:
		if x.Decision.Type.Kind == types.Duty || x.Decision.Type.Kind == types.Duties {
			return node{op: opOpen}
		}
		return node{op: opDecision, a: int32(x.Decision.Index)}
	case *tree.ReadingRef:
		return node{op: opReading, a: int32(x.Ambiguity.Index)}
	case *tree.CaveatsRef:
		return node{op: opCaveats}
	case *tree.VarRef:
		return node{op: opVar, a: l.variable(x.Var)}
	case *tree.FieldOf:
		if ref, ok := x.X.(*tree.VarRef); ok {
			return node{op: opField, a: l.variable(ref.Var), b: int32(x.Field)}
		}
		return node{op: opOpen}
	case *tree.AttrOf:
		return l.attribute(x)
	case *tree.Share:
		return node{op: opMul, a: l.expr(x.Percent), b: l.expr(x.X)}
	case *tree.Shift:
		return l.shift(x.Period, x.Before, l.expr(x.X), x.Defaults)
	case *tree.LastDayFrom:
		if x.Period.Unit == types.CalendarMonths {
			return node{op: opLastMonths, a: l.expr(x.X), k: int64(x.Period.N)}
		}
		return node{op: opLastDays, a: l.expr(x.X), k: int64(x.Period.N)}
	case *tree.WorkingDay:
		k := int64(1)
		if x.Before {
			k = -1
		}
		return node{op: opRoll, a: l.expr(x.X), b: l.work(x.Defaults), k: k}
	case *tree.ClockOn:
		day := l.expr(x.X)
		l.zones = append(l.zones, x.Zone)
		return node{op: opClock, a: day, b: int32(len(l.zones) - 1), k: int64(x.Minutes)}
	case *tree.Aggregate:
		return l.aggregate(x)
	case *tree.SchedOn:
		return node{op: opSchedOn, a: int32(x.Schedule.Index), b: l.expr(x.X), k: int64(l.newPeriod())}
	case *tree.SchedEnding:
		return node{op: opSchedEnding, a: int32(x.Schedule.Index), b: l.expr(x.X)}
	case *tree.SchedFirst:
		return node{op: opSchedFirst, a: int32(x.Schedule.Index), k: int64(x.N)}
	case *tree.BindingLimits:
		return node{op: opBinding, a: int32(x.Decision.Index)}
	case *tree.Sum:
		return l.sum(x)
	case *tree.Product:
		return l.product(x)
	case *tree.Convert:
		converted := l.expr(x.X)
		l.maps = append(l.maps, x.Map)
		o := opConvert
		if x.T.Kind == types.Set {
			o = opConvertSet
		}
		return node{op: o, a: converted, b: int32(len(l.maps) - 1)}
	}
	return l.test(x)
}

// literal is a constant. Zero in a currency that an input decides is that amount; the currency comes in where the answer is read.
func (l *lowering) literal(x *tree.Lit) node {
	v := x.Value
	switch {
	case x.CurrencyOf != nil:
		// Without the input the zero has no currency: then the answer depends on it.
		return node{op: opOpenWithout, a: int32(x.CurrencyOf.Index), k: v.N}
	case v.Kind == value.Bool:
		return node{op: opTruth, k: v.N}
	case v.Kind == value.Set:
		return node{op: opMask, k: v.N}
	case plainKind(v.Kind) && v.Ref == nil && !v.Special && v.Aux == 0:
		return node{op: opNumber, k: v.N}
	case plainKind(v.Kind):
		return node{op: opOpen}
	}
	l.consts = append(l.consts, v)
	return node{op: opConst, a: int32(len(l.consts) - 1)}
}

func (l *lowering) attribute(x *tree.AttrOf) node {
	switch x.Attr {
	case tree.Year:
		return node{op: opYear, a: l.expr(x.X)}
	case tree.Month:
		return node{op: opMonth, a: l.expr(x.X)}
	case tree.DayOf:
		return node{op: opDay, a: l.expr(x.X)}
	case tree.Weekday:
		return node{op: opWeekday, a: l.expr(x.X)}
	case tree.CurrencyOfMoney:
		return node{op: opOpen}
	}
	of := l.expr(x.X)
	l.attrs = append(l.attrs, x)
	return node{op: opAttr, a: of, b: int32(len(l.attrs) - 1)}
}

func (l *lowering) shift(p tree.PeriodOf, before bool, x int32, d *tree.Defaults) node {
	k := int64(p.N)
	if before {
		k = -k
	}
	switch p.Unit {
	case types.WorkingDays:
		return node{op: opWorkdays, a: x, b: l.work(d), k: k}
	case types.CalendarMonths:
		n := node{op: opMonths, a: x, b: int32(len(l.rules)), k: k}
		l.rules = append(l.rules, 0)
		if d != nil {
			l.rules[n.b] = d.Months
		}
		return n
	case types.ClockTime:
		return node{op: opMinutes, a: x, k: k}
	}
	return node{op: opDays, a: x, k: k}
}

func (l *lowering) work(d *tree.Defaults) int32 {
	w := work{days: [7]bool{true, true, true, true, true}, calendar: -1}
	if d != nil && d.WorkingDays != nil {
		w.days = d.WorkingDays.Days
		w.calendar = l.opt(d.WorkingDays.Calendar)
	}
	l.works = append(l.works, w)
	return int32(len(l.works) - 1)
}

func (l *lowering) sum(x *tree.Sum) node {
	k := kindOf(x.T)
	acc := l.expr(x.First)
	for i, t := range x.Rest {
		n := node{op: opAdd, kind: k, a: acc, b: l.expr(t.X)}
		if t.Less {
			n.op = opSub
		}
		if i == len(x.Rest)-1 {
			return n
		}
		acc = l.add(n)
	}
	return l.nodes[acc]
}

func (l *lowering) product(x *tree.Product) node {
	acc := l.expr(x.Factors[0])
	for i, f := range x.Factors[1:] {
		n := node{op: opMul, kind: kindOf(x.T), a: acc, b: l.expr(f)}
		if i == len(x.Factors)-2 {
			return n
		}
		acc = l.add(n)
	}
	return l.nodes[acc]
}

// aggregate lowers to a loop, or to a chain for a list of arguments.
func (l *lowering) aggregate(x *tree.Aggregate) node {
	if x.Op == ast.ListOf {
		return node{op: opOpen}
	}
	if x.Body == nil && !(len(x.Args) == 1 && x.Args[0].Type().Kind == types.List) {
		return l.aggregateArgs(x)
	}
	lp := loop{where: -1, period: l.newPeriod()}
	over := x.Over
	if x.Body == nil {
		over = x.Args[0]
		lp.slot = l.newSlot()
		lp.body = l.add(node{op: opVar, kind: kindOf(x.T), a: lp.slot})
	} else {
		lp.slot = l.variable(x.Var)
		lp.where = l.opt(x.Where)
		lp.body = l.expr(x.Body)
		if !plainKind(kindOf(x.Body.Type())) && x.Op != ast.Count {
			return node{op: opOpen}
		}
	}
	lp.over, lp.set = l.expr(over), over.Type().Kind == types.Set
	l.loops = append(l.loops, lp)
	at := int32(len(l.loops) - 1)
	l.hoistLoop(at)
	o := map[ast.AggregateOp]op{ast.Sum: opSum, ast.Count: opCount, ast.Earliest: opSmallest, ast.Smallest: opSmallest,
		ast.Latest: opLargest, ast.Largest: opLargest}[x.Op]
	n := node{op: o, a: at}
	if x.CurrencyOf != nil {
		zero := l.add(node{op: opOpenWithout, kind: value.Money, a: int32(x.CurrencyOf.Index)})
		return node{op: opAdd, a: zero, b: l.add(node{op: o, kind: value.Money, a: n.a})}
	}
	return n
}

func (l *lowering) aggregateArgs(x *tree.Aggregate) node {
	switch x.Op {
	case ast.Earliest, ast.Smallest:
		a, b := l.list(x.Args)
		return node{op: opMin, a: a, b: b}
	case ast.Latest, ast.Largest:
		a, b := l.list(x.Args)
		return node{op: opMax, a: a, b: b}
	}
	return node{op: opOpen} // sums and counts of arguments skip what is n/a; rare enough for the exact evaluator
}

// test lowers a condition.
func (l *lowering) test(x tree.Expr) node {
	switch x := x.(type) {
	case *tree.Compare:
		return l.negated(x.Not, l.compare(x))
	case *tree.Within:
		return l.negated(x.Not, l.within(x))
	case *tree.OneOf:
		return l.negated(x.Not, l.oneOf(x))
	case *tree.In:
		return l.negated(x.Not, l.in(x))
	case *tree.IsEmpty:
		o := opEmptyList
		if x.X.Type().Kind == types.Set {
			o = opEmptySet
		}
		return l.negated(x.Not, node{op: o, a: l.expr(x.X)})
	case *tree.Happened:
		return l.negated(x.Not, node{op: opHappened, a: int32(x.Event.Index)})
	case *tree.ArisesTest:
		return l.negated(x.Not, node{op: opArises, a: int32(x.Decision.Index)})
	case *tree.Quant:
		return l.quantifier(x)
	case *tree.Not:
		return node{op: opNot, a: l.expr(x.X)}
	case *tree.And:
		a, b := l.list(x.Xs)
		return node{op: opAnd, a: a, b: b}
	case *tree.Or:
		a, b := l.list(x.Xs)
		return node{op: opOr, a: a, b: b}
	}
	return node{op: opOpen}
}

func (l *lowering) negated(not bool, n node) node {
	if !not {
		return n
	}
	n.kind = value.Bool
	return node{op: opNot, a: l.add(n)}
}

func (l *lowering) compare(x *tree.Compare) node {
	k := kindOf(x.X.Type())
	switch {
	case k == value.Set:
		return node{op: opIsSet, a: l.expr(x.X), b: l.expr(x.Y)}
	case !plainKind(k):
		return node{op: opIsValue, a: l.expr(x.X), b: l.expr(x.Y)}
	}
	a, b := l.expr(x.X), l.expr(x.Y)
	switch x.Op {
	case ast.Is:
		if c := l.nodes[b]; c.op == opNumber || c.op == opTruth {
			return node{op: opIsConst, a: a, k: c.k}
		}
		return node{op: opIsNumber, a: a, b: b}
	case ast.IsAtMost, ast.IsOnOrBefore:
		return node{op: opAtMost, a: a, b: b}
	case ast.IsAtLeast, ast.IsOnOrAfter:
		return node{op: opAtMost, a: b, b: a}
	case ast.IsAbove, ast.IsAfter:
		return node{op: opBelow, a: b, b: a}
	}
	return node{op: opBelow, a: a, b: b}
}

func (l *lowering) within(x *tree.Within) node {
	a, from := l.expr(x.X), l.expr(x.Y)
	shifted := l.shift(x.Period, x.Before, from, x.Defaults)
	shifted.kind = kindOf(x.Y.Type())
	lo, hi := from, l.add(shifted)
	if x.Before {
		lo, hi = hi, lo
	}
	k, n := l.chain([]int32{
		l.add(node{op: opAtMost, kind: value.Bool, a: lo, b: a}),
		l.add(node{op: opAtMost, kind: value.Bool, a: a, b: hi}),
	})
	return node{op: opAnd, a: k, b: n}
}

func (l *lowering) oneOf(x *tree.OneOf) node {
	v := l.expr(x.X)
	if x.Ys == nil {
		return node{op: opOneOf, a: v, k: int64(x.Mask)}
	}
	parts := make([]int32, len(x.Ys))
	for i, y := range x.Ys {
		o := opIsNumber
		if !plainKind(kindOf(x.X.Type())) {
			o = opIsValue
		}
		parts[i] = l.add(node{op: o, kind: value.Bool, a: v, b: l.expr(y)})
	}
	a, b := l.chain(parts)
	return node{op: opOr, a: a, b: b}
}

func (l *lowering) in(x *tree.In) node {
	switch x.L.Type().Kind {
	case types.Set:
		return node{op: opHas, a: l.expr(x.L), b: l.expr(x.X)}
	case types.Period:
		return node{op: opInPeriod, a: l.expr(x.X), b: l.expr(x.L)}
	case types.Calendar:
		return node{op: opInCalendar, a: l.expr(x.X), b: l.expr(x.L)}
	}
	return node{op: opInList, a: l.expr(x.X), b: l.expr(x.L)}
}

func (l *lowering) quantifier(x *tree.Quant) node {
	l.loops = append(l.loops, loop{slot: l.variable(x.Var), where: -1, period: l.newPeriod()})
	i := len(l.loops) - 1
	over, body := l.expr(x.Over), l.expr(x.Body)
	l.loops[i].over, l.loops[i].set, l.loops[i].body = over, x.Over.Type().Kind == types.Set, body
	l.hoistLoop(int32(i))
	n := node{op: opSome, a: int32(i)}
	switch x.Kind {
	case ast.Every:
		n.op = opEvery
	case ast.No:
		n.kind = value.Bool
		return node{op: opNot, a: l.add(n)}
	}
	return n
}
