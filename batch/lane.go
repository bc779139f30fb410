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
		e := g.columns[k].cited[lane&(plan.BlockSize-1)]
		if e.value != otherValue {
			out = append(out, e.json...)
			continue
		}
		var ok bool
		if out, ok = d.appendOther(out, k, lane, e); !ok {
			g.lane = -1
			return b, false
		}
	}
	g.lane = -1
	if len(out) == start {
		out = append(out, '{')
	}
	out[start] = '{' // in place of the first comma
	return append(out, "}}\n"...), true
}

// appendOther appends decision k in a lane, whose value is not in its piece; false where it is left to others.
func (d *decider) appendOther(b []byte, k, lane int, e *keyedPiece) ([]byte, bool) {
	g, w := d.group, &d.p.written[k]
	if cents, ok := w.cents(g.columns[k].words[lane&(plan.BlockSize-1)]); ok {
		return append(appendCents(append(b, w.amount...), cents), e.json...), true
	}
	var x plan.Answer
	if !g.block.Answer(lane, k, &x) {
		return b, false
	}
	return append(appendValue(append(b, w.status[outcome.Decided]...), d.p.own[k].Type, x.Value), e.json[e.cites:]...), true
}
