package outcome

import "github.com/clausewise/clausewise/dsl/tree"

// Truth is what a condition is in a case.
type Truth uint8

// The truths.
const (
	IsFalse Truth = iota
	IsTrue
	IsUnknown // it depends on what is not known
	IsAbsent  // its question does not arise
)

// Trace is the truth of the conditions of one evaluation, for those who ask for it: of the parts of every condition between "and", "or" and
// "not", and of every disapply. What belongs to a decision that does not arise, or that nothing asked for, is left out.
type Trace struct {
	Conditions map[tree.Expr]Truth
	Disapplies map[*tree.Disapply]Truth
}

// NewTrace makes an empty trace.
func NewTrace() *Trace {
	return &Trace{Conditions: map[tree.Expr]Truth{}, Disapplies: map[*tree.Disapply]Truth{}}
}

// Atoms calls f for the parts of a condition between "and", "or" and "not".
func Atoms(x tree.Expr, f func(tree.Expr)) {
	switch x := x.(type) {
	case nil:
	case *tree.And:
		for _, y := range x.Xs {
			Atoms(y, f)
		}
	case *tree.Or:
		for _, y := range x.Xs {
			Atoms(y, f)
		}
	case *tree.Not:
		Atoms(x.X, f)
	default:
		f(x)
	}
}
