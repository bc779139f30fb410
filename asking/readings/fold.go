package readings

import (
	"fmt"
	"slices"

	"github.com/clausewise/clausewise/engine/exact"
)

// fold is a number of combinations with the same answer: any of some readings for each decisive ambiguity.
type fold struct {
	readings [][]int // of Row.Decisive, each in the order of declaration
	first    *Case
	key      string // tells answers apart
	taken    bool   // the answer is the one under the readings taken
}

// folds are the cases of a row with those put together that differ in one ambiguity only and have the same answer. Together they are the cases,
// each once. The present answer comes first, then the answers in the order of the cases.
func (row Row) folds() []*fold {
	var all []*fold
	present := ""
	order := map[string]int{}
	for i := range row.Cases {
		c := &row.Cases[i]
		f := &fold{first: c, key: refused}
		if c.Answer != nil {
			f.key = exact.Fingerprint(c.Answer)
		}
		for _, r := range c.Readings {
			f.readings = append(f.readings, []int{r})
		}
		if c.Taken {
			present = f.key
		}
		if _, ok := order[f.key]; !ok {
			order[f.key] = i + 1
		}
		all = append(all, f)
	}
	if present != "" {
		order[present] = 0
	}
	for i := len(row.Decisive) - 1; i >= 0; i-- {
		all = foldBy(all, i)
	}
	for _, f := range all {
		f.taken = f.key == present
	}
	slices.SortStableFunc(all, func(a, b *fold) int { return order[a.key] - order[b.key] })
	return all
}

// foldBy puts together what differs in the i-th ambiguity only.
func foldBy(all []*fold, i int) []*fold {
	var out []*fold
	same := map[string]*fold{}
	for _, f := range all {
		rest := slices.Clone(f.readings)
		rest[i] = nil
		key := fmt.Sprint(f.key, rest)
		if g := same[key]; g != nil {
			g.readings[i] = append(g.readings[i], f.readings[i]...)
			continue
		}
		same[key] = f
		out = append(out, f)
	}
	for _, f := range out {
		slices.Sort(f.readings[i])
	}
	return out
}
