package reference

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

func calendarTrouble(err error) trouble { return trouble{outcome.Problem{Message: err.Error()}} }

var outOfYears = trouble{outcome.Problem{Message: "a day outside the years 1 to 9999"}}

// dayFunc moves a day; false where the result is no day.
type dayFunc func(date.Date) (date.Date, bool)

// overDays applies a function that keeps the order of days: to a known day, or to both ends of an unknown one.
func overDays(x val, text string, f dayFunc) val {
	if x.kind == known {
		if x.v.Special {
			return x
		}
		d, ok := f(date.Date(x.v.N))
		if !ok {
			panic(outOfYears)
		}
		return dateVal(d)
	}
	s := combine(text, x)
	s.in = x.s.in.moved(onNumbers(f))
	return collapse(&types.Type{Kind: types.Date}, s)
}

func onNumbers(f dayFunc) func(decimal.Decimal) (decimal.Decimal, bool) {
	return func(n decimal.Decimal) (decimal.Decimal, bool) {
		d, ok := f(date.Date(n.IntPart()))
		return decimal.NewFromInt(int64(d)), ok
	}
}

// shift is "P after X" and "P before X".
func (e *env) shift(x val, p tree.PeriodOf, before bool, d *tree.Defaults) val {
	if stop := lifted(x); stop != nil {
		return *stop
	}
	n, word := p.N, "after"
	if before {
		n, word = -n, "before"
	}
	text := call(word, fmt.Sprintf("%d of unit %d", p.N, p.Unit), x.text())
	switch p.Unit {
	case types.CalendarDays:
		return overDays(x, text, func(d date.Date) (date.Date, bool) { return d.AddDays(n) })
	case types.CalendarMonths:
		return overDays(x, text, func(x date.Date) (date.Date, bool) { return x.AddMonths(n, d.Months) })
	case types.WorkingDays:
		return e.overWorkingDays(x, text, before, d, func(x date.Date, cal *calendar.Calendar) (date.Date, error) {
			return calendar.AddWorkingDays(x, n, d.WorkingDays.Days, cal)
		})
	}
	if x.kind == known {
		i, ok := (date.Instant{Unix: x.v.N, Nano: x.v.Aux, Offset: x.v.Off}).AddMinutes(n)
		if !ok {
			panic(outOfYears)
		}
		return knownVal(value.Value{Kind: value.Instant, N: i.Unix, Aux: i.Nano, Off: i.Offset})
	}
	s := combine(text, x)
	s.in = x.s.in.plus(point(decimal.NewFromInt(int64(n) * 60)))
	return symVal(s)
}

func (e *env) workingDay(x *tree.WorkingDay) val {
	v := e.eval(x.X)
	if stop := lifted(v); stop != nil {
		return *stop
	}
	roll, word := calendar.RollForward, "working day on or after"
	if x.Before {
		roll, word = calendar.RollBackward, "working day on or before"
	}
	return e.overWorkingDays(v, call(word, v.text()), x.Before, x.Defaults, func(d date.Date, cal *calendar.Calendar) (date.Date, error) {
		return roll(d, x.Defaults.WorkingDays.Days, cal)
	})
}

// overWorkingDays applies a counting of working days. Without the calendar one end is known: that of counting over weekends alone, because a
// holiday only moves the result further.
func (e *env) overWorkingDays(x val, text string, before bool, d *tree.Defaults, f func(date.Date, *calendar.Calendar) (date.Date, error)) val {
	cal, c := e.theCalendar(d)
	if stop := lifted(c); stop != nil {
		return *stop
	}
	if x.kind == known && x.v.Special {
		return x
	}
	with := func(cal *calendar.Calendar) dayFunc {
		return func(d date.Date) (date.Date, bool) {
			out, err := f(d, cal)
			return out, err == nil
		}
	}
	if c.kind == known {
		if x.kind == known {
			out, err := f(date.Date(x.v.N), cal)
			if err != nil {
				panic(calendarTrouble(err))
			}
			return dateVal(out)
		}
		return overDays(x, call("by "+c.text(), text), with(cal))
	}
	s := combine(call("by "+c.text(), text), x, c)
	in, _ := x.span()
	s.in = in.moved(onNumbers(with(nil)))
	if before {
		s.in.lo = infinite.lo
	} else {
		s.in.hi = infinite.hi
	}
	return symVal(s)
}

