package readings

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Whatever the answers are, the folds hold each combination once, with its own answer, and none could be put together with another.
func TestFoldsAreTheCases(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		row := Row{}
		combos := [][]int{nil}
		for range 1 + rng.IntN(4) {
			a := &tree.Ambiguity{Readings: make([]*tree.Reading, 2+rng.IntN(2))}
			row.Decisive = append(row.Decisive, a)
			var next [][]int
			for _, c := range combos {
				for r := range a.Readings {
					next = append(next, append(slices.Clone(c), r))
				}
			}
			combos = next
		}
		statuses := []outcome.Status{outcome.NotApplicable, outcome.Conflict, outcome.NotGoverned}
		want := map[string]string{}
		for i, c := range combos {
			one := Case{Readings: c, Taken: i == len(combos)/2}
			if n := rng.IntN(4); n < 3 {
				one.Answer = &outcome.Decision{Decision: &tree.Decision{}, Status: statuses[n]}
			}
			row.Cases = append(row.Cases, one)
		}
		for _, f := range (Row{Cases: row.Cases}).folds() {
			want[string(bytesOf(f.first.Readings))] = f.key
		}
		folds := row.folds()
		if !folds[0].taken {
			t.Fatal("the present answer does not come first")
		}
		got := map[string]string{}
		for _, f := range folds {
			for _, c := range combos {
				inside := true
				for i, r := range c {
					inside = inside && slices.Contains(f.readings[i], r)
				}
				if inside {
					if _, twice := got[string(bytesOf(c))]; twice {
						t.Fatalf("%v is in two folds", c)
					}
					got[string(bytesOf(c))] = f.key
				}
			}
		}
		if len(got) != len(combos) {
			t.Fatalf("%d of %d combinations", len(got), len(combos))
		}
		for c, key := range got {
			if want[c] != key {
				t.Fatalf("%v is in a fold with another answer", []byte(c))
			}
		}
	}
}

func bytesOf(all []int) []byte {
	out := make([]byte, len(all))
	for i, n := range all {
		out[i] = byte(n)
	}
	return out
}
