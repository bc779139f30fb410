package batch

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
)

const bounded = `policy "test/bounded"
  title    "Bounded"
  seller   "Test"
  source   "test"
  parties  buyer, seller
  currency EUR

record part {
  fact weight : number
  fact worth  : money at least 0 EUR
  fact made   : date not after 2024-12-31
}

fact price  : money above 10 EUR from buyer
fact share  : number at most 5 from buyer
fact months : list of whole number below 13 from buyer
fact parts  : list of part from buyer

decision dear : yes or no
clause "1" "dear" {
  dear is yes when price is above 100 EUR or share is above 3 or some m in months has (m is above 11).
  dear is yes when some p in parts has (worth of p is above 50 EUR and weight of p is below 2 and made of p is after 2020-01-01).
  dear is no otherwise.
}
`

// A row whose facts do not keep their bounds is rejected, and only that: bounds with ends of both kinds, of amounts, numbers and days, of members of lists
// and of fields wherever they stand in their record. Decided are the rows of a group together, read as words.
func TestBounds(t *testing.T) {
	prog, err := dsl.Load([]*source.File{source.NewFile("bounded.policy", bounded)})
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(prog.Policies[0].Versions, Ask{})
	if err != nil {
		t.Fatal(err)
	}
	if g := newGroup(p); g == nil || !g.words {
		t.Fatal("rows are not read as words")
	}
	row := func(price, share, months, weight, worth, made string) string {
		return fmt.Sprintf(`{"price":{"amount":"%s","currency":"EUR"},"share":%s,"months":[%s],"parts":[{"weight":0,"worth":{"amount":"0","currency":"EUR"},"made":"2024-12-31"},{"weight":%s,"worth":{"amount":"%s","currency":"EUR"},"made":"%s"}]}`+"\n",
			price, share, months, weight, worth, made)
	}
	var lines strings.Builder
	var want []bool
	add := func(kept bool, text string) {
		want = append(want, kept)
		lines.WriteString(text)
	}
	for range 40 { // several groups
		add(true, row("10.01", "5", "12,1", "-3", "0", "2024-12-31"))
		add(true, row("1000", "-5", "", "7", "60", "2021-01-01"))
		add(false, row("10", "5", "12", "1", "0", "2024-12-31"))
		add(false, row("10.01", "6", "12", "1", "0", "2024-12-31"))
		add(false, row("10.01", "5", "1,13", "1", "0", "2024-12-31"))
		add(false, row("10.01", "5", "12", "0", "-0.01", "2024-12-31"))
		add(false, row("10.01", "5", "12", "0", "0", "2025-01-01"))
	}
	answers, rejects, pos := run(t, p, NewLines(strings.NewReader(lines.String()), 0, 0), Lines)
	rejected := map[float64]bool{}
	for l := range strings.Lines(string(rejects)) {
		rejected[object(t, []byte(l))["row"].(float64)] = true
	}
	for i, kept := range want {
		if rejected[float64(i+1)] == kept {
			t.Errorf("row %d is rejected %v", i+1, !kept)
		}
	}
	if n := strings.Count(string(answers), "\n"); n != 80 || pos.Counts.In != 280 {
		t.Errorf("%d answers, %+v", n, pos.Counts)
	}
}
