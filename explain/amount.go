package explain

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/explain/english"
)

// amounts says how two amounts, percentages, numbers or texts stand to each other.
func (t *Teller) amounts(x *tree.Compare, positive bool) string {
	a, ok := t.known.Value(x.X)
	b, ok2 := t.known.Value(x.Y)
	if !ok || !ok2 {
		return ""
	}
	left, right := t.say(x.X.Type(), a), t.say(x.Y.Type(), b)
	thing := t.noun(x.X)
	be := " " + english.Be(thing, false) + " "
	if x.X.Type().Kind == types.Money {
		be = " came to " // for one and for many
	}
	if x.Op == ast.Is {
		if positive {
			return thing + be + left
		}
		return thing + be + left + ", not " + right
	}
	if _, literal := x.Y.(*tree.Lit); !literal {
		right = t.noun(x.Y) + ", " + right
	}
	return thing + be + left + ", " + order(x.Op, positive) + right
}

// order is a comparison of amounts in words.
func order(op ast.CompareOp, positive bool) string {
	if !positive {
		op = map[ast.CompareOp]ast.CompareOp{ast.IsAbove: ast.IsAtMost, ast.IsAtMost: ast.IsAbove, ast.IsBelow: ast.IsAtLeast, ast.IsAtLeast: ast.IsBelow}[op]
	}
	switch op {
	case ast.IsAbove:
		return "more than "
	case ast.IsBelow:
		return "less than "
	case ast.IsAtMost:
		return "not more than "
	}
	return "not less than "
}

// amount is a noun phrase for a computed amount: 5% of the purchase price.
func (t *Teller) amount(x tree.Expr) string {
	switch x := x.(type) {
	case *tree.Lit:
		return t.say(x.Type(), x.Value)
	case *tree.Share:
		return t.rate(x.Percent) + " of " + t.noun(x.X)
	case *tree.Sum:
		s := t.noun(x.First)
		for _, r := range x.Rest {
			s += not2(r.Less, " less ", " plus ") + t.noun(r.X)
		}
		return s
	case *tree.Product:
		all := make([]string, len(x.Factors))
		for i, f := range x.Factors {
			all[i] = t.noun(f)
		}
		return strings.Join(all, " times ")
	case *tree.Aggregate:
		return t.together(x)
	case *tree.TermRef:
		return t.noun(x)
	case *tree.LastDayFrom, *tree.Shift, *tree.WorkingDay, *tree.ClockOn:
		if s := t.reckoning(x); s != "" {
			return s
		}
	case *tree.SchedOn:
		return "the period of " + t.words(x.Schedule.Name)
	case *tree.SchedEnding:
		s := "the " + t.words(x.Schedule.Name) + "s"
		if v, ok := t.known.Value(x.X); ok {
			s += " that ended before " + t.day(x.X, v)
		}
		return s
	case *tree.SchedFirst:
		return "the first periods of " + t.words(x.Schedule.Name)
	case *tree.BindingLimits:
		return "the limits that bind " + t.asked(x.Decision)
	case *tree.CaveatsRef:
		return "the notes to this answer"
	case *tree.ReadingRef:
		return "the reading of the text"
	}
	return "the amount"
}

// rate is a percentage: its value, where that is known.
func (t *Teller) rate(x tree.Expr) string {
	if v, ok := t.known.Value(x); ok {
		return t.say(x.Type(), v)
	}
	return t.noun(x)
}

var aggregates = map[ast.AggregateOp]string{
	ast.Sum: "the total of ", ast.Count: "the number of ", ast.Earliest: "the earliest of ", ast.Latest: "the latest of ",
	ast.Smallest: "the smallest of ", ast.Largest: "the largest of ", ast.ListOf: "",
}

// together is what an aggregate is made of, and which elements of a list counted.
func (t *Teller) together(x *tree.Aggregate) string {
	if x.Body == nil {
		all := make([]string, len(x.Args))
		for i, a := range x.Args {
			all[i] = t.noun(a)
		}
		return aggregates[x.Op] + english.List(all, "and")
	}
	s := aggregates[x.Op] + t.noun(x.Over)
	if x.Over.Type().Kind == types.List && x.Where != nil {
		s += t.counted(x)
	}
	return s
}

// counted says which elements of a list an aggregate takes.
func (t *Teller) counted(x *tree.Aggregate) string {
	all, ok := t.known.Elements(x.Over)
	if !ok || len(all) == 0 {
		return ""
	}
	var which []string
	for i, e := range all {
		t.known.With(x.Var, e, func() {
			if held, known := t.known.Truth(x.Where); known && held {
				which = append(which, strconv.Itoa(i+1))
			}
		})
	}
	of := " of " + strconv.Itoa(len(all))
	switch {
	case len(which) == 0:
		return " that count here (none" + of + ")"
	case len(which) == len(all):
		return ""
	case len(which) == 1:
		return " that count here (no. " + which[0] + of + ")"
	}
	return " that count here (nos. " + english.List(which, "and") + of + ")"
}
