package money

import "github.com/shopspring/decimal"

// Mode is the direction of rounding; the order is that of ast.RoundMode.
type Mode uint8

// The modes. Amounts below zero round as their mirror images above it.
const (
	Down     Mode = iota // towards zero
	Up                   // away from zero
	HalfUp               // to nearest, ties away from zero
	HalfEven             // to nearest, ties to the even multiple of the step
)

var modeNames = [...]string{"down", "up", "half up", "half even"}

// String is the mode as the rule language writes it.
func (m Mode) String() string { return modeNames[m] }

// Round rounds x to a multiple of a step above zero, exactly.
func Round(x decimal.Decimal, mode Mode, step decimal.Decimal) decimal.Decimal {
	steps, rest := x.QuoRem(step, 0)
	if rest.IsZero() {
		return x
	}
	half := rest.Abs().Add(rest.Abs()).Cmp(step)
	if away(mode, half, func() bool { return !steps.Mod(two).IsZero() }) {
		steps = steps.Add(decimal.NewFromInt(int64(x.Sign())))
	}
	return steps.Mul(step)
}

var two = decimal.NewFromInt(2)

// RoundScaled rounds x to a multiple of a step above zero, both in the same unit; false where the result leaves the range of int64.
func RoundScaled(x int64, mode Mode, step int64) (int64, bool) {
	rest := x % step
	if rest == 0 {
		return x, true
	}
	down, one := x-rest, step
	if x < 0 {
		rest, one = -rest, -step
	}
	// rest and step-rest are between 0 and step: neither overflows.
	half := 0
	switch {
	case rest < step-rest:
		half = -1
	case rest > step-rest:
		half = 1
	}
	if !away(mode, half, func() bool { return down/step%2 != 0 }) {
		return down, true
	}
	up := down + one
	return up, (up < down) == (one < 0)
}

// away tells whether to round away from zero, given how the rest compares with half a step.
func away(mode Mode, half int, odd func() bool) bool {
	switch mode {
	case Up:
		return true
	case HalfUp:
		return half >= 0
	case HalfEven:
		return half > 0 || half == 0 && odd()
	default:
		return false
	}
}
