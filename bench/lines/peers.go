package lines

import (
	"bufio"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/clausewise/clausewise/bench/engines"
	"github.com/clausewise/clausewise/bench/workload"
	json "github.com/go-json-experiment/json"
	goccy "github.com/goccy/go-json"
)

// decoder is a way to read a line into a struct.
type decoder struct {
	name, checks string
	read         func([]byte, *workload.Line) error
}

const (
	checksAll    = "syntax, UTF-8, names given twice, unknown names"
	checksSyntax = "syntax"
)

var strict = json.RejectUnknownMembers(true)

var decoders = [...]decoder{
	{"encoding/json", checksSyntax, func(b []byte, l *workload.Line) error { return stdjson.Unmarshal(b, l) }},
	{"go-json-experiment", checksAll, func(b []byte, l *workload.Line) error { return json.Unmarshal(b, l, strict) }},
	{"goccy/go-json", "most of the syntax", func(b []byte, l *workload.Line) error { return goccy.Unmarshal(b, l) }},
}

// peer is another engine with a decoder in front of it.
type peer struct {
	engine engines.Engine
	decoder
	in   *bufio.Reader
	line workload.Line
	c    workload.Case
	out  []byte
}

func newPeer(e engines.Engine, d decoder) *peer {
	return &peer{engine: e, decoder: d, in: bufio.NewReaderSize(nil, pieceBytes)}
}

// Name is that of the table.
func (p *peer) Name() string { return p.engine.Name() + " + " + p.decoder.name }

// Checks says what is checked of the JSON.
func (p *peer) Checks() string { return p.decoder.checks }

// pieceBytes is how much is read or written at once.
const pieceBytes = 64 << 10

// Decide answers each line.
func (p *peer) Decide(lines io.Reader, answers io.Writer) error {
	p.in.Reset(lines)
	for row := int64(1); ; row++ {
		text, err := p.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		ended := err != nil
		if len(text) > 0 {
			if err := p.decide(text, row); err != nil {
				return fmt.Errorf("row %d: %w", row, err)
			}
		}
		if len(p.out) >= pieceBytes || ended {
			if _, err := answers.Write(p.out); err != nil {
				return err
			}
			p.out = p.out[:0]
		}
		if ended {
			return nil
		}
	}
}

func (p *peer) decide(text []byte, row int64) error {
	p.line = workload.Line{}
	if err := p.decoder.read(text, &p.line); err != nil {
		return err
	}
	if err := p.line.Into(&p.c); err != nil {
		return err
	}
	var answers [3]workload.Answer
	for w := range answers {
		var err error
		if answers[w], err = p.engine.Decide(w, &p.c, p.engine.Facts(w, &p.c)); err != nil {
			return err
		}
	}
	p.out = workload.AppendAnswers(p.out, row, &answers)
	return nil
}

// Read reads an answer.
func (p *peer) Read(line []byte) (a [3]workload.Answer, err error) { return readAnswers(line) }

// readAnswers reads what AppendAnswers wrote.
func readAnswers(line []byte) (answers [3]workload.Answer, err error) {
	type answer struct {
		Decision       string
		Amount, Second stdjson.Number
		Clauses        []string
	}
	var all struct{ Return, Guarantee, Buyback answer }
	if err := stdjson.Unmarshal(line, &all); err != nil {
		return answers, err
	}
	for i, a := range []answer{all.Return, all.Guarantee, all.Buyback} {
		answers[i] = workload.Answer{Decision: a.Decision, Clauses: clausesOf(a.Clauses)}
		if answers[i].Amount, err = cents(string(a.Amount)); err != nil {
			return answers, err
		}
		if answers[i].Second, err = cents(string(a.Second)); err != nil {
			return answers, err
		}
	}
	return answers, nil
}

func clausesOf(ids []string) (bits uint32) {
	for _, id := range ids {
		for b, known := range workload.ClauseIDs {
			if id == known {
				bits |= 1 << b
			}
		}
	}
	return bits
}
