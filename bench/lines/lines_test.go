package lines

import "testing"

// No engine is measured that answers otherwise.
func TestAllAgree(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	n := uint64(10_000)
	if testing.Short() {
		n = 300
	}
	if err := Agree(all, n); err != nil {
		t.Fatal(err)
	}
}
