package mutate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

var boolType = &types.Type{Kind: types.Bool}

// never is a condition that does not hold.
func never() tree.Expr {
	return &tree.Lit{Base: tree.Base{T: boolType}, Value: value.OfBool(false)}
}

// rule finds the sites of a rule: the rule as a whole, its exception, its conditions and value.
func (f *finder) rule(r *tree.Rule) {
	f.drop(r.Span, &r.When, "dropped")
	f.condition(&r.When, &r.Unless)
	f.expr(&r.Value)
	if r.Kind == tree.Round {
		to := map[ast.RoundMode]ast.RoundMode{ast.Down: ast.Up, ast.Up: ast.Down, ast.HalfUp: ast.Down, ast.HalfEven: ast.Down}[r.Mode]
		put(f, r.Span, "round "+mode(r.Mode)+" → "+mode(to), &r.Mode, to)
	}
	if d := r.Duty; d != nil {
		f.expr(&d.Amount)
		f.expr(&d.InsuredFor)
		f.expr(&d.NotBefore)
		f.expr(&d.By)
	}
}

func mode(m ast.RoundMode) string {
	return [...]string{ast.Down: "down", ast.Up: "up", ast.HalfUp: "half up", ast.HalfEven: "half even"}[m]
}

// drop makes a sentence never apply.
func (f *finder) drop(at source.Span, when *tree.Expr, words string) {
	put(f, at, words, when, never())
}

// condition finds the sites of "when C unless D": the exception as a whole, then the parts of both.
func (f *finder) condition(when, unless *tree.Expr) {
	if x := *unless; x != nil {
		put(f, x.Pos(), "unless … dropped", unless, nil)
		put(f, x.Pos(), "unless → unless not", unless, tree.Expr(&tree.Not{Base: tree.Base{T: boolType, Span: x.Pos()}, X: x}))
	}
	f.expr(when)
	f.expr(unless)
}

// edges finds the exceptions that sentences make from the sentences of other clauses: each is dropped as a whole. The rows of a table give way
// to each other by their order, which is changed when a row is dropped.
func (f *finder) edges(d *tree.Decision) {
	type pair struct {
		winner source.Span
		over   string
	}
	groups := map[pair][]*tree.Rule{} // the losers
	clauses := map[pair]*tree.Rule{}
	var order []pair
	for _, loser := range d.Rules {
		for _, winner := range loser.BeatenBy {
			if winner.Table != 0 && winner.Table == loser.Table {
				continue
			}
			k := pair{winner.Span, fmt.Sprintf("over clause %q", loser.Clause.ID)}
			if groups[k] == nil {
				order = append(order, k)
				clauses[k] = winner
			}
			if !slices.Contains(groups[k], loser) {
				groups[k] = append(groups[k], loser)
			}
		}
	}
	for _, k := range order {
		losers, winner := groups[k], clauses[k]
		f.in(d.Policy, winner.Clause)
		old := make([][]*tree.Rule, len(losers))
		f.add(k.winner, "precedence dropped", k.over, func() {
			for i, l := range losers {
				old[i] = l.BeatenBy
				l.BeatenBy = slices.DeleteFunc(slices.Clone(l.BeatenBy), func(r *tree.Rule) bool { return r.Span == k.winner })
			}
		}, func() {
			for i, l := range losers {
				l.BeatenBy = old[i]
			}
		})
	}
}

// quote is a piece of the source on one line, cut short.
func quote(s source.Span) string {
	text := []rune(strings.Join(strings.Fields(s.Text()), " "))
	const most = 90
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}
