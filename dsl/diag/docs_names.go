package diag

// nameDocs documents the codes P02…: names.
var nameDocs = []Doc{
	{
		Code: UndeclaredName, Title: "a name that nothing bears",
		Occurs: "a sentence or declaration mentions a name that is declared nowhere in the policy",
		Why:    "A misspelt name would be a new fact that nobody ever tells, and the rule would never apply.",
		Wrong: `policy "a"
fact delivered_on : date
fact returned_on  : date
decision late : yes or no
clause "1" {
  late is yes when returned_on is after delivred_on.
  late is no otherwise.
}
`,
		Right: `policy "a"
fact delivered_on : date
fact returned_on  : date
decision late : yes or no
clause "1" {
  late is yes when returned_on is after delivered_on.
  late is no otherwise.
}
`,
	},
	{
		Code: DeclaredTwice, Title: "a name that is declared twice",
		Occurs: "two facts, decisions, terms, determinations, schedules or ambiguities have one name, or two records, fields, parties, readings or caveats, or a variable has the name of something else",
		Why:    "A sentence that mentions the name could be read in two ways.",
		Wrong: `policy "a"
fact worn : yes or no
fact worn : yes or no
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
	},
	{
		Code: UnusedFact, Title: "a fact that nothing reads",
		Occurs: "no rule, term, bound or guard mentions a fact, an event or a determination; the fact as_of is excepted",
		Why:    "Either a rule of the document is missing, or people are asked a question whose answer cannot matter.",
		Wrong: `policy "a"
fact worn     : yes or no
fact engraved : yes or no
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact worn     : yes or no
fact engraved : yes or no
decision accepted : yes or no
clause "1" { accepted is yes unless worn or engraved.  accepted is no otherwise. }
`,
	},
	{
		Code: UnusedDefinition, Title: "a term, schedule or record that nothing reads",
		Occurs: "a term, a schedule or a record is declared and mentioned nowhere",
		Why:    "What a clause defines has an effect somewhere; if it has none here, a rule is missing.",
		Wrong: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" {
  as_new means not worn.
  accepted is yes unless worn.
  accepted is no otherwise.
}
`,
		Right: `policy "a"
fact worn : yes or no
decision accepted : yes or no
clause "1" {
  as_new means not worn.
  accepted is yes when as_new.
  accepted is no otherwise.
}
`,
	},
	{
		Code: ConclusionAboutInput, Title: "a conclusion about a fact",
		Occurs: "a rule gives a value to a fact, a determination, a term or a schedule",
		Why:    "Facts are told, not concluded. Where this is found, a full stop has often taken the place of and.",
		Wrong: `policy "a"
fact worn     : yes or no
fact engraved : yes or no
decision refused : yes or no
clause "1" {
  refused is yes when worn.
  engraved is yes.
  refused is no unless engraved.
}
`,
		Right: `policy "a"
fact worn     : yes or no
fact engraved : yes or no
decision refused : yes or no
clause "1" {
  refused is yes when worn and engraved.
  refused is no otherwise.
}
`,
	},
	{
		Code: UnknownMember, Title: "a value that an enumeration does not have",
		Occurs: "a value is given, compared or listed that is not among those declared",
		Why:    "The list of outcomes is closed: what is not in it can never be, so a condition that asks for it would silently never hold.",
		Wrong: `policy "a"
fact reason : one of damaged, wrong_product
decision accepted : yes or no
clause "1" { accepted is yes when reason is damged.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact reason : one of damaged, wrong_product
decision accepted : yes or no
clause "1" { accepted is yes when reason is damaged.  accepted is no otherwise. }
`,
	},
	{
		Code: UndeclaredRecord, Title: "a type that does not exist",
		Occurs: "a type is named that is neither of the language nor a record of the policy",
		Why:    "Without a type nothing can be checked.",
		Wrong: `policy "a"
record visit { fact made_on : date }
fact visits : list of visits_made
fact as_of  : date
decision done : yes or no
clause "1" { done is yes when some v in visits has (made_on of v is before as_of).  done is no otherwise. }
`,
		Right: `policy "a"
record visit { fact made_on : date }
fact visits : list of visit
fact as_of  : date
decision done : yes or no
clause "1" { done is yes when some v in visits has (made_on of v is before as_of).  done is no otherwise. }
`,
	},
	{
		Code: UnknownField, Title: "a field that the record does not have",
		Occurs: "F of r is written, and the record of r has no field F",
		Why:    "Nobody would ever be asked for it.",
		Wrong: `policy "a"
record visit { fact made_on : date }
fact visits : list of visit
fact as_of  : date
decision done : yes or no
clause "1" { done is yes when some v in visits has (day_made of v is before as_of).  done is no otherwise. }
`,
		Right: `policy "a"
record visit { fact made_on : date }
fact visits : list of visit
fact as_of  : date
decision done : yes or no
clause "1" { done is yes when some v in visits has (made_on of v is before as_of).  done is no otherwise. }
`,
	},
	{
		Code: UnknownParty, Title: "a duty or judgment of somebody who is not a party",
		Occurs: "a determination is owed by, or a duty is laid on or owed to, somebody whom the header does not name",
		Why:    "A judgment that nobody owes is never made.",
		Wrong: `policy "a"
  parties buyer, seller
decision good : yes or no
clause "1" {
  determination sound : yes or no by horologist "Is it sound?".
  good is yes when sound.
  good is no otherwise.
}
`,
		Right: `policy "a"
  parties buyer, seller, horologist
decision good : yes or no
clause "1" {
  determination sound : yes or no by horologist "Is it sound?".
  good is yes when sound.
  good is no otherwise.
}
`,
	},
	{
		Code: WrongSortOfName, Title: "the name of something else",
		Occurs: "has happened is asked of what is no event, arises of what is no decision, a schedule stands where a value is expected, or a fact is used from another policy",
		Why:    "Only an event happens, and only a question arises. Whether a fact is known cannot be asked: telling more would reverse answers.",
		Wrong: `policy "a"
fact revoked_on : date
decision valid : yes or no
clause "1" { valid is no when revoked_on has happened.  valid is yes otherwise. }
`,
		Right: `policy "a"
event revoked_on : date
decision valid : yes or no
clause "1" { valid is no when revoked_on has happened.  valid is yes otherwise. }
`,
	},
	{
		Code: MemberTwice, Title: "a value that stands twice in a list",
		Occurs: "an enumeration or a set names a value twice",
		Why:    "In a first of list the place of a value is its rank, so it can have one place only.",
		Wrong: `policy "a"
fact colour : one of red, blue, red
decision accepted : yes or no
clause "1" { accepted is yes when colour is red.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact colour : one of red, blue
decision accepted : yes or no
clause "1" { accepted is yes when colour is red.  accepted is no otherwise. }
`,
	},
	{
		Code: TooManyMembers, Title: "a list of more than 64 values",
		Occurs: "an enumeration, a set or the readings of an ambiguity are more than 64",
		Why:    "A list that long is no list of outcomes; it mixes several questions.",
		Wrong: `policy "a"
fact kind : one of a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22,
  a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47,
  a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62, a63, a64, a65
decision accepted : yes or no
clause "1" { accepted is yes when kind is a01.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact kind : one of a01, a02, a03
decision accepted : yes or no
clause "1" { accepted is yes when kind is a01.  accepted is no otherwise. }
`,
	},
	{
		Code: NotApplicableMember, Title: "a value called not_applicable",
		Occurs: "an enumeration or a set has a member of that name",
		Why:    "It is a value like any other. That a question does not arise is a status, which arises when and asked when give.",
		Wrong: `policy "a"
fact sold  : yes or no
fact state : one of good, bad, not_applicable
decision accepted : yes or no arises when sold
clause "1" { accepted is yes when state is good.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact sold  : yes or no
fact state : one of good, bad asked when sold
decision accepted : yes or no arises when sold
clause "1" { accepted is yes when state is good.  accepted is no otherwise. }
`,
	},
	{
		Code: BuiltInName, Title: "the name of something built in",
		Occurs: "something is called caveats, or a rule gives caveats a value",
		Why:    "Caveats is the set of the caveats that apply; what is in it follows from the caveat sentences.",
		Wrong: `policy "a"
fact caveats : yes or no
decision accepted : yes or no
clause "1" { accepted is yes. }
`,
		Right: `policy "a"
fact warned : yes or no
decision accepted : yes or no
clause "1" { accepted is yes when warned.  accepted is no otherwise. }
`,
	},
	{
		Code: EventField, Title: "an event inside a record",
		Occurs: "a record has an event among its fields",
		Why:    "An event happens once in a case. A record stands for one of many things.",
		Wrong: `policy "a"
record visit { event made_on : date }
fact visits : list of visit
fact as_of  : date
decision done : yes or no
clause "1" { done is yes when some v in visits has (made_on of v is before as_of).  done is no otherwise. }
`,
		Right: `policy "a"
record visit { fact made_on : date }
fact visits : list of visit
fact as_of  : date
decision done : yes or no
clause "1" { done is yes when some v in visits has (made_on of v is before as_of).  done is no otherwise. }
`,
	},
	{
		Code: OptionTwice, Title: "an option that stands twice",
		Occurs: "default, asked when, from or fixed stands twice on one fact",
		Why:    "One of the two would be lost without a word.",
		Wrong: `policy "a"
fact worn : yes or no default no default yes
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
		Right: `policy "a"
fact worn : yes or no default no
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
	},
	{
		Code: UnknownHeaderWord, Title: "a word that the header does not know",
		Occurs: "months is followed by something other than clamp and roll, or a time zone does not exist",
		Why:    "Every deadline counted in months, and every day of an instant, rests on the header.",
		Wrong: `policy "a"
  time zone "Europe/Zurch"
fact sent_at : instant
fact as_of   : date
decision late : yes or no
clause "1" { late is yes when date of sent_at is after as_of.  late is no otherwise. }
`,
		Right: `policy "a"
  time zone "Europe/Zurich"
fact sent_at : instant
fact as_of   : date
decision late : yes or no
clause "1" { late is yes when date of sent_at is after as_of.  late is no otherwise. }
`,
	},
	{
		Code: UndeclaredSupplier, Title: "a fact from somebody whom the header does not name",
		Occurs: "the party after from is not among the parties; operator and caller need not be",
		Why:    "Who is to be asked should be spelt in one way.",
		Wrong: `policy "a"
  parties buyer, seller
fact worn : yes or no from sellr
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
		Right: `policy "a"
  parties buyer, seller
fact worn : yes or no from seller
decision accepted : yes or no
clause "1" { accepted is yes unless worn.  accepted is no otherwise. }
`,
	},
	{
		Code: UnknownUntil, Title: "a duty until something that is no event",
		Occurs: "the word after until is neither an event nor declared with the parties",
		Why:    "A duty that ends with something unknown never ends.",
		Wrong: `policy "a"
  parties buyer, seller
decision holding : duty
clause "1" { duty holding : seller must keep_the_watch until payment. }
`,
		Right: `policy "a"
  parties buyer, seller
event payment : date
decision holding : duty
clause "1" { duty holding : seller must keep_the_watch until payment. }
`,
	},
}
