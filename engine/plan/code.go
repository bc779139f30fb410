// Package plan is the compiled form of a checked policy and its fast interpreter.
//
// Expressions are lowered to numbered nodes in one slice; inputs, terms and decisions are numbered slots. The interpreter works in three
// truth values and n/a on machine integers. Whatever it cannot settle by itself (an unknown that matters, an amount beyond the range of
// exact integers, a judgment that is not given, a problem with a fact) it leaves open: then the exact evaluator decides the case. What it
// does settle is what the exact evaluator says, which tests compare.
//
// Most decisions are simple: nothing defeats their rules. They are settled by steps, in which a condition that is about a word, or two, is judged where it
// stands; the others are judged by closures. What a rule comes to is one of few fates, each with its note and its citations, prepared when the policy is
// compiled.
//
// A Machine decides one case after the other; a Block decides the cases of a Sheet together, step by step.
package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// truth is the value of a condition.
type truth uint8

const (
	no truth = iota
	yes
	never // n/a: the question does not arise
	open  // not settled here
)

// state says whether a number or value is there.
type state uint8

const (
	known  state = iota
	absent       // n/a
	unsettled
)

// op is what a node does. The comment says which results it has: t truth, n number, s set, v value.
type op uint8

const (
	opNever       op = iota // t n s v: n/a
	opOpen                  // t n s v: left to the exact evaluator
	opNumber                // n: k
	opTruth                 // t: k
	opMask                  // s: k
	opConst                 // v: consts[a]
	opInput                 // t n s v: input a
	opTerm                  // t n s v: term a
	opDecision              // t n s v: decision a
	opReading               // n: reading of ambiguity a
	opVar                   // t n s v: variable a
	opField                 // t n s v: field b of variable a
	opAdd                   // n: a + b
	opSub                   // n: a − b
	opMul                   // n: a × b, in millionths
	opMin                   // n: smallest of kids
	opMax                   // n: largest of kids
	opDays                  // n: a plus k days
	opMonths                // n: a plus k months under rule aux
	opMinutes               // n: a plus k minutes
	opWorkdays              // n: a plus k working days; working days b
	opRoll                  // n: working day on or after a (k 1) or before (k −1); working days b
	opLastDays              // n: last day of k days from a
	opLastMonths            // n: last day of k months from a
	opYear                  // n
	opMonth                 // n
	opDay                   // n
	opWeekday               // n
	opAttr                  // n v: other attributes of value a: attrs[b]
	opClock                 // n: clock k on date a; zone b
	opConvert               // n: member a by maps[b]
	opConvertSet            // s: set a by maps[b]
	opCaveats               // s
	opBinding               // s: binding limits of decision a
	opSum                   // n: loop a
	opCount                 // n: loop a
	opSmallest              // n: loop a
	opLargest               // n: loop a
	opSchedOn               // v: schedule a at date b
	opSchedEnding           // v: schedule a before date b
	opSchedFirst            // v: schedule a, k periods
	opIsNumber              // t: a = b
	opIsConst               // t: a = k
	opIsValue               // t: a = b, values
	opAtMost                // t: a ≤ b
	opBelow                 // t: a < b
	opOneOf                 // t: member a in mask k
	opHas                   // t: set a has member b
	opInPeriod              // t: date a in period b
	opInList                // t: value a in list b
	opInCalendar            // t: date a in calendar b
	opEmptySet              // t
	opEmptyList             // t
	opHappened              // t: input a
	opArises                // t: decision a
	opSome                  // t: loop a
	opEvery                 // t: loop a
	opNot                   // t
	opAnd                   // t: kids
	opOr                    // t: kids
	opIsSet                 // t: sets equal
	opOpenWithout           // n: k where money input a is given, else left open
	opMemo                  // n: a, kept as k until variable b changes; b −1: until the case does
)

// node is one operation. a and b are nodes or slots, as the op says; chains keep their parts in Code.kids[a:a+b].
type node struct {
	op   op
	kind value.Kind
	a, b int32
	k    int64
}

const setKind = value.Set

// loop is a quantifier or aggregate over a list or set.
type loop struct {
	over   int32
	set    bool
	slot   int32 // variable
	where  int32 // −1: all
	period int   // scratch space of a loop over a schedule
	body   int32
}

