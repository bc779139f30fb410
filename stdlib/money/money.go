// Package money is currencies, rounding, and how amounts are written.
package money

//go:generate go run ../../internal/gen/currencies -o iso4217.go

import (
	"sort"
	"strings"
)

// Currency is an index into the table of ISO 4217 currencies; None is no currency. Indexes hold within one build only: what is kept or
// sent names the code.
type Currency uint16

// None is no currency, or one that is not known yet.
const None Currency = 0

const codeBytes = 3

// codeAt is a code of the table by its place.
func codeAt(i int) string { return codes[i*codeBytes : i*codeBytes+codeBytes] }

// decimals is the minor unit of each currency; none for None.
var decimals = func() (out [len(codes)/codeBytes + 1]uint8) {
	for i := range len(codes) / codeBytes {
		out[i+1] = 2
		if n, special := minorUnits(codeAt(i)); special {
			out[i+1] = uint8(n)
		}
	}
	return out
}()

// Parse finds a currency by its ISO 4217 code, in capitals; None where there is none.
func Parse(code string) (Currency, bool) {
	i, ok := sort.Find(len(codes)/codeBytes, func(i int) int { return strings.Compare(code, codeAt(i)) })
	if !ok {
		return None, false
	}
	return Currency(i + 1), true
}

// Must finds a currency that is known to exist.
func Must(code string) Currency {
	c, ok := Parse(code)
	if !ok {
		panic("money: no currency " + code)
	}
	return c
}

// Code is the ISO 4217 code; empty for None.
func (c Currency) Code() string {
	if c == None {
		return ""
	}
	return codeAt(int(c) - 1)
}

// String is the ISO 4217 code; empty for None.
func (c Currency) String() string { return c.Code() }

// Digits is the number of decimals of the minor unit: 2 for EUR, 0 for JPY.
func (c Currency) Digits() int { return int(decimals[c]) }

// Codes are all codes in alphabetical order, for suggestions.
func Codes() []string {
	all := make([]string, len(codes)/codeBytes)
	for i := range all {
		all[i] = codeAt(i)
	}
	return all
}
