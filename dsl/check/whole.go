package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// whole checks what can be told only of the policy as a whole: that every decision is given, and that bounds leave a value.
func (w *world) whole() {
	for _, s := range w.root.symbols {
		switch s.sort {
		case decisionSort:
			w.given(s)
			w.onceOnly(s)
		case inputSort:
			w.emptyBounds(s)
		case termSort, scheduleSort, ambiguitySort:
		}
	}
	for _, t := range w.tableSites {
		t.rows()
	}
	w.textStyle()
}

// given reports a decision that no sentence gives anything to, and an account without a base.
func (w *world) given(s *symbol) {
	if s.d.exported || s.typ.Kind == types.Invalid {
		return
	}
	sentences := w.root.d.byName[s.name]
	if len(sentences) == 0 {
		w.root.report.nothingGives(s.d.dec, s.typ)
		return
	}
	if s.typ.Kind != types.Money && s.typ.Kind != types.Number {
		return
	}
	for _, sentence := range sentences {
		if _, line := sentence.node.(*ast.Line); !line {
			return
		}
	}
	w.root.report.noBase(s.d.dec)
}

// onceOnly reports two rules for what is left, and two roundings without condition.
func (w *world) onceOnly(s *symbol) {
	var otherwise, round *tree.Rule
	for _, r := range s.decision.Rules {
		if r.Otherwise && r.Kind != tree.Member {
			if otherwise != nil && !sameConstant(otherwise.Value, r.Value) {
				w.root.report.otherwiseTwice(s.name, otherwise.Span, r.Span)
			}
			otherwise = r
		}
		if r.Kind == tree.Round && isUnconditional(r) {
			if round != nil {
				w.root.report.roundedTwice(s.name, round.Span, r.Span)
			}
			round = r
		}
		if r.Kind == tree.Value {
			w.wholeUnits(s, r)
		}
	}
}

func sameConstant(a, b tree.Expr) bool {
	x, ok1 := a.(*tree.Lit)
	y, ok2 := b.(*tree.Lit)
	return ok1 && ok2 && value.Equal(x.Value, y.Value)
}

// wholeUnits reports an amount that is certain to have fractions of the smallest coin, where nothing rounds it.
func (w *world) wholeUnits(s *symbol, r *tree.Rule) {
	v, ok := constant(r.Value)
	if !ok || v.Kind != value.Money || v.Special || v.Cur == money.None {
		return
	}
	if v.Decimal().Shift(int32(v.Cur.Digits())).IsInteger() {
		return
	}
	for _, other := range s.decision.Rules {
		if other.Kind != tree.Value {
			return // a line may make it whole
		}
	}
	w.root.report.fraction(r.Value.Pos(), v)
}

// constant works out an amount that is written out, or made of such.
func constant(x tree.Expr) (value.Value, bool) {
	switch x := x.(type) {
	case *tree.Lit:
		return x.Value, x.T.Kind == types.Money || x.T.Kind == types.Number || x.T.Kind == types.Percent
	case *tree.Share:
		p, ok1 := constant(x.Percent)
		y, ok2 := constant(x.X)
		if !ok1 || !ok2 {
			return value.Value{}, false
		}
		v, err := value.ShareOf(p, y)
		return v, err == nil
	case *tree.Product:
		v, ok := constant(x.Factors[0])
		for _, f := range x.Factors[1:] {
			y, ok2 := constant(f)
			if !ok || !ok2 {
				return value.Value{}, false
			}
			var err error
			if v, err = value.Mul(v, y); err != nil {
				return value.Value{}, false
			}
		}
		return v, ok
	default:
	}
	return value.Value{}, false
}

