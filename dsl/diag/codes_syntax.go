package diag

// The codes of the parser.
const (
	TooManyErrors      Code = "P0100"
	FileTooLarge       Code = "P0101"
	TooManyTokens      Code = "P0102"
	TooDeep            Code = "P0103"
	NotUTF8            Code = "P0104"
	StrayCharacter     Code = "P0105"
	InvisibleCharacter Code = "P0106"
	UnclosedText       Code = "P0107"
	WrongQuotes        Code = "P0108"
	SymbolForWord      Code = "P0109"
	CurrencySign       Code = "P0110"
	WrongNumber        Code = "P0111"
	WrongDate          Code = "P0112"
	WrongComment       Code = "P0113"
	WrongEscape        Code = "P0114"
	WrongName          Code = "P0115"
	EmptyFile          Code = "P0116"
	MissingHeader      Code = "P0117"
	RepeatedHeader     Code = "P0118"
	UnknownDeclaration Code = "P0119"
	UnknownStatement   Code = "P0120"
	MissingStop        Code = "P0121"
	MissingUnit        Code = "P0122"
	MixedAndOr         Code = "P0123"
	IfForWhen          Code = "P0124"
	CommaForAnd        Code = "P0125"
	ReservedWord       Code = "P0126"
	UnclosedBlock      Code = "P0127"
	StrayClosing       Code = "P0128"
	UnclosedParen      Code = "P0129"
	MissingColon       Code = "P0130"
	UnknownType        Code = "P0131"
	MissingValue       Code = "P0132"
	WrongComparison    Code = "P0133"
	ChainedComparison  Code = "P0134"
	ConditionAsValue   Code = "P0135"
	Unexpected         Code = "P0136"
	MissingName        Code = "P0137"
	MissingText        Code = "P0138"
	EmptyClause        Code = "P0139"
	WrongPlace         Code = "P0140"
	TableShape         Code = "P0141"
	LiteralOutsideTest Code = "P0142"
	MissingCurrency    Code = "P0143"
	TailOrder          Code = "P0144"
	FormatDiffers      Code = "P0145"
)