// Code is a compiled policy.
type Code struct {
	Policy *tree.Policy

	nodes  []node
	kids   []int32
	consts []value.Value
	maps   [][]int
	attrs  []*tree.AttrOf
	loops  []loop
	zones  []string
	works  []work
	sched  []schedule
	rules  []date.MonthRule

	inputs     []input
	layouts    []layout
	terms      []int32
	termFns    []func(*Machine, *cell)
	decisions  []decision
	disapplies []disapply
	caveats    []disapply
	plain      []plainBound
	bounds     []bound // the others
	rooms      []int32 // determinations whose bounds may leave them no value
	fixed      []int64 // words of steps: constants, and what was judged
	slots      int
	slotOf     []slot
	memos      int
	limits     int // limits of all decisions
	width      int // words of a bit set of clauses
	periods    int // scratch spaces for schedule periods
	ruleCount  int
	own        []int32 // the decisions of the answer
	readings   int
	// valued: something besides the bounds of facts reads them as values, and not as words.
	valued bool
	// inCurrencies: an amount is in the currency of a fact.
	inCurrencies bool
}

type work struct {
	days     [7]bool
	calendar int32 // −1: none
}

type schedule struct {
	tree *tree.Schedule
	from int32
}

type input struct {
	kind  tree.InputKind
	guard int32 // −1: always
	deflt int32 // −1: none
}

type disapply struct {
	cond  cond
	fn    condition
	by    []int32
	cites disapplyCites
}

// cond is "when C unless D"; −1 where absent.
type cond struct{ when, unless int32 }

type decision struct {
	kind       value.Kind // of the answer
	ranked     bool
	duty       bool
	duties     bool
	lines      bool
	plain      bool // the answer is an integer of the kind
	shape      shape
	folded     bool // other decisions cite what this one does
	arises     int32
	curOf      int32 // input whose currency an amount has; −1
	arisesFn   condFn
	rules      []rule
	order      []int32 // rules such that each comes after what beats it; those that only fall back last
	lineOrder  []int32 // the rules that are lines, in order of their stages
	limitsFrom int     // where the limits begin in lineOrder
	limitsTo   int     // and end
	at         int32
	clauseWord int32 // of a simple decision: the word of a set of clauses in which most of those of its rules are

	tree          *tree.Decision
	currency      money.Currency
	arisesMark    mark
	bits, bitsLen int // its citations in Machine.bits

	// Of a simple decision: the first of the steps by which it is settled, of those that are limits, of those that give members of a set, and of the rules
	// that only fall back.
	steps, limits, members, fallback *step
}

// ruleMarks are what citing a simple rule takes that applies, does not, or is a limit that changes nothing: by the link that settled it, from linkWhole,
// and for misses from linkUnless. Fates and blocks are made of them.
type ruleMarks struct{ hits, misses, idle []mark }

type rule struct {
	num   numFn
	bit   uint64 // Member
	k     int64  // constant
	id    int32
	value int32
	kind  tree.RuleKind
	// simple: nothing defeats the rule, and it is no duty with an amount.
	simple     bool
	otherwise  bool
	constant   bool // value is nodes[value].k
	defeatable bool
	beats      bool // another rule yields to it
	bare       bool // simple, and citing the rule takes its clause alone
	mode       money.Mode
	when       condFn // the whole condition; nil: always
	// test is the condition with the note of the link that settles it, where it matters for the citations which one does.
	test   func(*Machine) (truth, int16)
	clause int32

	details    [4]int32   // of a duty: amount, insured for, not before, by; −1
	detailFns  *[4]numFn  // likewise
	*ruleMarks            // of a rule of a simple decision, until the policy is compiled
	asStep     *step      // likewise, from then on
	cites      *ruleCites // nil for a rule of a simple decision

	set      setFn
	val      valueFn
	beatenBy []int32 // indexes in decision.rules
	disapply []int32 // indexes in Code.disapplies
	step     int64

	tree   *tree.Rule
	cond   cond
	member int
}

// bound is a check of a given input: it is broken where cond holds and test is no.
type bound struct {
	input int32
	cond  cond
	test  int32
	slot  int32 // ≥ 0: the test reads the members of the input's list in this slot

	fn     condition
	testFn condFn
}
