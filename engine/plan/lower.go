package plan

import (
	"cmp"
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// lowering builds Code from a tree.
type lowering struct {
	*Code
	slot map[int]int32 // variable by tree.ElementVar.ID
	at   map[tree.Expr]int32
}

// Lower compiles a checked policy.
func Lower(p *tree.Policy) *Code {
	l := lower(p)
	l.linkAll()
	l.unlink()
	return l.Code
}

// lower numbers the steps of a policy.
func lower(p *tree.Policy) *lowering {
	l := &lowering{Code: &Code{Policy: p, readings: len(p.Ambiguities)}, slot: map[int]int32{}, at: map[tree.Expr]int32{}}
	for _, s := range p.Schedules {
		l.sched = append(l.sched, schedule{tree: s, from: l.expr(s.From)})
	}
	l.inputs = make([]input, 0, len(p.Inputs))
	for _, in := range p.Inputs {
		l.inputs = append(l.inputs, input{kind: in.Kind, guard: l.opt(in.Guard), deflt: l.opt(in.Default)})
	}
	l.lay()
	for _, t := range p.Terms {
		l.terms = append(l.terms, l.expr(t.Body))
	}
	l.disapplies = make([]disapply, len(p.Disapplies))
	at := make(map[*tree.Disapply]int32, len(p.Disapplies))
	for i, s := range p.Disapplies {
		at[s] = int32(i)
	}
	by := func(list []*tree.Disapply) []int32 {
		var out []int32
		for _, s := range list {
			out = append(out, at[s])
		}
		return out
	}
	for i, s := range p.Disapplies {
		l.disapplies[i] = disapply{cond: l.cond(s.When, s.Unless), by: by(s.DisappliedBy)}
	}
	for _, c := range p.Caveats {
		l.caveats = append(l.caveats, disapply{cond: l.cond(c.When, c.Unless), by: by(c.DisappliedBy)})
	}
	l.decisions = make([]decision, 0, len(p.Decisions))
	for i, d := range p.Decisions {
		l.decisions = append(l.decisions, l.decision(d, by))
		if d.Own {
			l.own = append(l.own, int32(i))
		}
	}
	for _, in := range p.Inputs {
		l.inputBounds(in)
		if mayLackRoom(in) {
			l.rooms = append(l.rooms, int32(in.Index))
		}
	}
	l.citeTables(citing.New(p), l.at)
	l.hold()
	return l
}

func (l *lowering) add(n node) int32 {
	l.nodes = append(l.nodes, n)
	return int32(len(l.nodes) - 1)
}

func (l *lowering) opt(x tree.Expr) int32 {
	if x == nil {
		return -1
	}
	return l.expr(x)
}

func (l *lowering) cond(when, unless tree.Expr) cond {
	return cond{when: l.opt(when), unless: l.opt(unless)}
}

func (l *lowering) list(xs []tree.Expr) (a, b int32) {
	parts := make([]int32, len(xs))
	for i, x := range xs {
		parts[i] = l.expr(x)
	}
	return l.chain(parts)
}

func (l *lowering) chain(parts []int32) (a, b int32) {
	a = int32(len(l.kids))
	l.kids = append(l.kids, parts...)
	return a, int32(len(parts))
}

func (l *lowering) variable(v *tree.ElementVar) int32 {
	s, ok := l.slot[v.ID]
	if !ok {
		s = l.newSlot()
		l.slot[v.ID] = s
	}
	return s
}

func (l *lowering) newSlot() int32 {
	l.slots++
	return int32(l.slots - 1)
}

func (l *lowering) newPeriod() int {
	l.periods++
	return l.periods - 1
}

// kindOf is the kind of value that an expression of the type gives.
func kindOf(t *types.Type) value.Kind {
	return [...]value.Kind{
		types.Bool: value.Bool, types.Number: value.Number, types.Percent: value.Percent, types.Money: value.Money, types.Date: value.Date,
		types.Instant: value.Instant, types.Text: value.Text, types.Country: value.Country, types.Currency: value.Currency,
		types.Calendar: value.Calendar, types.Enum: value.Enum, types.Set: value.Set, types.List: value.List, types.Record: value.Record,
		types.Period: value.Period, types.Duty: value.Duty, types.Duties: value.List,
	}[t.Kind]
}

// plainKind tells whether values of the kind are integers to the machine.
func plainKind(k value.Kind) bool {
	switch k {
	case value.Bool, value.Enum, value.Number, value.Percent, value.Money, value.Date, value.Instant:
		return true
	}
	return false
}

func (l *lowering) decision(d *tree.Decision, by func([]*tree.Disapply) []int32) decision {
	out := decision{at: int32(d.Index), tree: d, arises: l.opt(d.Arises), kind: kindOf(d.Type), ranked: d.Type.Ranked, duty: d.Type.Kind == types.Duty,
		duties: d.Type.Kind == types.Duties, currency: d.Type.Currency, curOf: -1}
	out.plain = plainKind(out.kind) || out.kind == value.Set
	if d.Type.Kind == types.Money && d.Type.Currency == money.None && d.Defaults != nil && d.Defaults.CurrencyOf != nil {
		out.curOf = int32(d.Defaults.CurrencyOf.Index)
		l.valued, l.inCurrencies = true, true
	}
	place := make(map[*tree.Rule]int32, len(d.Rules))
	for i, r := range d.Rules {
		place[r] = int32(i)
		l.ruleCount = max(l.ruleCount, r.ID+1)
	}
	out.rules = make([]rule, 0, len(d.Rules))
	for _, r := range d.Rules {
		lr := rule{tree: r, id: int32(r.ID), kind: r.Kind, cond: l.cond(r.When, r.Unless), value: l.opt(r.Value), member: r.Member,
			otherwise: r.Otherwise, disapply: by(r.DisappliedBy), step: r.Step.N, mode: money.Mode(r.Mode), details: [4]int32{-1, -1, -1, -1}}
		for _, s := range r.BeatenBy {
			if j, ok := place[s]; ok {
				lr.beatenBy = append(lr.beatenBy, j)
			}
		}
		if r.Duty != nil {
			lr.details = [4]int32{l.opt(r.Duty.Amount), l.opt(r.Duty.InsuredFor), l.opt(r.Duty.NotBefore), l.opt(r.Duty.By)}
		}
		if lr.value >= 0 {
			lr.constant = l.nodes[lr.value].op == opNumber
		}
		if r.Kind == tree.Round && r.Step.Ref != nil {
			lr.kind, lr.value = tree.Floor, l.add(node{op: opOpen})
		}
		out.lines = out.lines || r.Kind >= tree.Add
		out.rules = append(out.rules, lr)
	}
	out.order = l.ordered(&out)
	for i := range out.rules {
		for _, j := range out.rules[i].beatenBy {
			out.rules[j].beats = true
		}
	}
	for k := range stages {
		if k == limitStage {
			out.limitsFrom = len(out.lineOrder)
		}
		for i := range out.rules {
			if stageOf(out.rules[i].tree.Kind) == k {
				out.lineOrder = append(out.lineOrder, int32(i))
			}
		}
		if k == limitStage {
			out.limitsTo = len(out.lineOrder)
		}
	}
	return out
}

// stageOf is the stage of an account that a line belongs to; −1 for other rules.
func stageOf(k tree.RuleKind) int {
	switch k {
	case tree.Add, tree.Deduct:
		return 0
	case tree.Limit:
		return 1
	case tree.Floor:
		return 2
	case tree.Round:
		return 3
	}
	return -1
}

// ordered sorts rules so that what beats a rule comes before it; among free ones, earlier ranks first.
func (l *lowering) ordered(d *decision) []int32 {
	done := make([]bool, len(d.rules))
	var out []int32
	var visit func(i int32)
	visit = func(i int32) {
		if done[i] {
			return
		}
		done[i] = true
		for _, j := range d.rules[i].beatenBy {
			visit(j)
		}
		out = append(out, i)
	}
	ids := make([]int32, len(d.rules))
	for i := range ids {
		ids[i] = int32(i)
	}
	slices.SortStableFunc(ids, func(a, b int32) int { return cmp.Compare(l.rank(d, a), l.rank(d, b)) })
	for _, i := range ids {
		visit(i)
	}
	return out
}

// rank orders rules: fall-backs last, in ranked decisions by the member they give.
func (l *lowering) rank(d *decision, i int32) int64 {
	r := &d.rules[i]
	switch {
	case r.otherwise:
		return 1 << 40
	case d.ranked && r.constant:
		return l.nodes[r.value].k
	case d.ranked:
		return -1
	}
	return 0
}

// inputBounds compiles the checks of an input.
func (l *lowering) inputBounds(in *tree.Input) {
	list := in.Type.Kind == types.List
	for _, b := range in.Bounds {
		t, slot := in.Type, int32(-1)
		if list {
			t = in.Type.Elem
		}
		if l.plainBound(b, in, t, 0) {
			continue
		}
		read := node{op: opInput, a: int32(in.Index)}
		if list {
			slot = l.newSlot()
			read = node{op: opVar, a: slot}
		}
		read.kind = kindOf(t)
		lb := bound{input: int32(in.Index), cond: l.cond(b.When, b.Unless), slot: slot}
		lb.test = l.boundTest(b, l.add(read), t)
		l.bounds = append(l.bounds, lb)
	}
	for _, fb := range in.FieldBounds {
		if fb.Bound == nil || !list || in.Type.Elem.Rec == nil {
			continue
		}
		t := in.Type.Elem.Rec.Fields[fb.Field].Type
		if l.plainBound(fb.Bound, in, t, fb.Field) {
			continue
		}
		slot := l.variable(fb.Var)
		field := l.add(node{op: opField, kind: kindOf(t), a: slot, b: int32(fb.Field)})
		l.bounds = append(l.bounds, bound{input: int32(in.Index), cond: l.cond(fb.Bound.When, fb.Bound.Unless), slot: slot,
			test: l.boundTest(fb.Bound, field, t)})
	}
}

// boundTest is the condition that the value keeps the bound.
func (l *lowering) boundTest(b *tree.Bound, v int32, t *types.Type) int32 {
	not := func(x int32) int32 { return l.add(node{op: opNot, kind: value.Bool, a: x}) }
	two := func(o op, x, y int32) int32 { return l.add(node{op: o, kind: value.Bool, a: x, b: y}) }
	if b.Value == nil && b.InList == nil {
		if t.Kind != types.Enum && t.Kind != types.Bool {
			return l.add(node{op: opOpen, kind: value.Bool})
		}
		test := l.add(node{op: opOneOf, kind: value.Bool, a: v, k: int64(b.Members)})
		if b.Kind == ast.Not {
			return not(test)
		}
		return test
	}
	if b.InList != nil {
		if b.InList.Type().Kind == types.Set {
			return two(opHas, l.expr(b.InList), v)
		}
		return two(opInList, v, l.expr(b.InList))
	}
	if !plainKind(kindOf(t)) {
		same := two(opIsValue, v, l.expr(b.Value))
		if b.Kind == ast.Not {
			return not(same)
		}
		return same
	}
	x := l.expr(b.Value)
	switch b.Kind {
	case ast.AtLeast, ast.NotBefore:
		return two(opAtMost, x, v)
	case ast.AtMost, ast.NotAfter:
		return two(opAtMost, v, x)
	case ast.Above:
		return two(opBelow, x, v)
	case ast.Below:
		return two(opBelow, v, x)
	case ast.Not:
		return not(two(opIsNumber, v, x))
	}
	return two(opIsNumber, v, x)
}
