package difftest

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// TestMain takes the number of policies and cases per test from CHECKS, for long runs, and keeps rapid from writing what failed into the
// repository: it prints the policy, the case and the seed.
func TestMain(m *testing.M) {
	flag.Parse()
	settings := map[string]string{"rapid.nofailfile": "true"}
	if n := os.Getenv("CHECKS"); n != "" {
		settings["rapid.checks"] = n
	}
	for name, v := range settings {
		if err := flag.Set(name, v); err != nil {
			fmt.Fprintln(os.Stderr, name, err)
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}
