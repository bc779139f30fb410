package diag

// The codes of test files.
const (
	TestNoPolicy        Code = "T0101" // the policy that it names does not exist
	TestTwice           Code = "T0102" // two tests of one title
	TestLikeUnknown     Code = "T0103"
	TestUnknownGiven    Code = "T0104"
	TestGivenTwice      Code = "T0105"
	TestUnknownDecision Code = "T0106"
	TestUnknownReading  Code = "T0107"
	TestUnknownNeed     Code = "T0108"
	TestUnknownClause   Code = "T0109"
	TestUnknownDuty     Code = "T0110" // a duty that the policy never imposes
	TestNotWrittenOut   Code = "T0111" // a value that has to be computed
	TestNoExpectation   Code = "T0112"
	TestUnknownCaveat   Code = "T0113"
	TestUnknownPath     Code = "T0114"
	TestDutyMisfit      Code = "T0115" // a duty expected of a decision that is none
)

// testDocs documents the codes of test files (T…). An example is a policy with its tests in one text.
func testDocs() []Doc {
	return []Doc{
		{
			Code: TestNoPolicy, Title: "test of a policy that does not exist",
			Occurs: "the name after `of policy` is not that of a policy beside the test, among those given or among those built in",
			Why:    "The test would never be run, and nobody would notice.",
			Wrong:  testedPolicy + "test \"in time\" of policy \"shop/retuns\" {\n  given late is no.\n  expect outcome is accepted.\n}\n",
			Right:  testedPolicy + "test \"in time\" of policy \"shop/returns\" {\n  given late is no.\n  expect outcome is accepted.\n}\n",
		},
		{
			Code: TestTwice, Title: "two tests of one title",
			Occurs: "a file holds two tests of one policy with the same title",
			Why:    "A report that names the title would not say which of the two failed.",
			Wrong:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted.") + inTime("given late is yes.\n  expect outcome is refused."),
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted.") + "test \"late\" of policy \"shop/returns\" {\n  given late is yes.\n  expect outcome is refused.\n}\n",
		},
		{
			Code: TestLikeUnknown, Title: "like a test that does not stand before",
			Occurs: "the title after `like` is not that of an earlier test of the same file",
			Why:    "The test would begin with nothing given, and its answer would be about another case.",
			Wrong:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted.") + "test \"late\" of policy \"shop/returns\" like \"on time\" {\n  given late is yes.\n  expect outcome is refused.\n}\n",
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted.") + "test \"late\" of policy \"shop/returns\" like \"in time\" {\n  given late is yes.\n  expect outcome is refused.\n}\n",
		},
		{
			Code: TestUnknownGiven, Title: "something given that the policy does not ask",
			Occurs: "a `given` names no fact, event or determination of the policy",
			Why:    "The policy would decide without it, and the test would pass or fail for another reason than it seems.",
			Wrong:  testedPolicy + inTime("given lat is no.\n  expect outcome is accepted."),
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted."),
		},
		{
			Code: TestGivenTwice, Title: "given twice",
			Occurs: "one test gives two values for one fact, or one record two values for one field",
			Why:    "Only one of them would count, and a reader could not say which.",
			Wrong:  testedPolicy + inTime("given late is no.\n  given late is yes.\n  expect outcome is accepted."),
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted."),
		},
		{
			Code: TestUnknownDecision, Title: "expectation about something that the policy does not decide",
			Occurs: "an `expect` names no decision of the policy",
			Why:    "What is never answered can meet no expectation.",
			Wrong:  testedPolicy + inTime("given late is no.\n  expect outcom is accepted."),
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted."),
		},
		{
			Code: TestUnknownReading, Title: "unknown ambiguity or reading",
			Occurs: "`under reading A is R` names no ambiguity of the policy, or none of its readings",
			Why:    "The case would be decided under the adopted reading, and the test would not test what it says.",
			Wrong:  testedPolicy + inTime("given late is no.\n  under reading R1 is streng.\n  expect outcome is accepted."),
			Right:  testedPolicy + inTime("given late is no.\n  under reading R1 is strict.\n  expect outcome is accepted."),
		},
		{
			Code: TestUnknownNeed, Title: "needs no fact, or awaits no determination",
			Occurs: "a name after `needs` is no fact of the policy, or one after `awaits` no determination",
			Why:    "A decision needs facts, which somebody knows, and awaits determinations, which somebody owes; the two are told apart.",
			Wrong:  testedPolicy + inTime("expect outcome needs latte."),
			Right:  testedPolicy + inTime("expect outcome needs late."),
		},
		{
			Code: TestUnknownClause, Title: "citation of a clause that does not exist",
			Occurs: "a clause after `cites` or `does not cite` is not one of the policy",
			Why:    "A test that forbids the citation of a clause that does not exist always passes.",
			Wrong:  testedPolicy + inTime("given late is no.\n  expect outcome cites clause \"§11\"."),
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome cites clause \"§1\"."),
		},
		{
			Code: TestUnknownDuty, Title: "a duty that the policy never imposes",
			Occurs: "no sentence of the policy gives this party this duty",
			Why:    "A test that expects the absence of a misspelt duty always passes.",
			Wrong:  testedPolicy + inTime("given late is no.\n  expect no duty shop must payback."),
			Right:  testedPolicy + inTime("given late is no.\n  expect no duty shop must not pay_back."),
		},
		{
			Code: TestNotWrittenOut, Title: "a value that would have to be computed",
			Occurs: "what is given or expected is not a literal, a name, a list or a record",
			Why:    "What a test computes itself can be wrong in the same way as the policy. Whoever writes the test looks the value up.",
			Wrong:  testedPolicy + inTime("given late is no.\n  given sent_on is 3 days after 2024-02-27.\n  expect outcome is accepted."),
			Right:  testedPolicy + inTime("given late is no.\n  given sent_on is 2024-03-01.\n  expect outcome is accepted."),
		},
		{
			Code: TestNoExpectation, Title: "a test that expects nothing",
			Occurs: "a test that is not to do has no `expect`",
			Why:    "It passes whatever the policy says.",
			Wrong:  testedPolicy + inTime("given late is no."),
			Right:  testedPolicy + inTime("given late is no.\n  expect outcome is accepted."),
		},
		{
			Code: TestUnknownCaveat, Title: "unknown caveat",
			Occurs: "`expect caveat` names no caveat of the policy",
			Why:    "It is never attached to an answer.",
			Wrong:  testedPolicy + inTime("given late is no.\n  expect caveat right."),
			Right:  testedPolicy + inTime("given late is no.\n  expect caveat rights."),
		},
		{
			Code: TestUnknownPath, Title: "an error expected on something that is not asked",
			Occurs: "the path after `expect error on` does not begin with a fact, event or determination of the policy",
			Why:    "An error is found on what is given.",
			Wrong:  testedPolicy + inTime("given late is no.\n  given sent_on is 2023-12-31.\n  expect error on sen_on."),
			Right:  testedPolicy + inTime("given late is no.\n  given sent_on is 2023-12-31.\n  expect error on sent_on."),
		},
		{
			Code: TestDutyMisfit, Title: "a duty and a value mixed up",
			Occurs: "`is duty` is expected of a decision that is no duty, or a plain value of one that is",
			Why:    "A duty says who must do what; no value is equal to it.",
			Wrong:  testedPolicy + inTime("given late is no.\n  given sent_on is 2024-03-01.\n  expect outcome is duty shop must pay_back."),
			Right:  testedPolicy + inTime("given late is no.\n  given sent_on is 2024-03-01.\n  expect payment is duty shop must pay_back."),
		},
	}
}

// testedPolicy is what the tests of the examples are about.
const testedPolicy = `policy "shop/returns"
  parties shop, buyer
fact late    : yes or no
fact sent_on : date not before 2024-01-01
decision outcome : first of refused, accepted
decision payment : duty
ambiguity R1 "what is late" concerns clause "§1" {
  reading lenient "as is usual" adopted "as is usual" by "the editor"
  reading strict  "to the minute"
}
clause "§1" {
  outcome is refused when late.
  outcome is accepted.
  duty payment : shop must pay_back when outcome is accepted.
  duty payment : shop must not pay_back when sent_on is after 2030-01-01.
  caveat rights "The law may give more.".
}

`

// inTime is a test of testedPolicy.
func inTime(steps string) string {
	return "test \"in time\" of policy \"shop/returns\" {\n  " + steps + "\n}\n"
}
