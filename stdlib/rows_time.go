package stdlib

import (
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// counted is a built-in that counts a whole number of units from a day; the number is the first argument, below zero for "before".
func counted(f func(n int, d date.Date, a []value.Value) (value.Value, error), more ...value.Kind) func([]value.Value) (value.Value, error) {
	return takes(func(a []value.Value) (value.Value, error) {
		n, ok := a[0].Int()
		if !ok {
			return value.Value{}, ErrArguments
		}
		return f(n, a[1].Date(), a)
	}, append([]value.Kind{value.Number, value.Date}, more...)...)
}

// monthRule reads the header's rule.
func monthRule(v value.Value) date.MonthRule {
	switch v.Text() {
	case "clamp":
		return date.Clamp
	case "roll":
		return date.Roll
	default:
		return date.NoRule
	}
}

// counting is the arguments of an example that counts from a day.
func counting(n int, d date.Date, more ...value.Value) []value.Value {
	return append([]value.Value{value.OfInt(n), value.OfDate(d)}, more...)
}

func periods() []Builtin {
	endOfJanuary, leap := date.Must(2024, 1, 31), date.Must(2024, 2, 29)
	clamp, roll := value.OfText("clamp"), value.OfText("roll")
	return []Builtin{
		{
			Name: "days after", Signature: "a number of days or weeks, a date → a date",
			Doc: "The date itself is not counted; the last day is included, and the deadline ends with it. It is not moved when it falls on a holiday. " +
				"`before` counts backwards alike. A week is seven days.",
			Examples: []Example{
				{Expr: "14 days after 2024-01-31", Type: "date", Result: "2024-02-14", Args: counting(14, endOfJanuary)},
				{Expr: "2 weeks before 2024-01-31", Type: "date", Result: "2024-01-17", Args: counting(-14, endOfJanuary)},
			},
			Impl: counted(func(n int, d date.Date, _ []value.Value) (value.Value, error) { return day(d.AddDays(n)) }),
		},
		{
			Name: "months after", Signature: "a number of months or years, a date → a date",
			Doc: "The same day number in the month reached. Where that month lacks it, the header's `months clamp` gives the month's last day, and " +
				"`months roll` the first day of the next month. `before` counts backwards alike. A year is twelve months.",
			Examples: []Example{
				{Expr: "1 month after 2024-01-31", Type: "date", Result: "2024-02-29", Header: "months clamp", Args: counting(1, endOfJanuary, clamp)},
				{Expr: "1 month after 2024-01-31", Type: "date", Result: "2024-03-01", Header: "months roll", Args: counting(1, endOfJanuary, roll)},
				{Expr: "1 year before 2024-02-29", Type: "date", Result: "2023-02-28", Header: "months clamp", Args: counting(-12, leap, clamp)},
			},
			Impl: counted(func(n int, d date.Date, a []value.Value) (value.Value, error) {
				return day(d.AddMonths(n, monthRule(a[2])))
			}, value.Text),
		},
		{
			Name: "minutes after", Signature: "a number of hours or minutes, an instant → an instant",
			Doc: "As the time passes, whatever the clocks show. `before` counts backwards alike.",
			Examples: []Example{
				{
					Expr: "2 hours after 2024-06-30T23:30-05:00", Type: "instant", Result: "2024-07-01T01:30:00-05:00",
					Args: []value.Value{value.OfInt(120), value.OfInstant(date.Instant{Unix: 1_719_808_200, Offset: -5 * 60})},
				},
			},
			Impl: takes(func(a []value.Value) (value.Value, error) {
				n, ok := a[0].Int()
				if !ok {
					return value.Value{}, ErrArguments
				}
				later, ok := a[1].Instant().AddMinutes(n)
				if !ok {
					return value.Value{}, date.ErrRange
				}
				return value.OfInstant(later), nil
			}, value.Number, value.Instant),
		},
		{
			Name: "last day of days", Signature: "last day of a number of days or weeks from and including a date → a date",
			Doc: "The date is day one.",
			Examples: []Example{
				{Expr: "last day of 7 days from and including 2024-01-31", Type: "date", Result: "2024-02-06", Args: counting(7, endOfJanuary)},
			},
			Impl: counted(func(n int, d date.Date, _ []value.Value) (value.Value, error) { return day(d.LastOfDays(n)) }),
		},
		{
			Name: "last day of months", Signature: "last day of a number of months or years from and including a date → a date",
			Doc: "The date is day one, so the period ends on the day before the corresponding day; where the month lacks that day, on the month's last " +
				"day. It does not depend on `months`.",
			Examples: []Example{
				{Expr: "last day of 2 years from and including 2024-02-29", Type: "date", Result: "2026-02-28", Args: counting(24, leap)},
				{
					Expr: "last day of 2 years from and including 2022-03-01", Type: "date", Result: "2024-02-29",
					Args: counting(24, date.Must(2022, 3, 1)),
				},
			},
			Impl: counted(func(n int, d date.Date, _ []value.Value) (value.Value, error) { return day(d.LastOfMonths(n)) }),
		},
	}
}

// week reads the working days of a header: a set of the days from monday.
func week(v value.Value) calendar.Week {
	var w calendar.Week
	for i := range w {
		w[i] = v.N>>i&1 != 0
	}
	return w
}

func workingDays() []Builtin {
	geneva, _ := calendar.Named("CH-GE")
	const header = `working days are monday to friday except "CH-GE"`
	// What the header settles: the week from monday, and the calendar.
	settings := []value.Value{{Kind: value.Set, N: 0b0011111}, value.OfCalendar(geneva)}
	maundyThursday, easter := date.Must(2024, 3, 28), date.Must(2024, 3, 31)
	rolled := func(roll func(date.Date, calendar.Week, *calendar.Calendar) (date.Date, error)) func([]value.Value) (value.Value, error) {
		return takes(func(a []value.Value) (value.Value, error) {
			return worked(roll(a[0].Date(), week(a[1]), a[2].Calendar()))
		}, value.Date, value.Set, value.Calendar)
	}
	return []Builtin{
		{
			Name: "working days after", Signature: "a number of working days, a date → a date",
			Doc: "Counting starts on the day after the date. The header says which days are worked, and which calendar holds the holidays. A day outside " +
				"the years of a named calendar is an error and never a working day. `before` counts backwards alike.",
			Examples: []Example{
				{
					Expr: "5 working days after 2024-03-28", Type: "date", Result: "2024-04-08", Header: header,
					Args: counting(5, maundyThursday, settings...),
				},
				{
					Expr: "1 working day before 2024-04-02", Type: "date", Result: "2024-03-28", Header: header,
					Args: counting(-1, date.Must(2024, 4, 2), settings...),
				},
			},
			Impl: counted(func(n int, d date.Date, a []value.Value) (value.Value, error) {
				return worked(calendar.AddWorkingDays(d, n, week(a[2]), a[3].Calendar()))
			}, value.Set, value.Calendar),
		},
		{
			Name: "working day on or after", Signature: "a date → that day or the next working day", Doc: "The date itself where it is a working day.",
			Examples: []Example{
				{
					Expr: "working day on or after 2024-03-31", Type: "date", Result: "2024-04-02", Header: header,
					Args: append([]value.Value{value.OfDate(easter)}, settings...),
				},
			},
			Impl: rolled(calendar.RollForward),
		},
		{
			Name: "working day on or before", Signature: "a date → that day or the last working day before it", Doc: "The date itself where it is a working day.",
			Examples: []Example{
				{
					Expr: "working day on or before 2024-03-31", Type: "date", Result: "2024-03-28", Header: header,
					Args: append([]value.Value{value.OfDate(easter)}, settings...),
				},
			},
			Impl: rolled(calendar.RollBackward),
		},
	}
}

func worked(d date.Date, err error) (value.Value, error) {
	if err != nil {
		return value.Value{}, err
	}
	return value.OfDate(d), nil
}

func clock() []Builtin {
	const header = `time zone "Europe/Zurich"`
	at := func(minutes int, d date.Date) []value.Value {
		return []value.Value{value.OfInt(minutes), value.OfDate(d), value.OfText("Europe/Zurich")}
	}
	return []Builtin{
		{
			Name: "clock on", Signature: "a time of day, a date → an instant",
			Doc: "The moment at which the clocks of the header's time zone show that time. Where they skip it, because they are put forward, the moment right " +
				"after the gap; where they show it twice, the first.",
			Examples: []Example{
				{Expr: "17:00 on 2024-07-01", Type: "instant", Result: "2024-07-01T17:00:00+02:00", Header: header, Args: at(17*60, date.Must(2024, 7, 1))},
				{Expr: "02:30 on 2024-03-31", Type: "instant", Result: "2024-03-31T03:00:00+02:00", Header: header, Args: at(2*60+30, date.Must(2024, 3, 31))},
			},
			Impl: clockOn,
		},
	}
}

// clockOn is "17:00 on D": minutes since midnight, the day, the zone.
var clockOn = takes(func(a []value.Value) (value.Value, error) {
	minutes, ok := a[0].Int()
	if !ok || minutes < 0 || minutes >= 24*60 {
		return value.Value{}, ErrArguments
	}
	zone, err := date.Zone(a[2].Text())
	if err != nil {
		return value.Value{}, err
	}
	return value.OfInstant(date.ClockOn(a[1].Date(), minutes, zone)), nil
}, value.Number, value.Date, value.Text)
