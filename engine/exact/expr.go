package exact

import (
	"fmt"
	"strconv"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// condition is "when C unless D" outside the sentences of decisions; both may be absent.
func (e *evaluation) condition(when, unless tree.Expr) diagram.Ref {
	c := True
	if when != nil {
		c = e.cond(when)
	}
	if unless != nil && c != False {
		c = e.and(c, e.not(e.cond(unless)))
	}
	return c
}

// when is "when C unless D" of a sentence.
func (e *evaluation) when(when, unless *cond) diagram.Ref {
	c := True
	if when != nil {
		c = e.truth(when)
	}
	if unless != nil && c != False {
		c = e.and(c, e.not(e.truth(unless)))
	}
	return c
}

// truth is a condition of a sentence. It is evaluated once in a case; on a trial of a reading on which it depends, whenever it is
// asked for.
func (e *evaluation) truth(c *cond) diagram.Ref {
	t := &e.truths[c.id]
	if t.stamp == e.stamp && (e.trial.tag == 0 || c.on&e.trial.ambiguity == 0) {
		return t.ref
	}
	r := e.cond1(c)
	if e.trial.tag == 0 && !e.d.Over() {
		*t = truth{e.stamp, r}
	}
	return r
}

func (e *evaluation) cond1(c *cond) diagram.Ref {
	switch {
	case len(c.parts) == 0:
		return e.cond(c.x)
	case c.or:
		out := False
		for _, p := range c.parts {
			if out = e.or(out, e.truth(p)); out == True {
				break
			}
		}
		return out
	}
	out := True
	for _, p := range c.parts {
		if out = e.and(out, e.truth(p)); out == False {
			break
		}
	}
	return out
}

// cond is a yes-or-no expression as a function to true, false and n/a.
func (e *evaluation) cond(x tree.Expr) diagram.Ref {
	r := e.scalar(x)
	if r >= 0 {
		return e.condOf(int32(r))
	}
	return e.d.Apply(opCond, r, e.operation.cond, NA)
}

func (e *evaluation) condOf(l int32) diagram.Ref {
	if lf := &e.leaves[l]; lf.kind == open {
		return e.atom(key{op: ofLeaf, a: l}, lf.deps)
	}
	return diagram.Ref(l)
}

// operand is the value of any expression.
func (e *evaluation) operand(x tree.Expr) *operand {
	if x.Type().Kind == types.Set {
		return e.setOperand(e.set(x))
	}
	return e.scalarOperand(e.scalar(x))
}

// scalar is the value of an expression that is no set.
func (e *evaluation) scalar(x tree.Expr) diagram.Ref {
	switch x := x.(type) {
	case *tree.Lit:
		return e.literal(x)
	case *tree.InputRef:
		return e.input(x.Input).ref
	case *tree.TermRef:
		return e.term(x.Term).ref
	case *tree.DecisionRef:
		return e.readDecision(x.Decision)
	case *tree.ReadingRef:
		return e.constant(value.OfEnum(e.readings[x.Ambiguity.Index]))
	case *tree.VarRef:
		return e.env[x.Var.ID].ref
	case *tree.FieldOf:
		return e.field(x)
	case *tree.AttrOf:
		return e.attribute(x)
	case *tree.Share:
		return e.product(share, e.scalar(x.Percent), e.scalar(x.X), x.Percent.Type(), x.X.Type())
	case *tree.Shift:
		return e.shift(x.Period, x.Before, e.scalar(x.X), x.Defaults)
	case *tree.LastDayFrom:
		return e.lastDay(x.Period, e.scalar(x.X))
	case *tree.WorkingDay:
		return e.rollDay(x.Before, e.scalar(x.X), x.Defaults)
	case *tree.ClockOn:
		return e.strict1(x, e.scalar(x.X), func(v value.Value) (value.Value, error) { return clockOn(x, v) })
	case *tree.Aggregate:
		return e.aggregate(x)
	case *tree.SchedOn:
		return e.schedOn(x)
	case *tree.SchedEnding:
		return e.schedEnding(x)
	case *tree.SchedFirst:
		return e.schedFirst(x)
	case *tree.Sum:
		return e.sum(x)
	case *tree.Product:
		return e.times(x)
	case *tree.Convert:
		return e.convert(x)
	case *tree.Compare:
		return e.negateIf(x.Not, e.compare(x))
	case *tree.Within:
		return e.negateIf(x.Not, e.within(x))
	case *tree.OneOf:
		return e.negateIf(x.Not, e.oneOf(x))
	case *tree.In:
		return e.negateIf(x.Not, e.in(x))
	case *tree.IsEmpty:
		return e.negateIf(x.Not, e.isEmpty(x.X))
	case *tree.Happened:
		given := e.given[x.Event.Index].Kind != value.Invalid
		return constantTruth(given != x.Not)
	case *tree.ArisesTest:
		return e.negateIf(x.Not, e.arises(x.Decision))
	case *tree.Quant:
		return e.quantify(x)
	case *tree.Not:
		return e.not(e.cond(x.X))
	case *tree.And:
		out := True
		for _, y := range x.Xs {
			if out = e.and(out, e.cond(y)); out == False {
				break
			}
		}
		return out
	case *tree.Or:
		out := False
		for _, y := range x.Xs {
			if out = e.or(out, e.cond(y)); out == True {
				break
			}
		}
		return out
	}
	return NA
}

func (e *evaluation) negateIf(not bool, c diagram.Ref) diagram.Ref {
	if not {
		return e.not(c)
	}
	return c
}

// literal is a known value, or zero in a currency that an input decides.
func (e *evaluation) literal(x *tree.Lit) diagram.Ref {
	if x.CurrencyOf == nil {
		return e.constant(x.Value)
	}
	return e.inCurrencyOf(x.Value, x.CurrencyOf)
}

func (e *evaluation) inCurrencyOf(amount value.Value, in *tree.Input) diagram.Ref {
	return e.d.Map(e.input(in).ref, func(l int32) diagram.Ref {
		lf := &e.leaves[l]
		v := amount
		switch lf.kind {
		case known:
			v.Cur = lf.v.Cur
			return e.constant(v)
		case open:
			return e.unknown(key{op: ofAmount, a: int32(e.constant(v)), b: l}, leaf{span: span{lo: v, hi: v}, deps: lf.deps})
		}
		return diagram.Ref(l)
	})
}

func (e *evaluation) term(t *tree.Term) *operand {
	if e.trial.tag != 0 {
		e.refresh(termNumber(e.p, t.Index))
	}
	if o := e.terms[t.Index]; o != nil {
		return o
	}
	o := e.operand(t.Body)
	e.put(&e.terms[t.Index], o)
	return o
}

// readDecision is a decision's value as others read it. Where it is in conflict or not governed it is an open value that depends on that
// lack of an answer, so that what it cannot change is decided all the same.
func (e *evaluation) readDecision(d *tree.Decision) diagram.Ref {
	a := e.decide(d)
	if a.isRead {
		return a.read
	}
	switch {
	case a.ref >= 0:
		a.read = e.readLeaf(d, int32(a.ref))
	case e.d.Greatest(a.ref) <= NA:
		a.read = a.ref
	default:
		read := func(l int32) diagram.Ref { return e.readLeaf(d, l) }
		if op := opRead + diagram.Op(d.Index); op < opRound {
			a.read = e.d.Apply(op, a.ref, read, NA)
		} else {
			a.read = e.d.Map(a.ref, read)
		}
	}
	a.isRead = !e.d.Over()
	return a.read
}

func (e *evaluation) readLeaf(d *tree.Decision, l int32) diagram.Ref {
	status := outcome.NotGoverned
	switch e.leaves[l].kind {
	case none:
	case conflict:
		status = outcome.Conflict
	default:
		return diagram.Ref(l)
	}
	id := e.source(sourceKey{decision: int32(d.Index) + 1, status: status}, source{decision: d, status: status, guard: True})
	return e.unknown(key{op: ofDecision, a: id}, leaf{deps: e.alone(id)})
}

// strict1 applies a function of one known value.
func (e *evaluation) strict1(at tree.Expr, r diagram.Ref, f func(value.Value) (value.Value, error)) diagram.Ref {
	if r >= 0 {
		return e.strictLeaf(at, int32(r), f)
	}
	return e.d.Map(r, func(l int32) diagram.Ref { return e.strictLeaf(at, l, f) })
}

func (e *evaluation) strictLeaf(at tree.Expr, l int32, f func(value.Value) (value.Value, error)) diagram.Ref {
	switch lf := &e.leaves[l]; lf.kind {
	case known:
		return e.result(at, f, lf.v)
	case open:
		out := leaf{deps: lf.deps}
		if keepsOrder(at) {
			out.lo, out.hi = monotone(lf.span, f)
		} else if x, ok := at.(*tree.AttrOf); ok {
			out.span = attributeSpan(x.Attr, lf)
		}
		return e.unknown(e.written(key{op: ofPlace, a: l}, at), out)
	}
	return diagram.Ref(l)
}

// attribute is what is read off a value.
func (e *evaluation) attribute(x *tree.AttrOf) diagram.Ref {
	r := e.scalar(x.X)
	if v, ok := e.knownValue(r); ok {
		out, err := attribute(x, v)
		return e.computed(x, out, err)
	}
	return e.strict1(x, r, func(v value.Value) (value.Value, error) { return attribute(x, v) })
}

// attributeSpan bounds what is read off an open value.
func attributeSpan(a tree.Attribute, l *leaf) span {
	between := func(lo, hi int64) span {
		return span{lo: value.Value{Kind: value.Number, N: lo * value.Scale}, hi: value.Value{Kind: value.Number, N: hi * value.Scale}}
	}
	switch {
	case a == tree.Month:
		return between(1, 12)
	case a == tree.DayOf:
		return between(1, 31)
	case a == tree.NumberOf:
		return span{lo: between(1, 1).lo}
	case a == tree.FirstDay && l.within != nil:
		return l.within.first
	case a == tree.LastDayOf && l.within != nil:
		return l.within.last
	}
	return span{}
}

// keepsOrder tells whether a later day or moment never gives a smaller result: the month of a later day can be an earlier one.
func keepsOrder(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.AttrOf:
		return x.Attr == tree.Year || x.Attr == tree.DateOf
	case *tree.ClockOn:
		return true
	}
	return false
}

