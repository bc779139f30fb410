package value

import (
	"errors"
	"math/bits"

	"github.com/clausewise/clausewise/stdlib/money"
)

// The errors of calculating and comparing. A checked policy meets none of them but ErrCurrency and ErrSpecial.
var (
	ErrKind     = errors.New("values of these kinds do not go together")
	ErrCurrency = errors.New("amounts of two currencies do not go together")
	ErrSpecial  = errors.New("unlimited and never cannot be calculated with")
	ErrStep     = errors.New("the step of rounding must be above zero")
	ErrDigits   = errors.New("the product has more than 1,000 digits")
)

// numeric tells whether v is a Number, a Percent or Money.
func (v *Value) numeric() bool { return v.Kind == Number || v.Kind == Percent || v.Kind == Money }

// alike tells why two amounts cannot be added; nil if they can.
func alike(a, b *Value) error {
	switch {
	case a.Kind != b.Kind || !a.numeric():
		return ErrKind
	case a.Special || b.Special:
		return ErrSpecial
	case a.Cur != b.Cur:
		return ErrCurrency
	}
	return nil
}

// Add is a plus b, two amounts of one kind.
func Add(a, b Value) (Value, error) {
	if err := alike(&a, &b); err != nil {
		return Value{}, err
	}
	if a.Ref == nil && b.Ref == nil {
		if sum := a.N + b.N; (a.N^sum)&(b.N^sum) >= 0 {
			return OfScaled(a.Kind, sum, a.Cur), nil
		}
	}
	return OfDecimal(a.Kind, a.Decimal().Add(b.Decimal()), a.Cur), nil
}

// Sub is a less b, two amounts of one kind.
func Sub(a, b Value) (Value, error) {
	if err := alike(&a, &b); err != nil {
		return Value{}, err
	}
	if a.Ref == nil && b.Ref == nil {
		if diff := a.N - b.N; (a.N^b.N)&(a.N^diff) >= 0 {
			return OfScaled(a.Kind, diff, a.Cur), nil
		}
	}
	return OfDecimal(a.Kind, a.Decimal().Sub(b.Decimal()), a.Cur), nil
}

// Neg is the amount a below zero.
func Neg(a Value) (Value, error) { return Sub(Value{Kind: a.Kind, Cur: a.Cur}, a) }

// Mul is a times b. Money times a number or a percentage is money; a number times a percentage is a percentage.
func Mul(a, b Value) (Value, error) {
	switch {
	case !a.numeric() || !b.numeric() || a.Kind == Money && b.Kind == Money:
		return Value{}, ErrKind
	case a.Special || b.Special:
		return Value{}, ErrSpecial
	}
	// The kinds are in the order in which they prevail.
	return product(max(a.Kind, b.Kind), a.Cur|b.Cur, &a, &b)
}

// ShareOf is the percentage p of x, which keeps its kind.
func ShareOf(p, x Value) (Value, error) {
	switch {
	case p.Kind != Percent || !x.numeric():
		return Value{}, ErrKind
	case x.Special:
		return Value{}, ErrSpecial
	}
	return product(x.Kind, x.Cur, &p, &x)
}

// A product has at most so many bits, about 1,000 digits, and decimals: what is squared sixty times would fill any memory.
const (
	maxProductBits     = 3322
	maxProductDecimals = 1000
)

// product multiplies two amounts.
func product(kind Kind, cur money.Currency, a, b *Value) (Value, error) {
	if a.Ref == nil && b.Ref == nil {
		// The product of two counts of millionths is one of their squares: it must divide by a million.
		if hi, lo := bits.Mul64(magnitude(a.N), magnitude(b.N)); hi < Scale {
			if n, rest := bits.Div64(hi, lo, Scale); rest == 0 && n < maxN {
				if (a.N < 0) != (b.N < 0) {
					return Value{Kind: kind, Cur: cur, N: -int64(n)}, nil
				}
				return Value{Kind: kind, Cur: cur, N: int64(n)}, nil
			}
		}
	}
	x, y := a.Decimal(), b.Decimal()
	if decimals := -x.Exponent() - y.Exponent(); decimals > maxProductDecimals || x.Coefficient().BitLen()+y.Coefficient().BitLen() > maxProductBits {
		return Value{}, ErrDigits
	}
	return OfDecimal(kind, x.Mul(y), cur), nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// Round rounds an amount to a multiple of a step above zero, a Number or an amount of the same kind.
func (v Value) Round(mode money.Mode, step Value) (Value, error) {
	switch {
	case !v.numeric() || step.Kind != Number && step.Kind != v.Kind:
		return Value{}, ErrKind
	case v.Special || step.Special:
		return Value{}, ErrSpecial
	case step.Kind == Money && step.Cur != v.Cur:
		return Value{}, ErrCurrency
	case step.Sign() <= 0:
		return Value{}, ErrStep
	}
	if v.Ref == nil && step.Ref == nil {
		if n, ok := money.RoundScaled(v.N, mode, step.N); ok {
			return OfScaled(v.Kind, n, v.Cur), nil
		}
	}
	return OfDecimal(v.Kind, money.Round(v.Decimal(), mode, step.Decimal()), v.Cur), nil
}

// Sign is below, at or above zero as the amount is. A special value is above.
func (v Value) Sign() int {
	switch {
	case v.Special:
		return 1
	case v.Ref != nil:
		return v.Decimal().Sign()
	case v.N < 0:
		return -1
	case v.N > 0:
		return 1
	}
	return 0
}

// IsZero tells whether an amount is zero.
func (v Value) IsZero() bool { return v.Sign() == 0 }
