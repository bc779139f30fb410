package batch

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
)

const until = `policy "test/until"
  title    "Until"
  seller   "Test"
  source   "test"
  parties  buyer, seller

fact as_of  : date from buyer
fact ends_on : date from buyer

decision over : yes or no
clause "1" "over" { over is yes when as_of is after ends_on. over is no otherwise. }
`

// The day for which a file of cases is asked is that of every case; a case of another day is rejected.
func TestAsOf(t *testing.T) {
	prog, err := dsl.Load([]*source.File{source.NewFile("until.policy", until)})
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(prog.Policies[0].Versions, Ask{AsOf: "2024-06-01"})
	if err != nil {
		t.Fatal(err)
	}
	rows := `{"ends_on":"2024-05-31"}` + "\n" + `{"ends_on":"2024-06-01"}` + "\n" + `{"ends_on":"2024-05-31","as_of":"2024-05-01"}` + "\n" + `{"ends_on":"2024-05-31","as_of":"2024-06-01"}` + "\n"
	answers, rejects, _ := run(t, p, NewLines(strings.NewReader(rows), 0, 0), Lines)
	var got []string
	for l := range strings.Lines(string(answers)) {
		got = append(got, object(t, []byte(l))["decisions"].(map[string]any)["over"].(map[string]any)["status"].(string))
		if v := object(t, []byte(l))["decisions"].(map[string]any)["over"].(map[string]any)["value"]; v != (len(got) != 2) {
			t.Errorf("answer %d: %v", len(got), v)
		}
	}
	if len(got) != 3 || !strings.HasPrefix(string(rejects), `{"row":3,"problems":[{"code":"F0126"`) {
		t.Errorf("answers %v, rejects %s", got, rejects)
	}
}
