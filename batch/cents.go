package batch

import (
	"encoding/binary"
	"math/bits"

	"github.com/clausewise/clausewise/stdlib/value"
)

// cent is a hundredth in the units of amounts, of which fewer than manyCents are written without much ado.
const (
	cent      = value.Scale / 100
	manyCents = 1e12
)

// wholeCents is an amount in hundredths, if it has no more decimals and fewer than manyCents, and is not below zero.
func wholeCents(n int64) (uint64, bool) {
	cents := uint64(n) / cent
	return cents, cents < manyCents && uint64(n) == cents*cent
}

// fewUnits is how many units have at most eight digits.
const fewUnits = 100_000_000

// appendCents appends fewer than manyCents hundredths with two decimals.
func appendCents(b []byte, cents uint64) []byte {
	units, rest := cents/100, cents%100
	if units >= fewUnits {
		b = appendCents(b, units/fewUnits*100)
		b = b[:len(b)-len(".00")]
		b = binary.LittleEndian.AppendUint64(b, digits8(units%fewUnits)|zeros)
	} else {
		digits := digits8(units)
		lead := uint(bits.TrailingZeros64(digits|1<<56)) / 8 // bytes that are zero and stand before the first digit that counts
		n := len(b)
		b = binary.LittleEndian.AppendUint64(b, (digits|zeros)>>(8*lead))[:n+8-int(lead)]
	}
	return append(b, '.', byte('0'+rest/10), byte('0'+rest%10))
}

// zeros are eight digits 0.
const zeros = 0x3030303030303030

// digits8 are the eight decimal digits of a number below fewUnits, the first in the lowest byte: halves, and halves of these, are worked out side by side.
func digits8(n uint64) uint64 {
	fours := n/10_000 | n%10_000<<32
	high := fours * 10_486 >> 20 & 0x7F_0000_007F // a hundredth: exact below 10,000
	pairs := high | (fours-100*high)<<16
	high = pairs * 103 >> 10 & 0x0F_000F_000F_000F // a tenth: exact below 100
	return high | (pairs-10*high)<<8
}
