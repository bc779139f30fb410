package check

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/stdlib/date"
)

// importLoops reports policies that import each other in a circle. Their imports are then not followed.
func (c *checker) importLoops() {
	index := map[string]int{}
	for i, d := range c.files {
		if _, ok := index[d.name]; !ok {
			index[d.name] = i
		}
	}
	next := make([][]int, len(c.files))
	for i, d := range c.files {
		for _, use := range d.uses {
			if to, ok := index[use.Policy.Value]; ok {
				next[i] = append(next[i], to)
			}
		}
		if first := index[d.name]; first != i {
			next[first] = append(next[first], next[i]...) // versions of one policy are one node
		}
	}
	for _, comp := range components(next) {
		loop := len(comp) > 1 || leadsTo(next[comp[0]], comp[0])
		for _, i := range comp {
			for _, d := range c.versions[c.files[i].name] {
				d.inLoop = d.inLoop || loop
				d.report.failed = d.report.failed || loop
			}
		}
	}
	for _, loop := range cycles(next) {
		d := c.files[loop[0]]
		names := make([]string, 0, len(loop))
		for _, i := range loop {
			names = append(names, c.files[i].name)
		}
		to := c.files[loop[len(loop)-1]].name
		if len(loop) > 1 {
			to = c.files[loop[1]].name
		}
		at := d.file.Policy.Name
		for _, v := range c.versions[d.name] {
			for _, use := range v.uses {
				if use.Policy.Value == to {
					at = use.Policy
				}
			}
		}
		d.report.importLoop(at, names)
	}
}

// uses binds the names that the unit's `use` declarations bring.
func (u *unit) uses() {
	for _, n := range u.d.uses {
		if u.isRoot() {
			u.w.via = n.Span
		}
		from, silent := u.importUnit(n)
		for _, name := range n.Names {
			u.bindUse(name, from, silent, n)
		}
	}
}

// importUnit finds or makes the unit of the policy that is used. It is nil if there is none; silent tells that this has been reported.
func (u *unit) importUnit(n *ast.Use) (from *unit, silent bool) {
	versions := u.w.c.versions[n.Policy.Value]
	switch {
	case len(versions) == 0:
		u.report.unknownPolicy(n.Policy, nearestKey(u.report, n.Policy.Value, u.w.c.versions))
		return nil, true
	case u.d.inLoop && versions[0].inLoop:
		return nil, true
	}
	if made := u.w.byName[n.Policy.Value]; made != nil {
		return made, false
	}
	d := u.pickVersion(n, versions)
	if d == nil {
		return nil, true
	}
	return u.w.unit(d, &reporter{quiet: true}), d.broken
}

// pickVersion chooses which version of a policy is imported: the only one, or the one that is in force for the whole time of the importer.
func (u *unit) pickVersion(n *ast.Use, versions []*decls) *decls {
	if len(versions) == 1 {
		return versions[0]
	}
	from, until := forceOf(u.d.file.Policy.InForce)
	for _, d := range versions {
		f, t := forceOf(d.file.Policy.InForce)
		if f <= from && until <= t {
			return d
		}
	}
	u.report.severalVersions(n.Policy, len(versions))
	return nil
}

// forceOf is the first and last day on which a version holds, as far as they are written properly.
func forceOf(n *ast.InForce) (from, until date.Date) {
	from, until = date.Min, date.Max
	if n == nil {
		return from, until
	}
	if l, ok := n.From.(*ast.Literal); ok {
		if d, err := date.Parse(l.Text); err == nil {
			from = d
		}
	}
	if l, ok := n.Until.(*ast.Literal); ok {
		if d, err := date.Parse(l.Text); err == nil {
			until = d
		}
	}
	return from, until
}

// bindUse binds one imported name.
func (u *unit) bindUse(name ast.Name, from *unit, silent bool, n *ast.Use) {
	if name.Text == "" {
		return
	}
	if from != nil {
		if s := from.scope[name.Text]; s != nil && s.sort == inputSort && !s.broken {
			u.report.useOfFact(name, s, n.Policy)
			return
		}
	}
	if own := u.scope[name.Text]; own != nil {
		if own.d != nil {
			u.report.declaredTwice(name, "", own.d.name.Span)
		}
		return
	}
	broken := &symbol{name: name.Text, broken: true, typ: invalidType}
	u.scope[name.Text] = broken
	if from == nil {
		return
	}
	s := from.scope[name.Text]
	switch {
	case s == nil && silent:
		return
	case s == nil:
		u.report.notInUsed(name, n.Policy, u.nearestExport(from, name.Text))
		return
	case s.broken:
		return
	}
	u.scope[name.Text] = s
	if u.isRoot() {
		u.w.touch(s)
		if s.decision != nil {
			s.decision.Own = true
		}
		u.brought = append(u.brought, broughtIn{name: name, s: s})
	}
	s.d.used, s.d.exported = true, true
}

// broughtIn is a name of the policy's own `use`.
type broughtIn struct {
	name ast.Name
	s    *symbol
}

// nearestExport is the name that could be used from another policy and that is most like an unknown one.
func (u *unit) nearestExport(from *unit, name string) string {
	names := map[string]bool{}
	for k, s := range from.scope {
		if s.sort != inputSort {
			names[k] = true
		}
	}
	return nearestKey(u.report, name, names)
}

// sameNames reports live inputs of one name whose declarations do not agree.
func (w *world) sameNames() {
	for _, ss := range w.inputs {
		var first *symbol
		for _, s := range ss {
			switch {
			case !s.live:
			case first == nil:
				first = s
			default:
				at := w.via
				if first.u.isRoot() {
					at = first.d.name.Span
				}
				w.root.report.inputsDiffer(at, first, s)
			}
		}
	}
}

// checkVersions checks the versions of each policy: how they follow each other in time.
func (c *checker) checkVersions(worlds []*world) {
	byName := map[string][]*world{}
	var names []string
	for _, w := range worlds {
		if len(byName[w.policy.Name]) == 0 {
			names = append(names, w.policy.Name)
		}
		byName[w.policy.Name] = append(byName[w.policy.Name], w)
	}
	for _, name := range names {
		if ws := byName[name]; len(ws) > 1 && name != "" {
			c.versionsInTime(ws)
		}
	}
}

func (c *checker) versionsInTime(ws []*world) {
	var dated []*world
	for i, w := range ws {
		switch {
		case w.root.d.file.Policy.InForce != nil:
			if w.policy.InForce != nil {
				dated = append(dated, w)
			}
		case i > 0 || len(ws) > 1:
			w.root.report.policyTwice(w.root.d.file.Policy, ws[(i+1)%len(ws)].root.d.file.Policy)
		}
	}
	slices.SortStableFunc(dated, func(a, b *world) int { return int(a.policy.InForce.From) - int(b.policy.InForce.From) })
	for i := 1; i < len(dated); i++ {
		before, after := dated[i-1], dated[i]
		b, a := before.policy.InForce, after.policy.InForce
		switch {
		case b.Open || b.Until >= a.From:
			after.root.report.versionsOverlap(after.root.d.file.Policy, before.root.d.file.Policy)
		case b.Until+1 < a.From:
			after.root.report.versionGap(after.root.d.file.Policy, before.root.d.file.Policy, b.Until+1, a.From-1)
		}
	}
}
