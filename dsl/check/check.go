// Package check turns parsed policies into checked trees: it looks up every name, types every expression, resolves who beats whom, and
// reports everything that is wrong at once.
package check

// How it goes. Each file is collected once (declare.go): its names, clauses and sentences. For each policy a world (world.go) is made of
// its own file and those it imports. In it the bodies of terms are checked in the order of what they read, then the options of facts,
// then the sentences; an expression gets its type from the inside and is told from the outside which type is expected, so that a name can
// be a value of the enumeration that is expected there (expr.go and the files beside it, one per family of forms). When all rules are
// known, edges and disapply sentences are resolved to rules (edge.go), and what reads what is put in order (order.go). A mistake gives
// one diagnostic: what cannot be typed is types.Invalid, which agrees with everything.
//
// Warnings (unused.go, complete.go, contradict.go, arises.go) are looked for in policies without errors only.

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/limits"
)

// Options are what the checker is told about its input.
type Options struct {
	// Broken are files with syntax errors. What may only seem to be missing in them is not reported.
	Broken map[*source.File]bool
	// Limits bound what one policy may cost.
	Limits limits.Limits
}

// checker holds what the check of several files has in common.
type checker struct {
	list     *diag.List
	files    []*decls
	versions map[string][]*decls // of one policy, in the order given
	limits   limits.Limits
}

// Check checks files together, since policies import each other by name. It gives a tree for each policy in which, and in whose imports,
// there is no error, in the order of the files, and all findings.
func Check(files []*ast.File) ([]*tree.Policy, *diag.List) {
	return With(Options{}, files)
}

// With is Check with options.
func With(o Options, files []*ast.File) ([]*tree.Policy, *diag.List) {
	c := &checker{list: &diag.List{}, versions: map[string][]*decls{}, limits: o.Limits.OrDefault()}
	for _, f := range files {
		if f == nil || f.Policy == nil {
			continue
		}
		r := &reporter{list: c.list, broken: o.Broken[f.Source]}
		d := declare(f, r)
		d.broken = r.broken
		c.files = append(c.files, d)
		c.versions[d.name] = append(c.versions[d.name], d)
	}
	c.importLoops()
	var worlds []*world
	for _, d := range c.files {
		w := newWorld(c, d)
		w.build()
		worlds = append(worlds, w)
	}
	c.checkVersions(worlds)
	return c.finish(worlds), c.list
}

// finish gives the trees without errors and looks for what is doubtful in them.
func (c *checker) finish(worlds []*world) []*tree.Policy {
	for _, w := range worlds {
		w.whole()
	}
	c.unused()
	var out []*tree.Policy
	for _, w := range worlds {
		if w.failed() {
			continue
		}
		w.lint()
		out = append(out, w.policy)
	}
	return out
}

// failed tells whether the policy or one it imports has errors.
func (w *world) failed() bool {
	for _, u := range w.units {
		if u.d.report.failed || u.d.broken {
			return true
		}
	}
	return false
}
