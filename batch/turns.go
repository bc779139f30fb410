package batch

import (
	"errors"
	"io"
	"sync"
)

// running is a run. Its workers take turns in reading and in writing: each cuts its next chunk off the input, decides it, and puts it down when all
// before it are; whoever finds the chunk of another ready puts that down too. So a chunk stays with one core while it is read, decided and
// written, and nobody is woken for each: handing chunks from a reader to workers and to a writer took a sixth of the time.
type running struct {
	*Job

	reading sync.Mutex // guards the source and what follows
	taken   int        // chunks read so far
	ended   bool       // there is no more to read
	readErr error

	mu      sync.Mutex // guards what follows
	waiting sync.Cond  // for a free chunk
	free    []*chunk
	made    int      // chunks
	ready   []*chunk // decided, by their number modulo the chunks that there can be
	written int      // chunks
	writing bool     // somebody writes, and looks for what is ready
	pos     Position // up to which all is written
	err     error    // of writing, or that of After: the run ends
}

func (j *Job) start() *running {
	r := &running{Job: j, pos: j.From, ready: make([]*chunk, 2*max(j.Workers, 1)+1)}
	r.waiting.L = &r.mu
	return r
}

// work reads, decides and writes chunks until there are no more.
func (r *running) work() {
	d := newDecider(r.Policy)
	d.list = r.Format == Table
	var row []byte
	for {
		c := r.empty()
		if c == nil {
			return
		}
		number, ok := r.read(c)
		if !ok {
			r.release(c)
			return
		}
		row = r.decideChunk(d, c, row)
		r.put(number, c)
	}
}

// empty is a chunk to fill, the one that was written last if there is one; nil: the run has ended. It waits while others have too many chunks: memory
// stays as it is however long one chunk takes.
func (r *running) empty() *chunk {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.free) == 0 && r.made == len(r.ready) && r.err == nil {
		r.waiting.Wait()
	}
	if r.err != nil {
		return nil
	}
	if n := len(r.free); n > 0 {
		c := r.free[n-1]
		r.free = r.free[:n-1]
		*c = chunk{data: c.data[:0], ends: c.ends[:0], out: c.out[:0], rejected: c.rejected[:0]}
		return c
	}
	r.made++
	return &chunk{out: make([]byte, 0, 2*chunkBytes)}
}

// release gives back a chunk that somebody may wait for.
func (r *running) release(c *chunk) {
	r.mu.Lock()
	r.free = append(r.free, c)
	r.mu.Unlock()
	r.waiting.Signal()
}

// read cuts the next chunk off the input and numbers it; false: there is none.
func (r *running) read(c *chunk) (number int, ok bool) {
	r.reading.Lock()
	defer r.reading.Unlock()
	if r.ended {
		return 0, false
	}
	if err := r.Source.next(c); err != nil {
		r.ended = true
		if !errors.Is(err, io.EOF) {
			r.readErr = err
		}
		return 0, false
	}
	r.taken++
	return r.taken - 1, true
}

// put gives a decided chunk to whoever writes; if nobody does, it writes all that is ready.
func (r *running) put(number int, c *chunk) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ready[number%len(r.ready)] = c
	if r.writing {
		return
	}
	r.writing = true
	for r.err == nil {
		at := r.written % len(r.ready)
		c := r.ready[at]
		if c == nil {
			break
		}
		r.mu.Unlock()
		pos, err := r.write(c, r.pos) // only who is writing touches r.pos
		r.mu.Lock()
		r.ready[at] = nil
		r.written++
		r.pos, r.err = pos, err
		r.free = append(r.free, c)
		r.waiting.Signal()
	}
	r.writing = false
	if r.err != nil {
		r.waiting.Broadcast()
	}
}

// write puts the answers of a chunk down and gives the position behind it; where that fails, the one before.
func (r *running) write(c *chunk, before Position) (Position, error) {
	if len(c.out) > 0 {
		if _, err := r.Answers.Write(c.out); err != nil {
			return before, err
		}
	}
	if len(c.rejected) > 0 {
		if _, err := r.Rejects.Write(c.rejected); err != nil {
			return before, err
		}
	}
	pos := before
	pos.Answers += int64(len(c.out))
	pos.Rejects += int64(len(c.rejected))
	pos.Offset, pos.Rows = c.offset, c.first+c.rows-1
	pos.Counts.add(c.counts)
	return pos, r.After(pos)
}
