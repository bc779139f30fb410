package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
)

// sample is a policy with an input of every type.
func sample() *tree.Policy {
	eur := &types.Type{Kind: types.Money, Currency: money.Must("EUR")}
	payment := &types.RecordType{Name: "payment", Fields: []types.Field{
		{Name: "paid_on", Type: &types.Type{Kind: types.Date}},
		{Name: "amount", Type: eur},
	}}
	p := &tree.Policy{Name: "sample"}
	for _, in := range []struct {
		name string
		t    *types.Type
	}{
		{"as_of", &types.Type{Kind: types.Date}},
		{"received_on", &types.Type{Kind: types.Date}},
		{"ordered_at", &types.Type{Kind: types.Instant}},
		{"complaint_sent", &types.Type{Kind: types.Bool}},
		{"watch_condition", &types.Type{Kind: types.Enum, Members: []string{"new_unworn", "used"}}},
		{"missing_items", &types.Type{Kind: types.Set, Members: []string{"box", "papers", "link"}}},
		{"paid_price", eur},
		{"repair_attempts", &types.Type{Kind: types.Number, Whole: true}},
		{"weight", &types.Type{Kind: types.Number}},
		{"rate", &types.Type{Kind: types.Percent}},
		{"note", &types.Type{Kind: types.Text}},
		{"delivery_country", &types.Type{Kind: types.Country}},
		{"invoice_currency", &types.Type{Kind: types.Currency}},
		{"public_holidays", &types.Type{Kind: types.Calendar}},
		{"payments", &types.Type{Kind: types.List, Elem: &types.Type{Kind: types.Record, Rec: payment}}},
	} {
		p.Inputs = append(p.Inputs, &tree.Input{Index: len(p.Inputs), Name: in.name, Type: in.t, Defaults: &tree.Defaults{Currency: money.Must("EUR")}})
	}
	return p
}

func codes(problems []outcome.Problem) []string {
	out := []string{}
	for _, p := range problems {
		out = append(out, p.Code)
	}
	return out
}

// values are the known values of a set, by the input's name.
func values(p *tree.Policy, s *Set) map[string]value.Value {
	out := map[string]value.Value{}
	for _, in := range p.Inputs {
		if v := s.Values[in.Index]; v.Kind != value.Invalid {
			out[in.Name] = v
		}
	}
	return out
}

var compareValues = cmp.Options{
	cmp.Comparer(func(a, b *calendar.Calendar) bool { return a.Equal(b) }),
	cmpopts.EquateEmpty(),
}

