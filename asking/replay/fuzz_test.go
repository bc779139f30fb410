package replay

import (
	"strings"
	"testing"
)

// Whatever a file of recorded cases holds, each line is a case or the error names it.
func FuzzEach(f *testing.F) {
	f.Add(cases)
	f.Add("{\"policy\": \"t/parcel\", \"facts\": [[[]]]}\n\xff\xfe\x00")
	f.Fuzz(func(t *testing.T, text string) {
		r := New(side(t, parcel), side(t, parcel))
		if err := Each(strings.NewReader(text), r.Case); err != nil {
			if !strings.Contains(err.Error(), "line ") {
				t.Fatal(err)
			}
			return
		}
		if got := r.Report(); len(got.Groups) > 0 {
			t.Fatalf("the same policy decides otherwise: %+v", got)
		}
	})
}
