package explain

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"
)

var (
	eur       = money.Must("EUR")
	moneyType = &types.Type{Kind: types.Money, Currency: eur}
	dateType  = &types.Type{Kind: types.Date}
	setType   = &types.Type{Kind: types.Set, Members: []string{"late_request", "no_request", "final_sale"}}
	enumType  = &types.Type{Kind: types.Enum, Ranked: true, Members: []string{"rejected", "send_item_back", "approved"}}
	rateType  = &types.Type{Kind: types.Percent}
)

func cents(n int64) value.Value { return value.OfDecimal(value.Money, decimal.New(n, -2), eur) }

// base places an expression of type t in a file as written.
func base(s string, t *types.Type) tree.Base {
	f := source.NewFile("sample.policy", s)
	return tree.Base{T: t, Span: source.Span{File: f, End: len(s)}}
}

// read makes an expression that reads a fact.
func read(name string, t *types.Type) tree.Expr {
	return &tree.InputRef{Base: base(name, t), Input: &tree.Input{Index: 1 << 10, Name: name, Type: t}}
}

// literal makes an expression with a value of its own.
func literal(s string, t *types.Type, v value.Value) tree.Expr {
	return &tree.Lit{Base: base(s, t), Value: v}
}

// sample is an answer in which everything occurs.
func sample() *outcome.Result {
	clause := func(id, title string) *tree.Clause {
		return &tree.Clause{ID: id, Title: title, Policy: "sample/returns"}
	}
	window, deduction, cap := clause("§1.1", "seven days"), clause("§4", "what is deducted"), clause("§5", "at most 7,500 EUR")
	foreign := &tree.Clause{ID: "¶1", Title: "credit notes", Policy: "sample/general"}
	p := &tree.Policy{Name: "sample/returns", Title: "Returns", Seller: "Sample House", Version: "2024"}
	decision := func(name string, t *types.Type) *tree.Decision {
		d := &tree.Decision{Name: name, Type: t, Own: true}
		p.Decisions = append(p.Decisions, d)
		return d
	}
	rule := func(d *tree.Decision, kind tree.RuleKind, c *tree.Clause, v, when tree.Expr) *tree.Rule {
		r := &tree.Rule{ID: 0, Kind: kind, Decision: d, Clause: c, Value: v, When: when}
		for _, other := range p.Decisions {
			r.ID += len(other.Rules)
		}
		d.Rules = append(d.Rules, r)
		return r
	}
	day := decision("window_last_day", dateType)
	day.Label = "Last day for the request"
	result := decision("return_outcome", enumType)
	approved := rule(result, tree.Value, window, literal("approved", enumType, value.OfEnum(2)), literal("yes", &types.Type{Kind: types.Bool}, value.OfBool(true)))
	grounds := decision("rejection_grounds", setType)
	refund := decision("refund", moneyType)
	base := rule(refund, tree.Value, window, read("purchase_price", moneyType), nil)
	fee := rule(refund, tree.Deduct, deduction, read("restocking_fee", moneyType), nil)
	limit := rule(refund, tree.Limit, cap, literal("7,500 EUR", moneyType, cents(750000)), nil)
	floor := rule(refund, tree.Floor, cap, literal("0", moneyType, cents(0)), nil)
	duty := decision("payout_duty", &types.Type{Kind: types.Duty})
	pay := rule(duty, tree.DutyRule, cap, nil, nil)
	asked := decision("documentation", enumType)
	judged := decision("restocking_fee", moneyType)
	split := decision("place", enumType)
	idle := decision("rma_duty", &types.Type{Kind: types.Duty})
	silent := decision("store_credit", &types.Type{Kind: types.Bool})

	input := func(name string, t *types.Type) *tree.Input {
		in := &tree.Input{Index: len(p.Inputs), Name: name, Type: t}
		p.Inputs = append(p.Inputs, in)
		return in
	}
	asOf := input("as_of", dateType)
	received := input("request_received_on", dateType)
	received.Question = "When did the request arrive?"
	openings := input("openings", &types.Type{Kind: types.List, Elem: &types.Type{Kind: types.Record, Rec: &types.RecordType{
		Name: "opening", Fields: []types.Field{{Name: "opened_on", Type: dateType}, {Name: "by", Type: enumType}},
	}}})
	holidays := input("public_holidays", &types.Type{Kind: types.Calendar})
	rate := input("restocking_fee_rate", rateType)
	rate.Kind, rate.Party, rate.Clause, rate.Question = tree.Determination, "seller", deduction, "Which rate?"
	condition := input("condition_as_new", &types.Type{Kind: types.Bool})
	condition.Kind, condition.Party, condition.Clause = tree.Determination, "seller", foreign
	bw, _ := calendar.Named("DE-BW")
	amb := &tree.Ambiguity{Name: "W1", Title: "is the first day counted", Readings: []*tree.Reading{
		{Name: "counted", Text: "the window is delivery plus six days", Why: "the text counts from receipt"},
		{Name: "not_counted", Text: "the window is delivery plus seven days"},
	}}
	payDuty := &value.DutyValue{Who: "seller", Modality: value.Must, What: "pay_refund", To: "client", Amount: cents(750000), By: value.OfDate(date.Must(2024, 5, 21))}
	return &outcome.Result{
		Policy: p,
		Decisions: []outcome.Decision{
			{Decision: day, Status: outcome.Decided, Value: value.OfDate(date.Must(2024, 5, 12)), Citations: []outcome.Citation{{Clause: window, Effect: outcome.Applies}}},
			{Decision: result, Status: outcome.Decided, Value: value.OfEnum(2), Citations: []outcome.Citation{
				{Clause: window, Effect: outcome.Applies}, {Clause: deduction, Effect: outcome.NotMet}, {Clause: cap, Effect: outcome.NotMet}, {Clause: foreign, Effect: outcome.Defines},
			}},
			{Decision: grounds, Status: outcome.Decided, Value: value.Value{Kind: value.Set}},
			{Decision: refund, Status: outcome.Decided, Value: cents(750000), Account: []outcome.Line{
				{Rule: base, Amount: cents(1200000), After: cents(1200000)},
				{Rule: fee, Amount: cents(60000), After: cents(1140000)},
				{Rule: limit, Amount: cents(750000), After: cents(750000), Binds: true},
				{Rule: floor, Amount: cents(0), After: cents(750000)},
			}},
			{Decision: duty, Status: outcome.Decided, Value: value.OfDuty(payDuty)},
			{Decision: asked, Status: outcome.NeedsFacts, Needs: []outcome.Need{{Input: received, Path: "request_received_on"}, {Input: openings, Path: "openings[0].opened_on"}},
				Citations: []outcome.Citation{{Clause: window, Effect: outcome.Pending}}},
			{Decision: judged, Status: outcome.NeedsDetermination, Min: cents(0), Max: cents(60000), Determinations: []outcome.Awaited{
				{Input: rate, Min: value.OfDecimal(value.Percent, decimal.Zero, 0), Max: value.OfDecimal(value.Percent, decimal.New(5, -2), 0)},
				{Input: condition, Members: 0b11},
			}},
			{Decision: split, Status: outcome.Conflict, Conflict: []outcome.Side{{Clause: window, Value: value.OfEnum(0)}, {Clause: foreign, Value: value.OfEnum(2)}}},
			{Decision: idle, Status: outcome.NotApplicable},
			{Decision: silent, Status: outcome.NotGoverned},
		},
		Rules:    []outcome.RuleRecord{{Rule: approved, Status: outcome.Applied}, {Rule: base, Status: outcome.Applied}, {Rule: fee, Status: outcome.Applied}, {Rule: limit, Status: outcome.Applied}, {Rule: floor, Status: outcome.Applied}, {Rule: pay, Status: outcome.Applied}},
		Duties:   []outcome.Duty{{Name: "payout_duty", Rule: pay, Value: value.OfDuty(payDuty)}, {Name: "rma_duty", Rule: pay, Value: value.OfDuty(&value.DutyValue{Who: "client", Modality: value.ShouldNot, What: "open_the_box"}), Pending: true}},
		Caveats:  []*tree.Caveat{{Name: "statutory", Text: "Legal rights remain.", Clause: cap}},
		Readings: []outcome.ReadingUse{{Ambiguity: amb, DecisiveFor: []*tree.Decision{day}}, {Ambiguity: amb, Reading: 1}},
		Inputs: []outcome.InputUse{
			{Input: asOf, Value: value.OfDate(date.Must(2024, 6, 1))},
			{Input: received},
			{Input: openings, Value: value.OfList([]value.Value{value.OfRecord([]value.Value{{}, value.OfEnum(0)})})},
			{Input: holidays, Value: value.OfCalendar(bw)},
		},
		Calendars: []string{bw.String()},
	}
}

const digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"

// golden compares with a file of testdata; UPDATE=1 writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := "testdata/" + name
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("differs from %s (UPDATE=1 writes it anew):\n%s", file, diff)
	}
}

func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("../docs/schema/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	return s.Validate(doc)
}

func TestJSONIsAsTheSchemaSays(t *testing.T) {
	got := JSON(sample(), digest)
	if err := validate(t, schema(t, "decision-v1.json"), got); err != nil {
		t.Errorf("%#v", err)
	}
	golden(t, "sample.json", got)
	if again := JSON(sample(), digest); !bytes.Equal(got, again) {
		t.Error("the same answer gives other bytes")
	}
}

func TestSchemaRefusesWhatIsNotAnAnswer(t *testing.T) {
	s := schema(t, "decision-v1.json")
	good := string(JSON(sample(), digest))
	for _, c := range []struct{ old, new string }{
		{`"decision/v1"`, `"decision/v2"`},
		{`"status": "not_governed"`, `"status": "unclear"`},
		{`"status": "not_governed"`, `"status": "decided"`},
		{`"status": "needs_facts"`, `"status": "decided"`},
		{`"effect": "applies"`, `"effect": "application"`},
		{`"by": "2024-05-21"`, `"by": "2024-05-32"`},
		{`"modality": "must"`, `"modality": "shall"`},
		{`"readings"`, `"reading"`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Fatalf("%s does not occur", c.old)
		}
		if validate(t, s, []byte(bad)) == nil {
			t.Errorf("%s is accepted in the place of %s", c.new, c.old)
		}
	}
}

