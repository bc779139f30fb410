package bundle

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

func kind(x tree.Expr) types.Kind { return x.Type().Kind }

func is(x tree.Expr, kinds ...types.Kind) bool { return slices.Contains(kinds, kind(x)) }

func numeric(xs ...tree.Expr) bool {
	return !slices.ContainsFunc(xs, func(x tree.Expr) bool { return !is(x, types.Number, types.Percent, types.Money) })
}

// fits tells whether values of type t are values of type u as they stand.
func fits(t, u *types.Type) bool {
	if t.Kind != u.Kind {
		return false
	}
	switch t.Kind {
	case types.Enum, types.Set:
		return len(t.Members) == len(u.Members)
	case types.List:
		return fits(t.Elem, u.Elem)
	case types.Record:
		return types.SameRecord(t.Rec, u.Rec)
	}
	return true
}

// holds tells whether a collection can hold values of type t: a list of them, or a set of the members.
func holds(over, t *types.Type) bool {
	if over.Kind == types.List {
		return fits(over.Elem, t)
	}
	return over.Kind == types.Set && t.Kind == types.Enum && len(over.Members) == len(t.Members)
}

// soundNode tells whether an expression has the type that its kind has, and parts that it can work with.
func soundNode(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Lit:
		return soundValue(x.T, x.Value)
	case *tree.InputRef:
		return fits(x.T, x.Input.Type)
	case *tree.TermRef:
		return fits(x.T, x.Term.Type)
	case *tree.DecisionRef:
		return fits(x.T, x.Decision.Type)
	case *tree.ReadingRef:
		return fits(x.T, x.Ambiguity.Type)
	case *tree.CaveatsRef:
		return kind(x) == types.Set
	case *tree.BindingLimits:
		return kind(x) == types.Set && !slices.ContainsFunc(x.Decision.Rules, func(r *tree.Rule) bool { return r.AsMember >= len(x.T.Members) })
	case *tree.VarRef:
		return fits(x.T, x.Var.T)
	case *tree.FieldOf:
		return is(x.X, types.Record) && x.Field >= 0 && x.Field < len(x.X.Type().Rec.Fields) && fits(x.T, x.X.Type().Rec.Fields[x.Field].Type)
	case *tree.AttrOf:
		return soundAttribute(x)
	case *tree.Share:
		return is(x.Percent, types.Percent) && numeric(x.X) && kind(x) == kind(x.X)
	case *tree.Aggregate:
		return soundAggregate(x)
	case *tree.Sum:
		ok := numeric(x, x.First)
		for _, t := range x.Rest {
			ok = ok && kind(t.X) == kind(x)
		}
		return ok && kind(x.First) == kind(x)
	case *tree.Product:
		return numeric(x) && numeric(x.Factors...) && len(x.Factors) > 0
	case *tree.Convert:
		n := len(x.X.Type().Members)
		return is(x.X, types.Enum, types.Set) && kind(x) == kind(x.X) && len(x.Map) == n &&
			!slices.ContainsFunc(x.Map, func(i int) bool { return i < 0 || i >= len(x.T.Members) })
	}
	return soundTime(x)
}

func soundTime(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Shift:
		return is(x.X, types.Date, types.Instant) && kind(x) == kind(x.X) && (x.Period.Unit != types.WorkingDays || x.Defaults != nil && x.Defaults.WorkingDays != nil)
	case *tree.LastDayFrom:
		return is(x.X, types.Date) && kind(x) == types.Date && (x.Period.Unit == types.CalendarDays || x.Period.Unit == types.CalendarMonths)
	case *tree.WorkingDay:
		return is(x.X, types.Date) && kind(x) == types.Date && x.Defaults != nil && x.Defaults.WorkingDays != nil
	case *tree.ClockOn:
		return is(x.X, types.Date) && kind(x) == types.Instant && x.Minutes >= 0 && x.Minutes < 24*60
	case *tree.SchedOn:
		return is(x.X, types.Date) && kind(x) == types.Period
	case *tree.SchedEnding:
		return is(x.X, types.Date) && kind(x) == types.List && x.T.Elem.Kind == types.Period
	case *tree.SchedFirst:
		return kind(x) == types.List && x.T.Elem.Kind == types.Period && x.N >= 0 && x.N <= maxItems
	}
	return kind(x) == types.Bool && soundCondition(x)
}

