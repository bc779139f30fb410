package engines

import "testing"

// No engine is measured that decides otherwise.
func TestAllAgree(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	n := uint64(10_000)
	if testing.Short() {
		n = 500
	}
	if err := Agree(all, n); err != nil {
		t.Fatal(err)
	}
}
