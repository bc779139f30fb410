package receipt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Record is a record that was read, and whose digest fits.
type Record struct {
	members map[string]any
	// Policy is the policy's name.
	Policy string
}

// ErrAltered is the error of a record that is not what was written.
var ErrAltered = errors.New("the record has been altered: its digest does not fit what stands in it")

// Read reads a record and checks its digest.
func Read(text []byte) (*Record, error) {
	v, err := generic(bytes.TrimSpace(text))
	if err != nil {
		return nil, fmt.Errorf("this is no decision record: %w", err)
	}
	members, ok := v.(map[string]any)
	if !ok || members["schema"] != Schema {
		return nil, fmt.Errorf("this is no decision record: it has not the schema %s", Schema)
	}
	sum, err := digestOf(members)
	if err != nil {
		return nil, err
	}
	if members[digestMember] != sum {
		return nil, ErrAltered
	}
	r := &Record{members: members}
	policy, _ := members["policy"].(map[string]any)
	if r.Policy, ok = policy["name"].(string); !ok {
		return nil, errors.New("this is no decision record: it names no policy")
	}
	return r, nil
}

// Verdict is what became of a record.
type Verdict struct {
	SamePolicy bool
	SameEngine bool
	// Changed are the parts of the record that come out otherwise now: result.decisions.refund, path.
	Changed []Difference
	// Refused is set where the case is refused now.
	Refused []outcome.Problem
}

// Difference is a part of the record that comes out otherwise now.
type Difference struct {
	Part      string
	Then, Now string // canonical JSON; empty: not there
}

// Holds tells whether the record holds: the same text of the policy, the same result on the same way.
func (v *Verdict) Holds() bool { return v.SamePolicy && len(v.Changed) == 0 && len(v.Refused) == 0 }

// Replay decides the record's case again under a policy as it is now.
func (r *Record) Replay(program *engine.Program, version string, digest func(*tree.Policy) string) (*Verdict, error) {
	data, err := json.Marshal(r.given())
	if err != nil {
		return nil, err
	}
	c := casework.New(program, func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.DecodeWithin(program.Limits(), p, "the record's facts", data, facts.JSON)
	}, r.taken())
	v := &Verdict{}
	res, problems := c.Decide(engine.Options{})
	if len(problems) > 0 {
		v.Refused = problems
		return v, nil
	}
	asked := r.asked()
	keep(res, asked)
	now, err := build(Decided{Case: c, Result: res, Asked: asked, Engine: version, Digest: digest(res.Policy)})
	if err != nil {
		return nil, err
	}
	then := r.members
	v.SameEngine = then["engine"] == now["engine"]
	v.SamePolicy = at(then, "policy", "digest") == at(now, "policy", "digest")
	for _, part := range []string{"facts", "determinations", "assumed", "readings", "calendars", "path"} {
		v.compare(part, then[part], now[part])
	}
	v.compare("policy.in_force", at(then, "policy", "in_force"), at(now, "policy", "in_force"))
	v.compareEach("result.decisions", at(then, "result", "decisions"), at(now, "result", "decisions"))
	v.compare("result.duties", at(then, "result", "duties"), at(now, "result", "duties"))
	v.compare("result.caveats", at(then, "result", "caveats"), at(now, "result", "caveats"))
	return v, nil
}

// keep keeps the decisions that were asked for, as policyrun eval does.
func keep(res *outcome.Result, asked []string) {
	if len(asked) == 0 {
		return
	}
	res.Decisions = slices.DeleteFunc(res.Decisions, func(d outcome.Decision) bool { return !slices.Contains(asked, d.Decision.Name) })
	res.Duties = slices.DeleteFunc(res.Duties, func(d outcome.Duty) bool { return !slices.Contains(asked, d.Name) })
}

// given are the record's facts and judgments as one mapping.
func (r *Record) given() map[string]any {
	out := map[string]any{}
	if all, ok := r.members["facts"].(map[string]any); ok {
		maps.Copy(out, all)
	}
	if all, ok := r.members["determinations"].(map[string]any); ok {
		for name := range all {
			out[name] = at(all, name, "value")
		}
	}
	return out
}

// taken are the record's readings.
func (r *Record) taken() map[string]string {
	all, _ := r.members["readings"].(map[string]any)
	out := map[string]string{}
	for name := range all {
		if s, ok := at(all, name, "taken").(string); ok {
			out[name] = s
		}
	}
	return out
}

func (r *Record) asked() []string {
	all, _ := r.members["asked"].([]any)
	var out []string
	for _, v := range all {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// at is the member of a member; nil where there is none.
func at(v any, names ...string) any {
	for _, n := range names {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[n]
	}
	return v
}

func (v *Verdict) compare(part string, then, now any) {
	if !reflect.DeepEqual(then, now) {
		v.Changed = append(v.Changed, Difference{Part: part, Then: show(then), Now: show(now)})
	}
}

func (v *Verdict) compareEach(part string, then, now any) {
	a, _ := then.(map[string]any)
	b, _ := now.(map[string]any)
	names := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(names)
	for _, n := range slices.Compact(names) {
		v.compare(part+"."+n, a[n], b[n])
	}
}

func show(v any) string {
	if v == nil {
		return ""
	}
	text, err := canonical(v)
	if err != nil {
		return ""
	}
	return string(text)
}
