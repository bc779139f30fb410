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
