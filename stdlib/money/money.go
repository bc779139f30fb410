// Package money is currencies and rounding.
package money

// Currency is an index into the table of ISO 4217 currencies; None is no currency.
type Currency uint16

// None is no currency, or one that is not known yet.
const None Currency = 0
