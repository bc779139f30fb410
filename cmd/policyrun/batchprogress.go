package main

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/clausewise/clausewise/batch"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress tells how far a run is: as a bar on a terminal, as a line now and then elsewhere.
type progress struct {
	env   *cli.Env
	total int64
	start time.Time
	from  batch.Position

	mu   sync.Mutex
	now  batch.Position
	said time.Time

	bars *mpb.Progress
	bar  *mpb.Bar
}

// sayEvery is how often a plain line appears.
const sayEvery = 10 * time.Second

func newProgress(env *cli.Env, total int64, from batch.Position) *progress {
	p := &progress{env: env, total: total, from: from, now: from, start: time.Now(), said: time.Now()}
	if env.Width(env.Stderr) > 0 {
		p.bars = mpb.New(mpb.WithOutput(env.Stderr), mpb.WithWidth(min(env.Width(env.Stderr), 100)))
		p.bar = p.bars.AddBar(max(total, 0), mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.text(time.Now()) })), mpb.BarRemoveOnComplete())
	}
	return p
}

// at takes notice of a position.
func (p *progress) at(pos batch.Position) {
	p.mu.Lock()
	p.now = pos
	p.mu.Unlock()
	if p.bar != nil {
		p.bar.SetCurrent(min(pos.Offset, max(p.total-1, 0)))
		return
	}
	if now := time.Now(); now.Sub(p.said) >= sayEvery && !pos.Finished {
		p.said = now
		_, _ = fmt.Fprintln(p.env.Stderr, p.text(now)) // progress is no reason to stop
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.bars.Wait()
	}
}

// text is the number of rows, the rate, and the remaining time as far as the size of the input is known.
func (p *progress) text(now time.Time) string {
	p.mu.Lock()
	pos := p.now
	p.mu.Unlock()
	s := rows(pos.Counts.In)
	gone := now.Sub(p.start).Seconds()
	if gone <= 0 {
		return s
	}
	s += fmt.Sprintf(", %s a second", grouped(int64(float64(pos.Counts.In-p.from.Counts.In)/gone)))
	if done := pos.Offset - p.from.Offset; done > 0 && p.total > 0 {
		left := time.Duration(gone * float64(p.total-pos.Offset) / float64(done) * float64(time.Second))
		s += fmt.Sprintf(", %d %%, %s left", 100*pos.Offset/p.total, left.Round(time.Second))
	}
	return s
}

func rows(n int64) string {
	if n == 1 {
		return "1 row"
	}
	return grouped(n) + " rows"
}

// grouped writes a number with commas between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
