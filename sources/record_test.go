package sources

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func told(changes []Change) []string {
	var out []string
	for _, c := range changes {
		s := string(c.Kind) + " " + c.Name()
		if c.Recorded {
			s += " recorded"
		}
		if c.MovedTo != "" {
			s += " to " + c.MovedTo
		}
		out = append(out, s)
	}
	return out
}

func expect(t *testing.T, d *Document, found *Found, want ...string) []Change {
	t.Helper()
	changes := Compare(d, found)
	if diff := cmp.Diff(want, told(changes)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	return changes
}

// A change is found, recorded, found again as recorded, and confirmed.
func TestLifeOfAChange(t *testing.T) {
	o, text := harbour(t)
	d := locked(t, o, text)
	now := strings.Replace(text, "Engraved watches", "Engraved or painted watches", 1)
	now = strings.Replace(now, "We hope", "Come back.\n\nWe hope", 1)
	now = strings.Replace(now, "    Day: a calendar day.\n", "", 1)
	found := locate(t, o, now)
	changes := expect(t, d, found, "vanished returns/2/day", "changed returns/b1", "changed thanks/p1 to thanks/p2", "appeared thanks/p2")
	if changes[2].Digest == changes[3].Digest {
		t.Error("two texts have one digest")
	}
	Record(d, found)
	expect(t, d, found, "vanished returns/2/day recorded", "changed returns/b1 recorded", "changed thanks/p1 recorded to thanks/p2", "appeared thanks/p2 recorded")
	Record(d, found) // again, which changes nothing
	if n := len(d.Pending()); n != 4 {
		t.Errorf("%d changes wait, want 4", n)
	}
	for _, name := range []string{"returns/b1", "returns/2/day", "thanks/p1", "thanks/p2"} {
		if err := Confirm(d, name, "A. Editor", "2024-02-29"); err != nil {
			t.Error(err)
		}
	}
	expect(t, d, found)
	if len(d.Pending()) > 0 {
		t.Error("a change still waits")
	}
	for _, e := range d.Entries {
		if e.ID == "returns/b1" && (e.ConfirmedBy != "A. Editor" || e.ConfirmedOn != "2024-02-29") {
			t.Errorf("the lock does not say who confirmed: %+v", e)
		}
	}
}

// What reads again as it was confirmed waits no more.
func TestChangeTakenBack(t *testing.T) {
	o, text := harbour(t)
	d := locked(t, o, text)
	before := (&Lock{Documents: []*Document{d}}).Encode()
	Record(d, locate(t, o, strings.Replace(text, "We hope", "New.\n\nWe hope", 1)))
	if len(d.Pending()) != 2 {
		t.Fatalf("%d changes wait, want 2", len(d.Pending()))
	}
	Record(d, locate(t, o, text))
	if diff := cmp.Diff(string(before), string((&Lock{Documents: []*Document{d}}).Encode())); diff != "" {
		t.Error(diff)
	}
}

func TestConfirmRefuses(t *testing.T) {
	o, text := harbour(t)
	d := locked(t, o, text)
	if err := Confirm(d, "returns/b1", "A", ""); err == nil || !strings.Contains(err.Error(), "has not changed") {
		t.Error(err)
	}
	if err := Confirm(d, "nothing", "A", ""); err == nil || !strings.Contains(err.Error(), "no change waits") {
		t.Error(err)
	}
	Record(d, locate(t, o, strings.Replace(text, "Engraved", "Painted", 1)))
	if err := Confirm(d, "return/b1", "A", ""); err == nil || !strings.Contains(err.Error(), `did you mean "returns/b1"?`) {
		t.Error(err)
	}
}
