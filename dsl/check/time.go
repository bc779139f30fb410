package check

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
)

// shiftable checks that a period can be counted from x: days, months and working days from a date, hours and minutes from an instant.
// It also demands what the header must say for such counting.
func (n *env) shiftable(p tree.PeriodOf, x tree.Expr, at *ast.PeriodLit) bool {
	t := x.Type()
	switch {
	case t.Kind == types.Date && t.Special:
		n.u.report.specialSum(x)
		return false
	case t.Kind == types.Date && p.Unit == types.ClockTime:
		n.u.report.clockFromDate(at, x)
		return false
	case t.Kind == types.Instant && p.Unit != types.ClockTime:
		n.u.report.daysFromInstant(at, x)
		return false
	case t.Kind != types.Date && t.Kind != types.Instant:
		n.u.report.notDay(x)
		return false
	}
	return n.u.countable(p, at)
}

// countable demands what the header must say for counting in the period's unit.
func (u *unit) countable(p tree.PeriodOf, at *ast.PeriodLit) bool {
	switch {
	case p.Unit == types.CalendarMonths && u.defaults.Months == date.NoRule:
		u.report.noMonthRule(at)
		return false
	case p.Unit == types.WorkingDays && u.defaults.WorkingDays == nil:
		u.report.noWorkingDays(at.Span)
		return false
	case p.Unit == types.WorkingDays:
		u.useWorkingDays()
	}
	return true
}

// useWorkingDays notes that the calendar of the header is read.
func (u *unit) useWorkingDays() {
	if ref, ok := u.defaults.WorkingDays.Calendar.(*tree.InputRef); ok {
		if s := u.scope[ref.Input.Name]; s != nil {
			u.use(s)
		}
	}
}

// after is "P after X" and "P before X".
func (n *env) after(e *ast.After) tree.Expr {
	x := n.expr(e.X, nil)
	p, ok := n.u.period(e.Period)
	if isBad(x) || !ok || !n.shiftable(p, x, e.Period) {
		return n.bad(e.Span)
	}
	return &tree.Shift{Base: base(x.Type(), e.Span), Period: p, Before: e.Before, X: x, Defaults: n.u.defaults}
}

// lastDay is "last day of P from and including X".
func (n *env) lastDay(e *ast.LastDay) tree.Expr {
	x := n.value(e.X, dateType)
	p, ok := n.u.wholePeriod(e.Period)
	if isBad(x) || !ok {
		return n.bad(e.Span)
	}
	return &tree.LastDayFrom{Base: base(dateType, e.Span), Period: p, X: x}
}

// wholePeriod is a period of days, weeks, months or years, and not of none.
func (u *unit) wholePeriod(lit *ast.PeriodLit) (tree.PeriodOf, bool) {
	p, ok := u.period(lit)
	switch {
	case !ok:
		return p, false
	case p.Unit != types.CalendarDays && p.Unit != types.CalendarMonths:
		u.report.notCalendarPeriod(lit)
		return p, false
	case p.N == 0:
		u.report.badPeriod(lit)
		return p, false
	}
	return p, true
}

// workingDay is "working day on or after X".
func (n *env) workingDay(e *ast.WorkingDay) tree.Expr {
	x := n.value(e.X, dateType)
	if n.u.defaults.WorkingDays == nil {
		n.u.report.noWorkingDays(e.Span)
		return n.bad(e.Span)
	}
	n.u.useWorkingDays()
	if isBad(x) {
		return n.bad(e.Span)
	}
	return &tree.WorkingDay{Base: base(dateType, e.Span), Before: e.Before, X: x, Defaults: n.u.defaults}
}

// clockOn is "17:00 on X".
func (n *env) clockOn(e *ast.ClockOn) tree.Expr {
	x := n.value(e.X, dateType)
	h, m, ok := strings.Cut(e.Clock, ":")
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || hour > 23 || minute > 59 {
		n.u.report.badClock(e)
		return n.bad(e.Span)
	}
	if n.u.defaults.Zone == "" {
		n.u.report.noZone(e.Span, "the moment at which clocks show a time depends on the time zone")
		return n.bad(e.Span)
	}
	if isBad(x) {
		return n.bad(e.Span)
	}
	return &tree.ClockOn{Base: base(instantType, e.Span), Minutes: 60*hour + minute, X: x, Zone: n.u.defaults.Zone}
}

// within is "X is within P after Y".
func (n *env) within(e *ast.Within) tree.Expr {
	x, y := n.expr(e.X, nil), n.expr(e.Y, nil)
	p, ok := n.u.period(e.Period)
	if isBad(x) || isBad(y) || !ok {
		return n.bad(e.Span)
	}
	if !n.shiftable(p, y, e.Period) {
		return n.bad(e.Span)
	}
	if x.Type().Kind != y.Type().Kind {
		n.u.report.dayAndInstant(e.Span, x, y)
		return n.bad(e.Span)
	}
	return &tree.Within{
		Base: base(boolType, e.Span), Not: e.Not, X: x, Period: p, Before: e.Before, Y: y, Defaults: n.u.defaults,
	}
}

// schedule finds a schedule by name.
func (n *env) schedule(name ast.Name) *symbol {
	s := n.u.scope[name.Text]
	switch {
	case s == nil:
		n.u.report.unknownName(name, "schedule", n.u.nearestOf(name.Text, scheduleSort))
		return nil
	case s.broken:
		return nil
	case s.sort != scheduleSort:
		n.u.report.wrongSort(name, s.noun(), "schedule")
		return nil
	}
	n.u.use(s)
	return s
}

// schedLookup is "S on X", "S ending before X" and "first N S".
func (n *env) schedLookup(e *ast.SchedLookup) tree.Expr {
	s := n.schedule(e.Schedule)
	if e.Form == ast.SchedFirst {
		count, err := strconv.Atoi(e.N)
		if err != nil || count < 1 || count > maxPeriods {
			n.u.report.badFirst(e, maxPeriods)
			return n.bad(e.Span)
		}
		if s == nil {
			return n.bad(e.Span)
		}
		return &tree.SchedFirst{Base: base(periodsType, e.Span), Schedule: s.schedule, N: count}
	}
	x := n.value(e.X, dateType)
	if s == nil || isBad(x) {
		return n.bad(e.Span)
	}
	if e.Form == ast.SchedEnding {
		return &tree.SchedEnding{Base: base(periodsType, e.Span), Schedule: s.schedule, X: x}
	}
	return &tree.SchedOn{Base: base(periodType, e.Span), Schedule: s.schedule, X: x}
}

// maxPeriods is how many periods "first N" may ask for.
const maxPeriods = 10_000

// checkSchedule checks `schedule S every P from and including D`.
func (u *unit) checkSchedule(s *symbol) {
	n := s.d.sched
	if p, ok := u.wholePeriod(n.Every); ok {
		s.schedule.Every = p
	}
	s.schedule.From = u.env().value(n.From, dateType)
	if n.Clause != nil {
		s.schedule.Clause = u.clauseOf(*n.Clause)
	}
}
