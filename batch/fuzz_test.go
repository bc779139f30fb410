package batch

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// Whatever a line holds, it is a case or it is rejected, every row is counted once, and how the input arrives changes nothing.
func FuzzLines(f *testing.F) {
	f.Add("{}\n\n" + `{"fine":true,"price":{"amount":"2","currency":"EUR"},"days":0,"tags":[],"parts":[]}` + "\r\nnull\n[1]")
	f.Add(`{"note":"` + strings.Repeat("x", 140_000) + `"}` + "\n{}")
	f.Add("\xff\xfe{\x00}\x00\n\x00")
	f.Add(strings.Repeat(`{"parts":[{"name":"a"}]}`+"\n", 20) + strings.Repeat("[", 5000))
	p := loanPolicy(f)
	f.Fuzz(func(t *testing.T, text string) {
		mustCount(t, p, func(r io.Reader) (Source, error) { return NewLines(r, 0, 0), nil }, text, Lines)
	})
}

// Whatever a table holds, so it is with rows.
func FuzzTable(f *testing.F) {
	f.Add(tableRows)
	f.Add("price.amount,price.currency\n7.00,EUR\n,\n")
	f.Add("\uFEFFfine\n\"yes\"\"\n\"no\n\n\"\"\n,\nno,\n")
	f.Add("p\x00rice\n1")
	f.Add("\xff\xfef\x00i\x00n\x00e\x00\n\x00")
	p := loanPolicy(f)
	f.Fuzz(func(t *testing.T, text string) {
		mustCount(t, p, func(r io.Reader) (Source, error) { return NewTable(p, r) }, text, Table)
	})
}

func mustCount(t *testing.T, p *Policy, open func(io.Reader) (Source, error), text string, format Format) {
	t.Helper()
	s, err := open(strings.NewReader(text))
	slow, slowErr := open(iotest.OneByteReader(strings.NewReader(text)))
	if (err == nil) != (slowErr == nil) {
		t.Fatalf("%v, and byte by byte %v", err, slowErr)
	}
	if err != nil {
		return
	}
	answers, rejects, pos := run(t, p, s, format)
	n := pos.Counts
	if n.Decided+n.Undecided+n.Rejected != n.In || !pos.Finished || pos.Rows > 0 && pos.Offset != int64(len(text)) {
		t.Fatalf("%+v of %d bytes", pos, len(text))
	}
	if got := int64(bytes.Count(rejects, []byte("\n"))); got != n.Rejected {
		t.Fatalf("%d rows are rejected, and %d said so", n.Rejected, got)
	}
	again, more, there := run(t, p, slow, format)
	if !bytes.Equal(again, answers) || !bytes.Equal(more, rejects) || there != pos {
		t.Fatalf("byte by byte it comes out otherwise:\n%s%s%+v\n%s%s%+v", answers, rejects, pos, again, more, there)
	}
}

// Whatever a Parquet file holds, its rows are decided or rejected, or the file is refused.
func FuzzParquet(f *testing.F) {
	file := parquetFile(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte("PAR1\x00\x00\x00\x00PAR1"))
	p := loanPolicy(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := NewParquet(p, bytes.NewReader(data), int64(len(data)), 0)
		if err != nil {
			return
		}
		job := Job{Policy: p, Source: s, Format: Lines, Answers: io.Discard, Rejects: io.Discard, Workers: 1, After: func(Position) error { return nil }}
		if pos, err := job.Run(); err == nil && pos.Counts.Decided+pos.Counts.Undecided+pos.Counts.Rejected != pos.Counts.In {
			t.Fatalf("%+v", pos.Counts)
		}
	})
}