func (e *env) lastDay(x *tree.LastDayFrom) val {
	v := e.eval(x.X)
	if stop := lifted(v); stop != nil {
		return *stop
	}
	return overDays(v, call("last day of", fmt.Sprintf("%d of unit %d", x.Period.N, x.Period.Unit), v.text()), lastOf(x.Period, 1))
}

// lastOf is the last day of k periods from and including a day.
func lastOf(p tree.PeriodOf, k int) dayFunc {
	return func(d date.Date) (date.Date, bool) {
		if p.Unit == types.CalendarMonths {
			return d.LastOfMonths(k * p.N)
		}
		return d.LastOfDays(k * p.N)
	}
}

func (e *env) clockOn(x *tree.ClockOn) val {
	v := e.eval(x.X)
	if stop := lifted(v); stop != nil {
		return *stop
	}
	zone, err := date.Zone(x.Zone)
	if err != nil {
		panic(calendarTrouble(err))
	}
	at := func(n int64) value.Value {
		i := date.ClockOn(date.Date(n), x.Minutes, zone)
		return value.Value{Kind: value.Instant, N: i.Unix, Aux: i.Nano, Off: i.Offset}
	}
	if v.kind == known {
		return knownVal(at(v.v.N))
	}
	s := combine(call("clock", fmt.Sprint(x.Minutes), v.text()), v)
	s.in = v.s.in.moved(func(n decimal.Decimal) (decimal.Decimal, bool) { return numberOf(at(n.IntPart())) })
	return symVal(s)
}

// attribute is year, month, day, weekday, date, first_day, last_day, number or currency of something.
func (e *env) attribute(x *tree.AttrOf) val {
	v := e.eval(x.X)
	if stop := lifted(v); stop != nil {
		return *stop
	}
	if v.kind == known {
		return knownAttribute(x, v.v)
	}
	s := combine(call("attribute", fmt.Sprint(x.Attr), v.text()), v)
	switch x.Attr {
	case tree.Year:
		s.in = v.s.in.moved(func(n decimal.Decimal) (decimal.Decimal, bool) {
			return decimal.NewFromInt(int64(date.Date(n.IntPart()).Year())), true
		})
		return collapse(x.T, s)
	case tree.Month:
		s.in = between(1, 12)
	case tree.DayOf:
		s.in = between(1, 31)
	case tree.FirstDay:
		s.in = v.s.first
	case tree.LastDayOf:
		s.in = v.s.last
	case tree.NumberOf:
		s.in = atLeast(decimal.NewFromInt(1))
	case tree.CurrencyOfMoney:
		if v.s.cur != money.None {
			return knownVal(value.Value{Kind: value.Currency, Cur: v.s.cur})
		}
	}
	return symVal(s)
}

func knownAttribute(x *tree.AttrOf, v value.Value) val {
	d := date.Date(v.N)
	number := func(n int) val {
		return knownVal(value.OfDecimal(value.Number, decimal.NewFromInt(int64(n)), money.None))
	}
	switch x.Attr {
	case tree.Year:
		return number(d.Year())
	case tree.Month:
		return number(d.Month())
	case tree.DayOf:
		return number(d.Day())
	case tree.Weekday:
		return knownVal(value.OfEnum(d.Weekday()))
	case tree.DateOf:
		i := date.Instant{Unix: v.N, Nano: v.Aux, Offset: v.Off}
		if x.AsWritten {
			return dateVal(i.AsWritten())
		}
		zone, err := date.Zone(x.Zone)
		if err != nil {
			panic(calendarTrouble(err))
		}
		d, ok := i.DateIn(zone)
		if !ok {
			panic(outOfYears)
		}
		return dateVal(d)
	case tree.FirstDay:
		return dateVal(v.Ref.(*value.SchedulePeriod).First)
	case tree.LastDayOf:
		return dateVal(v.Ref.(*value.SchedulePeriod).Last)
	case tree.NumberOf:
		return number(v.Ref.(*value.SchedulePeriod).Number)
	}
	return knownVal(value.Value{Kind: value.Currency, Cur: v.Cur})
}

