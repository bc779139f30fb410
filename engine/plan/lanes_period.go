package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

// periodsOf is a loop over the periods of a schedule that end before a day.
type periodsOf struct {
	every     int64
	inMonths  bool
	from, day laneNum // in the block around
	scratch   int     // of the machine
	periodColumns
	month, dayOf int // columns: their last days, by months
	// Columns of the block around: of the schedule's first day, and the last day of the period before.
	fromMonth, fromDay, before int
}

// periodRun is where the frame of a loop over periods stands.
type periodRun struct {
	from, day *column
	k         int64 // the period before
}

func (l *laneLinker) periodsOf(lp *loop) *periodsOf {
	over := &l.nodes[lp.over]
	s := &l.sched[over.a]
	l.b.months = months()
	return &periodsOf{every: int64(s.tree.Every.N), inMonths: s.tree.Every.Unit == types.CalendarMonths,
		from: l.num(s.from), day: l.num(over.b), scratch: lp.period,
		periodColumns: periodColumns{l.column(), l.column(), l.column()}, month: l.column(), dayOf: l.column(),
		fromMonth: l.column(), fromDay: l.column(), before: l.column()}
}

func (f *frame) startPeriods() {
	p, r := f.of.periods, &f.periods
	r.k, f.more = 0, 0
	if f.need == 0 {
		return
	}
	r.from = p.from(f.around, f.need)
	r.day = p.day(f.around, f.need)
	for m := f.need; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m) & 63
		switch from, day := r.from[i], r.day[i]; {
		case from <= ask:
			f.lacks(i, stateOf(from))
		case day <= ask:
			f.lacks(i, stateOf(day))
		}
	}
	for m := f.need &^ (f.absent | f.open); m != 0; m &= m - 1 {
		f.active[f.more&63] = uint8(bits.TrailingZeros64(m))
		f.more++
	}
	n, before := f.around.n, &f.cols[p.before]
	for i, d := range r.from[:n] {
		before[i] = d - 1
	}
	if p.inMonths {
		f.c.months.split(r.from[:n], f.cols[p.fromMonth][:n], f.cols[p.fromDay][:n])
	}
}

// nextPeriods puts periods into lanes, and gives their number.
func (f *frame) nextPeriods() int {
	n, g := 0, &f.gathered
	for g.more > 0 && n+g.more <= blockSize {
		f.count()
		g.periods.k++
		if f.of.periods.inMonths {
			n = f.roundOfMonths(n)
		} else {
			n = f.roundOfDays(n)
		}
		if g.periods.k > operate.MaxPeriods { // the exact evaluator refuses such a case
			for _, i := range g.active[:g.more] {
				f.exhaust(int(i))
			}
			g.more = 0
		}
	}
	return n
}

// count counts a period for each lane that has more; what it may not look at is open.
func (f *frame) count() {
	over := 0
	for _, i := range f.active[:f.more] {
		k := f.around.caseOf(int(i)) & 63
		left := f.root.left[k] - 1
		f.root.left[k] = left
		over |= left
	}
	if over >= 0 {
		return
	}
	for _, i := range f.active[:f.more] {
		if f.root.left[f.around.caseOf(int(i))&63] < 0 {
			f.exhaust(int(i))
		}
	}
	f.leaveOut(f.open)
}

// exhaust leaves the case of a lane around to the exact evaluator.
func (f *frame) exhaust(i int) {
	f.root.vague |= 1 << (f.around.caseOf(i) & 63)
	f.open |= 1 << (i & 63)
}

// roundOfMonths puts the next period of each lane behind n others, where it ends before the day.
func (f *frame) roundOfMonths(n int) int {
	p, g, t := f.of.periods, &f.gathered, f.c.months
	fromMonth, fromDay, before, day := &f.cols[p.fromMonth], &f.cols[p.fromDay], &f.cols[p.before], g.periods.day
	firsts, lasts, numbers, months, days := &f.cols[p.first], &f.cols[p.last], &f.cols[p.number], &f.cols[p.month], &f.cols[p.dayOf]
	out, ahead, number := 0, g.periods.k*p.every, g.periods.k*value.Scale
	for _, i := range g.active[:g.more] {
		i &= 63
		m := min(fromMonth[i]+ahead, lastMonth+1)
		first := t.first(m)
		in := min(fromDay[i]-1, t.first(m+1)-first) // the day in the month; 0: the last one of the month before
		last := first + in - 1
		g.owners[n&63], g.inCases[n&63] = i, uint8(f.around.caseOf(int(i)))
		firsts[n&63], lasts[n&63], numbers[n&63] = before[i]+1, last, number
		months[n&63], days[n&63] = m, in
		before[i] = last
		g.active[out&63] = i
		on := int(uint64(last-day[i]) >> 63)
		n += on
		out += on
	}
	g.more = out
	return n
}

// roundOfDays is roundOfMonths for a schedule in days.
func (f *frame) roundOfDays(n int) int {
	p, g := f.of.periods, &f.gathered
	before, day := &f.cols[p.before], g.periods.day
	firsts, lasts, numbers := &f.cols[p.first], &f.cols[p.last], &f.cols[p.number]
	out, number := 0, g.periods.k*value.Scale
	for _, i := range g.active[:g.more] {
		i &= 63
		last := before[i] + p.every
		g.owners[n&63], g.inCases[n&63] = i, uint8(f.around.caseOf(int(i)))
		firsts[n&63], lasts[n&63], numbers[n&63] = before[i]+1, last, number
		before[i] = last
		g.active[out&63] = i
		on := int(uint64(last-day[i]) >> 63)
		n += on
		out += on
	}
	g.more = out
	return n
}

// period is the period of lane i.
func (f *frame) period(i int) value.SchedulePeriod {
	p := f.of.periods
	return value.SchedulePeriod{Number: int(f.cols[p.number][i] / value.Scale), First: dateOf(f.cols[p.first][i]), Last: dateOf(f.cols[p.last][i])}
}
