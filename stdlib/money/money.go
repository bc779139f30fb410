// Package money is currencies, rounding, and how amounts are written.
package money

import (
	"slices"

	"github.com/bojanz/currency"
)

// Currency is an index into the table of ISO 4217 currencies; None is no currency. Indexes hold within one build only: what is kept or
// sent names the code.
type Currency uint16

// None is no currency, or one that is not known yet.
const None Currency = 0

type row struct {
	code   string
	digits int
}

// table holds the currencies by code; row 0 is None.
var table = func() []row {
	codes := currency.GetCurrencyCodes()
	rows := make([]row, 1, len(codes)+1)
	for _, code := range codes {
		digits, _ := currency.GetDigits(code)
		rows = append(rows, row{code: code, digits: int(digits)})
	}
	slices.SortFunc(rows, compareCodes)
	return rows
}()

func compareCodes(a, b row) int {
	switch {
	case a.code < b.code:
		return -1
	case a.code > b.code:
		return 1
	}
	return 0
}

// Parse finds a currency by its ISO 4217 code, in capitals; None where there is none.
func Parse(code string) (Currency, bool) {
	i, ok := slices.BinarySearchFunc(table, row{code: code}, compareCodes)
	if !ok || i == 0 {
		return None, false
	}
	return Currency(i), true
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
func (c Currency) Code() string { return table[c].code }

// String is the ISO 4217 code; empty for None.
func (c Currency) String() string { return c.Code() }

// Digits is the number of decimals of the minor unit: 2 for EUR, 0 for JPY.
func (c Currency) Digits() int { return table[c].digits }

// Codes are all codes in alphabetical order, for suggestions.
func Codes() []string {
	codes := make([]string, 0, len(table)-1)
	for _, r := range table[1:] {
		codes = append(codes, r.code)
	}
	return codes
}
