package diag

// clauseDocs documents the codes P04…: clauses, edges, imports, versions.
var clauseDocs = []Doc{
	{
		Code: ClauseTwice, Title: "a clause that stands twice",
		Occurs: "two clauses of a policy have one id",
		Why:    "Whoever looks for a clause finds it in one place, and finds all of it.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" { accepted is no when worn. }
clause "1" { accepted is yes otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" { accepted is no when worn.  accepted is yes otherwise. }
`,
	},
	{
		Code: ClauseTwoStatuses, Title: "a clause with two statuses",
		Occurs: "a clause is encoded in one place and informational, not modelled or modelled elsewhere in another",
		Why:    "Each clause is accounted for in one way; otherwise nobody can tell whether it is complete.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" { accepted is no when worn.  accepted is yes otherwise. }
clause "1" informational
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" { accepted is no when worn.  accepted is yes otherwise. }
clause "2" informational
`,
	},
	{
		Code: UnknownClause, Title: "a clause that does not exist",
		Occurs: "a clause id is named that neither the policy nor one that it uses has",
		Why:    "A reference that leads nowhere protects nobody: the rule that should prevail would not.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "§1" { accepted is no when worn read with clause "§22". }
clause "§2" { accepted is yes otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "§1" { accepted is no when worn read with clause "§2". }
clause "§2" { accepted is yes otherwise. }
`,
	},
	{
		Code: NotReadWith, Title: "a clause modelled elsewhere that is not mentioned there",
		Occurs: "a clause is modelled in another clause, and no sentence there is read with it",
		Why:    "No decision would ever cite it.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" modelled in clause "2"
clause "2" { accepted is no when worn.  accepted is yes otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" modelled in clause "2"
clause "2" { accepted is no when worn read with clause "1".  accepted is yes otherwise. }
`,
	},
	{
		Code: NoRuleThere, Title: "an edge to a clause without a rule for the decision",
		Occurs: "despite or subject to names a clause or policy in which no other rule for the decision stands",
		Why:    "It says which of two rules prevails, and there is only one.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : one of accepted, refused
decision checked  : yes or no
clause "1" { accepted is accepted. }
clause "2" { checked is yes. }
clause "3" { despite clause "2", accepted is refused when worn. }
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : one of accepted, refused
decision checked  : yes or no
clause "1" { accepted is accepted. }
clause "2" { checked is yes. }
clause "3" { despite clause "1", accepted is refused when worn. }
`,
	},
	{
		Code: EdgeLoop, Title: "rules that prevail over each other in a circle",
		Occurs: "following despite and subject to from rule to rule leads back to where one began",
		Why:    "If both apply, neither could.",
		Wrong: `policy "a"
fact worn : yes or no
decision outcome : one of accepted, refused
clause "1" { despite clause "2", outcome is accepted. }
clause "2" { despite clause "1", outcome is refused when worn. }
`,
		Right: `policy "a"
fact worn : yes or no
decision outcome : one of accepted, refused
clause "1" { outcome is accepted. }
clause "2" { despite clause "1", outcome is refused when worn. }
`,
	},
	{
		Code: EdgeOnSet, Title: "an edge before a member of a set",
		Occurs: "despite or subject to stands before D includes x",
		Why:    "A set has no winner: all members that apply belong to it.",
		Wrong: `policy "a"
fact late   : yes or no
fact waived : yes or no
decision grounds : set of too_late, unpaid
clause "1" { grounds includes too_late when late. }
clause "2" { despite clause "1", grounds includes unpaid when waived. }
`,
		Right: `policy "a"
fact late   : yes or no
fact waived : yes or no
decision grounds : set of too_late, unpaid
clause "1" { grounds includes too_late when late. }
clause "2" { grounds includes unpaid unless waived.  disapply clause "1" when waived. }
`,
	},
	{
		Code: DisapplyLoop, Title: "clauses that disapply each other in a circle",
		Occurs: "a disapply sentence switches off another one that switches off the first, directly or through others",
		Why:    "Whether either holds could not be said.",
		Wrong: `policy "a"
fact x : yes or no
fact y : yes or no
decision grounds : set of late, worn
clause "1" { grounds includes late.  disapply clause "2" when x. }
clause "2" { grounds includes worn.  disapply clause "1" when y. }
`,
		Right: `policy "a"
fact x : yes or no
fact y : yes or no
decision grounds : set of late, worn
clause "1" { grounds includes late.  disapply clause "2" when x. }
clause "2" { grounds includes worn when y. }
`,
	},
	{
		Code: DisappliesNothing, Title: "a disapply that reaches nothing",
		Occurs: "the clause after disapply has no rule, member, duty, line or caveat of its own",
		Why:    "Disapply does not reach the clauses inside a clause, nor its terms; the sentence would have no effect.",
		Wrong: `policy "a"
fact late   : yes or no
fact waived : yes or no
decision grounds : set of too_late
clause "1" {
  clause "1.1" { grounds includes too_late when late. }
}
clause "2" { disapply clause "1" when waived. }
`,
		Right: `policy "a"
fact late   : yes or no
fact waived : yes or no
decision grounds : set of too_late
clause "1" {
  clause "1.1" { grounds includes too_late when late. }
}
clause "2" { disapply clause "1.1" when waived. }
`,
	},
	{
		Code: UnknownPolicy, Title: "a policy that is not there",
		Occurs: "use names a policy that none of the files at hand is",
		Why:    "What is used from it could not be decided.",
		Wrong: `policy "a"
use credit from policy "b"
decision usable : yes or no
clause "1" { usable is yes when credit.  usable is no otherwise. }
`,
		Right: `policy "a"
use credit from policy "b"
decision usable : yes or no
clause "1" { usable is yes when credit.  usable is no otherwise. }
---
policy "b"
fact credit_given : yes or no
clause "1" { credit means credit_given. }
`,
	},
	{
		Code: ImportLoop, Title: "policies that use each other in a circle",
		Occurs: "a policy uses itself, directly or through others",
		Why:    "Neither could be read before the other.",
		Wrong: `policy "a"
use y from policy "b"
decision x : yes or no
clause "1" { x is yes when y.  x is no otherwise. }
---
policy "b"
use x from policy "a"
decision y : yes or no
clause "1" { y is yes when x.  y is no otherwise. }
`,
		Right: `policy "a"
use y from policy "b"
decision x : yes or no
clause "1" { x is yes when y.  x is no otherwise. }
---
policy "b"
fact z : yes or no
decision y : yes or no
clause "1" { y is yes when z.  y is no otherwise. }
`,
	},
	{
		Code: NotInUsedPolicy, Title: "something that the other policy does not have",
		Occurs: "use brings a name that the policy after from does not declare",
		Why:    "Nothing would decide it.",
		Wrong: `policy "a"
use credits from policy "b"
decision usable : yes or no
clause "1" { usable is yes when credits.  usable is no otherwise. }
---
policy "b"
fact credit_given : yes or no
clause "1" { credit means credit_given. }
decision told : yes or no
clause "2" { told is yes when credit.  told is no otherwise. }
`,
		Right: `policy "a"
use credit from policy "b"
decision usable : yes or no
clause "1" { usable is yes when credit.  usable is no otherwise. }
---
policy "b"
fact credit_given : yes or no
clause "1" { credit means credit_given. }
`,
	},
	{
		Code: InputsDiffer, Title: "a fact that two policies declare differently",
		Occurs: "a policy and one that it uses both need a fact of one name, of two types, or a judgment of one name under two clauses",
		Why:    "The case tells it once, so it must be the same thing.",
		Wrong: `policy "a"
use late from policy "b"
fact returned_on : yes or no
decision refused : yes or no
clause "1" { refused is yes when late or returned_on.  refused is no otherwise. }
---
policy "b"
fact returned_on : date
clause "1" { late means returned_on is after 2024-03-15. }
`,
		Right: `policy "a"
use late from policy "b"
fact returned_on : date
decision refused : yes or no
clause "1" { refused is yes when late or returned_on is before 2024-01-01.  refused is no otherwise. }
---
policy "b"
fact returned_on : date
clause "1" { late means returned_on is after 2024-03-15. }
`,
	},
	{
		Code: PolicyNotImported, Title: "an edge to a policy that is not used",
		Occurs: "despite or subject to names a policy from which nothing is used",
		Why:    "It says which of two rules for a decision prevails, and that policy has none for this one.",
		Wrong: `policy "a"
fact worn : yes or no
decision outcome : one of accepted, refused
clause "1" { outcome is accepted unless worn. }
clause "2" { despite policy "b", outcome is refused when worn. }
`,
		Right: `policy "a"
use outcome from policy "b"
fact worn : yes or no
clause "2" { despite policy "b", outcome is refused when worn. }
---
policy "b"
decision outcome : one of accepted, refused
clause "1" { outcome is accepted. }
`,
	},
	{
		Code: PolicyTwice, Title: "two files for one policy",
		Occurs: "two files have one policy name, and their headers do not say for which time each holds",
		Why:    "A case would fall under both.",
		Wrong: `policy "a"
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
		Right: `policy "a"
  in force from 2024-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
	},
	{
		Code: VersionsOverlap, Title: "two versions in force at the same time",
		Occurs: "a version begins before the one before it has ended",
		Why:    "A case of those days would fall under both.",
		Wrong: `policy "a"
  in force from 2024-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
		Right: `policy "a"
  in force from 2024-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
	},
	{
		Code: VersionGap, Title: "days on which no version is in force",
		Occurs: "a version ends more than a day before the next one begins",
		Why:    "A case of those days is not governed; that is rarely meant.",
		Wrong: `policy "a"
  in force from 2024-01-01 until 2024-11-30 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
		Right: `policy "a"
  in force from 2024-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
	},
	{
		Code: SeveralVersions, Title: "use of a policy with several versions",
		Occurs: "a policy is used of which no version is in force for the whole time in which the using one is",
		Why:    "Which version decides would change in the middle.",
		Wrong: `policy "c"
use fee from policy "a"
decision dear : yes or no
clause "1" { dear is yes when fee is above 5.  dear is no otherwise. }
---
policy "a"
  in force from 2024-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
		Right: `policy "c"
  in force from 2025-01-01 picked by sold_on
use fee from policy "a"
fact sold_on : date
decision dear : yes or no
clause "1" { dear is yes when fee is above 5.  dear is no otherwise. }
---
policy "a"
  in force from 2024-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
---
policy "a"
  in force from 2025-01-01 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 6. }
`,
	},
	{
		Code: ModelledNowhere, Title: "a clause modelled where there is nothing",
		Occurs: "a clause is modelled in itself, or in a clause that is not encoded",
		Why:    "Following the reference, nobody would find a rule.",
		Wrong: `policy "a"
clause "1" modelled in clause "2"
clause "2" informational
`,
		Right: `policy "a"
clause "1" informational
clause "2" informational
`,
	},
	{
		Code: NotInPolicy, Title: "a clause modelled in a policy that does not have it",
		Occurs: "a clause is modelled in another policy that neither encodes it nor says where it is modelled",
		Why:    "Following the reference, nobody would find a rule.",
		Wrong: `policy "a"
clause "1" modelled in policy "b"
---
policy "b"
decision fee : number
clause "2" { fee is 5. }
`,
		Right: `policy "a"
clause "1" modelled in policy "b"
---
policy "b"
decision fee : number
clause "1" { fee is 5. }
`,
	},
	{
		Code: NothingInClause, Title: "an encoded clause that holds nothing",
		Occurs: "the braces of a clause are empty, and no declaration or header names the clause",
		Why:    "It counts as encoded, and no decision can come from it.",
		Wrong: `policy "a"
clause "1" { }
`,
		Right: `policy "a"
clause "1" informational
`,
	},
	{
		Code: TooManyEdges, Title: "more pairs of rules than can be weighed",
		Occurs: "the edges of one decision relate more than half a million pairs of rules",
		Why:    "Nobody can tell any more what prevails; a ranked enumeration can.",
	},
	{
		Code: TermTooLarge, Title: "a term that is too large written out",
		Occurs: "a term, with all terms that it reads written out in it, has more than a million parts",
		Why:    "A term that reads another twice is twice as large. After twenty such steps nobody could read, or explain, what it says.",
	},
	{
		Code: UntilBeforeFrom, Title: "a version that ends before it begins",
		Occurs: "the day after until lies before the day after from",
		Why:    "Such a version would never hold.",
		Wrong: `policy "a"
  in force from 2025-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
`,
		Right: `policy "a"
  in force from 2024-01-01 until 2024-12-31 picked by sold_on
fact sold_on : date
decision fee : number
clause "1" { fee is 5. }
`,
	},
}
