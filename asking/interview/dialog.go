package interview

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// Dialog asks on one line after the other; it is the same on a terminal and in a pipe.
type Dialog struct {
	In  *bufio.Scanner
	Out io.Writer
	// Save keeps what is known, after each answer; nil if nothing is to be kept.
	Save func(data []byte) error
}

// ErrEnded is the error of an input that ends before the interview does.
var ErrEnded = errors.New("the input ended before the interview did")

// ErrQuit is the error of an interview that was left.
var ErrQuit = errors.New("the interview was left")

// ProblemsError is facts that the engine refuses.
type ProblemsError struct{ Problems []outcome.Problem }

// Error is the first problem.
func (e *ProblemsError) Error() string { return e.Problems[0].Message }

// words that are no answers.
const usage = "? explains, skip if you do not know, back to the question before, quit to leave"

// Run asks until nothing that can matter is left.
func (d *Dialog) Run(iv *Interview) error {
	for first := true; ; first = false {
		q, res, problems := iv.Next()
		if len(problems) > 0 {
			return &ProblemsError{problems}
		}
		if first && q != nil {
			d.print("%s\n\n%s\n", casework.Title(res.Policy), usage)
		}
		if err := d.keep(iv, res); err != nil {
			return err
		}
		if q == nil {
			return nil
		}
		if err := d.ask(iv, res, q); err != nil {
			return err
		}
	}
}

func (d *Dialog) keep(iv *Interview, res *outcome.Result) error {
	if d.Save == nil {
		return nil
	}
	data, err := iv.Save(res.Policy)
	if err != nil {
		return err
	}
	return d.Save(data)
}

// print writes to the terminal; where that is gone, reading the next answer ends the dialog.
func (d *Dialog) print(format string, args ...any) { _, _ = fmt.Fprintf(d.Out, format, args...) }

// ask asks one question until there is an answer, or another question is to be asked.
func (d *Dialog) ask(iv *Interview, res *outcome.Result, q *Question) error {
	d.print("\n%s\n", q.Text)
	if q.Judgment() {
		d.print("  to be judged by %s\n", explain.Party(res.Policy, q.Place.Input.Party))
	}
	d.print("  %s (%d open)\n", prompt(q), len(iv.unskipped(res)))
	for {
		d.print("> ")
		if !d.In.Scan() {
			if err := d.In.Err(); err != nil {
				return err
			}
			d.print("\n")
			return ErrEnded
		}
		line := strings.TrimSpace(d.In.Text())
		switch strings.ToLower(line) {
		case "":
			continue
		case "?", "help":
			d.help(res, q)
			continue
		case "quit":
			return ErrQuit
		case "skip":
			iv.Skip(q.Path)
			return nil
		case "back":
			if iv.Back() {
				return nil
			}
			d.print("  this is the first question\n")
			continue
		}
		problems := iv.Give(res, q, line)
		if len(problems) == 0 {
			return nil
		}
		for _, p := range problems {
			d.print("  %s\n", problemLine(q, p))
		}
	}
}

// problemLine says what is wrong with an answer.
func problemLine(q *Question, p outcome.Problem) string {
	s := p.Message
	if p.Path != "" && p.Path != q.Path {
		s = p.Path + ": " + s
	}
	if p.Hint != "" {
		s += ". " + p.Hint
	}
	return s
}

// prompt says on one line how to answer.
func prompt(q *Question) string {
	t := q.Place.Type()
	switch {
	case entries(q):
		return "how many entries? 0 for none"
	case t.Kind == types.Set:
		return "any of " + strings.Join(t.Members, ", ") + "; with commas; none"
	case t.Kind == types.List:
		return casework.TypeWords(t) + "; with commas; none"
	case t.Kind == types.Calendar:
		return "a calendar's name such as DE-BW, or dates with commas; none"
	case t.Kind == types.Money:
		return "an amount such as 1234.50 EUR"
	case t.Kind == types.Enum:
		return strings.Join(q.Members(), " | ")
	}
	return casework.Shape(t)
}

// help says more about a question.
func (d *Dialog) help(res *outcome.Result, q *Question) {
	d.print("  %s\n", q.Path)
	for _, line := range help(res.Policy, q) {
		d.print("  %s\n", line)
	}
	d.print("  it can still matter for: %s\n  %s\n", labels(q.For), usage)
}