func TestErrorJSONIsAsTheSchemaSays(t *testing.T) {
	got := ErrorJSON([]Problem{
		{Problem: outcome.Problem{Code: "F0106", Path: "receivd_on", Message: `the policy has no fact "receivd_on"`, Hint: "did you mean received_on?"}},
		{Problem: outcome.Problem{Code: "F0202", Path: "fee_rate", Clause: "§4", Message: "5.01% is above 5%"}},
		{Problem: outcome.Problem{Code: "P0203", Message: "nothing is called foo"}, Severity: "error", File: "a.policy", Line: 3, Column: 7},
	})
	if err := validate(t, schema(t, "error-v1.json"), got); err != nil {
		t.Errorf("%#v", err)
	}
	golden(t, "errors.json", got)
	if err := validate(t, schema(t, "error-v1.json"), ErrorJSON(nil)); err != nil {
		t.Error(err)
	}
}

func TestText(t *testing.T) {
	golden(t, "sample.txt", Text(sample(), TextOptions{}))
	golden(t, "brief.txt", Text(sample(), TextOptions{Brief: true}))
	narrow := Text(sample(), TextOptions{Width: 60})
	for _, line := range strings.Split(string(narrow), "\n") {
		if n := len([]rune(line)); n > 76 { // statements of account are not broken
			t.Errorf("%d characters: %s", n, line)
		}
	}
	if bytes.Contains(narrow, []byte("\x1b")) {
		t.Error("colours without being asked")
	}
	if !bytes.Contains(Text(sample(), TextOptions{Color: true}), []byte("\x1b[1m")) {
		t.Error("no colours although asked")
	}
}

func TestWhatOnlyCompletesThePictureIsFolded(t *testing.T) {
	res := sample()
	d := &res.Decisions[1]
	d.Citations = append(d.Citations, outcome.Citation{Clause: &tree.Clause{ID: "a 6"}, Effect: outcome.Defines})
	if short := string(Text(res, TextOptions{})); strings.Contains(short, "a 6") {
		t.Error(short)
	}
	if all := string(Text(res, TextOptions{All: true})); !strings.Contains(all, "¶1, a 6\n") {
		t.Error(all)
	}
}

