package diag

// The codes of fact files.
const (
	FactsUnreadable    Code = "F0101" // not YAML or JSON
	FactsTooLarge      Code = "F0102" // beyond a limit on size, depth or number of findings
	FactsNotOneMapping Code = "F0103" // no mapping, or more than one document
	FactsYAMLForm      Code = "F0104" // anchor, alias, tag, merge
	FactTwice          Code = "F0105"
	FactUnknown        Code = "F0106"
	FactFieldUnknown   Code = "F0107"
	FactWrongShape     Code = "F0108" // a list where one value is expected, and the like
	FactNotYesNo       Code = "F0109"
	FactNotMember      Code = "F0110"
	FactNotNumber      Code = "F0111"
	FactNotWhole       Code = "F0112"
	FactNotPercent     Code = "F0113"
	FactNotMoney       Code = "F0114"
	FactDecimals       Code = "F0115"
	FactNotCurrency    Code = "F0116"
	FactWrongCurrency  Code = "F0117"
	FactNotDate        Code = "F0118"
	FactNoSuchDay      Code = "F0119"
	FactNotInstant     Code = "F0120"
	FactNoOffset       Code = "F0121"
	FactNotText        Code = "F0122"
	FactNotCountry     Code = "F0123"
	FactNotCalendar    Code = "F0124"
	FactListGap        Code = "F0125"
	FactTwoAsOf        Code = "F0126"

	// The codes of facts that are well formed and cannot be used all the same.
	FactOutOfBounds     Code = "F0201"
	JudgmentOutOfBounds Code = "F0202"
	JudgmentNoRoom      Code = "F0203" // bounds that leave a judgment no value
	AmbiguityUnknown    Code = "F0301"
	ReadingUnknown      Code = "F0302"
	NotComputable       Code = "F0901" // a value that cannot be computed
	CaseTooMuch         Code = "F0902" // a case that takes more work than it may
)

