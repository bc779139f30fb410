package bundle

import (
	"math/big"

	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// currency is a currency by its code, since numbers of currencies differ between versions of the product.
func (c *coder) currency(cur *money.Currency) {
	code := ""
	if *cur != money.None {
		code = cur.Code()
	}
	c.text(&code)
	if !c.decoding || code == "" {
		return
	}
	got, ok := money.Parse(code)
	if !ok {
		c.fail("the currency %q is unknown", code)
	}
	*cur = got
}

// How the content of a value is written.
const (
	refNone uint8 = iota
	refDecimal
	refText
	refCalendar
	refMembers
	refKinds
)

const maxNested = 8 // levels of lists and records in a literal

func (c *coder) value(v *value.Value, depth int) {
	enum(c, &v.Kind, int(value.Duty)+1)
	c.truth(&v.Special)
	c.currency(&v.Cur)
	off, aux := int(v.Off), int(v.Aux)
	c.number(&off)
	c.number(&aux)
	v.Off, v.Aux = int16(off), uint32(aux)
	if int(v.Off) != off || int(v.Aux) != aux || depth > maxNested {
		c.fail("a value is out of range")
	}
	c.wide(&v.N)
	kind := refNone
	switch v.Ref.(type) {
	case nil:
	case *decimal.Decimal:
		kind = refDecimal
	case string:
		kind = refText
	case *calendar.Calendar:
		kind = refCalendar
	case []value.Value:
		kind = refMembers
	default:
		c.fail("a literal of this kind cannot be written")
	}
	enum(c, &kind, int(refKinds))
	if c.err != nil {
		return
	}
	c.content(v, kind, depth)
}

func (c *coder) content(v *value.Value, kind uint8, depth int) {
	switch kind {
	case refDecimal:
		d, _ := v.Ref.(*decimal.Decimal)
		if d == nil {
			d = &decimal.Decimal{}
		}
		c.decimal(d)
		v.Ref = d
	case refText:
		s, _ := v.Ref.(string)
		c.text(&s)
		v.Ref = s
	case refCalendar:
		cal, _ := v.Ref.(*calendar.Calendar)
		v.Ref = c.calendar(cal)
	case refMembers:
		members, _ := v.Ref.([]value.Value)
		list(c, &members, func(m *value.Value) { c.value(m, depth+1) })
		v.Ref = members
	}
}

const maxExponent = 1_000

func (c *coder) decimal(d *decimal.Decimal) {
	digits, exponent := d.Coefficient().String(), int(d.Exponent())
	c.text(&digits)
	c.number(&exponent)
	if !c.decoding || c.err != nil {
		return
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok || len(digits) > maxExponent || exponent > maxExponent || exponent < -maxExponent {
		c.fail("a number cannot be read")
		return
	}
	*d = decimal.NewFromBigInt(n, int32(exponent))
}

// calendar is a calendar by its name and version, or by its days.
func (c *coder) calendar(cal *calendar.Calendar) *calendar.Calendar {
	name, version := "", ""
	var days []date.Date
	if !c.decoding {
		if name, version = cal.Name(), cal.Version(); name == "" {
			days = cal.Holidays(date.Min, date.Max)
		}
	}
	c.text(&name)
	c.text(&version)
	list(c, &days, c.date)
	if !c.decoding || c.err != nil {
		return cal
	}
	if name == "" {
		return calendar.Of(days)
	}
	got, ok := calendar.Named(name)
	if !ok || got.Version() != version {
		c.fail("it was built with version %s of the calendar %s, which this program does not have; build it again", version, name)
	}
	return got
}
