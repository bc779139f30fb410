package diag

// The codes of comments that allow a finding: # policyc:allow P0203 because …
const (
	AllowMalformed Code = "P0701" // no code, a code that there is not, or no reason
	AllowUnused    Code = "P0702" // nothing is found where it allows it
	AllowedError   Code = "P0703" // an error cannot be allowed
)

const allowHeader = `policy "harbour/returns"
fact worn : yes or no
`

const allowRest = `decision accepted : yes or no
clause "1" "worn watches" { accepted is no when worn. accepted is yes otherwise. }
`

// allowDocs documents the codes P07…: comments that allow findings of policyc check.
var allowDocs = []Doc{
	{
		Code: AllowMalformed, Title: "an allowance without its code or its reason",
		Occurs: "a comment begins with policyc:allow, but no code of a finding follows, or no reason after `because`",
		Why:    "Whoever reads it later cannot tell what was accepted, or whether it still holds. A reason is a sentence for that reader.",
		Wrong:  allowHeader + "# policyc:allow P0203\nfact gift : yes or no\n" + allowRest,
		Right:  allowHeader + "# policyc:allow P0203 because the next version of the terms will ask for it\nfact gift : yes or no\n" + allowRest,
	},
	{
		Code: AllowUnused, Title: "an allowance of nothing",
		Occurs: "a comment allows a finding that is not found on its line, or on the line below if it stands alone",
		Why:    "It would silently allow the same mistake when somebody makes it later.",
		Wrong:  allowHeader + "# policyc:allow P0203 because it is asked for the statistics\n" + allowRest,
		Right:  allowHeader + allowRest,
	},
	{
		Code: AllowedError, Title: "an error that is allowed",
		Occurs: "a comment allows a finding that is an error",
		Why:    "A policy with errors means nothing, so nobody can accept it as it is. Only warnings can be allowed.",
		Wrong:  allowHeader + "decision accepted : yes or no\n# policyc:allow P0201 because it is to be declared tomorrow\nclause \"1\" { accepted is no when wron. }\n",
		Right:  allowHeader + allowRest,
	},
}
