package exact

import (
	files "github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
)

// key identifies an open value, a value that was made step by step, or an atom: equal keys are the same.
type key struct {
	op   keyOp
	role role
	n    int32 // what the operation is about besides leaves: a field, a member, a variable
	a, b int32 // leaves, or a source
	tag  int32 // the trial in which it was met, where it depends on the readings
	at   place
	text string
}

// keyOp says what the parts of a key mean.
type keyOp uint8

const (
	ofInput     keyOp = iota // source a, of a set its member n − 1
	ofDecision               // the missing answer of source a
	ofLeaf                   // the truth of leaf a
	ofField                  // field n of leaf a
	ofMember                 // any member of list a, as variable n
	ofAmount                 // value a in the currency of leaf b
	ofPlace                  // the operation at a place on leaf a
	ofShift                  // the period text after or before leaf a, by rule n
	ofLastDay                // the last day of period text from leaf a
	ofShiftDays              // n working days after or before leaf a, by the calendar b of the policy text
	ofRoll                   // the working day on or after leaf a, by the calendar b of the policy text
	ofRound                  // leaf a rounded to the step b by mode n
	ofArith                  // a and b by operation n
	ofPick                   // the smaller (n −1) or larger (n 1) of a and b
	ofList                   // list a and one more member b
	ofBounds                 // the bounds of function a, of the aggregate at a place
	ofAggregate              // the aggregate at a place over list a
	ofQuant                  // the quantifier at a place over list a
	ofEqual                  // a is b
	ofAtMost                 // a ≤ b
	ofEmpty                  // list a is empty
	ofIn                     // a is in b
	ofAgree                  // whether a and b agree is not known
	ofDuty                   // duty a with detail b, which is the n-th
	ofPeriods                // periods of the schedule text for anchor a and day b; n: how
)

// role tells the conditions about a value from the value.
type role uint8

const (
	itself role = iota
	given       // a field is given
	there       // there is a value: it is not n/a
)

// place is where an expression was written. The same operation at the same place on the same values is the same open value.
type place struct {
	file       *files.File
	start, end int32
}

func placeOf(x tree.Expr) place {
	s := x.Pos()
	return place{file: s.File, start: int32(s.Start), end: int32(s.End)}
}

func (k key) as(r role) key {
	k.role = r
	return k
}
