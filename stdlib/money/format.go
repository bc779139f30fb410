package money

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// Format writes an amount for people: 7,500.00 EUR. It has the currency's decimals, and more only where it is no whole number of minor
// units.
func Format(x decimal.Decimal, c Currency) string {
	b := AppendDecimal(nil, x, c.Digits(), true)
	return string(append(append(b, ' '), c.Code()...))
}

// Amount writes an amount for machines: 7500.00, with the decimals of Format.
func Amount(x decimal.Decimal, c Currency) string {
	return string(AppendDecimal(nil, x, c.Digits(), false))
}

// AppendDecimal appends a number exactly, with at least the given decimals and no zeros beyond them; grouped puts commas between
// thousands.
func AppendDecimal(b []byte, x decimal.Decimal, decimals int, grouped bool) []byte {
	digits, scale := x.Abs().Coefficient().Append(nil, 10), -int(x.Exponent())
	for ; scale < 0; scale++ {
		digits = append(digits, '0')
	}
	return appendDigits(b, x.Sign() < 0, digits, scale, decimals, grouped)
}

// AppendScaled appends a number of units of which 10^scale make one, as AppendDecimal does.
func AppendScaled(b []byte, x int64, scale, decimals int, grouped bool) []byte {
	magnitude := uint64(x)
	if x < 0 {
		magnitude = -magnitude
	}
	var buf [20]byte
	return appendDigits(b, x < 0, strconv.AppendUint(buf[:0], magnitude, 10), scale, decimals, grouped)
}

// appendDigits appends digits of which the last scale ones are decimals.
func appendDigits(b []byte, negative bool, digits []byte, scale, decimals int, grouped bool) []byte {
	for scale > decimals && (len(digits) == 0 || digits[len(digits)-1] == '0') {
		if len(digits) > 0 {
			digits = digits[:len(digits)-1]
		}
		scale--
	}
	if negative {
		b = append(b, '-')
	}
	whole := max(len(digits)-scale, 0)
	if whole == 0 {
		b = append(b, '0')
	}
	for i, digit := range digits[:whole] {
		if grouped && i > 0 && (whole-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, digit)
	}
	if max(scale, decimals) == 0 {
		return b
	}
	b = append(b, '.')
	for range scale - (len(digits) - whole) {
		b = append(b, '0')
	}
	b = append(b, digits[whole:]...)
	for range decimals - scale {
		b = append(b, '0')
	}
	return b
}
