package batch

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/clausewise/clausewise/internal/casegen"
)

// Who asks for one decision gets of it what those get who ask for all.
func TestAskedAlone(t *testing.T) {
	for _, versions := range everyPolicy(t) {
		p := versions[len(versions)-1]
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			var input []byte
			for seed := range uint64(40) {
				input = append(input, asLine(p, casegen.New(p, seed, int(seed%3)*10).Case())...)
			}
			all, _, _ := decideAll(t, versions, Lines, input)
			for _, d := range p.Decisions {
				if !d.Own {
					continue
				}
				policy, err := Compile(versions, Ask{Decisions: []string{d.Name}})
				if err != nil {
					t.Fatal(err)
				}
				one, _, _ := run(t, policy, NewLines(bytes.NewReader(input), 0, 0), Lines)
				want, got := bytes.Split(bytes.TrimSpace(all), []byte("\n")), bytes.Split(bytes.TrimSpace(one), []byte("\n"))
				if len(want) != len(got) {
					t.Fatalf("%s: %d answers, not %d", d.Name, len(got), len(want))
				}
				for i := range want {
					w := object(t, want[i])["decisions"].(map[string]any)[d.Name]
					g := object(t, got[i])["decisions"].(map[string]any)
					if len(g) != 1 || !reflect.DeepEqual(g[d.Name], w) {
						t.Fatalf("%s, answer %d: %v, not %v", d.Name, i+1, g, w)
					}
				}
			}
		})
	}
}
