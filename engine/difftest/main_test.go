package difftest

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// TestMain takes the number of policies and cases per test from CHECKS, for long runs, which draw anew each time; the short runs of every day
// draw the same each time, so that a change is judged by what it changes. Rapid prints what failed, with its seed, and writes nothing into the
// repository.
func TestMain(m *testing.M) {
	flag.Parse()
	settings := map[string]string{"rapid.nofailfile": "true"}
	if n := os.Getenv("CHECKS"); n != "" {
		settings["rapid.checks"] = n
	} else {
		settings["rapid.seed"] = "20261120"
	}
	for name, v := range settings {
		if err := flag.Set(name, v); err != nil {
			fmt.Fprintln(os.Stderr, name, err)
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}
