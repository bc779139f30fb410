// Package batch decides a stream of cases under one policy: on all cores, in order, in constant memory.
//
// Workers take turns: each cuts a chunk of rows off the input, decides them with a machine of its own, and puts the answers down when those before are.
// What a machine leaves open, the full engine decides; both write the same answer. Rows that cannot
// be decided are written apart with their number and the reason. At checkpoints all of this is consistent, so that an interrupted run can go on.
package batch

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/limits"
)

// Policy is a policy made ready for many cases. It is safe for concurrent use.
type Policy struct {
	program *engine.Program
	latest  *tree.Policy
	code    *plan.Code // of the only version; nil where there are more, which the full engine tells apart
	blocks  *plan.Blocks
	form    *plan.Form // nil: deciding also takes values
	adopted []int
	own     []*tree.Decision
	asked   []bool // by own decision: it is in the answer
	passed  []int  // inputs with texts that nothing reads
	duties  [][]dutyForm
	trials  []trial
	clauses []clauseText
	written []written // by own decision
	names   []string  // of the decisions asked for; empty: all
	asOf    string
	limits  limits.Limits
	loops   operate.Loops
}

// Ask is how the cases are asked.
type Ask struct {
	// Decisions restricts the answer to decisions of these names; empty: all.
	Decisions []string
	// AsOf is the day for which the question is asked, if the facts do not say.
	AsOf string
	// Limits bound what a case may cost.
	Limits limits.Limits
}

// Compile makes the checked versions of a policy ready, in the order of their first days.
func Compile(versions []*tree.Policy, ask Ask) (*Policy, error) {
	program, err := engine.NewProgram(versions)
	if err != nil {
		return nil, err
	}
	p := &Policy{limits: ask.Limits.OrDefault(), program: program.Within(ask.Limits), latest: versions[len(versions)-1], names: ask.Decisions, asOf: ask.AsOf}
	for _, d := range p.latest.Decisions {
		if d.Own {
			p.own = append(p.own, d)
			p.asked = append(p.asked, len(ask.Decisions) == 0 || contains(ask.Decisions, d.Name))
			p.written = append(p.written, writtenOf(d))
		}
	}
	if len(versions) > 1 {
		return p, nil
	}
	p.blocks = plan.LowerBlocks(p.latest)
	p.code = p.blocks.Code
	p.form = p.code.Form()
	p.loops = operate.LoopsOf(p.latest)
	p.adopted = make([]int, len(p.latest.Ambiguities))
	for i, a := range p.latest.Ambiguities {
		p.adopted[i] = a.Adopted
	}
	for _, d := range p.own {
		p.duties = append(p.duties, p.dutyForms(d))
	}
	p.trials = p.makeTrials(citing.New(p.latest))
	for _, c := range p.latest.Clauses {
		p.clauses = append(p.clauses, textOf(c, p.latest.Name))
	}
	p.passed = unreadTexts(p.latest)
	return p, nil
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// unreadTexts are the inputs with texts that no sentence of a policy reads: numbers of cases, names, notes.
func unreadTexts(p *tree.Policy) []int {
	read := map[tree.Symbol]bool{}
	for _, s := range p.Order {
		tree.EachRead(p, s, func(r tree.Symbol) { read[r] = true })
	}
	for _, d := range p.Decisions {
		tree.EachRead(p, d, func(r tree.Symbol) { read[r] = true })
	}
	for _, c := range p.Caveats {
		for _, x := range []tree.Expr{c.When, c.Unless} {
			tree.EachReadOf(p, x, func(r tree.Symbol) { read[r] = true })
		}
	}
	var out []int
	for i, in := range p.Inputs {
		if in.Type.Kind == types.Text && !read[in] {
			out = append(out, i)
		}
	}
	return out
}

// answers tells whether decision k of an answer was asked for. Another version than the latest may have other decisions.
func (p *Policy) answers(k int, d *tree.Decision) bool {
	if k < len(p.own) && p.own[k] == d {
		return p.asked[k]
	}
	return len(p.names) == 0 || contains(p.names, d.Name)
}

// columns are the decisions of the latest version that were asked for, in order.
func (p *Policy) columns() []*tree.Decision {
	var out []*tree.Decision
	for k, d := range p.own {
		if p.asked[k] {
			out = append(out, d)
		}
	}
	return out
}

// dayAsked gives the facts the day for which the question is asked.
func (p *Policy) dayAsked(version *tree.Policy, set *facts.Set) []problem {
	if p.asOf == "" {
		return nil
	}
	_, problems := facts.SetAsOf(version, set, p.asOf)
	return problems
}