// monotone carries the bounds through a function that keeps order.
func monotone(in span, f func(value.Value) (value.Value, error)) (lo, hi value.Value) {
	if in.lo.Kind != value.Invalid {
		if v, err := f(in.lo); err == nil && ordered(v) {
			lo = v
		}
	}
	if in.hi.Kind != value.Invalid {
		if v, err := f(in.hi); err == nil && ordered(v) {
			hi = v
		}
	}
	return lo, hi
}

// ordered tells whether bounds make sense for the value.
func ordered(v value.Value) bool {
	return numeric(v) || v.Kind == value.Date || v.Kind == value.Instant
}

// result is the constant f(v).
func (e *evaluation) result(at tree.Expr, f func(value.Value) (value.Value, error), v value.Value) diagram.Ref {
	out, err := f(v)
	return e.computed(at, out, err)
}

// computed is the constant of what was computed; an error becomes a problem of the case, never an answer.
func (e *evaluation) computed(at tree.Expr, out value.Value, err error) diagram.Ref {
	if err != nil {
		return e.fail(at, err)
	}
	if out.Kind == value.Invalid {
		return NA
	}
	return e.constant(out)
}

func (e *evaluation) convert(x *tree.Convert) diagram.Ref {
	return e.d.Map(e.scalar(x.X), func(l int32) diagram.Ref {
		lf := &e.leaves[l]
		switch lf.kind {
		case known:
			return e.constant(value.OfEnum(x.Map[lf.v.N]))
		case open:
			return e.unknown(key{op: ofConvert, a: l, text: fmt.Sprint(x.Map)}, leaf{deps: lf.deps})
		}
		return diagram.Ref(l)
	})
}

