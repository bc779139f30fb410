package exact

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// span is the bounds of a value; Invalid where there is none.
type span struct {
	lo, hi value.Value
	// above and below: it is not the bound itself.
	above, below bool
}

// asRange gives a known value the bounds of itself.
func asRange(l *leaf) span {
	if l.kind == known && ordered(l.v) {
		return span{lo: l.v, hi: l.v}
	}
	return l.span
}

// under tells whether each value of s is smaller than each of t.
func (s *span) under(t *span) bool {
	return less(&s.hi, &t.lo) || (s.below || t.above) && notAbove(&s.hi, &t.lo)
}

// onePoint tells whether the bounds leave one amount, as for zero in a currency that is not known.
func (s *span) onePoint() bool { return notAbove(&s.hi, &s.lo) && !s.above && !s.below }

// onlyValue is the value that bounds leave where they leave one. An amount has one only where its currency is known.
func (s *span) onlyValue() (value.Value, bool) {
	one := bounded(s.lo, s.hi) && equal(s.lo, s.hi) && !s.above && !s.below && (s.lo.Kind != value.Money || s.lo.Cur != money.None)
	return s.lo, one
}

// empty tells whether the bounds leave nothing.
func (s *span) empty() bool {
	return less(&s.hi, &s.lo) || (s.above || s.below) && notAbove(&s.hi, &s.lo)
}

// meet is s under one more bound, whose value lies within by.
func (s span) meet(k ast.BoundKind, by *span, t *types.Type) span {
	lo, hi := end{s.lo, s.above}, end{s.hi, s.below}
	if raises(k) {
		lo = lo.tighter(k, by, t, 1)
	}
	if lowers(k) {
		hi = hi.tighter(k, by, t, -1)
	}
	return spanOf(lo, hi)
}

// raises and lowers tell to which end a bound speaks.
func raises(k ast.BoundKind) bool {
	return k == ast.AtLeast || k == ast.Above || k == ast.NotBefore || k == ast.Exactly
}

func lowers(k ast.BoundKind) bool {
	return k == ast.AtMost || k == ast.Below || k == ast.NotAfter || k == ast.Exactly
}

// end is one end of a span; open: the value itself lies outside.
type end struct {
	v    value.Value
	open bool
}

func spanOf(lo, hi end) span { return span{lo: lo.v, hi: hi.v, above: lo.open, below: hi.open} }

// tighter is the lower (side 1) or upper (side -1) end under one more bound, whose value lies within by. Beyond a whole number is the next one.
func (x end) tighter(k ast.BoundKind, by *span, t *types.Type, side int) end {
	y := end{by.lo, by.above || k == ast.Above}
	if side < 0 {
		y = end{by.hi, by.below || k == ast.Below}
	}
	if y.v.Kind == value.Invalid {
		return x
	}
	if y.open && t.Whole && !y.v.Special {
		y = end{v: nextWhole(y.v, side)}
	}
	if x.v.Kind == value.Invalid {
		return y
	}
	if c := compare(&y.v, &x.v) * side; c > 0 || c == 0 && y.open {
		return y
	}
	return x
}

// nextWhole is the next whole number above (side 1) or below a number.
func nextWhole(v value.Value, side int) value.Value {
	n := v.Decimal().Floor()
	if side < 0 {
		n = v.Decimal().Ceil()
	}
	return value.OfDecimal(v.Kind, n.Add(decimal.NewFromInt(int64(side))), v.Cur)
}
