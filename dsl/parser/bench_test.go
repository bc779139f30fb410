package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/source"
)

// policyOf30Lines is a policy of 30 lines, the i-th of many.
func policyOf30Lines(i int) string {
	return fmt.Sprintf(`policy "seller%[1]d/returns"
  title    "Returns"
  source   "seller%[1]d"
  parties  client, seller
  currency EUR
  months   clamp

fact received_on  : date from client "When did it arrive?"
fact sent_on      : date not before received_on from client "When was it sent back?"
fact damaged      : yes or no from seller "Is it damaged?"
fact reason       : one of damage, defect, other asked when damaged from client "Why?"
fact price        : money at least 0 EUR from seller "Price paid"

decision last_day : date
decision outcome  : first of refused, late, accepted
decision grounds  : set of too_late, worn arises when damaged
decision refund   : money arises when outcome is accepted

clause "1" "fourteen days" {
  last_day is %[2]d days after received_on.
  outcome is late when sent_on is after last_day and not damaged.
  grounds includes too_late when sent_on is after last_day unless reason is one of damage, defect.
}
clause "2" "refund" {
  determination wear : money by seller at least 0 EUR at most price "What is deducted?".
  outcome is refused when reason is other and (damaged or sent_on is within 3 days after received_on).
  outcome is accepted.
  refund is price.
  deduct wear from refund when damaged.
}
`, i, 10+i%20)
}

// A thousand policies of 30 lines, one after the other on one core.
func BenchmarkThousandPolicies(b *testing.B) {
	files := make([]*source.File, 1000)
	bytes := 0
	for i := range files {
		text := policyOf30Lines(i)
		if strings.Count(text, "\n") != 30 {
			b.Fatalf("%d lines", strings.Count(text, "\n"))
		}
		files[i] = source.NewFile("a.policy", text)
		bytes += len(text)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			if _, list := Parse(f, Limits{}); list.Len() > 0 {
				b.Fatal(list.All()[0])
			}
		}
	}
}

// The scanner alone.
func BenchmarkScan(b *testing.B) {
	f := source.NewFile("a.policy", strings.Repeat(policyOf30Lines(1), 100))
	b.SetBytes(int64(len(f.Text)))
	for b.Loop() {
		newScanner(f, nil).run()
	}
}
