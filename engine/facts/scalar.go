package facts

import (
	"errors"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/country"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// yesNo reads true, false, yes or no.
func (d *decoder) yesNo(path string, n node) value.Value {
	switch strings.ToLower(n.text) {
	case "true", "yes":
		return value.OfBool(true)
	case "false", "no":
		return value.OfBool(false)
	}
	d.report(diag.FactNotYesNo, path, n.words()+" is neither yes nor no", "Write `yes` or `no`, or leave the fact out if it is not known.")
	return value.Value{}
}

// member reads a member of an enumeration.
func (d *decoder) member(path string, t *types.Type, n node) (int, bool) {
	if n.form == text {
		if i := t.Member(n.text); i >= 0 {
			return i, true
		}
	}
	d.report(diag.FactNotMember, path, n.words()+" is not one of "+strings.Join(t.Members, ", "), didYouMeanOneOf(n.text, t.Members))
	return 0, false
}

// parse reads a number as facts have it: like the rule language, but without separators, which other countries read otherwise. Where
// there is none, what and hint say why.
func parse(kind value.Kind, s string, cur money.Currency) (v value.Value, what, hint string) {
	digits := func(s string) bool { return s != "" && strings.Trim(s, "-0123456789.") == "" }
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	switch {
	case strings.ContainsAny(s, ",'_ ") && digits(separators.Replace(s)):
		return v, "has a separator", "Write it with digits and a decimal point only, as `1234.50`."
	case digits(mantissa) && digits(strings.TrimPrefix(exponent, "+")):
		return v, "has an exponent", "Write it out with digits."
	}
	v, err := value.Parse(kind, s, cur)
	if err == nil {
		return v, "", ""
	}
	what, hint = "is not a number", "Write it with digits, as `1234.50`."
	if number, ok := errors.AsType[*value.NumberError](err); ok && !strings.HasPrefix(number.Reason, what) {
		what, hint, _ = strings.Cut(number.Reason, ": ")
		if hint != "" {
			hint = strings.ToUpper(hint[:1]) + hint[1:] + "."
		}
	}
	return value.Value{}, what, hint
}

var separators = strings.NewReplacer(",", "", "'", "", "_", "", " ", "")

// parse reads a number and reports with a code where there is none.
func (d *decoder) parse(code diag.Code, path string, kind value.Kind, s string, cur money.Currency) (value.Value, bool) {
	v, what, hint := parse(kind, s, cur)
	if what != "" {
		d.report(code, path, show(s)+" "+what, hint)
	}
	return v, what == ""
}

// number reads a number.
func (d *decoder) number(path string, t *types.Type, n node) value.Value {
	v, ok := d.parse(diag.FactNotNumber, path, value.Number, n.text, money.None)
	if ok && t.Whole && !v.Decimal().IsInteger() {
		d.report(diag.FactNotWhole, path, n.words()+" is not a whole number", "Write it without decimals.")
		return value.Value{}
	}
	return v
}

// percent reads a number followed by a percent sign.
func (d *decoder) percent(path string, n node) value.Value {
	num, signed := strings.CutSuffix(n.text, "%")
	num = strings.TrimRight(num, " ")
	if !signed {
		hint := "Write it with its sign, as `\"5%\"`."
		if _, what, _ := parse(value.Percent, num, money.None); what == "" {
			hint = "Write `\"" + num + "%\"` if that is meant."
		}
		d.report(diag.FactNotPercent, path, n.words()+" is not a percentage", hint)
		return value.Value{}
	}
	v, _ := d.parse(diag.FactNotPercent, path, value.Percent, num, money.None)
	return v
}

// The parts of an amount of money.
const (
	amountPart   = "amount"
	currencyPart = "currency"
)

// money reads {amount: "1234.50", currency: EUR}.
func (d *decoder) money(path string, t *types.Type, n node) value.Value {
	const hint = "Write `{amount: \"1234.50\", currency: EUR}`."
	if n.form == text && t.Special && n.text == "unlimited" {
		return value.Unlimited
	}
	if n.form != mapping {
		d.report(diag.FactNotMoney, path, n.words()+" is not an amount with its currency", d.moneyHint(t, n))
		return value.Value{}
	}
	var amount, currency *node
	for i := range n.fields {
		f := &n.fields[i]
		var part **node
		switch f.name {
		case amountPart:
			part = &amount
		case currencyPart:
			part = &currency
		default:
			d.report(diag.FactFieldUnknown, dot(path, f.name), "an amount of money has no part "+show(f.name), didYouMeanOneOf(f.name, []string{amountPart, currencyPart}))
			return value.Value{}
		}
		if *part != nil {
			d.report(diag.FactTwice, dot(path, f.name), "the part is given twice", "Leave one of the two out.")
			return value.Value{}
		}
		*part = &f.value
	}
	if amount == nil || currency == nil || !amount.single() || !currency.single() {
		d.report(diag.FactNotMoney, path, "the amount of money has not got both a number and a currency", hint)
		return value.Value{}
	}
	cur, curOK := d.currency(path, *currency)
	v, ok := d.parse(diag.FactNotMoney, path, value.Money, amount.text, cur)
	if !ok || !curOK {
		return value.Value{}
	}
	_, fraction, _ := strings.Cut(amount.text, ".")
	if places := cur.Digits(); len(fraction) > places {
		d.report(diag.FactDecimals, path, amount.text+" has more decimals than "+cur.Code()+" has", "Write it with "+decimals(places)+".")
		return value.Value{}
	}
	switch {
	case t.Currency != money.None && t.Currency != cur:
		code := t.Currency.Code()
		d.report(diag.FactWrongCurrency, path, "the amount is in "+cur.Code()+"; the policy reckons in "+code, "Give the amount in "+code+".")
		return value.Value{}
	case t.Currency == money.None && d.owner != nil && d.owner.Defaults != nil && d.owner.Defaults.CurrencyOf != nil:
		d.monies = append(d.monies, moneyUse{path: path, cur: cur, of: d.owner.Defaults.CurrencyOf})
	}
	return v
}

// moneyHint shows an amount that was given without a currency with the policy's.
func (d *decoder) moneyHint(t *types.Type, n node) string {
	amount, code := "1234.50", "EUR"
	if t.Currency != money.None {
		code = t.Currency.Code()
	}
	if _, what, _ := parse(value.Money, n.text, money.None); what == "" {
		amount = n.text
	}
	return "Write `{amount: \"" + amount + "\", currency: " + code + "}`."
}

func decimals(n int) string {
	switch n {
	case 0:
		return "no decimals"
	case 1:
		return "at most one decimal"
	}
	return "at most " + itoa(n) + " decimals"
}

// single tells whether a node is one value.
func (n *node) single() bool { return n.form == text || n.form == number }

// currency reads the code of a currency.
func (d *decoder) currency(path string, n node) (money.Currency, bool) {
	if c, ok := money.Parse(n.text); ok && n.form == text {
		return c, true
	}
	hint := "Write a code of ISO 4217 such as `EUR`, `CHF` or `GBP`."
	if up := strings.ToUpper(n.text); up != n.text {
		if _, ok := money.Parse(up); ok {
			hint = "Write " + written(up) + "."
		}
	}
	d.report(diag.FactNotCurrency, path, n.words()+" is not the code of a currency", hint)
	return money.None, false
}

// date reads YYYY-MM-DD.
func (d *decoder) date(path string, t *types.Type, n node) value.Value {
	if t.Special && n.form == text && n.text == "never" {
		return value.Never
	}
	day, ok := d.day(path, n)
	if !ok {
		return value.Value{}
	}
	return value.OfDate(day)
}

// day reads YYYY-MM-DD.
func (d *decoder) day(path string, n node) (date.Date, bool) {
	day, err := date.Parse(n.text)
	if err == nil {
		return day, true
	}
	code, hint := diag.FactNotDate, "Write year, month and day, as `2024-02-29`."
	what := show(n.text) + " is not a date"
	parse, ok := errors.AsType[*date.ParseError](err)
	switch {
	case ok && dateForm(n.text):
		code, hint = diag.FactNoSuchDay, "Look the day up: is it the last one of the month?"
		what = show(n.text) + " " + parse.Reason
	case len(n.text) > dateLength && (n.text[dateLength] == 'T' || n.text[dateLength] == ' '):
		if _, err := date.Parse(n.text[:dateLength]); err == nil {
			what, hint = show(n.text)+" has a time; a date is expected", "Write "+written(n.text[:dateLength])+"."
		}
	}
	d.report(code, path, what, hint)
	return 0, false
}

const dateLength = len("2024-02-29")

// dateForm tells whether a text has the form of a date, be there such a day or not.
func dateForm(s string) bool {
	for i := range len(s) {
		hyphen := i == 4 || i == 7
		if hyphen != (s[i] == '-') || !hyphen && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return len(s) == dateLength
}

// instant reads a date and time with its offset.
func (d *decoder) instant(path string, n node) value.Value {
	at, err := date.ParseInstant(n.text)
	if err == nil {
		return value.OfInstant(at)
	}
	code, what, hint := diag.FactNotInstant, show(n.text)+" is not a date and time", "Write it as `2024-06-06T10:00:00+02:00`."
	_, dayErr := date.Parse(n.text[:min(dateLength, len(n.text))])
	_, utcErr := date.ParseInstant(n.text + "Z")
	parse, ok := errors.AsType[*date.ParseError](err)
	switch {
	case dayErr == nil && len(n.text) == dateLength:
		what, hint = show(n.text)+" is a date without a time", "Write it as "+written(n.text+"T10:00:00+02:00")+"."
	case utcErr == nil:
		code, what, hint = diag.FactNoOffset, show(n.text)+" does not say how far its clock is from UTC", "Write "+written(n.text+"Z")+" for UTC, or with an offset such as "+written(n.text+"+02:00")+"."
	case ok && len(n.text) > dateLength && dateForm(n.text[:dateLength]):
		what = show(n.text) + " " + parse.Reason
		if dayErr != nil {
			code, hint = diag.FactNoSuchDay, "Look the day up: is it the last one of the month?"
		}
	}
	d.report(code, path, what, hint)
	return value.Value{}
}

// text reads a text.
func (d *decoder) text(path string, n node) value.Value {
	if n.form != text {
		d.report(diag.FactNotText, path, n.text+" stands where a text is expected", "Write it in quotation marks, as "+written(show(n.text))+".")
		return value.Value{}
	}
	return value.OfText(n.text)
}

// country reads a country's code.
func (d *decoder) country(path string, n node) value.Value {
	if n.form == text && country.Known(n.text) {
		return value.Value{Kind: value.Country, Ref: n.text}
	}
	hint := "Write the two letters of ISO 3166-1, such as `DE` or `CH`, or `XK` for Kosovo."
	up := strings.ToUpper(n.text)
	if up == "UK" {
		up = "GB"
	}
	if up != n.text && country.Known(up) {
		hint = "Write " + written(up) + "."
	}
	d.report(diag.FactNotCountry, path, n.words()+" is not the code of a country", hint)
	return value.Value{}
}

// calendar reads the name of a calendar, or a list of dates that is complete as given.
func (d *decoder) calendar(path string, n node) value.Value {
	switch n.form {
	case list:
		days := make([]date.Date, 0, len(n.items))
		for i, item := range n.items {
			at := index(path, i)
			switch item.form {
			case null:
				d.gap(at)
			case list, mapping:
				d.report(diag.FactWrongShape, at, item.words()+" stands where a date is expected", example(&types.Type{Kind: types.Date}))
			default:
				if day, ok := d.day(at, item); ok {
					days = append(days, day)
				}
			}
		}
		return value.OfCalendar(calendar.Of(days))
	case text:
		if c, ok := calendar.Named(n.text); ok {
			return value.OfCalendar(c)
		}
	}
	d.report(diag.FactNotCalendar, path, n.words()+" is neither a calendar's name nor a list of dates", didYouMeanOneOf(n.text, calendar.Names()))
	return value.Value{}
}

func currencyCode(c money.Currency) string { return c.Code() }
