// Package coverage says what of a policy its tests reach. What is counted are decisions, not lines: each rule must decide a case, each
// condition be seen true, false and unknown, and each exception win over what it excepts and stand back from it. Only cases that expect
// something of a decision count for it and for what it reads: an answer that nobody looks at is not tested.
package coverage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
)

// Kind tells elements apart.
type Kind uint8

// The kinds of element.
const (
	Rule Kind = iota
	Condition
	Exception
)

var kindNames = [...]string{"rule", "condition", "exception"}

// String is the kind in a word.
func (k Kind) String() string { return kindNames[k] }

// Goal is something that a test has to show of an element.
type Goal struct {
	Name string // decisive; true, false, unknown; wins, stands back
	Hits int    // in how many cases it is shown
}

// Element is a part of a policy with its goals.
type Element struct {
	Kind   Kind
	Clause string
	Span   source.Span
	Text   string
	Goals  []Goal
	// Why says why goals are missed; empty where none is.
	Why string

	asked    int            // cases in which it was looked at
	states   map[string]int // what became of it in them
	defeater string
	because  string
}

// Missed are the goals that no case shows.
func (e *Element) Missed() []string {
	var out []string
	for _, g := range e.Goals {
		if g.Hits == 0 {
			out = append(out, g.Name)
		}
	}
	return out
}

func (e *Element) hit(goal string) {
	for i := range e.Goals {
		if e.Goals[i].Name == goal {
			e.Goals[i].Hits++
		}
	}
}

// Tally counts goals.
type Tally struct{ Reached, All int }

// Percent is the share of the goals that are reached; 100 if there are none.
func (t Tally) Percent() float64 {
	if t.All == 0 {
		return 100
	}
	return 100 * float64(t.Reached) / float64(t.All)
}

// Policy is the coverage of one policy, in all its versions.
type Policy struct {
	Name     string
	Elements []*Element // in the order of the text
	Cases    int        // how many were run under it
}

// Tally counts the goals of one kind.
func (p *Policy) Tally(k Kind) Tally {
	var t Tally
	for _, e := range p.Elements {
		if e.Kind == k {
			t.All += len(e.Goals)
			t.Reached += len(e.Goals) - len(e.Missed())
		}
	}
	return t
}

// Total counts all goals.
func (p *Policy) Total() Tally {
	var t Tally
	for k := range kindNames {
		n := p.Tally(Kind(k))
		t.Reached += n.Reached
		t.All += n.All
	}
	return t
}

// Report is the coverage of several policies, by name.
type Report struct{ Policies []*Policy }

// Total counts the goals of all policies.
func (r *Report) Total() Tally {
	var t Tally
	for _, p := range r.Policies {
		n := p.Total()
		t.Reached += n.Reached
		t.All += n.All
	}
	return t
}

// Below are the policies that reach less than a share of their goals, in percent.
func (r *Report) Below(percent float64) []*Policy {
	var out []*Policy
	for _, p := range r.Policies {
		if p.Total().Percent() < percent {
			out = append(out, p)
		}
	}
	return out
}

// key finds an element again in the tree of another policy that uses it. The rows of a table are told apart; an exception is a pair.
type key struct {
	kind       Kind
	at         source.Span
	row        int
	over       source.Span
	overClause string
}

func ruleKey(r *tree.Rule) key { return key{kind: Rule, at: r.Span, row: r.Row} }

// edgeKey is the exception that one sentence makes from the sentences of a clause.
func edgeKey(winner, loser *tree.Rule) key {
	k := key{kind: Exception, at: winner.Span, row: winner.Row, overClause: loser.Clause.ID}
	if loser.Clause == winner.Clause {
		k.over = loser.Span
	}
	return k
}

func inText(a, b *Element) int {
	return cmp.Or(strings.Compare(fileOf(a), fileOf(b)), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Kind, b.Kind))
}

func fileOf(e *Element) string {
	if e.Span.File == nil {
		return ""
	}
	return e.Span.File.Name
}

func (p *Policy) sort() { slices.SortStableFunc(p.Elements, inText) }

// shown is a piece of the source on one line, cut short.
func shown(s source.Span) string {
	text := []rune(strings.Join(strings.Fields(s.Text()), " "))
	const most = 100
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}
