package difftest

import (
	"math/rand/v2"

	"pgregory.net/rapid"
)

// dice is where the generator takes its choices from: rapid, which shrinks what fails, or a seed, which is fast.
type dice interface {
	between(lo, hi int, label string) int
}

type rapidDice struct{ t *rapid.T }

func (d rapidDice) between(lo, hi int, label string) int {
	return rapid.IntRange(lo, hi).Draw(d.t, label)
}

type seededDice struct{ r *rand.Rand }

func seeded(seed, stream uint64) dice { return seededDice{rand.New(rand.NewPCG(seed, stream))} }

func (d seededDice) between(lo, hi int, _ string) int { return lo + d.r.IntN(hi-lo+1) }

func chance(t dice, percent int) bool { return t.between(0, 99, "chance") < percent }

func oneOf[T any](t dice, xs []T) T { return xs[t.between(0, len(xs)-1, "choice")] }

// shuffled is the numbers below n in some order.
func shuffled(t dice, n int) []int {
	out := indexes(n)
	for i := n - 1; i > 0; i-- {
		j := t.between(0, i, "place")
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
