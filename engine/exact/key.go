package exact

import (
	"slices"
	"strconv"
	"strings"

	files "github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// key identifies an open value, a value that was made step by step, or an atom: equal keys are the same.
type key struct {
	op   keyOp
	role role
	n    int32 // what the operation is about besides leaves: a field, a member, a variable
	a, b int32 // leaves, or a source
	at   wording
	text string
}

// keyOp says what the parts of a key mean.
type keyOp uint8

const (
	ofInput     keyOp = iota // source a, of a set its member n − 1
	ofDecision               // the missing answer of source a
	ofLeaf                   // the truth of leaf a
	ofField                  // field n of leaf a
	ofMember                 // any member of list a, for a variable of nesting n
	ofAmount                 // value a in the currency of leaf b
	ofPlace                  // the operation of these words on leaf a
	ofConvert                // leaf a as a member of another type, by the map text
	ofShift                  // the period text after or before leaf a, by rule n
	ofLastDay                // the last day of period text from leaf a
	ofShiftDays              // n working days after or before leaf a, by the calendar b of the policy text
	ofRoll                   // the working day on or after leaf a, by the calendar b of the policy text
	ofRound                  // leaf a rounded to the step b by mode n
	ofArith                  // a and b by operation n
	ofPick                   // the smallest (n −1) or largest (n 1) of the leaves of the list a
	ofList                   // list a and one more member b
	ofBounds                 // the bounds of function a, of the aggregate of these words
	ofAggregate              // the aggregate n of function b of a member, over list a
	ofQuant                  // some member of list a has condition b
	ofEqual                  // a is b
	ofAtMost                 // a ≤ b
	ofEmpty                  // list a is empty
	ofIn                     // a is in b
	ofAgree                  // whether a and b agree is not known
	ofDuty                   // duty a with detail b, which is the n-th
	ofRange                  // judgment a between the ends n and b
	ofEnd                    // what lies beyond a
	ofPeriods                // periods of the schedule text for anchor a and day b; n: how
	ofStopped                // what a decision beyond the limit of nodes comes to
)

// role tells the conditions about a value from the value.
type role uint8

const (
	itself role = iota
	given       // a field is given
	there       // there is a value: it is not n/a
)

// wording is how an operation was written, where names mean one thing: the same words about the same members and values are the same open value,
// wherever they stand.
type wording struct {
	file  *files.File
	words string
}

// worded is an operation's wording, and the variables of quantifiers around it of which it speaks.
type worded struct {
	wording
	free []*tree.ElementVar
}

// written adds to a key how an operation was written, and of which members it speaks.
func (e *evaluation) written(k key, x tree.Expr) key {
	w, ok := e.wordings.Load(x)
	if !ok {
		w, _ = e.wordings.LoadOrStore(x, wordingOf(x))
	}
	found := w.(worded)
	k.at = found.wording
	for _, v := range found.free {
		k.text += "|" + e.memberText(e.env[v.ID])
	}
	return k
}

func wordingOf(x tree.Expr) worded {
	s := x.Pos()
	w := worded{wording: wording{file: s.File, words: strings.Join(strings.Fields(s.Text()), " ")}}
	var own []*tree.ElementVar
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.Quant:
			own = append(own, y.Var)
		case *tree.Aggregate:
			own = append(own, y.Var)
		case *tree.VarRef:
			if !slices.Contains(own, y.Var) && !slices.Contains(w.free, y.Var) {
				w.free = append(w.free, y.Var)
			}
		}
		return true
	})
	return w
}

// memberText identifies the member that a variable stands for.
func (e *evaluation) memberText(b binding) string {
	switch {
	case b.path != "":
		return b.path + "[" + strconv.Itoa(b.index) + "]"
	case b.v.Kind == value.Record:
		return string(appendKey(nil, b.v))
	}
	return strconv.Itoa(int(e.plainLeaf(int32(b.ref))))
}

// listed numbers a list of leaves: equal lists have one number.
func (e *evaluation) listed(ids []int32) int32 {
	at := int32(0)
	for _, id := range ids {
		step := uint64(uint32(at))<<32 | uint64(uint32(id))
		next, ok := e.lists[step]
		if !ok {
			next = int32(len(e.lists)) + 1
			e.lists[step] = next
		}
		at = next
	}
	return at
}

func (k key) as(r role) key {
	k.role = r
	return k
}
