package licences

import "testing"

// Every module has a licence that is known, and none asks for more than to be named or to have its own source given.
func TestEveryLicenceIsKnown(t *testing.T) {
	all := All()
	if len(all) < 20 {
		t.Errorf("%d modules", len(all))
	}
	for _, l := range all {
		if l.Kind == "" || l.Version == "" {
			t.Errorf("%s %s: which licence is this?\n%.300s", l.Module, l.Version, l.Text)
		}
	}
}
