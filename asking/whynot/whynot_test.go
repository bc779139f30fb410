package whynot

import (
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/stdlib/value"
)

// bench is a case that can be asked afresh from its text.
type bench struct {
	t       *testing.T
	program *engine.Program
	p       *tree.Policy
	data    []byte
}

func open(t *testing.T, policy, file string) *bench {
	t.Helper()
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	versions, err := lib.Load(policy)
	if err != nil {
		t.Fatal(err)
	}
	program, err := engine.NewProgram(versions)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../docs/examples/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return &bench{t, program, versions[0], data}
}

func (b *bench) newCase() *casework.Case {
	return casework.New(b.program, func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.Decode(p, "case.yaml", b.data, facts.YAML)
	}, nil)
}

func (b *bench) ask(wish string) *Report {
	b.t.Helper()
	c := b.newCase()
	set, problems := c.Facts(b.p)
	if len(problems) > 0 {
		b.t.Fatal(problems)
	}
	g, err := ParseGoal(b.p, wish, Currency(set.Values))
	if err != nil {
		b.t.Fatal(err)
	}
	r, problems := Ask(c, g, DefaultLimits)
	if len(problems) > 0 {
		b.t.Fatal(problems)
	}
	return r
}

// afresh writes the facts with changes as a fact file, and decides that file as policyrun eval does.
func (b *bench) afresh(name string, changes ...Altered) *outcome.Decision {
	b.t.Helper()
	set, _ := facts.Decode(b.p, "case.yaml", b.data, facts.YAML)
	all := map[string]any{}
	read := func(text []byte) (v any) {
		if err := json.Unmarshal(text, &v); err != nil {
			b.t.Fatal(err)
		}
		return v
	}
	for _, in := range b.p.Inputs {
		all[in.Name] = read(explain.FactJSON(in.Type, set.Values[in.Index]))
	}
	for _, c := range changes {
		put(all, c.Place.Path(), read(explain.FactJSON(c.Place.Type(), c.Value)))
	}
	text, err := json.Marshal(all)
	if err != nil {
		b.t.Fatal(err)
	}
	res, problems := b.program.Decide(func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.Decode(p, "new.json", text, facts.JSON)
	}, engine.Options{})
	if len(problems) > 0 {
		return nil
	}
	return casework.Decision(res, name)
}

var steps = regexp.MustCompile(`[^.\[\]]+`)

// put sets a place of a JSON value: openings[0].consent_at.
func put(at any, path string, v any) {
	parts := steps.FindAllString(path, -1)
	for i, part := range parts {
		last := i == len(parts)-1
		switch x := at.(type) {
		case map[string]any:
			if last {
				x[part] = v
			}
			at = x[part]
		case []any:
			n, _ := strconv.Atoi(part)
			if last {
				x[n] = v
			}
			at = x[n]
		}
	}
}

// Every suggestion gives what was asked for when the changed facts are decided afresh; of a day or amount that is known, the next nearer one does
// not; of a pair, neither half does alone.
func TestSuggestionsHold(t *testing.T) {
	found, refused, pairs := 0, 0, 0
	for _, c := range []struct{ policy, file string }{
		{"watchlegacy/returns", "watchlegacy-late.yaml"},
		{"watchlegacy/returns", "watchlegacy-open.yaml"},
		{"chrono24/authenticity", "chrono24-late.yaml"},
		{"buyback/guarantee", "buyback-missed.yaml"},
	} {
		b := open(t, c.policy, c.file)
		for _, d := range b.p.Decisions {
			if !d.Own || d.Type.Kind != types.Enum && d.Type.Kind != types.Bool {
				continue
			}
			for _, m := range d.Type.Members {
				r := b.ask(d.Name + "=" + m)
				if len(r.Changes) == 0 {
					refused++
				}
				for _, changes := range r.Changes {
					found++
					if len(changes) == 2 {
						pairs++
					}
					b.holds(r, changes)
				}
			}
		}
	}
	if found < 50 || pairs == 0 || refused == 0 {
		t.Errorf("the cases try too little: %d suggestions, %d pairs, %d times none", found, pairs, refused)
	}
}