func TestSay(t *testing.T) {
	instant, err := date.ParseInstant("2024-06-06T09:05:00-03:30")
	if err != nil {
		t.Fatal(err)
	}
	seconds, err := date.ParseInstant("2024-06-06T09:05:07Z")
	if err != nil {
		t.Fatal(err)
	}
	days := []date.Date{date.Must(2024, 5, 1), date.Must(2024, 12, 25)}
	many := []date.Date{days[0], days[0] + 1, days[0] + 2, days[0] + 3, days[1]}
	for _, c := range []struct {
		t    *types.Type
		v    value.Value
		want string
	}{
		{dateType, value.OfDate(date.Must(2024, 3, 1)), "1 March 2024"},
		{dateType, value.Never, "never"},
		{moneyType, cents(750000), "7,500.00 EUR"},
		{moneyType, value.Unlimited, "unlimited"},
		{rateType, value.OfDecimal(value.Percent, decimal.New(75, -3), 0), "7.5%"},
		{setType, value.Value{Kind: value.Set, N: 0b111}, "late request, no request and final sale"},
		{setType, value.Value{Kind: value.Set}, "none"},
		{enumType, value.OfEnum(1), "send item back"},
		{&types.Type{}, value.OfBool(false), "no"},
		{&types.Type{}, value.OfInstant(instant), "6 June 2024, 09:05 (UTC−3:30)"},
		{&types.Type{}, value.OfInstant(seconds), "6 June 2024, 09:05:07 (UTC)"},
		{&types.Type{}, value.Value{Kind: value.Country, Ref: "XK"}, "Kosovo"},
		{&types.Type{}, value.OfText("a"), "“a”"},
		{&types.Type{}, value.OfCalendar(calendar.Of(days)), "1 May 2024 and 25 December 2024"},
		{&types.Type{}, value.OfCalendar(calendar.Of(many)), "5 days from 1 May 2024 to 25 December 2024"},
		{&types.Type{}, value.OfCalendar(calendar.Of(nil)), "no days"},
		{&types.Type{}, value.OfPeriod(&value.SchedulePeriod{Number: 1, First: days[0], Last: days[1]}), "1 May 2024 to 25 December 2024"},
		{&types.Type{}, value.Value{}, "not known"},
	} {
		if got := (voice{}).say(c.t, c.v); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestQuestion(t *testing.T) {
	in := &tree.Input{Name: "openings", Question: "Every opening"}
	for path, want := range map[string]string{
		"openings":                      "Every opening",
		"openings[0].consent_at":        "Openings, entry 1: consent at?",
		"openings[11].parts[0].by_hand": "Openings, entry 12: parts, entry 1: by hand?",
		"openings[":                     "Openings?",
	} {
		if got := (voice{}).question(in, path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestParty(t *testing.T) {
	v := voice{seller: "Chrono24 GmbH"}
	for name, want := range map[string]string{"chrono24": "Chrono24", "buyer": "the buyer", "selling_partner": "the selling partner", "chrono24_support": "the Chrono24 support"} {
		if got := v.party(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestValuesInJSON(t *testing.T) {
	record := &types.Type{Kind: types.Record, Rec: &types.RecordType{Fields: []types.Field{{Name: "paid_on", Type: dateType}, {Name: "amount", Type: moneyType}}}}
	jpy := money.Must("JPY")
	huge := decimal.RequireFromString("123456789012345678901234.5")
	for _, c := range []struct {
		t    *types.Type
		v    value.Value
		want string
	}{
		{&types.Type{}, value.OfBool(true), `true`},
		{&types.Type{}, value.OfInt(3), `3`},
		{&types.Type{}, value.OfDecimal(value.Number, decimal.New(-25, -1), 0), `-2.5`},
		{&types.Type{}, value.OfDecimal(value.Number, huge, 0), `123456789012345678901234.5`},
		{rateType, value.OfDecimal(value.Percent, decimal.New(1250, -4), 0), `"12.5%"`},
		{rateType, value.OfDecimal(value.Percent, decimal.New(2000, 0), 0), `"200000%"`},
		{moneyType, cents(123450), `{"amount":"1234.50","currency":"EUR"}`},
		{moneyType, cents(-1), `{"amount":"-0.01","currency":"EUR"}`},
		{moneyType, value.OfDecimal(value.Money, decimal.New(1200, 0), jpy), `{"amount":"1200","currency":"JPY"}`},
		{moneyType, value.Unlimited, `"unlimited"`},
		{dateType, value.Never, `"never"`},
		{dateType, value.OfDate(date.Must(2024, 2, 29)), `"2024-02-29"`},
		{&types.Type{}, value.OfCurrency(eur), `"EUR"`},
		{&types.Type{}, value.OfText("a\"b"), `"a\"b"`},
		{setType, value.Value{Kind: value.Set, N: 0b101}, `["late_request","final_sale"]`},
		{&types.Type{Elem: record}, value.OfList([]value.Value{value.OfRecord([]value.Value{{}, cents(5)})}), `[{"paid_on":null,"amount":{"amount":"0.05","currency":"EUR"}}]`},
		{&types.Type{Kind: types.Duties}, value.OfList([]value.Value{value.OfDuty(&value.DutyValue{Who: "seller", Modality: value.MustNot, What: "open", Immediately: true})}), `[{"who":"seller","modality":"must_not","what":"open","by":"immediately"}]`},
		{&types.Type{}, value.OfPeriod(&value.SchedulePeriod{Number: 2, First: 0, Last: 1}), `{"number":2,"first_day":"1970-01-01","last_day":"1970-01-02"}`},
		{&types.Type{}, value.OfCalendar(calendar.Of([]date.Date{1, 0})), `["1970-01-01","1970-01-02"]`},
	} {
		w := newWriter()
		w.value(c.t, c.v)
		got := jsontext.Value(w.bytes())
		if err := got.Compact(); err != nil || string(got) != c.want {
			t.Errorf("got %s, want %s (%v)", got, c.want, err)
		}
	}
}
