package calendar

import (
	"slices"
	"sync"
	"time"

	"github.com/clausewise/clausewise/stdlib/date"
)

// place is the row of a named calendar in the table.
type place struct {
	name, title string
	source      string
	version     string
	from, until int
	rules       []rule
}

// rule says on which day of a year a holiday is; false in years without it. The name is for the table's readers.
type rule struct {
	name string
	day  func(year int) (date.Date, bool)
}

// since limits a rule to a year and those after it.
func (r rule) since(from int) rule {
	return r.filter(func(year int) bool { return year >= from })
}

// only limits a rule to single years.
func (r rule) only(years ...int) rule {
	return r.filter(func(year int) bool { return slices.Contains(years, year) })
}

// except takes single years out of a rule.
func (r rule) except(years ...int) rule {
	return r.filter(func(year int) bool { return !slices.Contains(years, year) })
}

func (r rule) filter(keep func(year int) bool) rule {
	day := r.day
	r.day = func(year int) (date.Date, bool) {
		d, ok := day(year)
		return d, ok && keep(year)
	}
	return r
}

// on limits a rule to the years in which its day is a given day of the week.
func (r rule) on(weekdays ...time.Weekday) rule {
	day := r.day
	r.day = func(year int) (date.Date, bool) {
		d, ok := day(year)
		return d, ok && slices.Contains(weekdays, weekday(d))
	}
	return r
}

// fixed is a holiday on the same day every year.
func fixed(name string, month time.Month, day int) rule {
	return rule{name: name, day: func(year int) (date.Date, bool) { return date.Of(year, int(month), day) }}
}

// easter is a holiday some days after Easter Sunday, or before it.
func easter(name string, days int) rule {
	return rule{name: name, day: func(year int) (date.Date, bool) { return easterSunday(year).AddDays(days) }}
}

// first is a holiday on the first of a weekday on or after a day.
func first(name string, w time.Weekday, month time.Month, day int) rule {
	return rule{name: name, day: func(year int) (date.Date, bool) {
		d, ok := date.Of(year, int(month), day)
		return d + date.Date((w-weekday(d)+7)%7), ok
	}}
}

// last is a holiday on the last of a weekday on or before a day.
func last(name string, w time.Weekday, month time.Month, day int) rule {
	return rule{name: name, day: func(year int) (date.Date, bool) {
		d, ok := date.Of(year, int(month), day)
		return d - date.Date((weekday(d)-w+7)%7), ok
	}}
}

// plus moves a rule by some days.
func (r rule) plus(days int) rule {
	day := r.day
	r.day = func(year int) (date.Date, bool) {
		d, ok := day(year)
		return d + date.Date(days), ok
	}
	return r
}

// called gives a rule another name.
func (r rule) called(name string) rule { r.name = name; return r }

func weekday(d date.Date) time.Weekday { return time.Weekday((d.Weekday() + 1) % 7) }

// easterSunday is Easter Sunday of the Gregorian calendar, by the method that Nature published anonymously in 1876.
func easterSunday(year int) date.Date {
	a, b, c := year%19, year/100, year%100
	d := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	e := (32 + 2*(b%4) + 2*(c/4) - d - c%4) % 7
	f := d + e - 7*((a+11*d+22*e)/451) + 114
	return date.Must(year, f/31, f%31+1)
}

// build makes the calendar of a place.
func (p *place) build() *Calendar {
	c := &Calendar{
		name: p.name, title: p.title, source: p.source, version: p.version, from: p.from, until: p.until,
		first: date.Must(p.from, 1, 1), last: date.Must(p.until, 12, 31),
	}
	for year := p.from; year <= p.until; year++ {
		for _, r := range p.rules {
			if d, ok := r.day(year); ok {
				c.days = append(c.days, d)
			}
		}
	}
	slices.Sort(c.days)
	c.days = slices.Compact(c.days)
	c.bits = make([]uint64, (c.last-c.first)/64+1)
	for _, d := range c.days {
		i := d - c.first
		c.bits[i/64] |= 1 << (i % 64)
	}
	return c
}

// calendars makes each calendar when it is first asked for; names are the keys in order.
type calendars struct {
	build map[string]func() *Calendar
	names []string
}

// known has the calendars of places.
var known = sync.OnceValue(func() *calendars {
	all := &calendars{build: map[string]func() *Calendar{}}
	for _, p := range places() {
		all.build[p.name] = sync.OnceValue(p.build)
		all.names = append(all.names, p.name)
	}
	slices.Sort(all.names)
	return all
})
