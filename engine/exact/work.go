package exact

import (
	"strconv"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
)

// meter counts what a case looks at, under all readings together. Lists within lists, and lists of a hundred thousand periods, multiply: a
// case of a few lines could otherwise be decided for years.
type meter struct{ left int }

// spend counts n members or periods. False: there is nothing left, what is computed means nothing, and the case will be refused.
func (e *evaluation) spend(n int) bool {
	e.meter.left -= n
	return e.meter.left >= 0
}

// tooMuch refuses a case that looked at more than it may.
func (e *evaluation) tooMuch() []outcome.Problem {
	if e.meter.left >= 0 {
		return nil
	}
	return []outcome.Problem{{
		Code:    string(diag.CaseTooMuch),
		Message: "to decide the case, more than " + strconv.Itoa(e.work) + " members of lists and periods of schedules would be looked at",
		Hint:    "Give shorter lists, or raise the limit with `" + limits.Raise(limits.Work, e.work) + "`.",
	}}
}
