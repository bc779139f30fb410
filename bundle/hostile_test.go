package bundle

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/casegen"
)

// rounds is how often each policy is changed; ROUNDS=n asks for more.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("ROUNDS")); err == nil {
		return n
	}
	return 12
}

// Bundles in which somebody changed some bytes and made the digest fit again: each is refused, or decides without panicking. Some pass: a
// changed number or title is a sound policy, and only a signature can tell.
func TestChangedBundlesDoNotPanic(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	opened, tried := 0, 0
	for i, p := range append(examples(t), sellers(t)...) {
		data, err := Encode([]*dsl.Policy{p}, Tests{})
		if err != nil {
			continue
		}
		content, err := contentOf(data)
		if err != nil {
			t.Fatal(err)
		}
		texts := 0
		for _, f := range p.Versions[0].Files {
			texts += len(f.Text)
		}
		for range rounds() {
			changed := append([]byte(nil), content...)
			for range 1 + r.IntN(3) {
				at := len(changed) - 1 - r.IntN(min(len(changed)-1, len(changed)-texts))
				changed[at] = byte(r.IntN(64))
			}
			tried++
			b, err := Open(resealed(data, changed))
			if err != nil {
				continue
			}
			opened++
			decideAnything(t, b, fmt.Sprint(i, p.Name))
		}
	}
	t.Logf("%d of %d could be opened", opened, tried)
	if opened == 0 || opened == tried {
		t.Errorf("%d of %d could be opened", opened, tried)
	}
}

func decideAnything(t *testing.T, b *Bundle, name string) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: %v\n%s", name, r, debug.Stack())
		}
	}()
	for _, v := range b.Versions() {
		pl, err := engine.Compile(v)
		if err != nil {
			continue
		}
		for seed := range uint64(3) {
			if res, _ := pl.Decide(casegen.New(v, seed, 20).Case(), engine.Options{}); res != nil {
				explain.JSON(res, "")
				explain.Text(res, explain.TextOptions{All: true})
			}
		}
	}
}
