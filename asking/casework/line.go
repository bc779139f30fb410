package casework

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
)

var (
	amountFirst   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(-?[0-9.,' ]*[0-9])\s*([A-Za-z]{3})?$`) })
	currencyFirst = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Za-z]{3})\s*(-?[0-9.,' ]*[0-9])$`) })
)

// FromLine turns a value as somebody types it on one line into JSON for the decoder of facts, which judges it: 600 EUR, a, b, none. What is JSON
// already stays as it is. Currency is that of amounts without one; money.None leaves them to the decoder.
func FromLine(t *types.Type, line string, cur money.Currency) []byte {
	line = strings.TrimSpace(line)
	if line != "" && (line[0] == '{' || line[0] == '[') && json.Valid([]byte(line)) {
		return []byte(line)
	}
	switch t.Kind {
	case types.Money:
		return moneyLine(t, line, cur)
	case types.Text:
		if unquoted := strings.Trim(line, `"`); len(unquoted) == len(line)-2 {
			line = unquoted
		}
	case types.Set:
		return listLine(&types.Type{Kind: types.Enum, Members: t.Members}, line, cur)
	case types.List:
		return listLine(t.Elem, line, cur)
	case types.Calendar:
		if strings.Contains(line, ",") || line == "none" || line != "" && line[0] >= '0' && line[0] <= '9' {
			return listLine(&types.Type{Kind: types.Date}, line, cur)
		}
	}
	return quoted(line)
}

func moneyLine(t *types.Type, line string, cur money.Currency) []byte {
	amount, code := "", ""
	if m := amountFirst().FindStringSubmatch(line); m != nil {
		amount, code = m[1], m[2]
	} else if m := currencyFirst().FindStringSubmatch(line); m != nil {
		code, amount = m[1], m[2]
	}
	if code == "" {
		if t.Currency != money.None {
			cur = t.Currency
		}
		if cur != money.None {
			code = cur.Code()
		}
	}
	if amount == "" || code == "" {
		return quoted(line)
	}
	return []byte(`{"amount":` + string(quoted(amount)) + `,"currency":` + string(quoted(strings.ToUpper(code))) + `}`)
}

// listLine reads members that stand side by side with commas, or "none".
func listLine(elem *types.Type, line string, cur money.Currency) []byte {
	if line == "none" {
		return []byte("[]")
	}
	var all []string
	for part := range strings.SplitSeq(line, ",") {
		all = append(all, string(FromLine(elem, part, cur)))
	}
	return []byte("[" + strings.Join(all, ",") + "]")
}

// quoted is a text as a JSON string.
func quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return []byte(`""`) // not reached: a string can always be written
	}
	return b
}
