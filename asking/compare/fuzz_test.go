package compare_test

import (
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
)

// Whatever a case for several policies holds, it is refused or it is written for each of them; nothing breaks down.
func FuzzRead(f *testing.F) {
	lib, v := library(f)
	var latest []*tree.Policy
	for _, name := range v.Policies() {
		versions, err := lib.Load(name)
		if err != nil {
			f.Fatal(err)
		}
		latest = append(latest, versions[len(versions)-1])
	}
	f.Add("price: {amount: 1, currency: EUR}\nbuyer_is_consumer: yes\n")
	f.Add("a: &a [x, x]\nb: &b [*a, *a]\nwatchlegacy/returns: {c: *b}\n")
	f.Add("watchlegacy/returns: &w\n  watchlegacy/returns: *w\n")
	f.Add("{a: {a: {a: {a: {a: [[[[[[[[!!str a]]]]]]]]}}}}}\n--- 2\n")
	for _, w := range v.Facts {
		f.Add(w.Name + ": yes\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, problems := v.Read("case.yaml", []byte(text), v.Policies())
		if len(problems) > 0 {
			return
		}
		for _, p := range latest {
			set, _, problems := c.For(p)
			if len(problems) == 0 && len(set.Values) != len(p.Inputs) {
				t.Fatalf("%d facts of %d", len(set.Values), len(p.Inputs))
			}
		}
	})
}
