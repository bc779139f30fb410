// Package thirtylines makes any number of realistic policies of thirty lines, for benchmarks.
package thirtylines

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/source"
)

// Lines is how long each policy is.
const Lines = 30

// Policy is the i-th policy. No two have the same name.
func Policy(i int) string {
	forms := [...]string{returns, wear}
	return fmt.Sprintf(forms[i%len(forms)], i, 10+i/len(forms)%50)
}

// Files are the first n policies, each in a file of its own.
func Files(n int) []*source.File {
	files := make([]*source.File, n)
	for i := range files {
		files[i] = source.NewFile(fmt.Sprintf("s%02d/p%d.policy", i%100, i), Policy(i))
	}
	return files
}

const returns = `policy "shop%[1]d/returns"
  title    "Returns"
  seller   "Shop %[1]d"
  parties  buyer, shop
  currency EUR

fact delivered_on : date from shop "When was the watch delivered?"
fact returned_on  : date not before delivered_on from shop "When did it come back?"
fact price        : money at least 0 from shop "What did the buyer pay?"
fact engraved     : yes or no from shop "Was it engraved for the buyer?"
fact worn         : yes or no from shop "Does it show signs of wear?"

decision outcome : first of refused, accepted
decision grounds : set of late, engraved
decision refund  : money arises when outcome is accepted

section "Returns" {
  clause "1" "days" {
    last_day means %[2]d days after delivered_on.
    grounds includes late when returned_on is after last_day.
  }
  clause "2" "engraved watches" { grounds includes engraved when engraved. }
  clause "3" "the refund" {
    outcome is refused when grounds is not empty.
    outcome is accepted.
    refund is price less 5%% of price when worn.
    refund is price otherwise.
    round refund down to 0.01.
  }
}
`

const wear = `policy "seller%[1]d/returns"
  title    "Returns"
  seller   "Seller %[1]d"
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
  grounds includes worn when reason is other.
}
clause "2" "refund" {
  determination wear : money by seller at least 0 EUR at most price "What is deducted?".
  outcome is refused when reason is other and (damaged or sent_on is within 3 days after received_on).
  outcome is accepted.
  refund is price less wear.
}
`