// factDocs documents the codes of fact files (F…). The examples belong to cmd/policyrun/testdata/rules/sample/facts.policy, with which a test
// runs them; a first line "# with …" names flags of policyrun eval.
var factDocs = []Doc{
	{
		Code:   FactsUnreadable,
		Title:  "the fact file cannot be read",
		Occurs: "the file is neither YAML nor JSON: a bracket, quote or colon is missing or too many, the indentation is uneven, or the file is not text in UTF-8",
		Why:    "A file that can be read in two ways could decide the case in two ways, so nothing is guessed.",
		Wrong:  "received_on: \"2024-06-04\npaid_price: {amount: \"12000.00\", currency: EUR}\n",
		Right:  "received_on: \"2024-06-04\"\npaid_price: {amount: \"12000.00\", currency: EUR}\n",
	},
	{
		Code:   FactsTooLarge,
		Title:  "the fact file is too large",
		Occurs: "the file is larger than four megabytes, is nested more than 32 deep, holds more than 200,000 values, or has more than a thousand mistakes; --max raises these limits (see limits.md)",
		Why:    "One case has a few dozen facts. A file beyond these limits is another file, or an attempt to exhaust the machine.",
		Wrong:  "payments: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
		Right:  "payments: []\n",
	},
	{
		Code:   FactsNotOneMapping,
		Title:  "the fact file is not one mapping of names to values",
		Occurs: "the file holds a list, a single value, or two documents, or has text after its end",
		Why:    "A case is one set of facts, each under its name. Of two documents one would be lost without a word.",
		Wrong:  "- received_on: 2024-06-04\n- complaint_sent: yes\n",
		Right:  "received_on: 2024-06-04\ncomplaint_sent: yes\n",
	},
	{
		Code:   FactsYAMLForm,
		Title:  "a form of YAML that fact files do not have",
		Occurs: "a value has an anchor (&a), stands for another (*a), is merged (<<) or has a tag (!!str)",
		Why:    "Who reads the file must see each fact where it stands; a reference hides it elsewhere.",
		Wrong:  "received_on: &day 2024-06-04\nas_of: *day\n",
		Right:  "received_on: 2024-06-04\nas_of: 2024-06-04\n",
	},
	{
		Code:   FactTwice,
		Title:  "a fact is given twice",
		Occurs: "one name stands twice in the same mapping",
		Why:    "Even where both values are the same today, one of them will be changed and the other forgotten.",
		Wrong:  "complaint_sent: yes\ncomplaint_sent: no\n",
		Right:  "complaint_sent: yes\n",
	},
	{
		Code:   FactUnknown,
		Title:  "the policy has no such fact",
		Occurs: "a name in the file is not a fact, event or determination of the policy",
		Why:    "A misspelt fact would otherwise be an unknown one, and the case would be decided, or left open, without it.",
		Wrong:  "receivd_on: 2024-06-04\n",
		Right:  "received_on: 2024-06-04\n",
	},
	{
		Code:   FactFieldUnknown,
		Title:  "the record has no such field",
		Occurs: "an entry of a list, or an amount of money, has a part that its declaration lacks",
		Why:    "A misspelt part would otherwise be an unknown one.",
		Wrong:  "payments:\n  - {paidd_on: 2024-06-04, amount: {amount: \"10.00\", currency: EUR}}\n",
		Right:  "payments:\n  - {paid_on: 2024-06-04, amount: {amount: \"10.00\", currency: EUR}}\n",
	},
	{
		Code:   FactWrongShape,
		Title:  "one value where a list is expected, or the reverse",
		Occurs: "a list, a mapping or a single value stands where the fact has another shape",
		Why:    "[] says that there is nothing; leaving the fact out says that it is not known. A bare value says neither.",
		Wrong:  "missing_items: box\n",
		Right:  "missing_items: [box]\n",
	},
	{
		Code:   FactNotYesNo,
		Title:  "neither yes nor no",
		Occurs: "a yes-or-no fact has a value other than true, false, yes or no",
		Why:    "A fact that is only probable is not known: leave it out, and the engine says whether it matters.",
		Wrong:  "complaint_sent: probably\n",
		Right:  "complaint_sent: yes\n",
	},
	{
		Code:   FactNotMember,
		Title:  "not one of the possible values",
		Occurs: "the value is not among those that the policy lists for the fact",
		Why:    "The clauses speak of the listed values only; what would follow from another one is nowhere said.",
		Wrong:  "watch_condition: mint\n",
		Right:  "watch_condition: used\n",
	},
	{
		Code:   FactNotNumber,
		Title:  "not a number",
		Occurs: "the value is a text, has group separators, a decimal comma, an exponent, a leading zero or more than 40 digits",
		Why:    "1.500 is one and a half here and fifteen hundred there. One way to write a number leaves no doubt.",
		Wrong:  "weight: 1,5\n",
		Right:  "weight: 1.5\n",
	},
	{
		Code:   FactNotWhole,
		Title:  "not a whole number",
		Occurs: "the fact counts something and the value has decimals",
		Why:    "Half a repair attempt is a slip of the pen, and rounding it would be a guess.",
		Wrong:  "repair_attempts: 1.5\n",
		Right:  "repair_attempts: 1\n",
	},
	{
		Code:   FactNotPercent,
		Title:  "not a percentage",
		Occurs: "the value has no percent sign after its number",
		Why:    "0.05 may be meant as five per cent or as a twentieth of one; the sign says which.",
		Wrong:  "rate: 0.05\n",
		Right:  "rate: 5%\n",
	},
	{
		Code:   FactNotMoney,
		Title:  "not an amount of money",
		Occurs: "an amount is not given as a number with its currency",
		Why:    "An amount without a currency cannot be compared with the limits in the text.",
		Wrong:  "paid_price: 12000\n",
		Right:  "paid_price: {amount: \"12000.00\", currency: EUR}\n",
	},
	{
		Code:   FactDecimals,
		Title:  "more decimals than the currency has",
		Occurs: "an amount is finer than the currency's smallest unit, such as a cent",
		Why:    "Such an amount cannot have been paid. Rounding it here could move the result over a limit.",
		Wrong:  "paid_price: {amount: \"12000.005\", currency: EUR}\n",
		Right:  "paid_price: {amount: \"12000.01\", currency: EUR}\n",
	},
	{
		Code:   FactNotCurrency,
		Title:  "no such currency",
		Occurs: "a currency is not one of the codes of ISO 4217 in use, such as EUR, CHF or GBP",
		Why:    "A sign or a name can stand for several currencies; the code for one.",
		Wrong:  "invoice_currency: EURO\n",
		Right:  "invoice_currency: EUR\n",
	},
	{
		Code:   FactWrongCurrency,
		Title:  "an amount in the wrong currency",
		Occurs: "an amount is in another currency than the one the policy reckons in",
		Why:    "The engine does not convert: the text names no rate and no day for it.",
		Wrong:  "paid_price: {amount: \"12000.00\", currency: CHF}\n",
		Right:  "paid_price: {amount: \"12000.00\", currency: EUR}\n",
	},
	{
		Code:   FactNotDate,
		Title:  "not a date",
		Occurs: "a date is not written as year, month and day: 2024-02-29",
		Why:    "04/06/2024 is in April or in June, depending on the reader. The order with the year first is read in one way.",
		Wrong:  "received_on: 04/06/2024\n",
		Right:  "received_on: 2024-06-04\n",
	},
	{
		Code:   FactNoSuchDay,
		Title:  "not a calendar date",
		Occurs: "the month does not have that day, or the year does not have that month",
		Why:    "A deadline counted from a day that does not exist would be counted from a guess.",
		Wrong:  "received_on: 2024-06-31\n",
		Right:  "received_on: 2024-06-30\n",
	},
	{
		Code:   FactNotInstant,
		Title:  "not a date and time",
		Occurs: "a point in time is not written as 2024-06-06T10:00:00+02:00",
		Why:    "Where the text turns on the hour, a date alone leaves the case open.",
		Wrong:  "ordered_at: 2024-06-06\n",
		Right:  "ordered_at: 2024-06-06T10:00:00+02:00\n",
	},
	{
		Code:   FactNoOffset,
		Title:  "a time without its offset",
		Occurs: "a point in time does not say how far its clock is from UTC",
		Why:    "10:00 in Geneva is not 10:00 in London; without the offset two times cannot be put in order.",
		Wrong:  "ordered_at: 2024-06-06T10:00:00\n",
		Right:  "ordered_at: 2024-06-06T10:00:00+02:00\n",
	},
	{
		Code:   FactNotText,
		Title:  "a number where a text is expected",
		Occurs: "a text fact is given as a bare number or as true or false",
		Why:    "007 read as a number is 7. Quotation marks keep a text as it was written.",
		Wrong:  "note: 12\n",
		Right:  "note: \"12\"\n",
	},
	{
		Code:   FactNotCountry,
		Title:  "no such country",
		Occurs: "a country is not one of the two-letter codes of ISO 3166-1 (or XK for Kosovo)",
		Why:    "Names of countries have many spellings; lists of countries in a policy are compared by code.",
		Wrong:  "delivery_country: Germany\n",
		Right:  "delivery_country: DE\n",
	},
	{
		Code:   FactNotCalendar,
		Title:  "no such calendar",
		Occurs: "a calendar is neither a list of dates nor the name of a calendar that the engine has",
		Why:    "With a calendar that is only nearly the right one, a deadline can end on a holiday.",
		Wrong:  "public_holidays: DE-BWW\n",
		Right:  "public_holidays: DE-BW\n",
	},
	{
		Code:   FactListGap,
		Title:  "an entry of a list is left open",
		Occurs: "an entry of a list is null or empty",
		Why:    "A list is complete or unknown. An open entry would be neither.",
		Wrong:  "missing_items: [box, null]\n",
		Right:  "missing_items: [box]\n",
	},
	{
		Code:   FactTwoAsOf,
		Title:  "two days for which the question is asked",
		Occurs: "the facts give as_of and the caller names another day",
		Why:    "The answer holds for one day; which of the two is meant is not for the engine to choose.",
		Wrong:  "# with --as-of 2024-07-01\nas_of: 2024-06-30\n",
		Right:  "# with --as-of 2024-07-01\nas_of: 2024-07-01\n",
	},
	{
		Code:   FactOutOfBounds,
		Title:  "a fact outside its bounds",
		Occurs: "a fact cannot be true as given, since the policy says that it is not below an amount, not before another day, or the like",
		Why:    "A watch is not complained about before it is received. Deciding such a case would decide a slip of the pen.",
		Wrong:  "received_on: 2024-06-04\ncomplaint_sent_on: 2024-06-03\n",
		Right:  "received_on: 2024-06-04\ncomplaint_sent_on: 2024-06-05\n",
	},
	{
		Code:   JudgmentOutOfBounds,
		Title:  "a judgment outside the bounds of its clause",
		Occurs: "somebody's judgment goes beyond what the clause that leaves it to them allows",
		Why:    "The clause gives a discretion within limits; beyond them there is no power to decide.",
		Wrong:  "reduction: 21%\n",
		Right:  "reduction: 20%\n",
	},
	{
		Code:   JudgmentNoRoom,
		Title:  "no value is left for a judgment",
		Occurs: "the bounds that a clause sets for a judgment exclude every value on these facts",
		Why:    "Either the facts contradict each other, or the policy forgot a case; no judgment could be right.",
		Wrong:  "repair_attempts: 2\nwatch_condition: new_unworn\n",
		Right:  "repair_attempts: 2\nwatch_condition: used\n",
	},
	{
		Code:   AmbiguityUnknown,
		Title:  "no such ambiguity",
		Occurs: "a reading is asked for of an ambiguity that the policy does not record",
		Why:    "The answer would be the one under the adopted readings, while the caller takes it for another.",
		Wrong:  "# with --reading B1=counted\n",
		Right:  "# with --reading A1=counted\n",
	},
	{
		Code:   ReadingUnknown,
		Title:  "no such reading",
		Occurs: "a reading is asked for that is not among those recorded of the ambiguity",
		Why:    "Only the readings that an editor wrote down have a meaning in the rules.",
		Wrong:  "# with --reading A1=twice\n",
		Right:  "# with --reading A1=counted\n",
	},
	{
		Code:   NotComputable,
		Title:  "a value that cannot be computed",
		Occurs: "a calculation leaves the range of what is known: a day outside the years of a calendar, or past the year 9999, or a product of more than 1,000 digits",
		Why:    "A holiday that is not known is not a working day. An error never becomes a yes or a no.",
		Wrong:  "received_on: 1850-01-01\npublic_holidays: DE-BW\n",
		Right:  "received_on: 2024-06-04\npublic_holidays: DE-BW\n",
	},
	{
		Code:   CaseTooMuch,
		Title:  "a case that takes too much work",
		Occurs: "deciding it would look at more members of lists and periods of schedules than a case may (2,000,000): lists are long, and loops over them stand in one another",
		Why:    "The work grows with the product of the lists. It is counted, not timed, so that the same case meets the limit on every machine; --max work=N raises it.",
		Wrong:  "# with --max work=1\npayments:\n  - {paid_on: 2024-06-04, amount: {amount: \"10.00\", currency: EUR}}\n  - {paid_on: 2024-06-05, amount: {amount: \"10.00\", currency: EUR}}\n",
		Right:  "payments:\n  - {paid_on: 2024-06-04, amount: {amount: \"10.00\", currency: EUR}}\n",
	},
}
