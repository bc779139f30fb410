package batch

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// narrow takes a number of bytes and then no more, as a disk does.
type narrow struct {
	bytes.Buffer
	room int
}

var errRoom = errors.New("no room")

func (n *narrow) Write(b []byte) (int, error) {
	fits := min(len(b), n.room)
	n.room -= fits
	n.Buffer.Write(b[:fits])
	if fits < len(b) {
		return fits, errRoom
	}
	return fits, nil
}

// Wherever the answers or the rejects find no more room, the run ends with that error, and the position that it gives is one up to which
// everything was written.
func TestNoRoom(t *testing.T) {
	p := loanPolicy(t)
	input := strings.Repeat(`{"fine":true,"price":{"amount":"2","currency":"EUR"},"days":0,"tags":[],"parts":[]}`+"\n"+`{"fine":1}`+"\n", 20_000)
	answers, rejects, _ := run(t, p, NewLines(strings.NewReader(input), 0, 0), Lines)
	for _, c := range []struct{ answers, rejects int }{
		{0, len(rejects)}, {len(answers) / 3, len(rejects)}, {len(answers) - 1, len(rejects)}, {len(answers), 0}, {len(answers), len(rejects) / 2}, {len(answers), len(rejects) - 1},
	} {
		a, r := &narrow{room: c.answers}, &narrow{room: c.rejects}
		job := Job{Policy: p, Source: NewLines(strings.NewReader(input), 0, 0), Format: Lines, Answers: a, Rejects: r, Workers: 2, After: func(Position) error { return nil }}
		pos, err := job.Run()
		if !errors.Is(err, errRoom) || pos.Finished {
			t.Errorf("%+v: %+v, %v", c, pos, err)
		}
		if pos.Answers > int64(a.Len()) || pos.Rejects > int64(r.Len()) || !bytes.Equal(a.Bytes()[:pos.Answers], answers[:pos.Answers]) || !bytes.Equal(r.Bytes()[:pos.Rejects], rejects[:pos.Rejects]) {
			t.Errorf("%+v: %+v, and %d and %d bytes were written", c, pos, a.Len(), r.Len())
		}
	}
}
