package ast

// Test is a case in a _test.policy file:
//
//	test "a late request is refused" of policy "watchlegacy/returns" {
//	  given delivery_confirmed_on is 2024-05-06.
//	  given missing_items is [link, manual].
//	  given checks is [{ presented_on is 2024-01-01, accepted is yes }].
//	  under reading W1 is counted.
//	  expect return_outcome is rejected.
//	  expect rejection_grounds is [late_request].
//	  expect return_outcome cites clause "§1.3", "§2".
//	  expect refund_amount is not applicable.
//	  expect documentation needs video_provided, photos_cover.
//	  expect refund_amount awaits restocking_fee_rate.
//	  expect cancellation_result is in conflict.
//	  expect warranty_works is not governed.
//	  expect duty client must request_rma by 2024-05-13.
//	  expect rma_duty is duty client must request_rma by 2024-05-13.
//	  expect caveat legal_rights.
//	  expect error on checks[1].presented_on.
//	}
type Test struct {
	At
	Title  String
	Policy String
	Todo   *String // todo "why": listed, not run
	Like   *String // "like "title"": begins with the givens of an earlier test of the file; a later given replaces one of the same name
	Steps  []TestStep
}

// StepKind tells steps apart.
type StepKind uint8

// The kinds of step.
const (
	StepGiven         StepKind = iota // given NAME is V.
	StepUnknown                       // given NAME is unknown. removes an inherited given
	StepReading                       // under reading A is R.
	StepIs                            // expect D is V.
	StepNotApplicable                 // expect D is not applicable.
	StepNotGoverned                   // expect D is not governed.
	StepConflict                      // expect D is in conflict.
	StepNeeds                         // expect D needs a, b. exactly these
	StepAwaits                        // expect D awaits det.
	StepCites                         // expect D cites clause "…". at least these
	StepCitesNot                      // expect D does not cite clause "…".
	StepIsDuty                        // expect D is duty ….
	StepDuty                          // expect duty ….  among the duties that arise
	StepNoDuty                        // expect no duty PARTY MODALITY WHAT.
	StepCaveat                        // expect caveat NAME.
	StepError                         // expect error on PATH.
)

// TestStep is one sentence of a test.
type TestStep struct {
	At
	Kind    StepKind
	Name    Name // input, ambiguity or decision
	Value   Expr
	Names   []Name // needs, awaits
	Clauses []String
	Duty    *Duty // party, modality, what, details
	Path    string
}
