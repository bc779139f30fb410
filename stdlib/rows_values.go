package stdlib

import (
	"slices"

	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// ofKinds lets an aggregate have members of some kinds only.
func ofKinds(f func(members []value.Value) (value.Value, error), kinds ...value.Kind) func([]value.Value) (value.Value, error) {
	return func(members []value.Value) (value.Value, error) {
		for _, m := range members {
			if m.Kind != value.Invalid && !slices.Contains(kinds, m.Kind) {
				return value.Value{}, ErrArguments
			}
		}
		return f(members)
	}
}

// sumOf is Sum of members that say themselves of which kind they are; without members it is the number 0.
func sumOf(members []value.Value) (value.Value, error) {
	zero := value.Value{Kind: value.Number}
	for _, m := range members {
		if m.Kind != value.Invalid {
			zero = value.Value{Kind: m.Kind, Cur: m.Cur}
		}
	}
	return Sum(zero, members)
}

func aggregates() []Builtin {
	eur := money.Must("EUR")
	euros := func(n int64) value.Value { return value.OfScaled(value.Money, n*value.Scale, eur) }
	days := []value.Value{value.OfDate(date.Must(2024, 5, 3)), value.OfDate(date.Must(2024, 2, 29)), value.OfDate(date.Must(2024, 5, 1))}
	return []Builtin{
		{
			Name: "sum of", Signature: "amounts of one currency, numbers or percentages → their sum",
			Doc: "Adds them up exactly. Members to which the question does not apply are left out. The sum of an empty list is zero; unlimited cannot be " +
				"added.",
			Examples: []Example{
				{
					Expr: "sum of (7,500 EUR, 49.90 EUR)", Type: "money", Result: "7,549.90 EUR",
					Args: []value.Value{euros(7500), value.OfScaled(value.Money, 49_900_000, eur)},
				},
				{Expr: "sum of (2, 0.5, 1)", Type: "number", Result: "3.5", Args: []value.Value{value.OfInt(2), value.OfScaled(value.Number, 500_000, 0), value.OfInt(1)}},
			},
			Impl: ofKinds(sumOf, value.Money, value.Number, value.Percent),
		},
		{
			Name: "count of", Signature: "values → how many there are",
			Doc:      "Members to which the question does not apply are not counted. The count of an empty list is 0.",
			Examples: []Example{{Expr: "count of (2024-05-03, 2024-02-29, 2024-05-01)", Type: "number", Result: "3", Args: days}},
			Impl:     func(members []value.Value) (value.Value, error) { return Count(members), nil },
		},
		{
			Name: "earliest of", Signature: "dates, or instants → the earliest",
			Doc:      "Does not apply where there is none. Never is later than every date.",
			Examples: []Example{{Expr: "earliest of (2024-05-03, 2024-02-29, 2024-05-01)", Type: "date", Result: "2024-02-29", Args: days}},
			Impl:     ofKinds(Smallest, value.Date, value.Instant),
		},
		{
			Name: "latest of", Signature: "dates, or instants → the latest",
			Doc:      "Does not apply where there is none.",
			Examples: []Example{{Expr: "latest of (2024-05-03, 2024-02-29, 2024-05-01)", Type: "date", Result: "2024-05-03", Args: days}},
			Impl:     ofKinds(Largest, value.Date, value.Instant),
		},
		{
			Name: "smallest of", Signature: "amounts of one currency, numbers or percentages → the smallest",
			Doc: "Does not apply where there is none. Unlimited is larger than every amount.",
			Examples: []Example{
				{Expr: "smallest of (7,500 EUR, 500 EUR, 8,000 EUR)", Type: "money", Result: "500.00 EUR", Args: []value.Value{euros(7500), euros(500), euros(8000)}},
			},
			Impl: ofKinds(Smallest, value.Money, value.Number, value.Percent),
		},
		{
			Name: "largest of", Signature: "amounts of one currency, numbers or percentages → the largest",
			Doc: "Does not apply where there is none.",
			Examples: []Example{
				{
					Expr: "largest of (5%, 2.5%)", Type: "percent", Result: "5%",
					Args: []value.Value{value.OfScaled(value.Percent, 50_000, 0), value.OfScaled(value.Percent, 25_000, 0)},
				},
			},
			Impl: ofKinds(Largest, value.Money, value.Number, value.Percent),
		},
		{
			Name: "list of", Signature: "values of one type → the list of them",
			Doc: "In the order in which they stand. Members to which the question does not apply are left out.",
			Examples: []Example{
				{Expr: "list of (2024-05-03, 2024-02-29, 2024-05-01)", Type: "list of date", Result: "[2024-05-03, 2024-02-29, 2024-05-01]", Args: days},
			},
			Impl: func(members []value.Value) (value.Value, error) { return List(members), nil },
		},
	}
}

func shares() []Builtin {
	return []Builtin{
		{
			Name: "% of", Signature: "a percentage, an amount or number → that share of it",
			Doc: "The share is exact: nothing is rounded unless a sentence says so. The percentage may be a fact or a term: rate of price.",
			Examples: []Example{
				{
					Expr: "5% of 7,500 EUR", Type: "money", Result: "375.00 EUR",
					Args: []value.Value{value.OfScaled(value.Percent, 50_000, 0), value.OfScaled(value.Money, 7500*value.Scale, money.Must("EUR"))},
				},
				{
					Expr: "2.5% of 10", Type: "number", Result: "0.25",
					Args: []value.Value{value.OfScaled(value.Percent, 25_000, 0), value.OfInt(10)},
				},
			},
			Impl: func(args []value.Value) (value.Value, error) {
				switch {
				case len(args) != 2:
					return value.Value{}, ErrArguments
				case args[0].Kind == value.Invalid || args[1].Kind == value.Invalid:
					return value.Value{}, nil
				}
				return value.ShareOf(args[0], args[1])
			},
		},
	}
}

func attributes() []Builtin {
	leap := []value.Value{value.OfDate(date.Must(2024, 2, 29))}
	part := func(f func(date.Date) int) func([]value.Value) (value.Value, error) {
		return takes(func(a []value.Value) (value.Value, error) { return value.OfInt(f(a[0].Date())), nil }, value.Date)
	}
	moment := value.OfInstant(date.Instant{Unix: 1_719_808_200, Offset: -5 * 60})
	const grid = "schedule inspection every 2 years from and including 2020-02-29"
	third := []value.Value{value.OfPeriod(&value.SchedulePeriod{Number: 3, First: date.Must(2024, 2, 29), Last: date.Must(2026, 2, 28)})}
	return []Builtin{
		{
			Name: "year of", Signature: "a date → its year", Doc: "The calendar year as a number.",
			Examples: []Example{{Expr: "year of 2024-02-29", Type: "number", Result: "2024", Args: leap}},
			Impl:     part(date.Date.Year),
		},
		{
			Name: "month of", Signature: "a date → its month", Doc: "A number from 1 to 12.",
			Examples: []Example{{Expr: "month of 2024-02-29", Type: "number", Result: "2", Args: leap}},
			Impl:     part(date.Date.Month),
		},
		{
			Name: "day of", Signature: "a date → its day of the month", Doc: "A number from 1 to 31.",
			Examples: []Example{{Expr: "day of 2024-02-29", Type: "number", Result: "29", Args: leap}},
			Impl:     part(date.Date.Day),
		},
		{
			Name: "weekday of", Signature: "a date → its day of the week", Doc: "One of monday, tuesday, wednesday, thursday, friday, saturday, sunday.",
			Members: date.WeekdayNames[:],
			Examples: []Example{
				{
					Expr: "weekday of 2024-02-29", Type: "one of monday, tuesday, wednesday, thursday, friday, saturday, sunday", Result: "thursday",
					Args: leap,
				},
			},
			Impl: takes(func(a []value.Value) (value.Value, error) { return value.OfEnum(a[0].Date().Weekday()), nil }, value.Date),
		},
		{
			Name: "date of", Signature: "an instant → its date",
			Doc: "In the time zone that the header names or, with `time zone as written`, at the offset with which the instant was given.",
			Examples: []Example{
				{
					Expr: "date of 2024-06-30T23:30-05:00", Type: "date", Result: "2024-07-01",
					Header: `time zone "Europe/Zurich"`, Args: []value.Value{moment, value.OfText("Europe/Zurich")},
				},
				{
					Expr: "date of 2024-06-30T23:30-05:00", Type: "date", Result: "2024-06-30",
					Header: "time zone as written", Args: []value.Value{moment, value.OfText("as written")},
				},
			},
			Impl: takes(dateOf, value.Instant, value.Text),
		},
		{
			Name: "first_day of", Signature: "a period of a schedule → its first day", Doc: "The first period begins on the schedule's first day, each other one on the day " +
				"after the one before it.",
			Examples: []Example{{Expr: "first_day of (inspection on 2024-05-01)", Type: "date", Result: "2024-02-29", Declare: grid, Args: third}},
			Impl:     takes(func(a []value.Value) (value.Value, error) { return value.OfDate(a[0].Period().First), nil }, value.Period),
		},
		{
			Name: "last_day of", Signature: "a period of a schedule → its last day", Doc: "Always counted from the schedule's first day, so that nothing drifts at the end of " +
				"February.",
			Examples: []Example{{Expr: "last_day of (inspection on 2024-05-01)", Type: "date", Result: "2026-02-28", Declare: grid, Args: third}},
			Impl:     takes(func(a []value.Value) (value.Value, error) { return value.OfDate(a[0].Period().Last), nil }, value.Period),
		},
		{
			Name: "number of", Signature: "a period of a schedule → its number", Doc: "The first period has the number 1.",
			Examples: []Example{{Expr: "number of (inspection on 2024-05-01)", Type: "number", Result: "3", Declare: grid, Args: third}},
			Impl:     takes(func(a []value.Value) (value.Value, error) { return value.OfInt(a[0].Period().Number), nil }, value.Period),
		},
		{
			Name: "currency of", Signature: "an amount → its currency", Doc: "A code of ISO 4217.",
			Examples: []Example{
				{Expr: "currency of 7,500 EUR", Type: "currency", Result: "EUR", Args: []value.Value{value.OfScaled(value.Money, 7500*value.Scale, money.Must("EUR"))}},
			},
			Impl: takes(func(a []value.Value) (value.Value, error) { return value.OfCurrency(a[0].Cur), nil }, value.Money),
		},
	}
}

func dateOf(a []value.Value) (value.Value, error) {
	if a[1].Text() == "as written" {
		return value.OfDate(a[0].Instant().AsWritten()), nil
	}
	zone, err := date.Zone(a[1].Text())
	if err != nil {
		return value.Value{}, err
	}
	return day(a[0].Instant().DateIn(zone))
}

// day makes a value of a day that may be outside the valid years.
func day(d date.Date, ok bool) (value.Value, error) {
	if !ok {
		return value.Value{}, date.ErrRange
	}
	return value.OfDate(d), nil
}