// --- schedules ---

// period is period k of a schedule that begins on from.
func period(s *tree.Schedule, from date.Date, k int) *value.SchedulePeriod {
	p := &value.SchedulePeriod{Number: k, First: from}
	var ok bool
	if p.Last, ok = lastOf(s.Every, k)(from); !ok {
		panic(outOfYears)
	}
	if k > 1 {
		before, _ := lastOf(s.Every, k-1)(from)
		p.First = before + 1
	}
	return p
}

func periodVal(p *value.SchedulePeriod) val {
	return knownVal(value.Value{Kind: value.Period, Ref: p})
}

// periodOn is "S on X": n/a before the first day.
func (e *env) periodOn(s *tree.Schedule, x val) val {
	from := e.closed().eval(s.From)
	if stop := lifted(from, x); stop != nil {
		return *stop
	}
	if e.less(x, from).isTrue() {
		return notApplicable
	}
	if from.kind == known && x.kind == known {
		return periodVal(containing(s, date.Date(from.v.N), date.Date(x.v.N)))
	}
	out := combine(call("period of "+s.Name+" on", from.text(), x.text()), from, x)
	fi, _ := from.span()
	xi, _ := x.span()
	out.period = true
	// The period's first day is from the schedule's beginning to X, its last not before X. With the beginning known, a later X is in the same
	// period or a later one.
	out.first, out.last = interval{fi.lo, xi.hi}, interval{xi.lo, infinite.hi}
	if from.kind == known {
		begin := date.Date(from.v.N)
		at := func(last bool) dayFunc {
			return func(d date.Date) (date.Date, bool) {
				p := containing(s, begin, max(d, begin))
				if last {
					return p.Last, true
				}
				return p.First, true
			}
		}
		out.first, out.last = xi.moved(onNumbers(at(false))), xi.moved(onNumbers(at(true)))
		if out.first.lo.inf != 0 {
			out.first.lo = end{n: decimal.NewFromInt(from.v.N)}
			out.last.lo = end{n: decimal.NewFromInt(int64(period(s, begin, 1).Last))}
		}
	}
	return symVal(out)
}

func containing(s *tree.Schedule, from, day date.Date) *value.SchedulePeriod {
	for k := 1; ; k++ {
		if p := period(s, from, k); day <= p.Last {
			return p
		}
	}
}

// periodsEnding is "S ending before X": none before the first period's end.
func (e *env) periodsEnding(s *tree.Schedule, x val) val {
	from := e.closed().eval(s.From)
	if stop := lifted(from, x); stop != nil {
		return *stop
	}
	fi, _ := from.span()
	xi, _ := x.span()
	none := xi.atMost(fi)
	if from.kind == known {
		first := dateVal(period(s, date.Date(from.v.N), 1).Last)
		end, _ := first.span()
		none = xi.atMost(end)
	}
	if none {
		return val{kind: list}
	}
	if from.kind != known || x.kind != known {
		out := combine(call("periods of "+s.Name+" ending before", from.text(), x.text()), from, x)
		out.period = true
		out.first, out.last = interval{fi.lo, xi.hi}, interval{fi.lo, xi.hi}
		return symVal(out)
	}
	out := val{kind: list}
	for k := 1; ; k++ {
		p := period(s, date.Date(from.v.N), k)
		if p.Last >= date.Date(x.v.N) {
			return out
		}
		out.elems = append(out.elems, periodVal(p))
	}
}

func (e *env) firstPeriods(s *tree.Schedule, n int) val {
	from := e.closed().eval(s.From)
	if stop := lifted(from); stop != nil {
		return *stop
	}
	if from.kind != known {
		out := combine(call(fmt.Sprintf("first %d of %s", n, s.Name), from.text()), from)
		out.period = true
		fi, _ := from.span()
		out.first, out.last = interval{fi.lo, infinite.hi}, interval{fi.lo, infinite.hi}
		return symVal(out)
	}
	out := val{kind: list}
	for k := 1; k <= n; k++ {
		out.elems = append(out.elems, periodVal(period(s, date.Date(from.v.N), k)))
	}
	return out
}
