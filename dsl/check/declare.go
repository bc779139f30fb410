package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// nameSort is what a name stands for.
type nameSort uint8

const (
	inputSort nameSort = iota
	termSort
	decisionSort
	scheduleSort
	ambiguitySort
)

// decl is one name of a policy with the place it was declared at.
type decl struct {
	sort   nameSort
	name   ast.Name
	index  int                // place among the declarations of the file
	clause *clauseDecl        // of a term or determination
	fact   *ast.Fact          // inputs; nil for a determination
	judged *ast.Determination // inputs that are determinations
	means  *ast.Means
	dec    *ast.Decision
	sched  *ast.Schedule
	amb    *ast.Ambiguity
	reads  []*decl // terms: other terms of the file that the body may name
	used   bool    // something in the policy reads it
	// exported: another policy uses it, and may give it values.
	exported bool
}

// clauseDecl is one clause of a file.
type clauseDecl struct {
	index   int
	node    *ast.Clause
	parent  *clauseDecl
	section string
	named   bool // something outside clauses names it: the header, a declaration, an ambiguity
	// sentences are those that stand directly in it.
	sentences []*sentence
	children  []*clauseDecl
}

// sentence is one sentence with the clause it stands in. index numbers the sentences of a file.
type sentence struct {
	index  int
	node   ast.ClauseItem
	clause *clauseDecl
}

// recordDecl is one declared record.
type recordDecl struct {
	node *ast.Record
	used bool
}

// decls is what a file declares. It is the same for every policy that imports the file.
type decls struct {
	file *ast.File
	name string // of the policy

	names     map[string]*decl
	order     []*decl
	records   map[string]*recordDecl
	recOrder  []*recordDecl
	uses      []*ast.Use
	clauses   []*clauseDecl
	clauseID  map[string]*clauseDecl
	sentences []*sentence
	byName    map[string][]*sentence // sentences that give the decision of that name, in order
	caveats   []string
	limits    map[string][]ast.Name // decision: the names of its limits, in order
	parties   map[string]bool

	caveatSeen map[string]source.Span
	limitSeen  map[[2]string]bool

	// literalCurrency is the only currency of the file's literals; empty if there is none or more than one.
	literalCurrency string
	currencies      int

	broken bool // the file has syntax errors: names may be missing that are in the text
	inLoop bool // it imports itself, directly or through others
	report *reporter
}

// declare collects what the file declares and reports what is declared twice.
func declare(f *ast.File, r *reporter) *decls {
	d := &decls{
		file: f, name: f.Policy.Name.Value, report: r,
		names: map[string]*decl{}, records: map[string]*recordDecl{}, clauseID: map[string]*clauseDecl{},
		byName: map[string][]*sentence{}, limits: map[string][]ast.Name{}, parties: map[string]bool{},
		caveatSeen: map[string]source.Span{}, limitSeen: map[[2]string]bool{},
	}
	seen := map[string]ast.Name{}
	for _, p := range f.Policy.Parties {
		if first, ok := seen[p.Text]; ok {
			r.declaredTwice(p, "party", first.Span)
		}
		seen[p.Text] = p
		d.parties[p.Text] = true
	}
	for _, item := range f.Items {
		switch n := item.(type) {
		case *ast.Use:
			d.uses = append(d.uses, n)
		case *ast.Record:
			d.record(n)
		case *ast.Fact:
			d.add(&decl{sort: inputSort, name: n.Name, fact: n})
		case *ast.Decision:
			d.add(&decl{sort: decisionSort, name: n.Name, dec: n})
		case *ast.Schedule:
			d.add(&decl{sort: scheduleSort, name: n.Name, sched: n})
		case *ast.Ambiguity:
			d.add(&decl{sort: ambiguitySort, name: n.Name, amb: n})
		case *ast.Section:
			d.section(n)
		case *ast.Clause:
			d.addClause(n, nil, "")
		case *ast.Test:
		}
	}
	d.termReads()
	if f.Policy.Currency == nil && f.Policy.CurrencyOf == nil {
		d.findCurrency()
	}
	return d
}

func (d *decls) add(n *decl) {
	if n.name.Text == "" {
		return
	}
	if n.name.Text == caveatsName {
		d.report.builtInName(n.name)
		return
	}
	if first, ok := d.names[n.name.Text]; ok {
		d.report.declaredTwice(n.name, "", first.name.Span)
		return
	}
	n.index = len(d.order)
	d.names[n.name.Text] = n
	d.order = append(d.order, n)
}