func TestDecodeReadsEveryType(t *testing.T) {
	bw, _ := calendar.Named("DE-BW")
	eur := money.Must("EUR")
	cents := func(n int64) value.Value { return value.OfDecimal(value.Money, decimal.New(n, -2), eur) }
	want := map[string]value.Value{
		"received_on":      value.OfDate(date.Must(2024, 2, 29)),
		"ordered_at":       {Kind: value.Instant, N: 1717660800, Off: 120},
		"complaint_sent":   value.OfBool(true),
		"watch_condition":  value.OfEnum(1),
		"missing_items":    {Kind: value.Set, N: 0b101},
		"paid_price":       cents(1200050),
		"repair_attempts":  value.OfDecimal(value.Number, decimal.New(3, 0), money.None),
		"weight":           value.OfDecimal(value.Number, decimal.New(-15, -1), money.None),
		"rate":             value.OfDecimal(value.Percent, decimal.New(75, -3), money.None),
		"note":             value.OfText("007"),
		"delivery_country": {Kind: value.Country, Ref: "NO"},
		"invoice_currency": {Kind: value.Currency, Cur: money.Must("CHF")},
		"public_holidays":  {Kind: value.Calendar, Ref: bw},
		"payments": {Kind: value.List, Ref: []value.Value{
			{Kind: value.Record, Ref: []value.Value{value.OfDate(date.Must(2024, 3, 1)), cents(1000)}},
			{Kind: value.Record, Ref: []value.Value{{}, cents(5)}},
		}},
	}
	for name, text := range map[string]string{
		"case.yaml": `
# a comment
received_on: 2024-02-29
ordered_at: 2024-06-06T10:00:00+02:00
complaint_sent: yes
watch_condition: used
missing_items: [link, box]
paid_price: {amount: 12000.50, currency: EUR}
repair_attempts: 3
weight: -1.5
rate: 7.5%
note: "007"
delivery_country: NO
invoice_currency: CHF
public_holidays: DE-BW
as_of: null
payments:
  - paid_on: 2024-03-01
    amount: {amount: "10.00", currency: EUR}
  - amount: {amount: "0.05", currency: EUR}
`,
		"case.json": `{
  "received_on": "2024-02-29", "ordered_at": "2024-06-06T10:00:00+02:00", "complaint_sent": true, "watch_condition": "used",
  "missing_items": ["link", "box"], "paid_price": {"amount": "12000.50", "currency": "EUR"}, "repair_attempts": 3, "weight": -1.5,
  "rate": "7.5%", "note": "007", "delivery_country": "NO", "invoice_currency": "CHF", "public_holidays": "DE-BW", "as_of": null,
  "payments": [
    {"paid_on": "2024-03-01", "amount": {"amount": "10.00", "currency": "EUR"}},
    {"amount": {"amount": 0.05, "currency": "EUR"}}
  ]
}`,
	} {
		t.Run(name, func(t *testing.T) {
			p := sample()
			set, problems := Decode(p, name, []byte(text), Auto)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(want, values(p, set), compareValues); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDecodeReportsEveryProblemWithItsPath(t *testing.T) {
	got := decode(t, `
receivd_on: 2024-06-04
watch_condition: mint
complaint_sent: probably
received_on: 2024-06-31
missing_items: [box, receipt_roll]
paid_price: {amount: "12000.005", currency: EUR}
payments:
  - {paid_on: 2024-06-01, amount: {amount: "10.00", currency: EUR}}
  - {paid_on: 2024-06-01, amount: {amount: "10.00", currency: CHF}, remark: none}
`)
	want := []outcome.Problem{
		{Code: "F0106", Path: "receivd_on", Message: `the policy has no fact "receivd_on"`, Hint: "Did you mean `received_on`?"},
		{Code: "F0110", Path: "watch_condition", Message: `"mint" is not one of new_unworn, used`, Hint: "Write `new_unworn` or `used`."},
		{Code: "F0109", Path: "complaint_sent", Message: `"probably" is neither yes nor no`, Hint: "Write `yes` or `no`, or leave the fact out if it is not known."},
		{Code: "F0119", Path: "received_on", Message: `"2024-06-31" is not a date: June 2024 has 30 days`, Hint: "Look the day up: is it the last one of the month?"},
		{Code: "F0110", Path: "missing_items[1]", Message: `"receipt_roll" is not one of box, papers, link`, Hint: "Write `box`, `papers` or `link`."},
		{Code: "F0115", Path: "paid_price", Message: "12000.005 has more decimals than EUR has", Hint: "Write it with at most 2 decimals."},
		{Code: "F0117", Path: "payments[1].amount", Message: "the amount is in CHF; the policy reckons in EUR", Hint: "Give the amount in EUR."},
		{Code: "F0107", Path: "payments[1].remark", Message: `payment has no part "remark"`, Hint: "Write `paid_on` or `amount`."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func decode(t *testing.T, text string) []outcome.Problem {
	t.Helper()
	_, problems := Decode(sample(), "facts.yaml", []byte(text), Auto)
	return problems
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, code, message string }{
		{"facts.json", `{"note": "a"} x`, "F0103", "line 1"},
		{"facts.json", `{"note": "a"}` + "\n" + `{"note": "b"}`, "F0103", "line 2"},
		{"facts.json", `{"note": "a", "note": "b"}`, "F0105", "twice"},
		{"facts.json", `{"note": "a",}`, "F0101", "line 1"},
		{"facts.json", ``, "F0101", "ends too early"},
		{"facts.json", `{"note": "a"`, "F0101", "ends too early"},
		{"facts.json", "{\"note\": \"a\xff\"}", "F0101", "UTF-8"},
		{"facts.json", "\xff\xfe{\x00}\x00", "F0101", "UTF-16"},
		{"facts.yaml", "\xfe\xff\x00a\x00:", "F0101", "UTF-16"},
		{"facts.yaml", "a\x00:\x00 \x001\x00", "F0101", "UTF-16"},
		{"facts.yaml", "\x00a\x00:\x00 \x001", "F0101", "UTF-16"},
		{"facts.yaml", "a: caf\xe9", "F0101", "UTF-8"},
		{"facts.json", strings.Repeat("[", 100_000), "F0102", "deep"},
		{"facts.json", `[]`, "F0103", "a list"},
		{"facts.json", `{"weight": 1e999999999}`, "F0111", "exponent"},
		{"facts.json", `{"note": true}`, "F0122", "true"},
		{"facts.json", `{"watch_condition": true}`, "F0110", "true"},
		{"facts.json", `{"paid_price": {"amount": [1], "currency": "EUR"}}`, "F0114", "both"},
		{"facts.json", `{"paid_price": {"amount": "1", "amount": "2", "currency": "EUR"}}`, "F0105", "twice"},
		{"facts.json", `{"payments": [{"paid_on": "2024-01-01", "paid_on": "2024-01-01"}]}`, "F0105", "twice"},
		{"facts.json", `{"payments": {"paid_on": "2024-01-01"}}`, "F0108", "a mapping"},
		{"facts.json", `{"payments": ["2024-01-01"]}`, "F0108", "payment"},
		{"facts.yaml", "note: a\n---\nnote: b\n", "F0103", "second document"},
		{"facts.yaml", "note: \x00\n", "F0101", "NUL"},
		{"facts.yaml", strings.Repeat("a: {", 100_000), "F0102", "deep"},
		{"facts.yaml", strings.Repeat("- ", 100_000), "F0102", "deep"},
		{"facts.yaml", "note: !!str 12\n", "F0104", "tag"},
		{"facts.yaml", "base: &b {note: a}\n<<: *b\n", "F0104", "anchor"},
		{"facts.yaml", "? [a]\n: b\n", "F0104", "plain word"},
		{"facts.yaml", "note: [", "F0101", "line"},
		{"facts.yaml", "\tnote: a\n", "F0101", "line 1"},
		{"facts.yaml", "weight: 0x1F\n", "F0111", "not a number"},
		{"facts.yaml", "weight: .inf\n", "F0111", "not a number"},
		{"facts.yaml", "weight: 010\n", "F0111", "zero"},
		{"facts.yaml", "weight: 1_000\n", "F0111", "separator"},
		{"facts.yaml", "weight: " + strings.Repeat("9", 41) + "\n", "F0111", "40 digits"},
		{"facts.yaml", "rate: 5 percent\n", "F0113", "percentage"},
		{"facts.yaml", "rate: five%\n", "F0113", "not a number"},
		{"facts.yaml", "received_on: 2024-13-01\n", "F0119", "months"},
		{"facts.yaml", "received_on: 2021-09-99\n", "F0119", "September 2021 has 30 days"},
		{"facts.yaml", "received_on: 2024-06-18T10:00:00Z\n", "F0118", "has a time"},
		{"facts.yaml", "received_on: [2024-06-18]\n", "F0108", "a list"},
		{"facts.yaml", "ordered_at: 2023-11-20\n", "F0120", "without a time"},
		{"facts.yaml", "ordered_at: 2025-03-20T12:00:00\n", "F0121", "UTC"},
		{"facts.yaml", "ordered_at: 2025-02-29T12:00:00Z\n", "F0119", "28 days"},
		{"facts.yaml", "ordered_at: 2025-03-20T24:00:00Z\n", "F0120", "23:59:59"},
		{"facts.yaml", "delivery_country: UK\n", "F0123", "UK"},
		{"facts.yaml", "public_holidays: [2024-12-25, 2024-12-32]\n", "F0119", "December"},
		{"facts.yaml", "public_holidays: {a: b}\n", "F0124", "mapping"},
		{"facts.yaml", "paid_price: {amount: \"1\", curency: EUR}\n", "F0107", "curency"},
		{"facts.yaml", "paid_price: {amount: \"1\", currency: EURO}\n", "F0116", "EURO"},
		{"facts.yaml", "paid_price: {amount: \"1,000.00\", currency: EUR}\n", "F0114", "separator"},
		{"facts.yaml", "\"\\u202Egnirts\": a\n", "F0106", `\u202egnirts`},
	} {
		t.Run(c.name+" "+c.text[:min(len(c.text), 40)], func(t *testing.T) {
			_, got := Decode(sample(), c.name, []byte(c.text), Auto)
			if len(got) == 0 || got[0].Code != c.code || !strings.Contains(got[0].Message, c.message) {
				t.Errorf("want %s about %q, got %v", c.code, c.message, got)
			}
		})
	}
}

func TestDecodeIsBounded(t *testing.T) {
	big := strings.Repeat("a", limits.Default.FactsBytes+1)
	if got := codes(decode(t, big)); !cmp.Equal(got, []string{"F0102"}) {
		t.Errorf("too large a file gives %v", got)
	}
	var many strings.Builder
	for i := range 3 * limits.Default.FactsErrors {
		fmt.Fprintf(&many, "unknown_%d: 1\n", i)
	}
	if got := decode(t, many.String()); len(got) != limits.Default.FactsErrors+1 {
		t.Errorf("%d problems are listed", len(got))
	}
}

func TestUnknownIsNotFalse(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "{}", "complaint_sent:\n", "complaint_sent: ~\n", "complaint_sent: null\n"} {
		p := sample()
		set, problems := Decode(p, "-", []byte(text), Auto)
		if len(problems) > 0 || len(values(p, set)) > 0 {
			t.Errorf("%q gives %v %v", text, values(p, set), problems)
		}
	}
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]Format{
		`{"a": 1}`: JSON, " \n{}": JSON, `{ "a"`: JSON, "{a: 1}": YAML, "a: 1": YAML, "": YAML, "{": YAML, `"a": 1`: YAML,
	} {
		if got := detect("-", []byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSetAsOf(t *testing.T) {
	p := sample()
	set, _ := Decode(p, "facts.yaml", nil, Auto)
	known, problems := SetAsOf(p, set, "2024-07-01")
	if !known || len(problems) > 0 || values(p, set)["as_of"] != value.OfDate(date.Must(2024, 7, 1)) {
		t.Errorf("%v %v %v", known, problems, values(p, set))
	}
	if _, problems := SetAsOf(p, set, "2024-07-01"); len(problems) > 0 {
		t.Errorf("the same day twice: %v", problems)
	}
	if _, problems := SetAsOf(p, set, "1 July"); !cmp.Equal(codes(problems), []string{"F0118"}) {
		t.Errorf("no date: %v", problems)
	}
	if known, _ := SetAsOf(&tree.Policy{}, &Set{}, "2024-07-01"); known {
		t.Error("a policy without as_of takes it")
	}
}

// TestCurrencyOf is about a policy that reckons in the currency of one of its facts.
func TestCurrencyOf(t *testing.T) {
	p := &tree.Policy{}
	of := &tree.Defaults{}
	any := &types.Type{Kind: types.Money}
	for _, name := range []string{"fee", "price", "rebate"} {
		p.Inputs = append(p.Inputs, &tree.Input{Index: len(p.Inputs), Name: name, Type: any, Defaults: of})
	}
	of.CurrencyOf = p.Inputs[1]
	for _, c := range []struct {
		text  string
		paths []string
	}{
		{"fee: {amount: 1, currency: GBP}\nprice: {amount: 1, currency: GBP}", nil},
		{"fee: {amount: 1, currency: CHF}\nprice: {amount: 1, currency: GBP}", []string{"fee"}},
		{"price: {amount: 1, currency: GBP}\nrebate: {amount: 1, currency: CHF}", []string{"rebate"}},
		{"fee: {amount: 1, currency: CHF}\nrebate: {amount: 1, currency: GBP}", []string{"rebate"}},
		{"fee: {amount: 1, currency: CHF}", nil},
	} {
		_, problems := Decode(p, "facts.yaml", []byte(c.text), Auto)
		var paths []string
		for _, pr := range problems {
			if pr.Code != string(diag.FactWrongCurrency) {
				t.Errorf("%s: %v", c.text, pr)
			}
			paths = append(paths, pr.Path)
		}
		if !cmp.Equal(paths, c.paths) {
			t.Errorf("%q: problems at %v, want %v", c.text, paths, c.paths)
		}
	}
}

// FuzzDecode feeds the decoder anything: it must end, without a panic, and each problem must be complete.
func FuzzDecode(f *testing.F) {
	for _, doc := range diag.Docs() {
		if strings.HasPrefix(string(doc.Code), "F01") {
			f.Add([]byte(doc.Wrong), false)
			f.Add([]byte(doc.Right), false)
		}
	}
	f.Add([]byte(`{"payments": [{"paid_on": "2024-03-01", "amount": {"amount": "1.50", "currency": "EUR"}}], "note": null}`), true)
	p := sample()
	f.Fuzz(func(t *testing.T, data []byte, asJSON bool) {
		format := YAML
		if asJSON {
			format = JSON
		}
		set, problems := Decode(p, "facts", data, format)
		if set == nil || len(set.Values) != len(p.Inputs) {
			t.Fatal("no set")
		}
		for _, pr := range problems {
			if pr.Code == "" || pr.Message == "" || strings.ContainsAny(pr.Message+pr.Hint, "\n\x00") {
				t.Fatalf("incomplete problem %+v", pr)
			}
		}
	})
}
