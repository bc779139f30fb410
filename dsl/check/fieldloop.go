package check

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
)

// fieldLoops reports fields of a record whose guards or defaults read each other in a circle. Bounds may: they are checked of what is given.
func (u *unit) fieldLoops(r *record) {
	next := make([][]int, len(r.typ.Fields))
	for _, b := range r.bounds {
		for _, x := range []tree.Expr{b.Guard, b.Default} {
			tree.Walk(x, func(y tree.Expr) bool {
				f, ok := y.(*tree.FieldOf)
				if !ok {
					return true
				}
				if v, ok := f.X.(*tree.VarRef); ok && v.Var == b.Var && !slices.Contains(next[b.Field], f.Field) {
					next[b.Field] = append(next[b.Field], f.Field)
				}
				return true
			})
		}
	}
	for _, loop := range cycles(next) {
		names := make([]string, len(loop))
		for i, f := range loop {
			names[i] = r.typ.Fields[f].Name
		}
		u.report.readLoop(r.d.node.Fields[loop[0]].Name.Span, names)
	}
}
