package batch

import (
	"bytes"
	"cmp"
	"io"
	"strconv"
	"sync"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
)

// Counts says what became of rows: In is the sum of the others.
type Counts struct {
	In        int64 `json:"in"`
	Decided   int64 `json:"decided"`   // every decision is decided or does not arise
	Undecided int64 `json:"undecided"` // something is open
	Rejected  int64 `json:"rejected"`  // the row is no case
}

func (c *Counts) add(o Counts) {
	c.In += o.In
	c.Decided += o.Decided
	c.Undecided += o.Undecided
	c.Rejected += o.Rejected
}

// Position is how far a run has come. Input, answers and rejects belong together.
type Position struct {
	Offset   int64  `json:"offset"` // in the input: bytes, or rows of a Parquet file
	Rows     int64  `json:"rows"`   // row numbers given out
	Answers  int64  `json:"answers"`
	Rejects  int64  `json:"rejects"`
	Counts   Counts `json:"counts"`
	Finished bool   `json:"finished"`
}

// Job is a run.
type Job struct {
	Policy  *Policy
	Source  Source
	Format  Format
	Answers io.Writer
	Rejects io.Writer
	Workers int
	// From is where an earlier run was interrupted.
	From Position
	// After is told each position at which everything is written; its error ends the run there.
	After func(Position) error
}

// Run decides all cases of the source and gives the last position at which everything was written. When the input ends it is finished.
func (j *Job) Run() (Position, error) {
	if s, ok := j.Source.(limited); ok {
		s.within(j.Policy.limits)
	}
	r := j.start()
	if err := r.begin(); err != nil {
		return j.From, err
	}
	var workers sync.WaitGroup
	for range max(j.Workers, 1) {
		workers.Go(r.work)
	}
	workers.Wait()
	if err := cmp.Or(r.err, r.readErr); err != nil {
		return r.pos, err
	}
	r.pos.Finished = true
	return r.pos, j.After(r.pos)
}

// begin writes what stands before the answers.
func (r *running) begin() error {
	if r.pos.Answers > 0 {
		return nil
	}
	n, err := r.Answers.Write(r.Format.header(r.Policy))
	r.pos.Answers = int64(n)
	return err
}

// decideChunk decides the rows of a chunk. It gives back the room for rows that it was given.
func (r *running) decideChunk(d *decider, c *chunk, scratch []byte) []byte {
	if c.tooLong {
		c.reject(c.first, []problem{{Code: string(diag.FactsTooLarge), Message: rowName + " is larger than " + limits.Bytes(r.Policy.limits.FactsBytes), Hint: "Give the facts of one case" + facts.OrRaise(limits.FactsBytes, r.Policy.limits.FactsBytes)}})
		return scratch
	}
	data := c.data
	for i, number := 0, c.first; len(data) > 0; i, number = i+1, number+1 {
		if size, full := r.layNext(d, c, number, data); size > 0 {
			data = data[size:]
			if full {
				r.decideGroup(d, c)
			}
			continue
		}
		end := len(data)
		if len(c.ends) > 0 {
			end = c.ends[i] - (len(c.data) - len(data))
		} else if n := bytes.IndexByte(data, '\n'); n >= 0 {
			end = n + 1
		}
		row := data[:end]
		data = data[end:]
		if blank(row) {
			continue
		}
		line, problems := r.Source.convert(row, scratch[:0])
		if len(c.ends) > 0 {
			scratch = line[:0:cap(line)]
		}
		switch {
		case d.group == nil:
			r.decideRow(d, c, number, line, problems)
		case d.join(number, line, len(c.ends) == 0, problems):
			r.decideGroup(d, c)
		}
	}
	if d.group != nil {
		r.decideGroup(d, c)
	}
	return scratch
}

// layNext has the first of some lines of a chunk join the group, if it can be read as words; 0: it cannot.
func (r *running) layNext(d *decider, c *chunk, number int64, lines []byte) (size int, full bool) {
	if d.group == nil || len(c.ends) > 0 {
		return 0, false
	}
	return d.layNext(number, lines)
}

// decideGroup decides the rows that wait.
func (r *running) decideGroup(d *decider, c *chunk) {
	d.decideGroup(func(number int64, lane int) bool {
		if r.Format != Lines {
			return false
		}
		out, ok := d.appendLane(c.out, number, lane)
		if ok {
			c.out = out
			c.counts.In++
			c.counts.Decided++
		}
		return ok
	}, func(number int64, answers []answer, problems []problem) { r.answer(c, number, answers, problems) })
}

func blank(row []byte) bool {
	for _, b := range row {
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return false
		}
	}
	return true
}

// decideRow decides one case by itself and writes the answer, or why there is none.
func (r *running) decideRow(d *decider, c *chunk, number int64, line []byte, problems []problem) {
	var answers []answer
	if len(problems) == 0 {
		answers, problems = d.decide(line)
	}
	r.answer(c, number, answers, problems)
}

// answer writes what became of a row.
func (r *running) answer(c *chunk, number int64, answers []answer, problems []problem) {
	if len(problems) > 0 {
		c.reject(number, problems)
		return
	}
	c.counts.In++
	if r.Policy.settled(answers) {
		c.counts.Decided++
	} else {
		c.counts.Undecided++
	}
	c.out = r.Format.appendRow(r.Policy, c.out, number, answers)
}

// settled tells whether every decision that was asked for is decided or does not arise.
func (p *Policy) settled(answers []answer) bool {
	for k := range answers {
		if a := &answers[k]; a.status != outcome.Decided && a.status != outcome.NotApplicable && p.answers(k, a.decision) {
			return false
		}
	}
	return true
}

// reject writes why a row is no case.
func (c *chunk) reject(number int64, problems []problem) {
	c.counts.In++
	c.counts.Rejected++
	b := strconv.AppendInt(append(c.rejected, `{"row":`...), number, 10)
	b = append(b, `,"problems":[`...)
	for i, p := range problems {
		b = appendText(append(comma(b, i), `{"code":`...), p.Code)
		for _, part := range [...]struct{ name, text string }{{"fact", p.Path}, {"clause", p.Clause}, {"message", p.Message}, {"hint", p.Hint}} {
			if part.text != "" {
				b = appendText(append(append(append(b, `,"`...), part.name...), `":`...), part.text)
			}
		}
		b = append(b, '}')
	}
	c.rejected = append(b, "]}\n"...)
}
