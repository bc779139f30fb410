package workload

import (
	"encoding/json"
	"reflect"
	"testing"
)

// What is written is read as the same case, and lines have the length that comparisons are made with.
func TestLines(t *testing.T) {
	total := 0
	for i := range uint64(2000) {
		text := AppendLine(nil, 1, i)
		total += len(text)
		var l Line
		var c Case
		if err := json.Unmarshal(text, &l); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		if err := l.Into(&c); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		want := New(1, i)
		want.W3.Consent = want.W3.Consent && want.W3.ThirdPartyWork // not asked otherwise
		for _, pair := range [][2]any{{c.W1, want.W1}, {c.W2, want.W2}, {c.W3, want.W3}} {
			g, _ := json.Marshal(pair[0])
			w, _ := json.Marshal(pair[1])
			var a, b map[string]any
			_, _ = json.Unmarshal(g, &a), json.Unmarshal(w, &b)
			for name, v := range a {
				if list, ok := v.([]any); ok && len(list) == 0 {
					a[name] = nil
				}
			}
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("%s\nis read as %s", w, g)
			}
		}
	}
	if mean := total / 2000; mean < 1600 || mean > 1720 {
		t.Errorf("a line has %d bytes on average", mean)
	}
}
