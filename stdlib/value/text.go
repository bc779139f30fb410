package value

import (
	"strconv"

	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/shopspring/decimal"
)

var modalityNames = [...]string{"must", "must not", "may", "should not", "endeavours to"}

// String is the modality in words.
func (m Modality) String() string { return modalityNames[m] }

// String is the value in a few words, for people. The names of enumeration members and record fields are with their types, so that members
// are numbered here from 0, and fields are in order.
func (v Value) String() string { return string(v.Append(nil)) }

// Append appends what String gives.
func (v Value) Append(b []byte) []byte {
	switch v.Kind {
	case Invalid:
		return append(b, "unknown"...)
	case Bool:
		if v.IsTrue() {
			return append(b, "yes"...)
		}
		return append(b, "no"...)
	case Enum:
		return strconv.AppendInt(append(b, '#'), v.N, 10)
	case Set:
		return v.appendSet(b)
	case Number:
		return v.appendAmount(b, 0)
	case Percent:
		return append(v.appendAmount(b, 2), '%')
	case Money:
		if v.Special {
			return append(b, "unlimited"...)
		}
		b = v.appendAmount(b, 0)
		return append(append(b, ' '), v.Cur.Code()...)
	case Date:
		if v.Special {
			return append(b, "never"...)
		}
		return v.Date().Append(b)
	case Instant:
		return v.Instant().Append(b)
	case Text:
		return strconv.AppendQuote(b, v.Text())
	case Country:
		return append(b, v.Text()...)
	case Currency:
		return append(b, v.Cur.Code()...)
	case Calendar:
		return append(b, v.Calendar().String()...)
	case List:
		return append(appendAll(append(b, '['), v.Members()), ']')
	case Record:
		return append(appendAll(append(b, '{'), v.Members()), '}')
	case Period:
		p := v.Period()
		b = strconv.AppendInt(append(b, "period "...), int64(p.Number), 10)
		b = p.First.Append(append(b, ", "...))
		return p.Last.Append(append(b, " to "...))
	case Duty:
		return v.Duty().append(b)
	}
	return append(b, "invalid"...)
}

// appendAmount appends the number times ten to the power of shift. Commas stand between thousands, but not in a plain number of four digits,
// which may be a year.
func (v Value) appendAmount(b []byte, shift int) []byte {
	if d, ok := v.Ref.(*decimal.Decimal); ok {
		grouped := v.Kind != Number || d.Abs().Cmp(tenThousand) >= 0
		return money.AppendDecimal(b, d.Shift(int32(shift)), v.Cur.Digits(), grouped)
	}
	grouped := v.Kind != Number || magnitude(v.N) >= 10_000*Scale
	return money.AppendScaled(b, v.N, 6-shift, v.Cur.Digits(), grouped)
}

var tenThousand = decimal.NewFromInt(10_000)

func (v Value) appendSet(b []byte) []byte {
	b = append(b, '{')
	for i, first := 0, true; i < 64; i++ {
		if v.N>>i&1 == 0 {
			continue
		}
		if !first {
			b = append(b, ", "...)
		}
		first = false
		b = strconv.AppendInt(append(b, '#'), int64(i), 10)
	}
	return append(b, '}')
}

func appendAll(b []byte, members []Value) []byte {
	for i, m := range members {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = m.Append(b)
	}
	return b
}

func (d *DutyValue) append(b []byte) []byte {
	b = append(b, d.Who+" "+d.Modality.String()+" "+d.What...)
	if d.To != "" {
		b = append(b, " to "+d.To...)
	}
	for _, detail := range []struct {
		words string
		v     Value
	}{{"amount", d.Amount}, {"insured for", d.InsuredFor}, {"not before", d.NotBefore}, {"by", d.By}} {
		if detail.v.Kind != Invalid {
			b = detail.v.Append(append(b, " "+detail.words+" "...))
		}
	}
	if d.Immediately {
		b = append(b, " immediately"...)
	}
	if d.Until != "" {
		b = append(b, " until "+d.Until...)
	}
	return b
}
