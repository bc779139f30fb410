package diag

// typeDocs documents the codes P03…: types, units, currencies.
var typeDocs = []Doc{
	{
		Code: TypeMismatch, Title: "a value of another type than expected",
		Occurs: "a value of one type is given where one of another type is expected",
		Why:    "A date in quotation marks is a text, and no text is before another one.",
		Wrong: `policy "a"
decision deadline : date
clause "1" { deadline is "2024-02-29". }
`,
		Right: `policy "a"
decision deadline : date
clause "1" { deadline is 2024-02-29. }
`,
	},
	{
		Code: TwoCurrencies, Title: "amounts in two currencies",
		Occurs: "an amount meets one in another currency, in a comparison, a sum, a value or a bound",
		Why:    "There is no rate of exchange in a policy.",
		Wrong: `policy "a"
  currency CHF
fact price : money
decision dear : yes or no
clause "1" { dear is yes when price is above 500 EUR.  dear is no otherwise. }
`,
		Right: `policy "a"
  currency CHF
fact price : money
decision dear : yes or no
clause "1" { dear is yes when price is above 500 CHF.  dear is no otherwise. }
`,
	},
	{
		Code: BareAmount, Title: "an amount without its currency",
		Occurs: "a number other than 0 stands where an amount of money is expected",
		Why:    "500 of what? Only nothing is the same in every currency.",
		Wrong: `policy "a"
  currency CHF
fact price : money
decision dear : yes or no
clause "1" { dear is yes when price is above 500.  dear is no otherwise. }
`,
		Right: `policy "a"
  currency CHF
fact price : money
decision dear : yes or no
clause "1" { dear is yes when price is above 500 CHF.  dear is no otherwise. }
`,
	},
	{
		Code: NoCurrency, Title: "money in no currency",
		Occurs: "a fact or decision is money, the header names no currency, and the amounts in the policy name none or several",
		Why:    "Money always has a currency, so that two amounts can be compared.",
		Wrong: `policy "a"
fact price : money
decision refund : money
clause "1" { refund is price. }
`,
		Right: `policy "a"
  currency CHF
fact price : money
decision refund : money
clause "1" { refund is price. }
`,
	},
	{
		Code: UnknownCurrency, Title: "a currency that does not exist",
		Occurs: "three letters stand where a currency is expected that ISO 4217 does not have",
		Why:    "How many decimals an amount has depends on its currency.",
		Wrong: `policy "a"
  currency EUR
decision fee : money
clause "1" { fee is 50 ERU. }
`,
		Right: `policy "a"
  currency EUR
decision fee : money
clause "1" { fee is 50 EUR. }
`,
	},
	{
		Code: NoMonthRule, Title: "months counted without a month rule",
		Occurs: "months or years are counted after or before a day, and the header has neither months clamp nor months roll",
		Why:    "A month after 31 January there is no 31 February; somebody must say which day is meant.",
		Wrong: `policy "a"
fact bought_on : date
decision deadline : date
clause "1" { deadline is 6 months after bought_on. }
`,
		Right: `policy "a"
  months clamp
fact bought_on : date
decision deadline : date
clause "1" { deadline is 6 months after bought_on. }
`,
	},
	{
		Code: NoWorkingDays, Title: "working days that nobody has defined",
		Occurs: "working days are counted, and the header does not say which days are worked",
		Why:    "Weekends and holidays differ from place to place.",
		Wrong: `policy "a"
fact received_on : date
decision deadline : date
clause "1" { deadline is 5 working days after received_on. }
`,
		Right: `policy "a"
  working days are monday to friday except "CH-GE"
fact received_on : date
decision deadline : date
clause "1" { deadline is 5 working days after received_on. }
`,
	},
	{
		Code: NoTimeZone, Title: "a time of day without a time zone",
		Occurs: "the day of an instant is taken, or the instant of a time of day, and the header names no time zone",
		Why:    "At one and the same moment it is Monday in Geneva and Sunday in New York.",
		Wrong: `policy "a"
fact sent_at : instant
decision sent_on : date
clause "1" { sent_on is date of sent_at. }
`,
		Right: `policy "a"
  time zone "Europe/Zurich"
fact sent_at : instant
decision sent_on : date
clause "1" { sent_on is date of sent_at. }
`,
	},
	{
		Code: NotCondition, Title: "a value where a condition is expected",
		Occurs: "what follows when, unless, and, or, not or has is neither true nor false",
		Why:    "Only a condition can be met.",
		Wrong: `policy "a"
fact missing : set of box, papers
decision complete : yes or no
clause "1" { complete is no when missing.  complete is yes otherwise. }
`,
		Right: `policy "a"
fact missing : set of box, papers
decision complete : yes or no
clause "1" { complete is no when missing is not empty.  complete is yes otherwise. }
`,
	},
	{
		Code: KindsCompared, Title: "things of two kinds are compared",
		Occurs: "the two sides of a comparison are of different types",
		Why:    "It would never hold, whatever the case is.",
		Wrong: `policy "a"
fact colour : text
fact bought_on : date
decision same : yes or no
clause "1" { same is yes when colour is bought_on.  same is no otherwise. }
`,
		Right: `policy "a"
fact sold_on   : date
fact bought_on : date
decision same : yes or no
clause "1" { same is yes when sold_on is bought_on.  same is no otherwise. }
`,
	},
	{
		Code: WrongOrdering, Title: "an order that these values do not have",
		Occurs: "days are compared with above and below, amounts with before and after, or enumerations with any of these",
		Why:    "Each kind of value has its own words, so that a sentence reads as in the document.",
		Wrong: `policy "a"
fact returned_on : date
decision late : yes or no
clause "1" { late is yes when returned_on is above 2024-03-15.  late is no otherwise. }
`,
		Right: `policy "a"
fact returned_on : date
decision late : yes or no
clause "1" { late is yes when returned_on is after 2024-03-15.  late is no otherwise. }
`,
	},
	{
		Code: EnumsApart, Title: "two enumerations that do not fit",
		Occurs: "a value of one enumeration stands where another is expected that lacks one of its values",
		Why:    "What should happen in the case of the value that is missing would be anybody's guess.",
		Wrong: `policy "a"
fact faulty : yes or no
fact wanted : one of refund, repair, discount
decision remedy : one of refund, repair, refused
clause "1" { remedy is wanted when faulty.  remedy is refused otherwise. }
`,
		Right: `policy "a"
fact faulty : yes or no
fact wanted : one of refund, repair
decision remedy : one of refund, repair, refused
clause "1" { remedy is wanted when faulty.  remedy is refused otherwise. }
`,
	},
	{
		Code: NotAddable, Title: "things that cannot be added, multiplied or ranked",
		Occurs: "a sum, product, smallest or largest is made of what is no amount, or of amounts of two kinds",
		Why:    "The result would have no meaning.",
		Wrong: `policy "a"
  currency CHF
fact price : money
decision refund : money
clause "1" { refund is price less 5%. }
`,
		Right: `policy "a"
  currency CHF
fact price : money
decision refund : money
clause "1" { refund is price less 5% of price. }
`,
	},
	{
		Code: DateArithmetic, Title: "days added with plus or less",
		Occurs: "a date or a period is part of a sum, or a date is compared with a period",
		Why:    "Whether the first day counts is what documents quarrel about; after and from and including say it.",
		Wrong: `policy "a"
fact received_on : date
decision deadline : date
clause "1" { deadline is received_on plus 14 days. }
`,
		Right: `policy "a"
fact received_on : date
decision deadline : date
clause "1" { deadline is 14 days after received_on. }
`,
	},
	{
		Code: SpecialArithmetic, Title: "unlimited or never in a calculation",
		Occurs: "something that may be unlimited or never is added to, counted from, or given where it is not allowed",
		Why:    "It compares as the largest value, but there is nothing to be added to it.",
		Wrong: `policy "a"
  currency CHF
fact cover : money or unlimited
decision total : money
clause "1" { total is cover plus 50 CHF. }
`,
		Right: `policy "a"
  currency CHF
fact cover : money
decision total : money
clause "1" { total is cover plus 50 CHF. }
`,
	},
	{
		Code: MixedUnits, Title: "units of time that do not mix",
		Occurs: "hours are counted from a day, days from an instant, or a period from and including a day is in working days or hours",
		Why:    "Days, working days, months and hours are counted by different rules.",
		Wrong: `policy "a"
fact received_on : date
fact as_of       : date
decision late : yes or no
clause "1" { late is yes when as_of is after 48 hours after received_on.  late is no otherwise. }
`,
		Right: `policy "a"
fact received_on : date
fact as_of       : date
decision late : yes or no
clause "1" { late is yes when as_of is after 2 days after received_on.  late is no otherwise. }
`,
	},
	{
		Code: DayAndInstant, Title: "a day compared with an instant",
		Occurs: "one side of a comparison is a date and the other an instant",
		Why:    "A day has many instants, and which day an instant belongs to depends on the time zone.",
		Wrong: `policy "a"
  time zone "Europe/Zurich"
fact sent_at : instant
fact due_on  : date
decision late : yes or no
clause "1" { late is yes when sent_at is after due_on.  late is no otherwise. }
`,
		Right: `policy "a"
  time zone "Europe/Zurich"
fact sent_at : instant
fact due_on  : date
decision late : yes or no
clause "1" { late is yes when date of sent_at is after due_on.  late is no otherwise. }
`,
	},
	{
		Code: BadLiteral, Title: "a value that does not exist",
		Occurs: "a day, an instant or a time is written that no calendar or clock shows, or a number or period is out of all measure",
		Why:    "A deadline on a day that does not exist can neither be met nor missed.",
		Wrong: `policy "a"
decision deadline : date
clause "1" { deadline is 2023-02-29. }
`,
		Right: `policy "a"
decision deadline : date
clause "1" { deadline is 2023-02-28. }
`,
	},
	{
		Code: UnknownPlace, Title: "a country or calendar that does not exist",
		Occurs: "a text stands where a country is expected that ISO 3166 does not have, or where a calendar is expected that is not built in",
		Why:    "The condition would never hold, or every day would be worked.",
		Wrong: `policy "a"
fact residence : country
decision at_home : yes or no
clause "1" { at_home is yes when residence is "SZ1".  at_home is no otherwise. }
`,
		Right: `policy "a"
fact residence : country
decision at_home : yes or no
clause "1" { at_home is yes when residence is "CH".  at_home is no otherwise. }
`,
	},
	{
		Code: NothingOf, Title: "of, where there is no part and no share",
		Occurs: "what stands before of is neither a field, nor an attribute of the value after it, nor a percentage of an amount",
		Why:    "Of reads a part, or takes a share; nothing else can be meant.",
		Wrong: `policy "a"
fact bought_on : date
decision bought_in : number
clause "1" { bought_in is years of bought_on. }
`,
		Right: `policy "a"
fact bought_on : date
decision bought_in : number
clause "1" { bought_in is year of bought_on. }
`,
	},
	{
		Code: BoundMisfit, Title: "a limit that the type does not have",
		Occurs: "at least or above limits what is no amount, not before or not after what is no day",
		Why:    "Such a limit could not be checked.",
		Wrong: `policy "a"
fact received_on : date at least 2024-01-01
decision late : yes or no
clause "1" { late is yes when received_on is after 2024-03-15.  late is no otherwise. }
`,
		Right: `policy "a"
fact received_on : date not before 2024-01-01
decision late : yes or no
clause "1" { late is yes when received_on is after 2024-03-15.  late is no otherwise. }
`,
	},
	{
		Code: LineMisfit, Title: "a line of an account on what is no amount",
		Occurs: "add, deduct, limit, floor or round concerns a decision that is neither money nor a number, or rows of a table are added that give no amounts",
		Why:    "Only amounts have accounts.",
		Wrong: `policy "a"
  currency CHF
decision outcome : first of refused, paid
clause "1" {
  outcome is paid when fee is 0 CHF.
  outcome is refused when fee is above 0 CHF.
  deduct 5 CHF from outcome.
}
decision fee : money
clause "2" { fee is 50 CHF. }
`,
		Right: `policy "a"
  currency CHF
decision outcome : first of refused, paid
clause "1" {
  outcome is paid when fee is 0 CHF.
  outcome is refused when fee is above 0 CHF.
  deduct 5 CHF from fee.
}
decision fee : money
clause "2" { fee is 50 CHF. }
`,
	},
	{
		Code: IncludesMisfit, Title: "a member of what is no set",
		Occurs: "D includes x is written of a decision that is no set",
		Why:    "Only a set has several members; another decision has one value.",
		Wrong: `policy "a"
fact late : yes or no
decision grounds : one of too_late, none
clause "1" { grounds includes too_late when late.  grounds is none otherwise. }
`,
		Right: `policy "a"
fact late : yes or no
decision grounds : one of too_late, none
clause "1" { grounds is too_late when late.  grounds is none otherwise. }
`,
	},
	{
		Code: DutyMisfit, Title: "a duty and a value are confused",
		Occurs: "is gives a duty a value, a duty sentence concerns a decision that is no duty, or a table gives duties",
		Why:    "A duty says who must do what, and is not one of several values.",
		Wrong: `policy "a"
  parties seller
fact returned : yes or no
decision payout : yes or no
clause "1" { duty payout : seller must pay_back when returned. }
`,
		Right: `policy "a"
  parties seller
fact returned : yes or no
decision payout : duty
clause "1" { duty payout : seller must pay_back when returned. }
`,
	},
	{
		Code: NotMany, Title: "something that has no members",
		Occurs: "in, includes, is empty, some, every, no or for each concerns what is neither a list nor a set",
		Why:    "One value has no members.",
		Wrong: `policy "a"
fact missing : one of box, papers, nothing
decision complete : yes or no
clause "1" { complete is yes when missing is empty.  complete is no otherwise. }
`,
		Right: `policy "a"
fact missing : set of box, papers
decision complete : yes or no
clause "1" { complete is yes when missing is empty.  complete is no otherwise. }
`,
	},
	{
		Code: NotConstant, Title: "something that must be written out",
		Occurs: "one of lists what is no written-out value, or a day in force depends on a case",
		Why:    "A list after one of is read as a list of values, not of conditions.",
		Wrong: `policy "a"
fact first  : number
fact second : number
decision near : yes or no
clause "1" { near is yes when first is one of 1, second.  near is no otherwise. }
`,
		Right: `policy "a"
fact first  : number
fact second : number
decision near : yes or no
clause "1" { near is yes when first is 1 or first is second.  near is no otherwise. }
`,
	},
	{
		Code: UnfitType, Title: "a type that is not possible here",
		Occurs: "a fact is a duty, a list holds lists or sets, a field holds a record, a decision is a record, or a term means a period",
		Why:    "Facts are told, lists hold single values, and a period by itself does not say from when it counts.",
		Wrong: `policy "a"
fact received_on : date
decision deadline : date
clause "1" {
  window means 14 days.
  deadline is 14 days after received_on.
}
`,
		Right: `policy "a"
fact received_on : date
decision deadline : date
clause "1" {
  window_ends means 14 days after received_on.
  deadline is window_ends.
}
`,
	},
	{
		Code: EmptyWhat, Title: "empty, where there is no list",
		Occurs: "empty stands where neither a list nor a set is expected",
		Why:    "Only a list or a set can be empty; another fact can be left out.",
		Wrong: `policy "a"
fact worn : yes or no default empty
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
		Code: BarePercent, Title: "a percentage without its sign",
		Occurs: "a number stands where a percentage is expected",
		Why:    "5 and 5% are different things.",
		Wrong: `policy "a"
fact discount : percent at most 20
decision large : yes or no
clause "1" { large is yes when discount is above 10%.  large is no otherwise. }
`,
		Right: `policy "a"
fact discount : percent at most 20%
decision large : yes or no
clause "1" { large is yes when discount is above 10%.  large is no otherwise. }
`,
	},
	{
		Code: LongChain, Title: "three of in a row",
		Occurs: "a of b of c of d is written",
		Why:    "It is exact, but cannot be read aloud.",
		Wrong: `policy "a"
  time zone "Europe/Zurich"
record opening { fact at : instant }
fact openings : list of opening
decision recent : yes or no
clause "1" { recent is yes when some o in openings has (year of date of at of o is at least 2024).  recent is no otherwise. }
`,
		Right: `policy "a"
  time zone "Europe/Zurich"
record opening { fact at : instant }
fact openings : list of opening
decision recent : yes or no
clause "1" { recent is yes when some o in openings has (date of at of o is on or after 2024-01-01).  recent is no otherwise. }
`,
	},
	{
		Code: OtherwiseMisfit, Title: "otherwise, where nothing is left over",
		Occurs: "otherwise ends a line of an account, a caveat, a disapply, a table or one of several duties",
		Why:    "Otherwise marks the one value that a decision has when no other rule gives one.",
		Wrong: `policy "a"
  currency CHF
fact late : yes or no
decision fee : money
clause "1" {
  fee is 50 CHF.
  deduct 10 CHF from fee otherwise.
  add 5 CHF to fee when late.
}
`,
		Right: `policy "a"
  currency CHF
fact late : yes or no
decision fee : money
clause "1" {
  fee is 50 CHF.
  deduct 10 CHF from fee unless late.
  add 5 CHF to fee when late.
}
`,
	},
	{
		Code: DetailTwice, Title: "a detail of a duty that stands twice",
		Occurs: "a duty has two of one detail, or is due both by a day and immediately",
		Why:    "Two deadlines are none.",
		Wrong: `policy "a"
  parties seller
fact asked_on : date
decision reply : duty
clause "1" { duty reply : seller must answer by 3 days after asked_on immediately. }
`,
		Right: `policy "a"
  parties seller
fact asked_on : date
decision reply : duty
clause "1" { duty reply : seller must answer by 3 days after asked_on. }
`,
	},
	{
		Code: BadStep, Title: "rounding to nothing",
		Occurs: "the step after to in a round sentence is not a number above zero",
		Why:    "An amount is rounded to a multiple of the step.",
		Wrong: `policy "a"
  currency CHF
fact price : money
decision fee : money
clause "1" { fee is 5% of price.  round fee down to 0. }
`,
		Right: `policy "a"
  currency CHF
fact price : money
decision fee : money
clause "1" { fee is 5% of price.  round fee down to 0.05. }
`,
	},
	{
		Code: NotDay, Title: "a period counted from what is no day",
		Occurs: "what follows after or before in 14 days after X is neither a date nor an instant",
		Why:    "A period begins on a day.",
		Wrong: `policy "a"
fact received : yes or no
decision deadline : date
clause "1" { deadline is 14 days after received. }
`,
		Right: `policy "a"
fact received_on : date
decision deadline : date
clause "1" { deadline is 14 days after received_on. }
`,
	},
	{
		Code: NoNamedLimits, Title: "binding limits, where no limit has a name",
		Occurs: "binding limits of D is read, and no limit of D ends in as NAME",
		Why:    "Binding limits are told by name.",
		Wrong: `policy "a"
  currency CHF
fact loss : money
decision payment : money
decision caps : set of lifetime
clause "1" {
  payment is loss.
  limit payment to 500 CHF.
  caps is binding limits of payment.
}
`,
		Right: `policy "a"
  currency CHF
fact loss : money
decision payment : money
decision caps : set of lifetime
clause "1" {
  payment is loss.
  limit payment to 500 CHF as lifetime.
  caps is binding limits of payment.
}
`,
	},
	{
		Code: NoCaveats, Title: "the set of caveats, where there is none",
		Occurs: "caveats is read in a policy without caveats, or with more than 64",
		Why:    "The set would always be empty.",
		Wrong: `policy "a"
decision warned : yes or no
clause "1" { warned is yes when caveats is not empty.  warned is no otherwise. }
`,
		Right: `policy "a"
fact used : yes or no
decision warned : yes or no
clause "1" {
  caveat no_new_parts "It may have been repaired." when used.
  warned is yes when caveats is not empty.
  warned is no otherwise.
}
`,
	},
	{
		Code: DefaultMisfit, Title: "a default for what cannot have one",
		Occurs: "an event has a default",
		Why:    "An event that is not told has not happened; a default would say that it has.",
		Wrong: `policy "a"
event revoked_on : date default 2024-01-01
decision valid : yes or no
clause "1" { valid is no when revoked_on has happened.  valid is yes otherwise. }
`,
		Right: `policy "a"
event revoked_on : date
decision valid : yes or no
clause "1" { valid is no when revoked_on has happened.  valid is yes otherwise. }
`,
	},
}
