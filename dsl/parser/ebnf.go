package parser

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// Grammar is the whole grammar in EBNF: the declarations as participle prints them from the productions it parses with, and what is written by
// hand from the rows beside it. A word in angle brackets is a sort of token.
func Grammar() string {
	g := anyGrammar()
	declarations := g.file.String()
	grammars.Put(g)
	var b strings.Builder
	for _, l := range strings.Split(declarations, "\n") {
		name, form, _ := strings.Cut(l, " = ")
		if name = plainName(name); name != "File" && name != "Item" {
			fmt.Fprintf(&b, "%s = %s\n", name, productionName().ReplaceAllStringFunc(form, plainName))
		}
	}
	for _, p := range handWritten {
		fmt.Fprintf(&b, "%s = %s .\n", p.name, p.form)
	}
	return b.String()
}

var productionName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[A-Z]\w*`) })

// plainName is the name of a production without the G of its Go type.
func plainName(s string) string {
	if len(s) > 1 && strings.HasSuffix(s, "G") {
		return s[:len(s)-1]
	}
	return s
}

// handWritten are the productions that are no participle productions, in the notation of participle. The file's own structure comes first.
var handWritten = []struct{ name, form string }{
	{"File", `(Header (Use | Record | Fact | Decision | Schedule | Ambiguity | Section | Clause)*) | Test*`},
	{"HeaderLines", `HeaderLine*`},
	{"HeaderLine", `("title" | "seller" | "source" | "version") <string> | "parties" Names | "currency" (<currency> | "of" <name>) | ` +
		`"months" ("clamp" | "roll") | "time" "zone" (<string> | "as" "written") | ` +
		`"working" "days" "are" <name> "to" <name> ("except" (<name> | <string>) ("clause" <string>)?)? | ` +
		`"in" "force" "from" <date> ("until" <date>)? "picked" "by" <name>`},
	{"Fields", `Fact*`},
	{"Readings", `Reading*`},
	{"TypeName", `"yes" "or" "no" | "number" | "whole" "number" | "percent" | "money" ("or" "unlimited")? | "date" ("or" "never")? | "instant" | ` +
		`"text" | "country" | "currency" | "calendar" | ("one" | "first" | "set") "of" Names | "list" "of" TypeName | "duty" | "duties" | <name>`},
	{"Options", `Option*`},
	{"Option", `Bound | "default" Value | "asked" "when" Condition ("clause" <string>)? | "from" <name> | "fixed"`},
	{"Bound", `("at" ("least" | "most") Value | ("above" | "below" | "exactly") Value | "not" ("before" | "after")? Value | "among" Names) ` +
		`("when" Condition)? ("unless" Condition)?`},
	{"Section", `"section" <string> "{" (Section | Clause)* "}"`},
	{"Clause", `"clause" <string> <string>? ("{" (Clause | Sentence)* "}" | "informational" <string>? | "not" "modelled" <string>? | ` +
		`"modelled" "in" ("clause" | "policy") Strings)`},
	{"Sentence", `(<name> "means" Condition | Edge* (Rule | Includes | Duty | Table) Tail? | (Line | Disapply | Caveat) Tail? | Determination) "."`},
	{"Rule", `<name> "is" Value`},
	{"Includes", `<name> "includes" <name>`},
	{"Line", `"add" Value "to" <name> | "deduct" Value "from" <name> | "limit" <name> "to" Value ("as" <name>)? | "floor" <name> "at" Value | ` +
		`"round" <name> ("down" | "up" | "half" ("up" | "even")) "to" <number>`},
	{"Duty", `"duty" <name> ":" DutyWords`},
	{"DutyWords", `<name> Modality <name> Detail*`},
	{"Modality", `"must" "not"? | "may" | "should" "not" | "endeavours" "to"`},
	{"Detail", `"to" <name> | "amount" Value | "insured" "for" Value | "not" "before" Value | "by" Value | "immediately" | "until" <name>`},
	{"Disapply", `"disapply" "clause" Strings`},
	{"Caveat", `"caveat" <name> <string>`},
	{"Table", `"table" <name> "by" ("one" "row" | "first" "row" | "sum" "of" "rows") "|" (Value "|")* <name> "|" Row+`},
	{"Row", `"|" (Cell "|")* Value "|"`},
	{"Cell", `"any" | CellTest ("and" CellTest)?`},
	{"CellTest", `"not"? "one" "of" Values | "not"? Value | Comparison Value`},
	{"Edge", `("despite" | "subject" "to") ("clause" | "policy") <string> ("," ("clause" | "policy")? <string>)* ","`},
	{"Tail", `("otherwise" | "when" Condition ("unless" Condition)? | "unless" Condition) ("read" "with" "clause" Strings)? | "read" "with" "clause" Strings`},
	{"Condition", `Negation (("and" Negation)* | ("or" Negation)*)`},
	{"Negation", `"not" Negation | ("some" | "every" | "no") <name> "in" Value "has" "(" Condition ")" | Value Predicate?`},
	{"Predicate", `"is" "not"? (Comparison? Value | "within" Period ("after" | "before") Value | "one" "of" Values | "in" Value | "empty") | ` +
		`"includes" Value | "does" "not" ("include" Value | "arise") | "arises" | "has" "not"? "happened"`},
	{"Comparison", `"at" ("least" | "most") | "above" | "below" | "before" | "after" | "on" "or" ("before" | "after")`},
	{"Value", `Product (("plus" | "less") Product)*`},
	{"Product", `Operand ("times" Operand)*`},
	{"Operand", `Period (("after" | "before") Operand)? | Share`},
	{"Share", `(Primary | <word>) "of" Share | Primary`},
	{"Primary", `Literal | <name> | "(" Condition ")" | Aggregate | "binding" "limits" "of" <name> | "last" "day" "of" Period "from" "and" "including" Operand | ` +
		`"working" "day" "on" "or" ("after" | "before") Operand | <clock> "on" Operand | <name> "on" Operand | <name> "ending" "before" Operand | ` +
		`"first" <number> <name>`},
	{"Aggregate", `("sum" | "count" | "earliest" | "latest" | "smallest" | "largest" | "list") "of" ` +
		`"(" (Values | Value "for" "each" <name> "in" Value ("where" Condition)?) ")"`},
	{"Literal", `"yes" | "no" | <number> <currency>? | <percent> | <date> | <instant> | <string> | "unlimited" | "never" | "empty"`},
	{"Period", `<number> ("day" | "days" | "week" | "weeks" | "month" | "months" | "year" | "years" | "working" ("day" | "days") | "hour" | "hours" | ` +
		`"minute" | "minutes")`},
	{"Names", `<name> ("," <name>)*`},
	{"Strings", `<string> ("," <string>)*`},
	{"Values", `Value ("," Value)*`},
	{"Test", `"test" <string> "of" "policy" <string> ("todo" <string> | "like" <string>)* "{" (Step ".")* "}"`},
	{"Step", `"given" <name> "is" (TestValue | "unknown") | "under" "reading" <name> "is" <name> | "expect" Expectation`},
	{"Expectation", `<name> "is" (TestValue | "not" "applicable" | "not" "governed" | "in" "conflict" | "duty" DutyWords) | ` +
		`<name> ("needs" | "awaits") Names | <name> ("cites" | "does" "not" "cite") "clause" Strings | "no"? "duty" DutyWords | "caveat" <name> | ` +
		`"error" "on" <name> ("." <word> | "[" <number> "]")*`},
	{"TestValue", `Value | "[" (TestValue ("," TestValue)*)? "]" | "{" (<word> "is" TestValue ("," <word> "is" TestValue)*)? "}"`},
}

// Operator is a row of the table of operators.
type Operator struct {
	Level int    // 1 binds tightest
	Forms string // the words, with letters for what they join
	Side  string // how a chain of them is read
	// Example is read as Reads, which has all its parentheses; an empty Reads means that the example is an error.
	Example, Reads string
}

// Operators is the operators from the one that binds tightest to the loosest.
func Operators() []Operator { return append([]Operator(nil), operators...) }

var operators = []Operator{
	{1, "X of Y", "right", "year of purchase_date of r", "year of (purchase_date of r)"},
	{2, "P after X, P before X", "right", "1 day after 12 months after x of r", "1 day after (12 months after (x of r))"},
	{2, "last day of P from and including X", "right", "last day of 2 years from and including x of r", "last day of 2 years from and including (x of r)"},
	{2, "working day on or after X, working day on or before X", "right", "working day on or after 3 days after x", "working day on or after (3 days after x)"},
	{2, "S on X, S ending before X, 17:00 on X", "right", "s on 1 day after x", "s on (1 day after x)"},
	{3, "X times Y", "left", "5% of a times b", "(5% of a) times b"},
	{4, "X plus Y, X less Y", "left", "a less b times c plus d", "a less (b times c) plus d"},
	{5, "X is Y, X is at least Y, X is within P after Y, X is one of Y, Z, X includes Y, …", "none", "a plus b is c less d", "(a plus b) is (c less d)"},
	{5, "X is Y, X is at least Y, X is within P after Y, X is one of Y, Z, X includes Y, …", "none", "a is b is c", ""},
	{6, "some x in L has ( C ), every x in L has ( C ), no x in L has ( C )", "none", "not some x in xs has (a and b)", "not (some x in xs has (a and b))"},
	{7, "not X", "right", "not a is b and c", "(not (a is b)) and c"},
	{8, "X and Y", "left", "a is b and c and d", "(a is b) and c and d"},
	{9, "X or Y", "left", "a or not b or c", "a or (not b) or c"},
	{9, "X or Y", "left", "a and b or c", ""},
}