// set is the value of a set expression.
func (e *evaluation) set(x tree.Expr) *setValue {
	n := len(x.Type().Members)
	switch x := x.(type) {
	case *tree.Lit:
		return e.constantSet(uint64(x.Value.N), n)
	case *tree.InputRef:
		return e.input(x.Input).set
	case *tree.TermRef:
		return e.term(x.Term).set
	case *tree.DecisionRef:
		return e.readSet(x.Decision)
	case *tree.CaveatsRef:
		s := e.newSet(True, n)
		for i := range s.members {
			s.members[i] = e.caveat(i)
		}
		return s
	case *tree.BindingLimits:
		return e.bindingLimits(x, n)
	case *tree.Convert:
		return e.convertSet(e.set(x.X), x.Map, n)
	case *tree.FieldOf:
		return e.fieldOperand(x).set
	}
	return e.newSet(NA, n)
}

// readSet is a set decision as others read it.
func (e *evaluation) readSet(d *tree.Decision) *setValue { return e.decide(d).set }

// field is a field of a list's member.
func (e *evaluation) field(x *tree.FieldOf) diagram.Ref { return e.fieldOperand(x).ref }

func (e *evaluation) fieldOperand(x *tree.FieldOf) *operand {
	ref, ok := x.X.(*tree.VarRef)
	if !ok {
		return e.scalarOperand(e.strict1(x, e.scalar(x.X), func(v value.Value) (value.Value, error) {
			return v.Ref.([]value.Value)[x.Field], nil
		}))
	}
	b := e.env[ref.Var.ID]
	fields, ok := b.v.Ref.([]value.Value)
	if !ok {
		return e.anyField(x, b)
	}
	if v := fields[x.Field]; v.Kind != value.Invalid {
		if v.Kind == value.Set {
			return e.setOperand(e.constantSet(uint64(v.N), len(x.Type().Members)))
		}
		return e.scalarOperand(e.constant(v))
	}
	return e.missingField(b, x.Field, x.Type())
}