func soundCondition(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Compare:
		return fits(x.X.Type(), x.Y.Type())
	case *tree.Within:
		return is(x.X, types.Date, types.Instant) && kind(x.X) == kind(x.Y) && (x.Period.Unit != types.WorkingDays || x.Defaults != nil && x.Defaults.WorkingDays != nil)
	case *tree.OneOf:
		return is(x.X, types.Enum) && len(x.Ys) == 0 || len(x.Ys) > 0 && !slices.ContainsFunc(x.Ys, func(y tree.Expr) bool { return !fits(y.Type(), x.X.Type()) })
	case *tree.In:
		return holds(x.L.Type(), x.X.Type()) || is(x.L, types.Period, types.Calendar) && is(x.X, types.Date)
	case *tree.IsEmpty:
		return is(x.X, types.List, types.Set)
	case *tree.Happened:
		return x.Event.Kind == tree.Event
	case *tree.Quant:
		return holds(x.Over.Type(), x.Var.T) && isBool(x.Body)
	case *tree.Not:
		return isBool(x.X)
	case *tree.And:
		return isBool(x.Xs...) && len(x.Xs) > 0
	case *tree.Or:
		return isBool(x.Xs...) && len(x.Xs) > 0
	}
	return true
}

func soundAttribute(x *tree.AttrOf) bool {
	switch x.Attr {
	case tree.DateOf:
		return is(x.X, types.Instant) && kind(x) == types.Date
	case tree.FirstDay, tree.LastDayOf:
		return is(x.X, types.Period) && kind(x) == types.Date
	case tree.NumberOf:
		return is(x.X, types.Period) && kind(x) == types.Number
	case tree.CurrencyOfMoney:
		return is(x.X, types.Money) && kind(x) == types.Currency
	case tree.Weekday:
		return is(x.X, types.Date) && kind(x) == types.Enum
	}
	return is(x.X, types.Date) && kind(x) == types.Number
}

func soundAggregate(x *tree.Aggregate) bool {
	if x.Over == nil {
		return len(x.Args) > 0 && x.Body == nil && x.Where == nil
	}
	return x.Var != nil && x.Body != nil && len(x.Args) == 0 && holds(x.Over.Type(), x.Var.T) && isBool(x.Where)
}

// kindOfValue is the kind of the values of a type.
func kindOfValue(t types.Kind) (kind value.Kind, known bool) {
	all := [...]value.Kind{
		types.Bool: value.Bool, types.Number: value.Number, types.Percent: value.Percent, types.Money: value.Money, types.Date: value.Date,
		types.Instant: value.Instant, types.Text: value.Text, types.Country: value.Country, types.Currency: value.Currency,
		types.Calendar: value.Calendar, types.Enum: value.Enum, types.Set: value.Set, types.List: value.List, types.Record: value.Record,
	}
	if int(t) >= len(all) || t == types.Invalid {
		return 0, false
	}
	return all[t], true
}

func soundValue(t *types.Type, v value.Value) bool {
	if want, ok := kindOfValue(t.Kind); !ok || v.Kind != want {
		return false
	}
	switch v.Ref.(type) {
	case nil:
	case *decimal.Decimal:
		return t.Kind == types.Number || t.Kind == types.Percent || t.Kind == types.Money
	default:
		if !slices.Contains([]types.Kind{types.Text, types.Country, types.Calendar, types.List, types.Record}, t.Kind) {
			return false
		}
	}
	switch t.Kind {
	case types.Bool:
		return v.N == 0 || v.N == 1
	case types.Enum:
		return v.N >= 0 && v.N < int64(len(t.Members))
	case types.Set:
		return len(t.Members) == 64 || uint64(v.N) < 1<<len(t.Members)
	case types.Text, types.Country:
		_, ok := v.Ref.(string)
		return ok
	case types.Calendar:
		return v.Calendar() != nil
	case types.List:
		return !slices.ContainsFunc(v.Members(), func(m value.Value) bool { return !soundValue(t.Elem, m) })
	case types.Date:
		return v.Special || v.Date().Valid() && int64(v.Date()) == v.N
	}
	return true
}