func (d *decls) record(n *ast.Record) {
	if n.Name.Text == "" {
		return
	}
	if first, ok := d.records[n.Name.Text]; ok {
		d.report.declaredTwice(n.Name, "record", first.node.Name.Span)
		return
	}
	rec := &recordDecl{node: n}
	d.records[n.Name.Text] = rec
	d.recOrder = append(d.recOrder, rec)
	seen := map[string]source.Span{}
	for _, f := range n.Fields {
		if first, ok := seen[f.Name.Text]; ok {
			d.report.declaredTwice(f.Name, "field", first)
		}
		seen[f.Name.Text] = f.Name.Span
		if f.Event {
			d.report.eventField(f)
		}
	}
}

func (d *decls) section(s *ast.Section) {
	for _, item := range s.Items {
		switch n := item.(type) {
		case *ast.Section:
			d.section(n)
		case *ast.Clause:
			d.addClause(n, nil, s.Title.Value)
		default:
		}
	}
}

func (d *decls) addClause(n *ast.Clause, parent *clauseDecl, section string) {
	c := &clauseDecl{index: len(d.clauses), node: n, parent: parent, section: section}
	d.clauses = append(d.clauses, c)
	if parent != nil {
		parent.children = append(parent.children, c)
	}
	if first, ok := d.clauseID[n.ID.Value]; ok {
		d.report.clauseTwice(n, first.node)
	} else if n.ID.Value != "" {
		d.clauseID[n.ID.Value] = c
	}
	for _, item := range n.Body {
		if child, ok := item.(*ast.Clause); ok {
			d.addClause(child, c, section)
			continue
		}
		s := &sentence{index: len(d.sentences), node: item, clause: c}
		d.sentences = append(d.sentences, s)
		c.sentences = append(c.sentences, s)
		d.sentence(s)
	}
}

func (d *decls) sentence(s *sentence) {
	gives := func(n ast.Name) { d.byName[n.Text] = append(d.byName[n.Text], s) }
	switch n := s.node.(type) {
	case *ast.Means:
		d.add(&decl{sort: termSort, name: n.Name, means: n, clause: s.clause})
	case *ast.Determination:
		d.add(&decl{sort: inputSort, name: n.Name, judged: n, clause: s.clause})
	case *ast.Rule:
		gives(n.Decision)
	case *ast.Includes:
		gives(n.Decision)
	case *ast.Line:
		gives(n.Decision)
		if n.As != nil && n.Kind == ast.Limit {
			d.limit(n)
		}
	case *ast.Duty:
		gives(n.Decision)
	case *ast.Table:
		gives(n.Decision)
	case *ast.Caveat:
		if first, ok := d.caveatSeen[n.Name.Text]; ok {
			d.report.declaredTwice(n.Name, "caveat", first)
			return
		}
		d.caveatSeen[n.Name.Text] = n.Name.Span
		d.caveats = append(d.caveats, n.Name.Text)
	case *ast.Disapply, *ast.Clause:
	}
}

// limit notes the name under which a limit can bind; two limits may share one.
func (d *decls) limit(n *ast.Line) {
	key := [2]string{n.Decision.Text, n.As.Text}
	if d.limitSeen[key] {
		return
	}
	d.limitSeen[key] = true
	d.limits[n.Decision.Text] = append(d.limits[n.Decision.Text], *n.As)
}

// termReads notes for each term which other terms its body may name, so that bodies can be checked in that order. A name that turns out
// to be a value of an enumeration does no harm.
func (d *decls) termReads() {
	for _, t := range d.order {
		if t.sort != termSort {
			continue
		}
		if t.means.Body == nil {
			continue
		}
		ast.Walk(t.means.Body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if other := d.names[id.Name]; other != nil && other.sort == termSort {
					t.reads = append(t.reads, other)
				}
			}
			return true
		})
	}
}

// findCurrency looks for the currency of a policy whose header names none: that of its literals.
func (d *decls) findCurrency() {
	ast.WalkFile(d.file, func(n ast.Node) bool {
		if l, ok := n.(*ast.Literal); ok && l.Kind == ast.Money && l.Unit != d.literalCurrency {
			d.currencies++
			d.literalCurrency = l.Unit
		}
		return true
	})
	if d.currencies != 1 {
		d.literalCurrency = ""
	}
}