// syntaxDocs documents the codes of the parser (P01…). The first four are about size and the last about the
// formatter; they have no example here.
var syntaxDocs = []Doc{
	{
		Code: TooManyErrors, Title: "more errors than are shown",
		Occurs: "a file has more errors than the limit (100 by default)",
		Why:    "After so many errors the file is probably no policy, or one mistake early on spoils the rest. The others are counted, not listed.",
	},
	{
		Code: FileTooLarge, Title: "a file that is too large",
		Occurs: "a file has more bytes than the limit (1 MiB by default); nothing of it is read",
		Why:    "A file given by somebody else must not be able to exhaust the machine. The longest policy known has less than a fiftieth of this.",
	},
	{
		Code: TooManyTokens, Title: "too many words and signs",
		Occurs: "a file has more words, numbers, texts and signs than the limit (500,000 by default); nothing of it is read",
		Why:    "A file given by somebody else must not be able to exhaust the machine.",
	},
	{
		Code: TooDeep, Title: "too many levels",
		Occurs: "brackets stand within brackets, or `not`, `of` and periods one behind the other, deeper than the limit (200 by default)",
		Why:    "Nobody can follow so many levels, and a file given by somebody else must not be able to exhaust the machine.",
	},
	{
		Code: NotUTF8, Title: "not UTF-8 text",
		Occurs: "the file holds bytes that are no UTF-8, or is saved in UTF-16",
		Why:    "In another encoding \"§\" and \"ü\" are other bytes, so that clause ids would not be found.",
		Wrong:  "policy \"demo/returns\"\n# caf\xe9\n",
		Right: `policy "demo/returns"
# café
`,
	},
	{
		Code: StrayCharacter, Title: "a character without meaning",
		Occurs: "a control character or a sign that no policy has stands outside a text, or a line ends in a carriage return alone",
		Why:    "What cannot be seen, or has no meaning, must not stand where it could be taken for one.",
		Wrong: `policy "demo/returns"
fact damaged @ : yes or no
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
`,
	},
	{
		Code: InvisibleCharacter, Title: "an invisible character",
		Occurs: "a character stands in the file that shows nothing, or that changes the direction of the text around it",
		Why:    "A reader would see something else than what is decided.",
		Wrong:  "policy \"demo/returns\"\nfact dama\u200bged : yes or no\n",
		Right: `policy "demo/returns"
fact damaged : yes or no
`,
	},
	{
		Code: UnclosedText, Title: "a text that does not end",
		Occurs: "a quote begins a text and there is no closing quote on the same line",
		Why:    "Without it, sentences would become part of the text.",
		Wrong: `policy "demo/returns"
clause "1 informational
`,
		Right: `policy "demo/returns"
clause "1" informational
`,
	},
	{
		Code: WrongQuotes, Title: "other quotes",
		Occurs: "a text stands in curly, angled or single quotes",
		Why:    "Word processors change quotes as one types; a text begins and ends with the straight double quote.",
		Wrong: `policy "demo/returns"
clause “1” informational
`,
		Right: `policy "demo/returns"
clause "1" informational
`,
	},
	{
		Code: SymbolForWord, Title: "a sign for a word",
		Occurs: "a sign such as ==, <=, && or + stands for a comparison, a calculation or a full stop",
		Why:    "A policy is read aloud beside the document, and there is one way to say a thing.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged && opened.
  outcome is accepted.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged and opened.
  outcome is accepted.
}
`,
	},
	{
		Code: CurrencySign, Title: "a currency sign, or a currency before its number",
		Occurs: "an amount is written with a sign such as €, or with its currency in front",
		Why:    "\"$\" may be several currencies; the code after the number is one.",
		Wrong: `policy "demo/returns"
  currency EUR
fact price : money
decision refund : money
clause "1" {
  refund is EUR 50.
}
`,
		Right: `policy "demo/returns"
  currency EUR
fact price : money
decision refund : money
clause "1" {
  refund is 50 EUR.
}
`,
	},
	{
		Code: WrongNumber, Title: "a number that cannot be read",
		Occurs: "a number has misplaced commas or points, or letters stand in or behind it without a space",
		Why:    "1.000 is a thousand in one country and one in another; so only one form is allowed.",
		Wrong: `policy "demo/returns"
  currency EUR
fact price : money
decision refund : money
clause "1" {
  refund is 1.000,00 EUR.
}
`,
		Right: `policy "demo/returns"
  currency EUR
fact price : money
decision refund : money
clause "1" {
  refund is 1,000.00 EUR.
}
`,
	},
	{
		Code: WrongDate, Title: "a date, instant or time that cannot be read",
		Occurs: "a date is not written 2024-02-29, an instant not 2023-11-17T08:00Z, or a time of day not 17:00",
		Why:    "05/12 is in May for some and in December for others; and an instant without its offset is not one moment.",
		Wrong: `policy "demo/returns"
fact received_on : date not before 01.02.2024
`,
		Right: `policy "demo/returns"
fact received_on : date not before 2024-02-01
`,
	},
	{
		Code: WrongComment, Title: "a comment with another sign",
		Occurs: "a comment begins with //, -- or /*",
		Why:    "There is one sign for comments: #.",
		Wrong: `policy "demo/returns"
// the window
fact damaged : yes or no
`,
		Right: `policy "demo/returns"
# the window
fact damaged : yes or no
`,
	},
	{
		Code: WrongEscape, Title: "a backslash in a text",
		Occurs: "a backslash stands in a text before something else than a quote or a backslash",
		Why:    "A text means what it shows; only the quote needs help.",
		Wrong: `policy "demo/returns"
clause "1" informational "see C:\files"
`,
		Right: `policy "demo/returns"
clause "1" informational "see C:\\files"
`,
	},
	{
		Code: WrongName, Title: "a character that names cannot have",
		Occurs: "a name has a hyphen, an apostrophe, or a letter outside a–z and A–Z",
		Why:    "Two names that look the same must be the same, and a hyphen could be a minus.",
		Wrong: `policy "demo/returns"
fact purchase-price : money
`,
		Right: `policy "demo/returns"
fact purchase_price : money
`,
	},
	{
		Code: EmptyFile, Title: "a file without a policy",
		Occurs: "there is nothing in the file but spaces and comments",
		Why:    "An empty file decides nothing, and is most probably a mistake.",
		Wrong: `# nothing yet
`,
		Right: `policy "demo/returns"
`,
	},
	{
		Code: MissingHeader, Title: "no header",
		Occurs: "declarations or clauses stand in a file that does not begin with `policy`",
		Why:    "Without its name a policy can be neither run nor cited.",
		Wrong: `fact damaged : yes or no
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
`,
	},
	{
		Code: RepeatedHeader, Title: "a header line twice",
		Occurs: "a file has a second `policy`, or a header says one thing twice",
		Why:    "It would not be clear which of the two holds.",
		Wrong: `policy "demo/returns"
  currency EUR
  currency CHF
`,
		Right: `policy "demo/returns"
  currency EUR
`,
	},
	{
		Code: UnknownDeclaration, Title: "not a declaration",
		Occurs: "outside of clauses stands something that begins no declaration",
		Why:    "Every declaration begins with its word, so that the reader knows what it is.",
		Wrong: `policy "demo/returns"
facts damaged : yes or no
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
`,
	},
	{
		Code: UnknownStatement, Title: "not a sentence",
		Occurs: "in a clause stands something that begins no sentence",
		Why:    "Every sentence begins with the decision or term it is about, or with a word that says what it does.",
		Wrong: `policy "demo/returns"
  currency EUR
fact price : money
decision refund : money
clause "1" {
  refund is price.
  subtract 5 EUR from refund.
}
`,
		Right: `policy "demo/returns"
  currency EUR
fact price : money
decision refund : money
clause "1" {
  refund is price.
  deduct 5 EUR from refund.
}
`,
	},
	{
		Code: MissingStop, Title: "no full stop",
		Occurs: "a sentence is not ended with a full stop, or a full stop ends it too early",
		Why:    "Without full stops a forgotten `and` would make two valid rules of one.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged
  outcome is accepted.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged.
  outcome is accepted.
}
`,
	},
	{
		Code: MissingUnit, Title: "a period without a unit",
		Occurs: "a number of days, weeks or months lacks its unit",
		Why:    "14 days and 14 working days are different deadlines.",
		Wrong: `policy "demo/returns"
fact received_on : date
clause "1" {
  last_day means 14 after received_on.
}
`,
		Right: `policy "demo/returns"
fact received_on : date
clause "1" {
  last_day means 14 days after received_on.
}
`,
	},
	{
		Code: MixedAndOr, Title: "and beside or",
		Occurs: "`and` and `or` stand side by side without parentheses",
		Why:    "Lawyers and logicians take different things together. Parentheses say what belongs together.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
fact sealed : yes or no
clause "1" {
  eligible means damaged or opened and sealed.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
fact sealed : yes or no
clause "1" {
  eligible means damaged or (opened and sealed).
}
`,
	},
	{
		Code: IfForWhen, Title: "if for when",
		Occurs: "a condition begins with `if`, an exception with `except` or `but`, or a sentence has `then` or `else`",
		Why:    "There is one way to say a thing: the result, `when` its condition, `unless` the exception, `otherwise` the rest.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused if damaged.
  outcome is accepted.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged.
  outcome is accepted.
}
`,
	},
	{
		Code: CommaForAnd, Title: "a comma between conditions",
		Occurs: "a comma stands after a condition",
		Why:    "A comma may mean `and` or `or`.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged, opened.
  outcome is accepted.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged and opened.
  outcome is accepted.
}
`,
	},
	{
		Code: ReservedWord, Title: "a word of the language as a name",
		Occurs: "a name is one of the reserved words",
		Why:    "A sentence with such a name could be read in two ways. Only fields of records may bear any name, since `of` follows them.",
		Wrong: `policy "demo/returns"
fact limit : money
`,
		Right: `policy "demo/returns"
fact upper_limit : money
`,
	},
	{
		Code: UnclosedBlock, Title: "a brace that is not closed",
		Occurs: "a block is opened with { and not closed",
		Why:    "Clauses that follow would become part of it.",
		Wrong: `policy "demo/returns"
clause "1" {
  caveat rights "Legal rights remain.".
clause "2" informational
`,
		Right: `policy "demo/returns"
clause "1" {
  caveat rights "Legal rights remain.".
}
clause "2" informational
`,
	},
	{
		Code: StrayClosing, Title: "a closing bracket too many",
		Occurs: "a brace or parenthesis is closed that was not opened",
		Why:    "Most often the opening one was forgotten, and something belongs together that does not look so.",
		Wrong: `policy "demo/returns"
clause "1" informational
}
`,
		Right: `policy "demo/returns"
clause "1" informational
`,
	},
	{
		Code: UnclosedParen, Title: "a parenthesis that is not closed",
		Occurs: "a sentence ends before a parenthesis does",
		Why:    "What belongs together would be a guess.",
		Wrong: `policy "demo/returns"
fact received_on : date
fact damaged : yes or no
fact opened : yes or no
clause "1" {
  eligible means (damaged or opened.
}
`,
		Right: `policy "demo/returns"
fact received_on : date
fact damaged : yes or no
fact opened : yes or no
clause "1" {
  eligible means (damaged or opened).
}
`,
	},
	{
		Code: MissingColon, Title: "no colon",
		Occurs: "between a name and its type, or a duty's decision and the duty, the colon is missing",
		Why:    "The colon parts the name from what is said of it.",
		Wrong: `policy "demo/returns"
fact damaged yes or no
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
`,
	},
	{
		Code: UnknownType, Title: "not a type",
		Occurs: "after the colon stands something that is no type",
		Why:    "The type says what can be written for a fact and what can be compared with it.",
		Wrong: `policy "demo/returns"
fact damaged : yes
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
`,
	},
	{
		Code: MissingValue, Title: "a value is missing",
		Occurs: "a name, number, amount, date or text is expected, and something else stands there",
		Why:    "Half a comparison decides nothing.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged and.
  outcome is accepted.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged and opened.
  outcome is accepted.
}
`,
	},
	{
		Code: WrongComparison, Title: "a comparison in other words",
		Occurs: "a comparison is written in words that the language does not have",
		Why:    "There is one way to write each comparison, and it says whether the limit itself is meant.",
		Wrong: `policy "demo/returns"
  currency EUR
fact price : money
clause "1" {
  expensive means price is greater than 100 EUR.
}
`,
		Right: `policy "demo/returns"
  currency EUR
fact price : money
clause "1" {
  expensive means price is above 100 EUR.
}
`,
	},
	{
		Code: ChainedComparison, Title: "a comparison of a comparison",
		Occurs: "a second comparison follows a complete one",
		Why:    "`a is b is c` may mean two different things.",
		Wrong: `policy "demo/returns"
fact received_on : date
fact damaged : yes or no
fact opened : yes or no
clause "1" {
  same means damaged is opened is yes.
}
`,
		Right: `policy "demo/returns"
fact received_on : date
fact damaged : yes or no
fact opened : yes or no
clause "1" {
  same means damaged is yes and opened is yes.
}
`,
	},
	{
		Code: ConditionAsValue, Title: "a condition as a value",
		Occurs: "a rule gives its decision a condition",
		Why:    "A rule says which value a decision has and when. A bare condition would hide the second half: what holds when it is false.",
		Wrong: `policy "demo/returns"
fact received_on : date
fact damaged : yes or no
fact opened : yes or no
decision refusable : yes or no
clause "1" {
  refusable is damaged and opened.
}
`,
		Right: `policy "demo/returns"
fact received_on : date
fact damaged : yes or no
fact opened : yes or no
decision refusable : yes or no
clause "1" {
  refusable is yes when damaged and opened.
  refusable is no otherwise.
}
`,
	},
	{
		Code: Unexpected, Title: "something unexpected",
		Occurs: "a word or sign stands where the sentence or declaration cannot go on with it",
		Why:    "What does not fit was most probably meant as something else.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no asked damaged
`,
		Right: `policy "demo/returns"
fact opened : yes or no
fact damaged : yes or no asked when opened
`,
	},
	{
		Code: MissingName, Title: "no name",
		Occurs: "a name is expected and something else stands there",
		Why:    "What has no name cannot be used or asked for.",
		Wrong: `policy "demo/returns"
fact : date
`,
		Right: `policy "demo/returns"
fact received_on : date
`,
	},
	{
		Code: MissingText, Title: "no text in quotes",
		Occurs: "a text in quotes is expected and something else stands there",
		Why:    "Clause ids, titles and questions are texts, since they may have any characters.",
		Wrong: `policy "demo/returns"
clause one informational
`,
		Right: `policy "demo/returns"
clause "one" informational
`,
	},
	{
		Code: EmptyClause, Title: "a clause without content",
		Occurs: "after a clause's id stands neither a block nor a status",
		Why:    "Every clause of the document is accounted for: encoded, informational, not modelled with the reason, or modelled elsewhere.",
		Wrong: `policy "demo/returns"
clause "1"
clause "2" informational
`,
		Right: `policy "demo/returns"
clause "1" not modelled "acts on the text"
clause "2" informational
`,
	},
	{
		Code: WrongPlace, Title: "in the wrong place",
		Occurs: "a sentence stands outside of clauses, a declaration in a clause, or `despite` before something that has no order",
		Why:    "Where a sentence stands is its citation.",
		Wrong: `policy "demo/returns"
decision fee : number
fee is 5.
`,
		Right: `policy "demo/returns"
decision fee : number
clause "1" { fee is 5. }
`,
	},
	{
		Code: TableShape, Title: "a table that does not fit",
		Occurs: "a row has another number of cells than the header, the last column is not the decision, or a cell cannot be read",
		Why:    "A cell in the wrong column would decide wrongly without anybody seeing it.",
		Wrong: `policy "demo/returns"
  currency EUR
fact service : one of express, standard
decision fee : money
clause "1" {
  table fee by one row
    | service | fee |
    | express |.
}
`,
		Right: `policy "demo/returns"
  currency EUR
fact service : one of express, standard
decision fee : money
clause "1" {
  table fee by first row
    | service | fee |
    | express | 25 EUR |
    | any | 10 EUR |.
}
`,
	},
	{
		Code: LiteralOutsideTest, Title: "a list written out",
		Occurs: "a list in square brackets stands in a policy",
		Why:    "Lists come from facts; only tests write them out.",
		Wrong: `policy "demo/returns"
fact reason : one of wear, misuse, defect
clause "1" {
  excluded means reason is [wear, misuse].
}
`,
		Right: `policy "demo/returns"
fact reason : one of wear, misuse, defect
clause "1" {
  excluded means reason is one of wear, misuse.
}
`,
	},
	{
		Code: MissingCurrency, Title: "an amount without a currency",
		Occurs: "a money fact or determination has a bound or default that is a bare number other than 0",
		Why:    "Amounts of two currencies never meet, so an amount says which it has.",
		Wrong: `policy "demo/returns"
fact price : money at most 500
`,
		Right: `policy "demo/returns"
fact price : money at most 500 EUR
`,
	},
	{
		Code: TailOrder, Title: "parts of a sentence in another order",
		Occurs: "`when`, `unless`, `otherwise` and `read with` do not stand in this order, stand twice, or `otherwise` stands with a condition",
		Why:    "`unless` takes away from `when`, so it stands after it; `otherwise` means that no condition of another rule holds, and has none itself.",
		Wrong: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused unless opened when damaged.
  outcome is accepted.
}
`,
		Right: `policy "demo/returns"
fact damaged : yes or no
fact opened : yes or no
decision outcome : first of refused, accepted
clause "1" {
  outcome is refused when damaged unless opened.
  outcome is accepted.
}
`,
	},
	{
		Code: FormatDiffers, Title: "a file that cannot be formatted",
		Occurs: "the formatter's text, read again, does not say the same as the file; this is a mistake in the formatter",
		Why:    "A formatter that changes what a policy says would be worse than none, so its text is compared before it is written.",
	},
}
