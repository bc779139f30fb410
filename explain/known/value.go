package known

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Value is what an expression was, where that is known.
func (c *Case) Value(x tree.Expr) (value.Value, bool) {
	if x.Type().Kind == types.Bool {
		return c.condition(x)
	}
	switch x := x.(type) {
	case *tree.Lit:
		return c.literal(x)
	case *tree.InputRef:
		return c.Input(x.Input)
	case *tree.TermRef:
		return c.Value(x.Term.Body)
	case *tree.DecisionRef:
		return c.Decision(x.Decision)
	case *tree.ReadingRef:
		return value.OfEnum(c.readings[x.Ambiguity.Index]), true
	case *tree.VarRef:
		return c.Element(x.Var)
	case *tree.FieldOf:
		return c.field(x)
	case *tree.AttrOf:
		return c.one(x.X, func(v value.Value) (value.Value, error) { return operate.Attribute(x, v) })
	case *tree.Share:
		return c.two(x.Percent, x.X, value.ShareOf)
	case *tree.Shift:
		return c.shift(x)
	case *tree.LastDayFrom:
		return c.one(x.X, func(v value.Value) (value.Value, error) { return operate.LastDay(x.Period, v) })
	case *tree.WorkingDay:
		return c.onWorkingDay(x)
	case *tree.ClockOn:
		return c.one(x.X, func(v value.Value) (value.Value, error) { return operate.ClockOn(x.Minutes, x.Zone, v) })
	case *tree.Aggregate:
		return c.aggregate(x)
	case *tree.SchedOn:
		return c.schedule(x.Schedule, x.X, operate.PeriodOn)
	case *tree.SchedEnding:
		return c.schedule(x.Schedule, x.X, operate.PeriodsEnding)
	case *tree.Sum:
		return c.sum(x)
	case *tree.Convert:
		return c.convert(x)
	}
	return value.Value{}, false
}

func (c *Case) literal(x *tree.Lit) (value.Value, bool) {
	if x.CurrencyOf == nil {
		return x.Value, true
	}
	in, ok := c.Input(x.CurrencyOf)
	if !ok {
		return value.Value{}, false
	}
	v := x.Value
	v.Kind, v.Cur = value.Money, in.Cur
	return v, true
}

func (c *Case) one(x tree.Expr, f func(value.Value) (value.Value, error)) (value.Value, bool) {
	v, ok := c.Value(x)
	if !ok || v.Special {
		return value.Value{}, false
	}
	out, err := f(v)
	return out, err == nil && out.Kind != value.Invalid
}

func (c *Case) two(x, y tree.Expr, f func(a, b value.Value) (value.Value, error)) (value.Value, bool) {
	b, ok := c.Value(y)
	if !ok {
		return value.Value{}, false
	}
	return c.one(x, func(a value.Value) (value.Value, error) { return f(a, b) })
}

// Calendar is the calendar of the days that are not worked; nil where none is declared.
func (c *Case) Calendar(d *tree.Defaults) (cal *calendar.Calendar, ok bool) {
	if d == nil || d.WorkingDays == nil || d.WorkingDays.Calendar == nil {
		return nil, true
	}
	v, ok := c.Value(d.WorkingDays.Calendar)
	if !ok || v.Kind != value.Calendar {
		return nil, false
	}
	return v.Calendar(), true
}

func working(d *tree.Defaults) *tree.WorkingDays {
	if d == nil {
		return nil
	}
	return d.WorkingDays
}

func (c *Case) shift(x *tree.Shift) (value.Value, bool) {
	if x.Period.Unit != types.WorkingDays {
		rule := date.MonthRule(0)
		if x.Defaults != nil {
			rule = x.Defaults.Months
		}
		return c.one(x.X, func(v value.Value) (value.Value, error) { return operate.Shift(x.Period, x.Before, v, rule) })
	}
	cal, ok := c.Calendar(x.Defaults)
	if !ok {
		return value.Value{}, false
	}
	return c.one(x.X, func(v value.Value) (value.Value, error) {
		return operate.AddWorkingDays(x.Period.N, x.Before, v, working(x.Defaults), cal)
	})
}