// anyField is a field of a member of which nothing is known: the same field of the same member is one open value, wherever it is read. It is
// n/a where its guard does not hold, unless it is given all the same.
func (e *evaluation) anyField(x *tree.FieldOf, b binding) *operand {
	field, deps, t := key{op: ofField, n: int32(x.Field), a: int32(b.ref)}, e.sourcesOf(b.ref), x.Type()
	l := leaf{deps: deps}
	guard := True
	if b.in != nil {
		l.span = staticBounds(fieldBounds(b.in, x.Field), t)
		for _, fb := range b.in.FieldBounds {
			if fb.Field == x.Field && fb.Guard != nil {
				e.bind(fb.Var, b, func() { guard = e.or(e.holds(e.cond(fb.Guard)), e.atom(field.as(given), deps)) })
			}
		}
	}
	if t.Kind != types.Set {
		return e.guarded(guard, e.scalarOperand(e.unknown(field, l)), t)
	}
	s := e.newSet(True, len(t.Members))
	for i := range t.Members {
		member := field
		member.b = int32(i) + 1
		s.members[i] = e.atom(member, deps)
	}
	return e.guarded(guard, e.setOperand(s), t)
}

// missingField is a field that was not given: its default, n/a where its guard does not hold, else unknown.
func (e *evaluation) missingField(b binding, field int, t *types.Type) *operand {
	guard := True
	var fallback tree.Expr
	if b.in != nil {
		for _, fb := range b.in.FieldBounds {
			if fb.Field != field {
				continue
			}
			if fb.Guard != nil {
				e.bind(fb.Var, b, func() { guard = e.cond(fb.Guard) })
			}
			if fb.Default != nil {
				fallback = fb.Default
			}
		}
	}
	if guard == False || guard == NA {
		return e.absent(t)
	}
	if fallback != nil {
		return e.guarded(guard, e.operand(fallback), t)
	}
	path := b.memberPath() + "." + fieldName(b, field)
	o := e.fresh(b.in, path, t, guard)
	if o.set == nil && o.ref >= 0 && e.leaves[o.ref].kind == open {
		l := &e.leaves[o.ref]
		l.span = staticBounds(fieldBounds(b.in, field), t)
	}
	return e.guarded(guard, o, t)
}

// fieldBounds are the bounds that a record declares on one of its fields.
func fieldBounds(in *tree.Input, field int) []*tree.Bound {
	var out []*tree.Bound
	for _, fb := range in.FieldBounds {
		if fb.Field == field && fb.Bound != nil {
			out = append(out, fb.Bound)
		}
	}
	return out
}

// memberPath is the path of the member in its list: checks[1].
func (b *binding) memberPath() string {
	if b.in == nil {
		return ""
	}
	return b.path + "[" + strconv.Itoa(b.index) + "]"
}

func fieldName(b binding, field int) string {
	if b.in != nil && b.in.Type.Elem != nil && b.in.Type.Elem.Rec != nil {
		return b.in.Type.Elem.Rec.Fields[field].Name
	}
	return strconv.Itoa(field)
}
