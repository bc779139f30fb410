package casetest_test

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/engine"
)

const tested = `policy "a/b"
  parties shop, buyer
  currency EUR
record visit { fact came_on : date  fact paid : yes or no }
fact late   : yes or no
fact gift   : yes or no
fact price  : money
fact visits : list of visit
event lost  : date
decision outcome : one of refused, accepted
decision refund  : money arises when not gift
decision duties_owed : duties
decision payment : duty
clause "1" { outcome is refused when late. outcome is accepted when gift. }
clause "2" { refund is price. determination fee : money by shop at least 0 EUR at most 5 EUR asked when late. deduct fee from refund when late. }
clause "3" {
  duty duties_owed : shop must pay_back amount 5 EUR when late.
  duty duties_owed : buyer may complain when gift.
  duty payment : shop must pay_back to buyer amount price by 2024-05-01 when late.
}
clause "4" informational "nothing"
clause "5" { caveat unpaid "Not all is paid." when some v in visits has ( paid of v is no ). }
`

// run gives what became of the one test that has these steps.
func run(t *testing.T, steps string) *casetest.Result {
	t.Helper()
	p, s := suite(t, tested+"test \"x\" of policy \"a/b\" {\n  "+steps+"\n}\n")
	if len(s.Findings) > 0 {
		t.Fatalf("%+v", s.Findings)
	}
	g, err := engine.NewProgram(p.Policy("a/b").Versions)
	if err != nil {
		t.Fatal(err)
	}
	return s.Cases[0].Run(g)
}

// Each kind of expectation holds where the answer is so, and only there. What is answered instead is told as a test writes it.
func TestExpectations(t *testing.T) {
	const both, none, late = "given late is yes. given gift is yes. ", "given late is no. given gift is no. ", "given late is yes. given gift is no. given price is 100 EUR. "
	tests := []struct{ given, holds, fails, answered string }{
		{late, "outcome is refused", "outcome is accepted", "outcome is refused"},
		{both, "outcome is in conflict", "outcome is not governed", "outcome is in conflict"},
		{none, "outcome is not governed", "outcome is in conflict", "outcome is not governed"},
		{both, "refund is not applicable", "refund needs price", "refund is not applicable"},
		{none, "refund needs price", "refund is not applicable", "refund needs price"},
		{"given late is no. ", "refund needs price, gift", "refund needs price", "refund needs gift, price"},
		{late, "refund awaits fee", "refund needs price", "refund awaits fee"},
		{late + "given fee is 5 EUR. ", "refund is 95 EUR", "refund is 95.01 EUR", "refund is 95.00 EUR"},
		{none + "given price is 0 EUR. ", "refund is 0", "refund is 0.01 EUR", "refund is 0.00 EUR"},
		{none + "given price is 0 less 3 EUR. ", "refund is 0 EUR less 3 EUR", "refund is 3 EUR", "refund is 0.00 EUR less 3.00 EUR"},
		{late, `outcome cites clause "1"`, `outcome cites clause "2"`, "outcome cites other clauses"},
		{late, `outcome does not cite clause "2"`, `outcome does not cite clause "1"`, "outcome cites it"},
		{late, "payment is duty shop must pay_back to buyer amount 100 EUR by 2024-05-01", "payment is duty shop must pay_back to buyer amount 100 EUR",
			"payment is duty shop must pay_back to buyer amount 100.00 EUR by 2024-05-01"},
		{none, "payment is not applicable", "payment is duty shop must pay_back", "payment is not applicable"},
		{both, "duties_owed is duty buyer may complain", "duties_owed is duty shop must pay_back", "duties_owed is [duty shop must pay_back amount 5.00 EUR, duty buyer may complain]"},
		{none, "duties_owed is []", "duties_owed is duty buyer may complain", "duties_owed is []"},
		{late, "duty shop must pay_back by 2024-05-01", "duty buyer may complain", "other duties arise"},
		{none, "no duty shop must pay_back", "duty shop must pay_back", "no duty arises"},
		{"given visits is [{ paid is yes }, { came_on is 2024-05-02, paid is no }]. ", "caveat unpaid", "error on visits", "the facts are accepted: every value is within its bounds"},
		{"given visits is []. ", "duties_owed is []", "caveat unpaid", "no caveat applies"},
		{late + "given fee is 6 EUR. ", "error on fee", "refund is 94 EUR", "the facts are refused"},
	}
	for _, tt := range tests {
		if r := run(t, tt.given+"expect "+tt.holds+"."); r.Status != casetest.Passed {
			t.Errorf("%sexpect %s: %v, answered %s", tt.given, tt.holds, r.Status, r.Failures[0].Got)
		}
		r := run(t, tt.given+"expect "+tt.fails+".")
		if r.Status != casetest.Failed || r.Failures[0].Got != tt.answered {
			t.Errorf("%sexpect %s: %v, %+v, want %q", tt.given, tt.fails, r.Status, r.Failures, tt.answered)
		}
	}
}

// The sentence that is suggested holds.
func TestSuggestionsHold(t *testing.T) {
	const given = "given late is yes. given gift is no. given price is 100 EUR. "
	for _, wrong := range []string{"outcome is accepted", "refund is 5 EUR", `outcome cites clause "1", "2"`, "payment is duty shop must pay_back", "no duty shop must pay_back", "outcome needs late"} {
		r := run(t, given+"expect "+wrong+".")
		if r.Status != casetest.Failed || r.Failures[0].Suggest == "" {
			t.Errorf("%s: %v, nothing suggested", wrong, r.Status)
			continue
		}
		if again := run(t, given+r.Failures[0].Suggest); again.Status != casetest.Passed {
			t.Errorf("%s: %q does not hold", wrong, r.Failures[0].Suggest)
		}
	}
}

// Of a policy in several versions, the one that is in force on the day of the case decides, and types what is expected of it.
func TestVersions(t *testing.T) {
	const version = `policy "a/b"
  version "%V"
  in force from %F picked by bought_on
fact bought_on : date
decision days : %T
clause "1" { days is %D. }
`
	one := strings.NewReplacer("%V", "1", "%F", "2023-01-01 until 2023-12-31", "%T", "whole number", "%D", "14").Replace(version)
	two := strings.NewReplacer("%V", "2", "%F", "2024-01-01", "%T", "whole number", "%D", "30").Replace(version)
	const tests = `test "old" of policy "a/b" {
  given bought_on is 2023-12-31.
  expect days is 14.
}
test "new" of policy "a/b" {
  given bought_on is 2024-01-01.
  expect days is 30.
}
test "unknown" of policy "a/b" {
  expect days needs bought_on.
}
test "before all" of policy "a/b" {
  given bought_on is 2022-12-31.
  expect days is not governed.
}
`
	p, s := suites(t, one, two, tests)
	g, err := engine.NewProgram(p.Policy("a/b").Versions)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Cases {
		if r := c.Run(g); r.Status != casetest.Passed {
			t.Errorf("%s: %v %+v", c.Title, r.Status, r.Failures)
		}
	}
	if len(s.Cases) != 4 || len(s.Findings) > 0 {
		t.Errorf("%d cases, %+v", len(s.Cases), s.Findings)
	}
}