// emptyBounds reports limits on an input that no value keeps: those without condition, and those under the same condition.
func (w *world) emptyBounds(s *symbol) {
	in := s.input
	w.boundGroup(in.Bounds, in.Type)
	if r := w.root.recordOf(in.Type); r != nil {
		byField := map[int][]*tree.Bound{}
		for _, f := range r.bounds {
			if f.Bound != nil {
				byField[f.Field] = append(byField[f.Field], f.Bound)
			}
		}
		for i, f := range r.typ.Fields {
			w.boundGroup(byField[i], f.Type)
		}
	}
}

// boundGroup checks bounds that are on one value, group by group of those that hold together for certain.
func (w *world) boundGroup(bounds []*tree.Bound, t *types.Type) {
	if len(bounds) < 2 {
		return
	}
	index := map[string]*room{}
	var groups []*room
	for _, b := range bounds {
		key := keyOf(b.When) + "/" + keyOf(b.Unless)
		if index[key] == nil && len(groups) < maxGroups {
			index[key] = &room{key: key, members: allOf(boundType(t))}
			groups = append(groups, index[key])
		}
	}
	free := keyOf(nil) + "/" + keyOf(nil)
	for _, b := range bounds {
		key := keyOf(b.When) + "/" + keyOf(b.Unless)
		for _, g := range groups {
			if (key == free || g.key == key) && !g.narrow(b) {
				w.root.report.emptyBounds(b.Span, g.by)
				return
			}
		}
	}
}

// maxGroups bounds how many conditions of limits on one value are told apart.
const maxGroups = 64

// room is what bounds leave.
type room struct {
	key             string // of the condition
	low, high       *tree.Bound
	lowV, highV     value.Value
	lowOut, highOut bool // the limit itself is out
	members         uint64
	by              *tree.Bound // the bound that the last one contradicts
}

// narrow applies one bound; false if nothing is left.
func (r *room) narrow(b *tree.Bound) bool {
	v, known := literalValue(b.Value)
	switch b.Kind {
	case ast.Among:
		if b.InList != nil {
			return true
		}
		return r.keep(b, b.Members)
	case ast.Not:
		if b.Members != 0 {
			return r.keep(b, ^b.Members)
		}
		return true
	case ast.Exactly:
		if known && v.Kind == value.Enum {
			return r.keep(b, 1<<v.N)
		}
		return !known || r.raise(b, v, false) && r.lower(b, v, false)
	case ast.AtLeast, ast.NotBefore:
		return !known || r.raise(b, v, false)
	case ast.Above:
		return !known || r.raise(b, v, true)
	case ast.AtMost, ast.NotAfter:
		return !known || r.lower(b, v, false)
	case ast.Below:
		return !known || r.lower(b, v, true)
	}
	return true
}

func literalValue(x tree.Expr) (value.Value, bool) {
	l, ok := x.(*tree.Lit)
	if !ok {
		return value.Value{}, false
	}
	return l.Value, true
}

func (r *room) keep(b *tree.Bound, mask uint64) bool {
	r.members &= mask
	if r.members == 0 {
		return false
	}
	r.by = b
	return true
}

func (r *room) raise(b *tree.Bound, v value.Value, out bool) bool {
	if r.low != nil {
		if c, err := value.Cmp(v, r.lowV); err != nil || c < 0 || c == 0 && r.lowOut {
			return true
		}
	}
	r.low, r.lowV, r.lowOut = b, v, out
	return r.open(r.high)
}

func (r *room) lower(b *tree.Bound, v value.Value, out bool) bool {
	if r.high != nil {
		if c, err := value.Cmp(v, r.highV); err != nil || c > 0 || c == 0 && r.highOut {
			return true
		}
	}
	r.high, r.highV, r.highOut = b, v, out
	return r.open(r.low)
}

// open tells whether a value is left between the limits; by is the one that the newest is held against.
func (r *room) open(by *tree.Bound) bool {
	if r.low == nil || r.high == nil {
		return true
	}
	c, err := value.Cmp(r.lowV, r.highV)
	if err != nil || c < 0 || c == 0 && !r.lowOut && !r.highOut {
		return true
	}
	r.by = by
	return false
}
