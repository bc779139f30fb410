package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
)

// The types that have no parts.
var (
	invalidType  = &types.Type{Kind: types.Invalid}
	boolType     = &types.Type{Kind: types.Bool}
	numberType   = &types.Type{Kind: types.Number}
	wholeType    = &types.Type{Kind: types.Number, Whole: true}
	percentType  = &types.Type{Kind: types.Percent}
	dateType     = &types.Type{Kind: types.Date}
	neverType    = &types.Type{Kind: types.Date, Special: true}
	instantType  = &types.Type{Kind: types.Instant}
	textType     = &types.Type{Kind: types.Text}
	countryType  = &types.Type{Kind: types.Country}
	currencyType = &types.Type{Kind: types.Currency}
	calendarType = &types.Type{Kind: types.Calendar}
	periodType   = &types.Type{Kind: types.Period}
	periodsType  = &types.Type{Kind: types.List, Elem: periodType}
	dutyType     = &types.Type{Kind: types.Duty}
	dutiesType   = &types.Type{Kind: types.Duties}
	weekdayType  = &types.Type{Kind: types.Enum, Members: date.WeekdayNames[:]}
)

// maxMembers is how many members an enumeration or set may have: a set is held in 64 bits.
const maxMembers = 64

// typeOf makes a type of a written one and reports what is wrong with it.
func (u *unit) typeOf(t *ast.Type) *types.Type {
	if t == nil {
		u.report.failed = true // it could not be read
		return invalidType
	}
	switch t.Kind {
	case ast.TypeYesNo:
		return boolType
	case ast.TypeNumber:
		return numberType
	case ast.TypeWholeNumber:
		return wholeType
	case ast.TypeMoney:
		return u.moneyType(t)
	case ast.TypePercent:
		return percentType
	case ast.TypeDate:
		if t.Special {
			return neverType
		}
		return dateType
	case ast.TypeInstant:
		return instantType
	case ast.TypeText:
		return textType
	case ast.TypeCountry:
		return countryType
	case ast.TypeCurrency:
		return currencyType
	case ast.TypeCalendar:
		return calendarType
	case ast.TypeDuty:
		return dutyType
	case ast.TypeDuties:
		return dutiesType
	case ast.TypeList:
		return u.listType(t)
	case ast.TypeSet:
		return u.members(t, &types.Type{Kind: types.Set})
	case ast.TypeOneOf:
		return u.members(t, &types.Type{Kind: types.Enum})
	case ast.TypeFirstOf:
		return u.members(t, &types.Type{Kind: types.Enum, Ranked: true})
	case ast.TypeRecord:
		return u.recordType(t.Name)
	}
	return invalidType
}

func (u *unit) moneyType(t *ast.Type) *types.Type {
	h := u.d.file.Policy
	if u.defaults.Currency == money.None && h.CurrencyOf == nil {
		if h.Currency == nil && u.d.literalCurrency == "" && !u.noCurrencyTold {
			u.noCurrencyTold = true
			u.report.noCurrency(t.Span, u.d.currencies > 1)
		}
		return invalidType
	}
	return &types.Type{Kind: types.Money, Currency: u.defaults.Currency, Special: t.Special}
}

func (u *unit) listType(t *ast.Type) *types.Type {
	elem := u.typeOf(t.Elem)
	switch elem.Kind {
	case types.Invalid:
		return invalidType
	case types.List, types.Set, types.Duty, types.Duties, types.Calendar:
		u.report.badElement(t.Elem.Span, elem)
		return invalidType
	}
	return &types.Type{Kind: types.List, Elem: elem}
}

// members fills in the members of an enumeration or set.
func (u *unit) members(t *ast.Type, to *types.Type) *types.Type {
	seen := make(map[string]bool, len(t.Members))
	for _, m := range t.Members {
		if seen[m.Text] {
			u.report.memberTwice(m)
			continue
		}
		seen[m.Text] = true
		to.Members = append(to.Members, m.Text)
	}
	if len(to.Members) > maxMembers {
		u.report.tooManyMembers(t.Span, len(to.Members))
		return invalidType
	}
	if len(to.Members) == 0 {
		return invalidType
	}
	return to
}

func (u *unit) recordType(name ast.Name) *types.Type {
	r := u.records[name.Text]
	if r == nil {
		u.report.unknownType(name, nearestKey(u.report, name.Text, u.d.records))
		return invalidType
	}
	r.d.used = true
	return r.t
}

// makeRecords makes the types of the declared records. The options of their fields come later (fieldBounds).
func (u *unit) makeRecords() {
	for _, d := range u.d.recOrder {
		rt := &types.RecordType{Name: d.node.Name.Text}
		u.records[rt.Name] = &record{d: d, typ: rt, t: &types.Type{Kind: types.Record, Rec: rt}}
	}
	for _, d := range u.d.recOrder {
		r := u.records[d.node.Name.Text]
		for _, f := range d.node.Fields {
			t := u.typeOf(f.Type)
			switch {
			case t.Kind == types.Record, t.Kind == types.List && t.Elem.Kind == types.Record, t.Kind == types.Duty, t.Kind == types.Duties:
				u.report.badField(f, t)
				t = invalidType
			}
			r.typ.Fields = append(r.typ.Fields, types.Field{Name: f.Name.Text, Type: t})
		}
	}
}
