package check

import (
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// certainConflicts warns of two rules of which neither prevails, that give different written-out values, and of which one applies whenever the
// other does: each such case is in conflict.
func (w *world) certainConflicts(s *symbol, rules []*ruleSite) {
	t := s.decision.Type
	if len(rules) < 2 {
		return
	}
	if t.Kind == types.Set || t.Ranked || t.Kind == types.Duties || t.Kind == types.List {
		return
	}
	var always *ruleSite
	same := map[string]*ruleSite{}
	for _, r := range rules {
		if r.rule.Kind != tree.Value || r.rule.Otherwise || len(r.rule.DisappliedBy) > 0 || len(r.rule.BeatenBy) > 0 {
			continue
		}
		if _, ok := r.rule.Value.(*tree.Lit); !ok {
			continue
		}
		key := conditionKey(r.rule)
		switch first := same[key]; {
		case first == nil:
			same[key] = r
		case differ(first, r) && (r.u.isRoot() || first.u.isRoot()):
			w.conflict(s, first, r)
		}
		if key == "" && always == nil {
			always = r
		}
	}
	if always == nil {
		return
	}
	for _, r := range rules {
		if r.rule.Kind == tree.Value && conditionKey(r.rule) != "" && !r.rule.Otherwise && len(r.rule.DisappliedBy) == 0 &&
			len(r.rule.BeatenBy) == 0 && r.u.isRoot() && differ(always, r) && !slices.Contains(always.rule.BeatenBy, r.rule) {
			w.conflict(s, always, r)
		}
	}
}

func (w *world) conflict(s *symbol, first, r *ruleSite) {
	at := r
	if !r.u.isRoot() {
		at, first = first, r
	}
	at.u.report.certainConflict(at.rule.Span, first.rule.Span, s.name, first.c.node.ID.Value)
}

// differ tells whether two rules give different written-out values.
func differ(a, b *ruleSite) bool {
	_, ok := b.rule.Value.(*tree.Lit)
	return ok && keyOf(a.rule.Value) != keyOf(b.rule.Value)
}

// conditionKey is a text that two rules share if they apply in the same cases.
func conditionKey(r *tree.Rule) string {
	var keys []string
	for _, l := range conditionOf(r) {
		k := l.key
		if l.enum {
			for i := range 64 {
				if l.mask&(1<<i) != 0 {
					k += "," + string(rune('0'+i))
				}
			}
		}
		if l.not {
			k += "!"
		}
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), " & ")
}
