package diag

// wholeDocs documents the codes P05…: what is missing, what cannot happen.
var wholeDocs = []Doc{
	{
		Code: NothingGives, Title: "a decision that nothing gives",
		Occurs: "no sentence concerns a decision, or an account has lines but no base",
		Why:    "It would be asked and never answered.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : yes or no
decision fee      : number
clause "1" { accepted is no when worn.  accepted is yes otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
decision fee      : number
clause "1" { accepted is no when worn.  accepted is yes otherwise.  fee is 5. }
`,
	},
	{
		Code: ValueNeverGiven, Title: "a value that no rule gives",
		Occurs: "an enumeration or set decision has a value that no sentence gives or includes",
		Why:    "Either a rule of the document is missing, or the value is not one of its outcomes.",
		Wrong: `policy "a"
fact worn : yes or no
decision outcome : first of refused, pending, accepted
clause "1" { outcome is refused when worn.  outcome is accepted. }
`,
		Right: `policy "a"
fact worn : yes or no
decision outcome : first of refused, accepted
clause "1" { outcome is refused when worn.  outcome is accepted. }
`,
	},
	{
		Code: NeverApplies, Title: "a rule that can never apply",
		Occurs: "the conditions of a rule exclude each other, or another rule always comes before it",
		Why:    "It stands in the policy as if it mattered.",
		Wrong: `policy "a"
fact reason : one of damaged, wrong_product, other
decision accepted : yes or no
clause "1" { accepted is yes when reason is damaged and reason is wrong_product.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact reason : one of damaged, wrong_product, other
decision accepted : yes or no
clause "1" { accepted is yes when reason is damaged or reason is wrong_product.  accepted is no otherwise. }
`,
	},
	{
		Code: CertainConflict, Title: "two rules that are certain to conflict",
		Occurs: "two rules give a decision different values, one applies whenever the other does, and nothing says which prevails",
		Why:    "Every such case ends in conflict instead of an answer.",
		Wrong: `policy "a"
fact worn : yes or no
decision outcome : one of accepted, refused
clause "1" { outcome is accepted. }
clause "2" { outcome is refused when worn. }
`,
		Right: `policy "a"
fact worn : yes or no
decision outcome : one of accepted, refused
clause "1" { outcome is accepted. }
clause "2" { despite clause "1", outcome is refused when worn. }
`,
	},
	{
		Code: UnguardedUse, Title: "a decision that may not arise",
		Occurs: "the value of a rule reads a decision that arises only under a condition which the rule does not have",
		Why:    "Where it does not arise, the rule's decision is not applicable either, although the document says nothing of the kind.",
		Wrong: `policy "a"
  currency CHF
fact returned : yes or no
fact price    : money
decision fee    : money arises when returned
decision refund : money
clause "1" { fee is 5 CHF. }
clause "2" { refund is price less fee. }
`,
		Right: `policy "a"
  currency CHF
fact returned : yes or no
fact price    : money
decision fee    : money arises when returned
decision refund : money
clause "1" { fee is 5 CHF. }
clause "2" { refund is price less fee when returned.  refund is 0 CHF otherwise. }
`,
	},
	{
		Code: NoReadingAdopted, Title: "an ambiguity without an adopted reading",
		Occurs: "none of the readings is adopted",
		Why:    "Until somebody adopts one, for a reason, no case that depends on it can be decided.",
		Wrong: `policy "a"
ambiguity A1 "does the first day count" concerns clause "1" {
  reading counted     "it counts"
  reading not_counted "it does not"
}
clause "1" informational
`,
		Right: `policy "a"
ambiguity A1 "does the first day count" concerns clause "1" {
  reading counted     "it counts"
  reading not_counted "it does not" adopted "that is the rule of art. 77 CO" by "editor"
}
clause "1" informational
`,
	},
	{
		Code: ReadingsAdopted, Title: "an ambiguity with two adopted readings",
		Occurs: "more than one of the readings is adopted",
		Why:    "A case is decided under one of them.",
		Wrong: `policy "a"
ambiguity A1 "does the first day count" concerns clause "1" {
  reading counted     "it counts" adopted "the text says from" by "editor"
  reading not_counted "it does not" adopted "that is the rule of art. 77 CO" by "editor"
}
clause "1" informational
`,
		Right: `policy "a"
ambiguity A1 "does the first day count" concerns clause "1" {
  reading counted     "it counts"
  reading not_counted "it does not" adopted "that is the rule of art. 77 CO" by "editor"
}
clause "1" informational
`,
	},
	{
		Code: EmptyBounds, Title: "limits that leave no value",
		Occurs: "the limits on a fact, a field or a determination exclude each other",
		Why:    "Every case would be refused, or the judgment could not be made.",
		Wrong: `policy "a"
fact discount : percent at least 20% at most 10%
decision large : yes or no
clause "1" { large is yes when discount is above 15%.  large is no otherwise. }
`,
		Right: `policy "a"
fact discount : percent at least 10% at most 20%
decision large : yes or no
clause "1" { large is yes when discount is above 15%.  large is no otherwise. }
`,
	},
	{
		Code: UnlessNotArising, Title: "an exception that may not arise",
		Occurs: "unless X reads an event, a guarded fact or a decision that may not arise where the rule is meant to apply",
		Why:    "Where it does not arise, the exception is neither true nor false, and the rule silently does not apply.",
		Wrong: `policy "a"
fact ordered_on : date
event revoked_on : date
decision valid : yes or no
clause "1" { valid is yes unless revoked_on is before ordered_on.  valid is no otherwise. }
`,
		Right: `policy "a"
fact ordered_on : date
event revoked_on : date
decision valid : yes or no
clause "1" { valid is yes unless revoked_on has happened and revoked_on is before ordered_on.  valid is no otherwise. }
`,
	},
	{
		Code: ReadLoop, Title: "things that depend on themselves",
		Occurs: "a term, decision, bound or guard reads itself, directly or through others",
		Why:    "To know it one would have to know it already.",
		Wrong: `policy "a"
decision late    : yes or no
decision refused : yes or no
clause "1" { late is yes when refused.  late is no otherwise. }
clause "2" { refused is yes when late.  refused is no otherwise. }
`,
		Right: `policy "a"
fact returned_on : date
decision late    : yes or no
decision refused : yes or no
clause "1" { late is yes when returned_on is after 2024-03-15.  late is no otherwise. }
clause "2" { refused is yes when late.  refused is no otherwise. }
`,
	},
	{
		Code: OtherwiseTwice, Title: "two rules for what is left",
		Occurs: "two rules with otherwise give a decision different values",
		Why:    "Where no other rule applies, both would.",
		Wrong: `policy "a"
fact worn : yes or no
fact late : yes or no
decision fee : number
clause "1" { fee is 5 when worn.  fee is 0 otherwise. }
clause "2" { fee is 10 when late and not worn.  fee is 1 otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no
fact late : yes or no
decision fee : number
clause "1" { fee is 5 when worn.  fee is 0 otherwise. }
clause "2" { fee is 10 when late and not worn. }
`,
	},
	{
		Code: TableGap, Title: "a case that no row of a table covers",
		Occurs: "a table by one row or by first row has no row for some values of its columns",
		Why:    "Such a case would not be governed, although the table looks complete.",
		Wrong: `policy "a"
  currency CHF
fact value : money at least 0
decision postage : money
clause "1" {
  table postage by one row
    | value         | postage |
    | below 500 CHF | 10 CHF  |
    | above 500 CHF | 25 CHF  |.
}
`,
		Right: `policy "a"
  currency CHF
fact value : money at least 0
decision postage : money
clause "1" {
  table postage by one row
    | value            | postage |
    | below 500 CHF    | 10 CHF  |
    | at least 500 CHF | 25 CHF  |.
}
`,
	},
	{
		Code: TableOverlap, Title: "a case that two rows of a table cover",
		Occurs: "two rows of a table by one row can apply to the same case",
		Why:    "The table says that exactly one row applies.",
		Wrong: `policy "a"
  currency CHF
fact value : money at least 0
decision postage : money
clause "1" {
  table postage by one row
    | value            | postage |
    | at most 500 CHF  | 10 CHF  |
    | at least 500 CHF | 25 CHF  |.
}
`,
		Right: `policy "a"
  currency CHF
fact value : money at least 0
decision postage : money
clause "1" {
  table postage by one row
    | value           | postage |
    | at most 500 CHF | 10 CHF  |
    | above 500 CHF   | 25 CHF  |.
}
`,
	},
	{
		Code: RoundedTwice, Title: "an amount that is rounded twice",
		Occurs: "an account has two round sentences without condition",
		Why:    "Rounding twice can give another amount than rounding once.",
		Wrong: `policy "a"
  currency CHF
fact price : money
decision fee : money
clause "1" { fee is 5% of price.  round fee half up to 0.01.  round fee down to 0.05. }
`,
		Right: `policy "a"
  currency CHF
fact price : money
decision fee : money
clause "1" { fee is 5% of price.  round fee down to 0.05. }
`,
	},
	{
		Code: FractionOfCoin, Title: "an amount with fractions of the smallest coin",
		Occurs: "a written-out amount has more decimals than its currency, and nothing rounds it",
		Why:    "It could not be paid.",
		Wrong: `policy "a"
  currency CHF
decision fee : money
clause "1" { fee is 10.125 CHF. }
`,
		Right: `policy "a"
  currency CHF
decision fee : money
clause "1" { fee is 10.125 CHF.  round fee half up to 0.01. }
`,
	},
	{
		Code: TextStyle, Title: "a text that wants tidying",
		Occurs: "a heading, summary or reading ends with a full stop, or a text that people are shown has spaces too many",
		Why:    "Explanations set these texts into sentences of their own.",
		Wrong: `policy "a"
fact late : yes or no "Was  it late?"
decision refused : yes or no
clause "1" "seven days" { refused is yes when late.  refused is no otherwise. }
`,
		Right: `policy "a"
fact late : yes or no "Was it late?"
decision refused : yes or no
clause "1" "seven days" { refused is yes when late.  refused is no otherwise. }
`,
	},
}
