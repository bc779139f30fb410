// Package stdlib is the table of what is built into the rule language: aggregates, attributes, shares, and the counting of time.
//
// Each row says how a built-in is called, what it means, and shows it at work; docs/builtins.md is made of the rows, and a test executes
// them. Impl is the built-in over values. It stands on the typed functions of packages date, calendar and value and of this one, which
// an evaluator calls directly: there is one implementation.
//
//go:generate go run ../internal/gen/builtins -o ../docs/builtins.md
package stdlib

import (
	"errors"

	"github.com/clausewise/clausewise/stdlib/value"
)

// Builtin is one row.
type Builtin struct {
	Group     string // heading it stands under
	Name      string
	Signature string // in words: what is given, and what comes out
	Doc       string
	Examples  []Example
	// Members are the names of the result's members, where it is an enumeration.
	Members []string
	// Impl computes it. The arguments are the operands from left to right, then what the header of the policy settles. A result of kind
	// Invalid is n/a: the question does not arise.
	Impl func(args []value.Value) (value.Value, error)
}

// Example is an expression of the rule language with its value.
type Example struct {
	Expr   string
	Type   string // of the result, as a policy declares it
	Result string // as people read it; empty if it is n/a
	// Header is a line of the header that the example relies on, and Declare a declaration.
	Header, Declare string
	Args            []value.Value
}

// ErrArguments is the error for arguments that are too few, too many or of other kinds. A checked policy does not meet it.
var ErrArguments = errors.New("the arguments are not those of the built-in")

// Builtins are all rows, in the order of docs/builtins.md.
func Builtins() []Builtin {
	var all []Builtin
	for _, group := range []struct {
		name string
		rows []Builtin
	}{
		{"Several values", aggregates()},
		{"Attributes", attributes()},
		{"Shares", shares()},
		{"Periods", periods()},
		{"Working days", workingDays()},
		{"Clock", clock()},
	} {
		for _, row := range group.rows {
			row.Group = group.name
			all = append(all, row)
		}
	}
	return all
}

// Find is the row of a name.
func Find(name string) (Builtin, bool) {
	for _, b := range Builtins() {
		if b.Name == name {
			return b, true
		}
	}
	return Builtin{}, false
}

// takes checks the kinds of a fixed number of arguments, none of which may be a special value.
func takes(f func(a []value.Value) (value.Value, error), kinds ...value.Kind) func([]value.Value) (value.Value, error) {
	return func(args []value.Value) (value.Value, error) {
		if len(args) != len(kinds) {
			return value.Value{}, ErrArguments
		}
		for i, a := range args {
			switch {
			case a.Kind == value.Invalid:
				return value.Value{}, nil // any operator on n/a is n/a
			case a.Kind != kinds[i]:
				return value.Value{}, ErrArguments
			case a.Special:
				return value.Value{}, value.ErrSpecial
			}
		}
		return f(args)
	}
}
