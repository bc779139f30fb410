package batch

import (
	"strconv"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
)

// look finds the lanes of the block whose answers are no more than what it tells: it settled them, and no other reading must be tried.
func (d *decider) look() {
	g := d.group
	g.simple = g.ok
	for i := range d.p.trials {
		g.simple &^= g.block.Consulted(d.p.trials[i].ambiguity)
	}
}

// appendLane appends the line of a case straight from the columns of the block; false where something is left to others.
func (d *decider) appendLane(b []byte, row int64, lane int) ([]byte, bool) {
	g := d.group
	if lane < 0 || g.simple>>lane&1 == 0 {
		return b, false
	}
	g.lane = lane
	out := append(strconv.AppendInt(append(b, `{"row":`...), row, 10), `,"decisions":`...)
	start := len(out)
	for k := range g.columns {
		if !d.p.asked[k] {
			continue
		}
		t, w := &g.columns[k], &d.p.written[k]
		cited := t.citedIn(lane)
		word := t.words[lane&(plan.BlockSize-1)]
		if t.applies>>lane&1 == 0 {
			out = append(out, w.status[outcome.NotApplicable]...)
		} else if cents, ok := w.cents(word); ok {
			out = append(appendCents(append(out, w.amount...), cents), cited...)
			continue
		} else if more, told := w.appendPlain(out, word); told {
			out = more
		} else {
			var x plan.Answer
			if !g.block.Answer(lane, k, &x) {
				g.lane = -1
				return b, false
			}
			out = appendValue(append(out, w.status[outcome.Decided]...), d.p.own[k].Type, x.Value)
		}
		out = append(out, cited[len(w.behind):]...)
	}
	g.lane = -1
	if len(out) == start {
		out = append(out, '{')
	}
	out[start] = '{' // in place of the first comma
	return append(out, "}}\n"...), true
}
