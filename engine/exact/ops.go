package exact

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// noHolidays stands for a calendar of which nothing is known, and for none.
var noHolidays = value.OfCalendar(calendar.Of(nil))

func equal(a, b value.Value) bool { return value.Equal(a, b) }

// compare orders two values of one kind. The checker sees to kinds; the currency of zero bounds may still be open and does not matter.
func compare(a, b *value.Value) int {
	if a.Ref == nil && b.Ref == nil && a.Kind == b.Kind && value.Number <= a.Kind && a.Kind <= value.Date && !a.Special && !b.Special {
		return cmp.Compare(a.N, b.N)
	}
	c := *b
	c.Cur = a.Cur
	out, _ := value.Cmp(*a, c)
	return out
}

func items(v value.Value) []value.Value { return v.Members() }

func calendarKey(v value.Value) string {
	c := v.Calendar()
	if c.Name() != "" {
		return c.Name()
	}
	out := ""
	for _, d := range c.Holidays(date.Min, date.Max) {
		out += strconv.Itoa(int(d)) + ","
	}
	return out
}

func (e *evaluation) usedCalendar(v value.Value) {
	if c := v.Calendar(); c != nil && c.Name() != "" && !slices.Contains(e.calendars, c) {
		e.calendars = append(e.calendars, c)
	}
}

// fail records that a value cannot be computed; the case is refused, so that the error never becomes an answer.
func (e *evaluation) fail(at tree.Expr, err error) diagram.Ref {
	p := outcome.Problem{Code: "F0901", Message: err.Error()}
	if at != nil {
		p.Message = at.Pos().Text() + ": " + p.Message
	}
	for _, q := range e.problems {
		if q == p {
			return NA
		}
	}
	e.problems = append(e.problems, p)
	return NA
}

func attribute(x *tree.AttrOf, v value.Value) (value.Value, error) { return operate.Attribute(x, v) }

func clockOn(x *tree.ClockOn, v value.Value) (value.Value, error) {
	return operate.ClockOn(x.Minutes, x.Zone, v)
}

// monthRule numbers the rule for months; 0 without one.
func monthRule(d *tree.Defaults) int32 {
	if d == nil {
		return 0
	}
	return 1 + int32(d.Months)
}

func shiftValue(p tree.PeriodOf, before bool, v value.Value, d *tree.Defaults) (value.Value, error) {
	rule := date.NoRule
	if d != nil {
		rule = d.Months
	}
	return operate.Shift(p, before, v, rule)
}

func lastDayFrom(p tree.PeriodOf, v value.Value) (value.Value, error) { return operate.LastDay(p, v) }

func addWorkingDays(p tree.PeriodOf, before bool, v value.Value, d *tree.Defaults, cal value.Value) (value.Value, error) {
	return operate.AddWorkingDays(p.N, before, v, d.WorkingDays, cal.Calendar())
}

func rollWorkingDay(before bool, v value.Value, d *tree.Defaults, cal value.Value) (value.Value, error) {
	return operate.RollWorkingDay(before, v, d.WorkingDays, cal.Calendar())
}

func inCalendar(cal, day value.Value) (value.Value, error) {
	return operate.InCalendar(cal.Calendar(), day.Date())
}

func periodOn(s *tree.Schedule, from, day date.Date) (value.Value, error) {
	return operate.PeriodOn(s, from, day)
}

func periodsEnding(s *tree.Schedule, from, day date.Date) (value.Value, error) {
	return operate.PeriodsEnding(s, from, day)
}

func firstPeriods(s *tree.Schedule, from date.Date, n int) (value.Value, error) {
	return operate.FirstPeriods(s, from, n)
}

func round(v value.Value, r *tree.Rule) (value.Value, error) {
	return v.Round(money.Mode(r.Mode), r.Step)
}