func (b *bench) holds(r *Report, changes []Altered) {
	b.t.Helper()
	name := r.Goal.Decision.Name
	if d := b.afresh(name, changes...); !r.Goal.Met(d) {
		b.t.Errorf("%s=%s is not reached by %s", name, r.Goal.Words(b.p), describe(changes))
	}
	for i, c := range changes {
		in := c.Place.Input
		if in.Fixed || in.Name == facts.AsOf || in.Kind != tree.Fact && c.Was.Kind != value.Invalid {
			b.t.Errorf("%s is proposed although it cannot be otherwise", describe(changes))
		}
		if len(changes) == 2 && r.Goal.Met(b.afresh(name, changes[i])) {
			b.t.Errorf("of %s one alone is enough", describe(changes))
		}
		if c.Was.Kind == value.Date && !c.Was.Special {
			near := append([]Altered{}, changes...)
			step := int64(1)
			if c.Value.N > c.Was.N {
				step = -1
			}
			near[i].Value.N += step
			if near[i].Value.N != c.Was.N && r.Goal.Met(b.afresh(name, near...)) {
				b.t.Errorf("%s=%s: %s is not the nearest", name, r.Goal.Words(b.p), describe(changes))
			}
		}
	}
}

func describe(changes []Altered) string {
	var all []string
	for _, c := range changes {
		all = append(all, c.Place.Path()+"="+string(explain.FactJSON(c.Place.Type(), c.Value)))
	}
	return strings.Join(all, " and ")
}

// The days on which an answer changes by itself are those on which the engine, asked afresh, answers otherwise than the day before.
func TestDaysAreThoseOnWhichTheAnswerChanges(t *testing.T) {
	b := open(t, "chrono24/authenticity", "chrono24-late.yaml")
	b.data = []byte(strings.NewReplacer("complaint_sent: yes", "complaint_sent: no", "complaint_sent_on: 2024-03-17", "", "complaint_channel: support_email", "",
		"as_of: 2024-03-25", "as_of: 2024-03-10").Replace(string(b.data)))
	r := b.ask("complaint_status=open")
	if len(r.Days) != 2 || r.Days[1].From.String() != "2024-03-16" {
		t.Fatalf("stretches %v", r.Days)
	}
	at := func(day string) string {
		res, problems := b.program.Decide(func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
			set, problems := facts.Decode(p, "case.yaml", []byte(strings.Replace(string(b.data), "as_of: 2024-03-10", "as_of: "+day, 1)), facts.YAML)
			return set, problems
		}, engine.Options{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return exact.Fingerprint(casework.Decision(res, "complaint_status"))
	}
	for i, s := range r.Days {
		if at(s.From.String()) != exact.Fingerprint(s.Answer) || at(s.To.String()) != exact.Fingerprint(s.Answer) {
			t.Errorf("stretch %d is not as the engine says", i)
		}
	}
	if at("2024-03-15") == at("2024-03-16") {
		t.Error("nothing changes on the day after the deadline")
	}
}

// What each value of the rule says, from the terms: fourteen days after receipt on 1 March 2024 end on Friday 15 March.
func TestNearestDayIsTheDeadline(t *testing.T) {
	r := open(t, "chrono24/authenticity", "chrono24-late.yaml").ask("complaint_status=timely")
	var got []string
	for _, c := range r.Changes {
		got = append(got, describe(c))
	}
	want := `complaint_sent_on="2024-03-15"` // when the watch came is fixed
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// A list that leaves a field open, and wishes that make no sense.
func TestWishesThatMakeNoSense(t *testing.T) {
	b := open(t, "watchlegacy/returns", "watchlegacy-late.yaml")
	for wish, want := range map[string]string{
		"outcome":                    "write decision=value",
		"return_outcom=approved":     "did you mean return_outcome?",
		"return_outcome=aproved":     "approved",
		"rma_duty=yes":               "is a duty",
		"return_outcome~approved":    "is no set",
		"return_outcome>=approved":   "neither an amount nor a day",
		"window_last_day=2024-02-30": "29 days",
		"refund_amount=lots":         "amount",
	} {
		if _, err := ParseGoal(b.p, wish, Currency(nil)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", wish, err)
		}
	}
}
