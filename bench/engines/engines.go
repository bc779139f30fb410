// Package engines gathers what decides the workloads behind one interface, and sees that all decide the same.
package engines

import (
	"fmt"

	"github.com/clausewise/clausewise/bench/cedar"
	"github.com/clausewise/clausewise/bench/celgo"
	"github.com/clausewise/clausewise/bench/exprlang"
	"github.com/clausewise/clausewise/bench/opa"
	"github.com/clausewise/clausewise/bench/ours"
	"github.com/clausewise/clausewise/bench/workload"
)

// Seed is that of all cases.
const Seed = 20240229

// Engine decides cases of the workloads 0 to 2.
type Engine interface {
	Name() string
	// Facts types the facts of a case in memory, as the engine takes them. It is not timed where decisions are.
	Facts(w int, c *workload.Case) any
	// Decide decides a case and reads the answer: decision, amounts and clauses.
	Decide(w int, c *workload.Case, facts any) (workload.Answer, error)
}

// Many is an engine that decides blocks of cases.
type Many interface {
	Engine
	// FactsOf types the facts of up to 64 cases in memory, as the engine takes them.
	FactsOf(w int, cases []*workload.Case) any
	// DecideMany decides them and reads the answers.
	DecideMany(w int, facts any, answers []workload.Answer) error
}

// Has tells whether an engine's language can say workload w.
func Has(e Engine, w int) bool {
	p, partly := e.(interface{ Has(int) bool })
	return !partly || p.Has(w)
}

// All are the engines; the first two are handwritten without and with a trace, the fourth and fifth are ours.
func All() ([]Engine, error) {
	trace := make(workload.Trace, 0, 64)
	all := []Engine{&Hand{Title: "handwritten"}, &Hand{"handwritten, full trace", &trace}, decimals{}}
	mine, err := ours.NewAll()
	if err != nil {
		return nil, err
	}
	blocks, err := ours.NewBlocks()
	if err != nil {
		return nil, err
	}
	all = append(all, mine, blocks)
	for _, peer := range []func() (Engine, error){
		func() (Engine, error) { return exprlang.New() },
		func() (Engine, error) { return exprlang.NewWhole() },
		func() (Engine, error) { return celgo.New() },
		func() (Engine, error) { return celgo.NewWhole() },
		func() (Engine, error) { return cedar.New() },
		func() (Engine, error) { return opa.New() },
		func() (Engine, error) { return opa.NewWhole() },
	} {
		e, err := peer()
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// Agree tells where engines differ on the first n cases.
func Agree(all []Engine, n uint64) error {
	for i := range n {
		c := workload.New(Seed, i)
		for w := range 3 {
			want, _ := all[0].Decide(w, c, nil)
			for _, e := range all[1:] {
				if !Has(e, w) {
					continue
				}
				got, err := e.Decide(w, c, e.Facts(w, c))
				if err != nil || got != want {
					return fmt.Errorf("%s, W%d, case %d: %+v, not %+v (%v)", e.Name(), w+1, i, got, want, err)
				}
			}
		}
	}
	return nil
}
