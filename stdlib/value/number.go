package value

import (
	"math/big"
	"strconv"

	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/shopspring/decimal"
)

// MaxDigits is the number of digits that a number may be written with.
const MaxDigits = 40

// NumberError says why a text is no number.
type NumberError struct {
	Text   string
	Reason string
}

// Error names the text and the reason.
func (e *NumberError) Error() string { return strconv.Quote(e.Text) + " " + e.Reason }

// ParseNumber reads a number as people write it: digits, with commas between all thousands or none, and decimals after a point; 7,500.50
// and -0.5, but not 75,00 or 1e3. An error is a *NumberError.
func ParseNumber(s string) (decimal.Decimal, error) {
	var w written
	if err := w.scan(s); err != nil {
		return decimal.Decimal{}, err
	}
	return w.decimal(), nil
}

// Parse reads a Number or the number of a Money or Percent (without its sign: 5 is 5%) as ParseNumber does.
func Parse(kind Kind, s string, cur money.Currency) (Value, error) {
	var w written
	if err := w.scan(s); err != nil {
		return Value{}, err
	}
	if kind == Percent {
		w.decimals += 2
	}
	if w.decimals <= 6 && w.n+6-w.decimals <= 18 {
		return Value{Kind: kind, Cur: cur, N: w.scaled()}, nil
	}
	return OfDecimal(kind, w.decimal(), cur), nil
}

// written is a number as its digits.
type written struct {
	negative bool
	digits   [MaxDigits]byte
	n        int // how many digits there are
	decimals int // how many of them are decimals
}

// scan reads the digits of s.
func (w *written) scan(s string) error {
	rest := s
	if rest != "" && rest[0] == '-' {
		w.negative, rest = true, rest[1:]
	}
	group, commas, point := 0, false, false // group: digits since the last comma, or the point
	for i := range len(rest) {
		switch c := rest[i]; {
		case c-'0' <= 9:
			if w.n == MaxDigits {
				return &NumberError{s, "has more than " + strconv.Itoa(MaxDigits) + " digits"}
			}
			w.digits[w.n] = c
			w.n++
			group++
		case c == ',' && point, c == ',' && commas && group != 3, c == ',' && (group < 1 || group > 3):
			return &NumberError{s, reasonComma}
		case c == ',':
			commas, group = true, 0
		case c == '.' && !point && group > 0:
			if commas && group != 3 {
				return &NumberError{s, reasonComma}
			}
			point, group = true, 0
		default:
			return &NumberError{s, reasonForm}
		}
	}
	switch whole := w.n; {
	case group == 0 && !commas:
		return &NumberError{s, reasonForm}
	case commas && !point && group != 3, commas && w.digits[0] == '0':
		return &NumberError{s, reasonComma}
	case point && group == 0:
		return &NumberError{s, reasonForm}
	default:
		if point {
			w.decimals = group
			whole -= group
		}
		if whole > 1 && w.digits[0] == '0' {
			return &NumberError{s, "begins with a zero: write it without"}
		}
	}
	return nil
}

const (
	reasonForm  = "is not a number: write digits, with decimals after a point, for example 7,500.50"
	reasonComma = "has a comma that does not stand between thousands: decimals are written after a point, for example 7,500.50"
)

// scaled is the number in millionths, where that is known to fit.
func (w *written) scaled() int64 {
	n := int64(0)
	for _, c := range w.digits[:w.n] {
		n = 10*n + int64(c-'0')
	}
	for range 6 - w.decimals {
		n *= 10
	}
	if w.negative {
		return -n
	}
	return n
}

func (w *written) decimal() decimal.Decimal {
	n, _ := new(big.Int).SetString(string(w.digits[:w.n]), 10)
	if w.negative {
		n.Neg(n)
	}
	return decimal.NewFromBigInt(n, -int32(w.decimals))
}
