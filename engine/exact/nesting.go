package exact

import "github.com/clausewise/clausewise/dsl/tree"

// inGuard is where the nesting of quantifiers begins in what a record says of its fields, which is read within quantifiers.
const inGuard = 64

// nesting is how many quantifiers and aggregates stand around the body that binds a variable, and itself: by the variable's number. Where an
// expression is read makes no difference, so that it comes to the same everywhere.
func nesting(p *tree.Policy, vars int) []int32 {
	out := make([]int32, vars)
	var mark func(x tree.Expr, around int32)
	mark = func(x tree.Expr, around int32) {
		tree.Walk(x, func(y tree.Expr) bool {
			switch y := y.(type) {
			case *tree.Quant:
				out[y.Var.ID] = around + 1
				mark(y.Over, around)
				mark(y.Body, around+1)
				return false
			case *tree.Aggregate:
				if y.Var == nil {
					return true
				}
				out[y.Var.ID] = around + 1
				mark(y.Over, around)
				mark(y.Where, around+1)
				mark(y.Body, around+1)
				return false
			}
			return true
		})
	}
	p.EachExpr(func(x tree.Expr) { mark(x, 0) })
	for _, in := range p.Inputs {
		for _, fb := range in.FieldBounds {
			mark(fb.Guard, inGuard)
			mark(fb.Default, inGuard)
			if b := fb.Bound; b != nil {
				for _, x := range []tree.Expr{b.Value, b.InList, b.When, b.Unless} {
					mark(x, inGuard)
				}
			}
		}
	}
	return out
}
