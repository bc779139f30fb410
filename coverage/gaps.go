package coverage

import (
	"fmt"
	"slices"
	"strings"
)

// explain says why goals are missed.
func (e *Element) explain() {
	missed := e.Missed()
	if len(missed) == 0 {
		return
	}
	if e.asked == 0 {
		e.Why = "never tested: no test expects anything that depends on it"
		return
	}
	switch e.Kind {
	case Rule:
		e.Why = e.whyRule()
	case Condition:
		e.Why = "never " + strings.Join(missed, ", never ") + " in " + cases(e.asked)
		if n := e.states["absent"]; n == e.asked {
			e.Why = "never reached: what it asks did not arise in " + cases(n)
		}
	case Exception:
		e.Why = e.whyException(missed)
	}
}

// whyRule says why a rule decided no case: the state that comes nearest to deciding first.
func (e *Element) whyRule() string {
	switch n := e.asked; {
	case e.states["outranked"] > 0:
		return "always outranked: wherever it applies, an earlier result does too, in " + cases(e.states["outranked"])
	case e.states["idle"] > 0:
		return "it applies and changes nothing, in " + cases(e.states["idle"])
	case e.states["amount open"] > 0:
		return "it applies, and its value is never known, in " + cases(e.states["amount open"])
	case e.states["defeated"] > 0:
		return fmt.Sprintf("always defeated by clause %q, in %s", e.defeater, cases(e.states["defeated"]))
	case e.states["open"] == n:
		return "never settled: its condition stays open in " + cases(n)
	case e.because != "":
		return "never reached: its condition never holds in " + cases(n) + ", last because of: " + e.because
	default:
		return "never reached: its condition never holds in " + cases(n)
	}
}

func (e *Element) whyException(missed []string) string {
	var out []string
	if slices.Contains(missed, "wins") {
		switch {
		case e.states["nothing to win over"] > 0:
			out = append(out, "never wins: where it holds, there is nothing to win over")
		case e.states["itself defeated"] > 0:
			out = append(out, "never wins: it is always defeated itself")
		default:
			out = append(out, "never wins: it never holds in "+cases(e.asked))
		}
	}
	if slices.Contains(missed, "stands back") {
		out = append(out, "never stands back: what it excepts never applies without it")
	}
	return strings.Join(out, "; ")
}

func cases(n int) string {
	if n == 1 {
		return "1 case"
	}
	return fmt.Sprintf("%d cases", n)
}
