package plan

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// mayLackRoom tells whether the bounds of a determination may leave it no value. Then a case is refused, also where no answer waits for the
// determination; whether they do, the exact evaluator finds out.
func mayLackRoom(in *tree.Input) bool {
	if in.Kind != tree.Determination {
		return false
	}
	for _, b := range in.Bounds {
		if b.InList != nil {
			return true
		}
	}
	if len(in.Bounds) < 2 {
		return false
	}
	var least, most *value.Value
	for _, b := range in.Bounds {
		x, ok := b.Value.(*tree.Lit)
		if !ok || b.When != nil || b.Unless != nil || x.Value.Ref != nil || x.Value.Special {
			return true
		}
		switch b.Kind {
		case ast.AtLeast, ast.NotBefore:
			if least == nil || least.N < x.Value.N {
				least = &x.Value
			}
		case ast.AtMost, ast.NotAfter:
			if most == nil || most.N > x.Value.N {
				most = &x.Value
			}
		default:
			return true
		}
	}
	return least != nil && most != nil && least.N > most.N
}
