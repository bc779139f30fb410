package line

import (
	"bytes"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/country"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// amount reads a number, with or without quotation marks.
func (d *Decoder) amount(kind value.Kind, v *value.Value) bool {
	s, ok := d.digits()
	return ok && scaled(s, 6, kind, v)
}

// digits reads what a number is written with.
func (d *Decoder) digits() ([]byte, bool) {
	if d.take('"') {
		return d.plain()
	}
	return d.number()
}

// scaled makes an amount of a plain number that is exact in millionths; scale is the number of decimals of the unit of v.N.
func scaled(s []byte, scale int, kind value.Kind, v *value.Value) bool {
	negative := len(s) > 0 && s[0] == '-'
	if negative {
		s = s[1:]
	}
	whole, decimals := s, []byte(nil)
	if i := bytes.IndexByte(s, '.'); i >= 0 {
		whole, decimals = s[:i], s[i+1:]
		if len(decimals) == 0 {
			return false
		}
	}
	if len(whole) == 0 || len(whole) > 1 && whole[0] == '0' || len(decimals) > scale || len(whole)+scale > 17 {
		return false
	}
	n := int64(0)
	for _, part := range [...][]byte{whole, decimals} {
		for _, c := range part {
			if c-'0' > 9 {
				return false
			}
			n = 10*n + int64(c-'0')
		}
	}
	n *= pow10[scale-len(decimals)]
	if negative {
		n = -n
	}
	*v = value.Value{Kind: kind, N: n}
	return true
}

var pow10 = [...]int64{1, 10, 100, 1_000, 10_000, 100_000, 1_000_000}

// money reads {"amount": "1234.50", "currency": "EUR"}, the parts in either order.
func (d *Decoder) money(t *types.Type, use int, v *value.Value) bool {
	if !d.take('{') {
		return t.Special && d.word(`"unlimited"`) && special(v)
	}
	d.space()
	var digits []byte
	cur := money.None
	for range 2 {
		var ok bool
		switch {
		case digits == nil && d.word(`"amount"`):
			if !d.colon() {
				return false
			}
			digits, ok = d.digits()
		case cur == money.None && d.word(`"currency"`):
			var s []byte
			if !d.colon() || !d.take('"') {
				return false
			}
			if s, ok = d.plain(); ok {
				cur, ok = d.coins.find(s)
			}
		}
		if !ok {
			return false
		}
		if digits != nil && cur != money.None {
			break
		}
		if more, ok := d.more('}'); !ok || !more {
			return false
		}
	}
	if more, ok := d.more('}'); !ok || more || digits == nil || cur == money.None {
		return false
	}
	return d.paid(t, use, digits, cur, v)
}

// plainMoney reads an amount in the form that it has without white space; false, and nothing is read, in every other.
func (d *Decoder) plainMoney(n *node, v *value.Value) bool {
	const lead = `{"amount":"`
	start := d.at
	if !d.word(lead) {
		return false
	}
	units, digits, point := int64(0), 0, -1
	for ; d.at < len(d.data); d.at++ {
		c := d.data[d.at]
		if c-'0' <= 9 {
			units = 10*units + int64(c-'0')
			digits++
			continue
		}
		if c != '.' || point >= 0 {
			break
		}
		point = digits
	}
	decimals := 0
	if point >= 0 {
		decimals = digits - point
	}
	whole := digits - decimals
	if !d.word(`","currency":"`) || d.at+len(`EUR"}`) > len(d.data) {
		d.at = start
		return false
	}
	cur, ok := d.coins.find(d.data[d.at : d.at+3])
	d.at += 3
	if !ok || !d.word(`"}`) || digits == 0 || digits > 12 || whole == 0 || whole > 1 && d.data[start+len(lead)] == '0' ||
		point >= 0 && decimals == 0 || decimals > cur.Digits() || n.typ.Currency != cur && !d.agrees(n.typ, n.use, cur) {
		d.at = start
		return false
	}
	*v = value.Value{Kind: value.Money, Cur: cur, N: units * pow10[6-decimals]}
	return true
}

// agrees tells whether an amount of a type without a currency of its own may be in cur.
func (d *Decoder) agrees(t *types.Type, use int, cur money.Currency) bool {
	if t.Currency != money.None {
		return false
	}
	if use < 0 {
		return true
	}
	u := &d.uses[use]
	if u.cur == money.None {
		u.cur = cur
	}
	return u.cur == cur
}

func special(v *value.Value) bool {
	*v = value.Unlimited
	return true
}

// paid makes an amount of money.
func (d *Decoder) paid(t *types.Type, use int, digits []byte, cur money.Currency, v *value.Value) bool {
	if i := bytes.IndexByte(digits, '.'); i >= 0 && len(digits)-i-1 > cur.Digits() {
		return false
	}
	if t.Currency != cur && !d.agrees(t, use, cur) {
		return false
	}
	if !scaled(digits, 6, value.Money, v) {
		return false
	}
	v.Cur = cur
	return true
}

// currencies are those found so far, each in the place that its code gives it.
type currencies [64]struct {
	code string
	cur  money.Currency
}

func (c *currencies) find(s []byte) (money.Currency, bool) {
	if len(s) != 3 {
		return money.None, false
	}
	at := &c[(s[0]*5+s[1]*3+s[2])%64]
	if at.code == string(s) {
		return at.cur, true
	}
	cur, ok := money.Parse(string(s))
	if ok {
		at.code, at.cur = cur.Code(), cur
	}
	return cur, ok
}

// country finds a country by its code.
func (d *Decoder) country(s []byte, v *value.Value) bool {
	if len(s) != 2 {
		return false
	}
	known := d.countryOf(s[0], s[1])
	if known == nil {
		return false
	}
	*v = *known
	return true
}

// countryOf is the country whose code two letters are; nil: there is none.
func (d *Decoder) countryOf(first, second byte) *value.Value {
	i, j := first-'A', second-'A'
	if i >= letters || j >= letters {
		return nil
	}
	k := &d.lands[int(i)*letters+int(j)]
	if k.Kind == value.Invalid {
		code := string([]byte{first, second})
		if !country.Known(code) {
			return nil
		}
		*k = value.Value{Kind: value.Country, Ref: code}
	}
	return k
}

const letters = 26