func (c *Case) onWorkingDay(x *tree.WorkingDay) (value.Value, bool) {
	cal, ok := c.Calendar(x.Defaults)
	if !ok {
		return value.Value{}, false
	}
	return c.one(x.X, func(v value.Value) (value.Value, error) {
		return operate.RollWorkingDay(x.Before, v, working(x.Defaults), cal)
	})
}

func (c *Case) schedule(s *tree.Schedule, x tree.Expr, f func(*tree.Schedule, date.Date, date.Date) (value.Value, error)) (value.Value, bool) {
	return c.two(s.From, x, func(from, day value.Value) (value.Value, error) { return f(s, from.Date(), day.Date()) })
}

func (c *Case) sum(x *tree.Sum) (value.Value, bool) {
	acc, ok := c.Value(x.First)
	for _, t := range x.Rest {
		v, known := c.Value(t.X)
		if !ok || !known || v.Special || acc.Special {
			return value.Value{}, false
		}
		op := value.Add
		if t.Less {
			op = value.Sub
		}
		var err error
		acc, err = op(acc, v)
		ok = err == nil
	}
	return acc, ok
}

func (c *Case) convert(x *tree.Convert) (value.Value, bool) {
	v, ok := c.Value(x.X)
	switch {
	case !ok:
		return v, false
	case v.Kind == value.Enum:
		return value.OfEnum(x.Map[v.N]), true
	}
	out := value.Value{Kind: value.Set}
	for i, to := range x.Map {
		if v.N&(1<<i) != 0 {
			out.N |= 1 << to
		}
	}
	return out, true
}

// field is a field of a list's member that was given, or its default.
func (c *Case) field(x *tree.FieldOf) (value.Value, bool) {
	rec, ok := c.Value(x.X)
	if !ok || rec.Kind != value.Record || x.Field >= len(rec.Members()) {
		return value.Value{}, false
	}
	v := rec.Members()[x.Field]
	return v, v.Kind != value.Invalid
}

func (c *Case) aggregate(x *tree.Aggregate) (value.Value, bool) {
	var all []value.Value
	if x.Body == nil {
		for _, a := range x.Args {
			v, ok := c.Value(a)
			if !ok && c.Absent(a) && x.Op != ast.Sum {
				continue
			}
			if !ok {
				return value.Value{}, false
			}
			if v.Kind == value.List && x.Op != ast.ListOf {
				all = append(all, v.Members()...)
				continue
			}
			all = append(all, v)
		}
		return combine(x, all)
	}
	elements, ok := c.Elements(x.Over)
	if !ok {
		return value.Value{}, false
	}
	for _, e := range elements {
		c.With(x.Var, e, func() {
			if x.Where != nil {
				switch held, known := c.Truth(x.Where); {
				case !known:
					ok = false
					return
				case !held:
					return
				}
			}
			v, known := c.Value(x.Body)
			ok = ok && known
			all = append(all, v)
		})
	}
	if !ok {
		return value.Value{}, false
	}
	return combine(x, all)
}

func combine(x *tree.Aggregate, all []value.Value) (value.Value, bool) {
	switch x.Op {
	case ast.Count:
		return value.OfInt(len(all)), true
	case ast.ListOf:
		return value.OfList(all), true
	}
	if len(all) == 0 {
		return value.Value{}, false
	}
	acc := all[0]
	for _, v := range all[1:] {
		var err error
		switch x.Op {
		case ast.Sum:
			acc, err = value.Add(acc, v)
		case ast.Earliest, ast.Smallest:
			acc, err = value.Min(acc, v)
		default:
			acc, err = value.Max(acc, v)
		}
		if err != nil {
			return value.Value{}, false
		}
	}
	return acc, true
}

// Absent tells whether an expression does not arise because it rests on an event that has not happened.
func (c *Case) Absent(x tree.Expr) bool {
	absent := false
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.InputRef:
			if _, given := c.Input(y.Input); !given && y.Input.Kind == tree.Event {
				absent = true
			}
		case *tree.TermRef:
			absent = absent || c.Absent(y.Term.Body)
		}
		return true
	})
	return absent
}
