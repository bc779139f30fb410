package parser

import "github.com/clausewise/clausewise/limits"

// Limits bound what a file may cost. The zero value of a field means its default.
type Limits struct {
	MaxBytes  int // size of the file
	MaxTokens int // words, numbers, texts and signs
	MaxDepth  int // brackets in brackets, "not" before "not", "of" after "of"
	MaxErrors int // errors reported one by one; the others are counted
}

// DefaultLimits are far above what any document needs: the longest policy known has 17 kB and four levels.
var DefaultLimits = Within(limits.Default)

// Within are the limits of a run as far as they are the parser's.
func Within(l limits.Limits) Limits {
	l = l.OrDefault()
	return Limits{MaxBytes: l.PolicyBytes, MaxTokens: l.PolicyTokens, MaxDepth: l.PolicyDepth, MaxErrors: l.PolicyErrors}
}

func (l Limits) orDefault() Limits {
	set := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	set(&l.MaxBytes, DefaultLimits.MaxBytes)
	set(&l.MaxTokens, DefaultLimits.MaxTokens)
	set(&l.MaxDepth, DefaultLimits.MaxDepth)
	set(&l.MaxErrors, DefaultLimits.MaxErrors)
	return l
}

// tooDeep finds the first token at which the descent would go deeper than limit, or -1. What recurses is an open bracket, "not", and
// the operators that bind to the right: of, after, before, on, including. Their count starts anew with each operand of a chain, which
// is read in a loop.
func tooDeep(toks []token, text string, limit int) int {
	type level struct{ base, depth int }
	var open []level
	var at level // base: depth at the innermost open bracket
	for i, t := range toks {
		switch t.kind {
		case kLParen, kLBrace, kLBracket:
			open = append(open, at)
			at.depth++
			at.base = at.depth
		case kRParen, kRBrace, kRBracket:
			if n := len(open); n > 0 {
				at, open = open[n-1], open[:n-1]
			}
			if t.kind == kRBrace { // a block is over, and with it what led to it: the "of" of a test's heading, say
				at.depth = at.base
			}
		case kNot, kOf, kAfter, kBefore, kOn:
			at.depth++
		case kAnd:
			if i == 0 || toks[i-1].kind != kFrom { // "from and including" joins nothing
				at.depth = at.base
			}
		case kStop, kComma, kOr, kWhen, kUnless, kPipe, kPlus, kLess, kTimes,
			kFact, kEvent, kDecision, kSchedule, kAmbiguity, kClause, kSection, kUse:
			at.depth = at.base
		case kName:
			switch text[t.start:t.end] {
			case "including":
				at.depth++
			case "reading": // of an ambiguity; a fact may be called so too
				if i+2 < len(toks) && toks[i+1].kind == kName && toks[i+2].kind == kString {
					at.depth = at.base
				}
			}
		}
		if at.depth > limit {
			return i
		}
	}
	return -1
}
