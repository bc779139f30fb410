package engines

import "github.com/clausewise/clausewise/bench/workload"

// Hand is the handwritten versions on typed structs, integer cents and day numbers.
type Hand struct {
	Title string
	Trace *workload.Trace // nil: without
}

// Name is that of the table.
func (h *Hand) Name() string { return h.Title }

// Facts are those of the case itself.
func (h *Hand) Facts(int, *workload.Case) any { return nil }

// Decide decides a case.
func (h *Hand) Decide(w int, c *workload.Case, _ any) (workload.Answer, error) {
	if h.Trace != nil {
		*h.Trace = (*h.Trace)[:0]
	}
	switch w {
	case 0:
		return workload.DecideReturns(&c.W1, h.Trace), nil
	case 1:
		return workload.DecideGuarantee(&c.W2, h.Trace), nil
	}
	return workload.DecideBuyback(&c.W3, h.Trace), nil
}

// decimals is the handwritten versions with decimal.Decimal and time.Time.
type decimals struct{}

func (decimals) Name() string                      { return "handwritten, shopspring/decimal and time.Time" }
func (decimals) Facts(_ int, c *workload.Case) any { return workload.NewDecimals(c) }

func (decimals) Decide(w int, c *workload.Case, facts any) (workload.Answer, error) {
	d, _ := facts.(*workload.Decimals)
	switch w {
	case 0:
		return d.Returns(&c.W1), nil
	case 1:
		return d.Guarantee(&c.W2), nil
	}
	return d.Buyback(&c.W3), nil
}
