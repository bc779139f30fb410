package bundle

import (
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Whatever a bundle holds, with a digest that fits: it is refused, or it is encoded again to the same bytes and decides without panicking.
func FuzzOpen(f *testing.F) {
	data := encoded(f, smallPolicy(f, "returns.policy"))
	f.Add(data[headBytes : len(data)-33])
	for i, p := range examples(f) {
		if one, err := Encode([]*dsl.Policy{p}, Tests{}); err == nil && i%4 == 0 {
			f.Add(one[headBytes : len(one)-33])
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		b, err := Open(resealed(data, content))
		if err != nil {
			return
		}
		if _, err := Encode(b.Policies, b.Tests); err != nil {
			t.Fatalf("it is opened and cannot be written: %v", err)
		}
		for _, v := range b.Versions() {
			pl, err := engine.Compile(v)
			if err != nil {
				continue
			}
			if res, _ := pl.Decide(&facts.Set{Values: make([]value.Value, len(v.Inputs))}, engine.Options{}); res != nil {
				explain.JSON(res, "")
			}
		}
	})
}
