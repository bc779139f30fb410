package batch

import (
	"slices"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

// group is rows that are read one after the other and decided together.
type group struct {
	block   *plan.Block
	sheet   *plan.Sheet
	rows    []groupRow
	n       int // rows that are in it
	cases   []*plan.Case
	ok      uint64
	simple  uint64    // lanes whose answers are no more than what the block tells
	columns []decided // by own decision
	lane    int       // that is being answered; −1: none is
	// shared has the values of the row that was read last, where the others need theirs no longer; nil: every row keeps its own.
	shared *line.Row
	// words: rows are read as words where that is possible, and as values only where something asks for these.
	words bool
}

// groupRow is a row with its facts, or with what is wrong with them.
type groupRow struct {
	number   int64
	room     *line.Row
	line     []byte // to be read again; nil: the room keeps the values
	laid     *plan.Case
	set      facts.Set
	problems []problem
	lane     int // −1: decided alone
}

// newGroup makes a group; nil where a block does not tell all that is asked for.
func newGroup(p *Policy) *group {
	if p.blocks == nil || !p.blocks.Tells(p.asked) {
		return nil
	}
	g := &group{block: p.blocks.NewBlock(), sheet: p.blocks.NewSheet(), rows: make([]groupRow, plan.BlockSize), columns: make([]decided, len(p.own)), lane: -1}
	g.block.Within(p.limits)
	for i := range g.rows {
		g.rows[i].laid = p.code.NewCase()
	}
	if !p.code.Valued() && !slices.ContainsFunc(p.trials, func(t trial) bool { return t.anew }) {
		g.shared = line.NewRow(p.latest)
		g.words = p.form != nil && p.asOf == ""
	}
	for k := range g.columns {
		g.columns[k].init(p.blocks.CitedKeys(k), &p.written[k])
	}
	return g
}

// join reads a row into the group; stays: its text does until the group is decided. It tells whether the group is full.
func (d *decider) join(number int64, data []byte, stays bool, problems []problem) bool {
	g := d.group
	r := &g.rows[g.n]
	g.n++
	r.number, r.problems, r.lane, r.line = number, problems, -1, nil
	if stays && g.shared != nil {
		r.room, r.line = g.shared, data
	} else if r.room == nil || r.room == g.shared {
		r.room = line.NewRow(d.p.latest)
	}
	if len(problems) == 0 {
		r.problems = d.read(data, r.room, &r.set)
	}
	if len(r.problems) == 0 {
		r.laid.Load(r.set.Values)
		if r.line != nil {
			d.m[0].Check(r.laid, d.p.adopted)
		}
		if d.p.loops.Few(r.room.Members()) || !d.p.loops.Costly(r.set.Values) {
			g.add(r)
		}
	}
	return g.n == len(g.rows)
}

// add gives a row a lane.
func (g *group) add(r *groupRow) {
	r.lane = len(g.cases)
	g.cases = append(g.cases, r.laid)
}

// layNext reads the first of some lines into the group as words, and gives its length; 0: it is to be found, and read as values. The lines stay until
// the group is decided.
func (d *decider) layNext(number int64, lines []byte) (size int, full bool) {
	g := d.group
	if !g.words {
		return 0, false
	}
	r := &g.rows[g.n]
	laid, ok := d.decoder.Lay(lines, r.laid.Words())
	r.laid.Take(laid.Words, laid.Texts)
	if !ok || !d.p.loops.Few(laid.Members) {
		return 0, false
	}
	g.n++
	r.number, r.problems, r.line, r.room = number, nil, lines[:laid.Size], g.shared
	g.add(r)
	return laid.Size, g.n == len(g.rows)
}

// decideGroup decides the rows of the group in turn and empties it. First each row that the block settled is offered to told, which tells whether it
// has written the answer; the others are given to each.
func (d *decider) decideGroup(told func(number int64, lane int) bool, each func(number int64, answers []answer, problems []problem)) {
	g := d.group
	g.ok = 0
	if len(g.cases) > 0 {
		g.sheet.Lay(g.cases)
		g.ok = g.block.Decide(g.sheet, d.p.adopted, d.p.asked)
		for k := range g.columns {
			if t := &g.columns[k]; d.p.asked[k] {
				t.words, t.applies = g.block.Column(k)
				if !d.list {
					t.cite(d.p, g.block, k, g.ok)
				}
			}
		}
	}
	d.look()
	for i := range g.rows[:g.n] {
		r := &g.rows[i]
		if len(r.problems) > 0 {
			each(r.number, nil, r.problems)
			continue
		}
		if r.lane >= 0 && told(r.number, r.lane) {
			continue
		}
		if r.line != nil {
			d.read(r.line, r.room, &r.set)
			r.laid.Load(r.set.Values)
		}
		d.set, d.laid = r.set, r.laid
		if r.lane >= 0 && d.answerLane(r.lane) {
			each(r.number, d.answers, nil)
			continue
		}
		answers, problems := d.decideRead(r.lane < 0)
		each(r.number, answers, problems)
	}
	g.n, g.cases = 0, g.cases[:0]
}

// answerLane takes over the answers of a lane of the block; false where something is left to others.
func (d *decider) answerLane(lane int) bool {
	g := d.group
	if g.ok>>lane&1 == 0 {
		return false
	}
	g.lane = lane
	defer func() { g.lane = -1 }()
	d.answers, d.exactly = d.answers[:len(d.p.own)], d.exactly[:0]
	var x plan.Answer
	for k := range g.columns {
		a := &d.answers[k]
		a.decision, a.full = d.p.own[k], nil
		if !d.p.asked[k] {
			continue
		}
		a.status, a.value = outcome.NotApplicable, value.Value{}
		if g.columns[k].applies>>lane&1 == 1 {
			if !g.block.Answer(lane, k, &x) {
				return false
			}
			a.status, a.value = x.Status, x.Value
		}
		if d.list {
			d.citeAll(k)
		} else {
			a.citations = g.columns[k].citedIn(lane)
		}
	}
	return d.readings()
}
