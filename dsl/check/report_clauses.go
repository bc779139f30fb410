package check

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/date"
)

// clauseName is a clause in running text.
func clauseName(id string) string { return "clause \"" + id + "\"" }

// policyTitle is a policy in running text.
func policyTitle(name string) string { return "\"" + strings.TrimSpace(name) + "\"" }

func (r *reporter) clauseTwice(n, first *ast.Clause) {
	d := diag.Diagnostic{
		Code: diag.ClauseTwice, Span: n.ID.Span, Summary: clauseName(n.ID.Value) + " stands twice",
		Detail: "A clause has one place, so that whoever looks for it finds all of it.",
		Hint:   "move the sentences of one into the other", Related: related(first.ID.Span, "the first one"),
	}
	if n.Kind != first.Kind {
		d.Code = diag.ClauseTwoStatuses
		d.Summary = clauseName(n.ID.Value) + " has two statuses"
		d.Detail = "It is " + statusWords[first.Kind] + " there and " + statusWords[n.Kind] + " here. A clause is accounted for in one way."
		d.Hint = "keep one of the two"
	}
	r.error(d)
}

var statusWords = [...]string{
	ast.Encoded: "encoded", ast.Informational: "informational", ast.NotModelled: "not modelled",
	ast.ModelledInClause: "modelled in another clause", ast.ModelledInPolicies: "modelled in another policy",
}

func (r *reporter) twoStatuses(n *ast.Clause) {
	r.error(diag.Diagnostic{
		Code: diag.ClauseTwoStatuses, Span: n.ID.Span, Summary: clauseName(n.ID.Value) + " has two statuses",
		Detail: "It is " + statusWords[n.Kind] + ", and yet has sentences.", Hint: "remove the status, or the sentences",
	})
}

func (r *reporter) emptyClause(n *ast.Clause) {
	r.warning(diag.Diagnostic{
		Code: diag.NothingInClause, Span: n.ID.Span, Summary: clauseName(n.ID.Value) + " holds nothing",
		Detail: "A clause that is encoded has a sentence or a clause in it.",
		Hint:   "write `informational`, `not modelled` with the reason, or `modelled in clause …`",
	})
}

func (r *reporter) unknownClause(id ast.String, near string) {
	hint := "write the id as it stands after the word `clause`"
	var edits []diag.Edit
	if near != "" {
		hint = "did you mean `\"" + near + "\"`?"
		edits = replace(id.Span, "\""+near+"\"")
	}
	r.missing(diag.Diagnostic{
		Code: diag.UnknownClause, Span: id.Span, Summary: "there is no " + clauseName(id.Value),
		Detail: "Neither this policy nor one that it uses has a clause of that id.", Hint: hint, Edits: edits,
	})
}

func (r *reporter) notReadWith(target ast.String, n, to *ast.Clause) {
	r.warning(diag.Diagnostic{
		Code: diag.NotReadWith, Span: target.Span,
		Summary: clauseName(to.ID.Value) + " does not mention " + clauseName(n.ID.Value),
		Detail:  "It is said here to model this clause, but none of its sentences is read with it, so no decision will cite this clause.",
		Hint:    "write `read with clause \"" + n.ID.Value + "\"` at the end of the sentence there that models it",
		Related: related(to.ID.Span, "the clause that is to model it"),
	})
}

func (r *reporter) modelledInItself(target ast.String) {
	r.error(diag.Diagnostic{
		Code: diag.ModelledNowhere, Span: target.Span, Summary: "modelled in itself",
		Detail: "That leads nowhere.", Hint: "name the place where the rules stand",
	})
}

func (r *reporter) modelledNowhere(target ast.String, to *ast.Clause) {
	r.error(diag.Diagnostic{
		Code: diag.ModelledNowhere, Span: target.Span, Summary: clauseName(to.ID.Value) + " is " + statusWords[to.Kind],
		Detail: "A clause can be modelled only where there are rules.", Hint: "name a clause with sentences",
		Related: related(to.ID.Span, "the clause"),
	})
}

func (r *reporter) notInPolicy(target ast.String, n *ast.Clause) {
	r.warning(diag.Diagnostic{
		Code: diag.NotInPolicy, Span: target.Span, Summary: "the policy " + policyTitle(target.Value) + " does not encode " + clauseName(n.ID.Value),
		Detail: "It is said here to model this clause.", Hint: "encode the clause there, or name another policy",
	})
}

// Edges.

func (r *reporter) noRuleInClause(id ast.String, decision string, inside []string, lines bool) {
	d := diag.Diagnostic{
		Code: diag.NoRuleThere, Span: id.Span, Summary: clauseName(id.Value) + " has no rule for " + q(decision),
		Detail: "Despite and subject to say which of two rules for one decision prevails.",
		Hint:   "name the clause in which the other rule stands",
	}
	switch {
	case len(inside) > 0:
		d.Detail += " The rules stand in the clauses inside it."
		d.Hint = "write " + q("clause \""+strings.Join(inside, "\", \"")+"\"")
	case lines:
		d.Detail += " What stands there are lines of its account or members, which nothing defeats."
		d.Hint = "write `disapply clause \"" + id.Value + "\" when …`"
	}
	r.missing(d)
}

func (r *reporter) policyNotImported(p ast.String, near string) {
	hint := "write `use NAME from policy \"" + p.Value + "\"`"
	if near != "" {
		hint = "did you mean `\"" + near + "\"`?"
	}
	r.error(diag.Diagnostic{
		Code: diag.PolicyNotImported, Span: p.Span, Summary: "this policy uses nothing from " + policyTitle(p.Value),
		Detail: "An edge to a policy concerns its rules for a decision that is used from it.", Hint: hint,
	})
}

func (r *reporter) noRuleInPolicy(p ast.String, decision string) {
	r.error(diag.Diagnostic{
		Code: diag.NoRuleThere, Span: p.Span, Summary: "the policy " + policyTitle(p.Value) + " has no other rule for " + q(decision),
		Detail: "Despite and subject to say which of two rules for one decision prevails.", Hint: "remove it, or name another policy",
	})
}

func (r *reporter) edgeOnSet(e ast.Edge) {
	r.error(diag.Diagnostic{
		Code: diag.EdgeOnSet, Span: e.Span, Summary: "despite or subject to before a member of a set",
		Detail: "A set has no winner: all its members that apply belong to it.",
		Hint:   "write `disapply clause … when …` for the clause whose member must not count",
	})
}

func (r *reporter) edgeLoop(at *ruleSite, path []*ruleSite, decision string) {
	names := make([]string, len(path))
	var places []diag.Related
	for i, p := range path {
		names[i] = "the rule in " + clauseName(p.c.node.ID.Value)
		if i > 0 && i < shownLoop {
			places = append(places, diag.Related{Span: p.s.node.Pos(), Message: names[i]})
		}
	}
	r.error(diag.Diagnostic{
		Code: diag.EdgeLoop, Span: at.s.node.Pos(), Summary: "rules for " + q(decision) + " prevail over each other in a circle",
		Detail: capital(loopText(names, "beats")) + ".", Hint: "remove one `despite` or `subject to`", Related: places,
	})
}

func (r *reporter) tooManyEdges(at source.Span, decision string, most int) {
	r.error(diag.Diagnostic{
		Code: diag.TooManyEdges, Span: at, Summary: "too many pairs of rules for " + q(decision) + " of which one prevails",
		Detail: fmt.Sprintf("There may be %d of them.", most), Hint: "use a `first of` enumeration, whose order decides" + orRaise(limits.RulePairs, most),
	})
}

func (r *reporter) disappliesNothing(id ast.String, c *clauseDecl) {
	d := diag.Diagnostic{
		Code: diag.DisappliesNothing, Span: id.Span, Summary: clauseName(id.Value) + " has nothing that could be disapplied",
		Detail: "Disapply reaches the rules, members, duties, lines and caveats that stand in the clause, not its terms and determinations and " +
			"not the clauses inside it.",
		Hint: "name the clause in which the rule stands",
	}
	var inside []string
	for _, child := range c.children {
		if len(child.sentences) > 0 {
			inside = append(inside, child.node.ID.Value)
		}
	}
	if len(inside) > 0 && len(inside) <= 8 {
		d.Hint = "write " + q("disapply clause \""+strings.Join(inside, "\", \"")+"\"")
	}
	r.missing(d)
}

func (r *reporter) disapplyLoop(path []*disapplySite) {
	names := make([]string, len(path))
	for i, p := range path {
		names[i] = "the sentence in " + clauseName(p.s.clause.node.ID.Value)
	}
	r.error(diag.Diagnostic{
		Code: diag.DisapplyLoop, Span: path[0].dis.Span, Summary: "clauses disapply each other in a circle",
		Detail: capital(loopText(names, "disapplies")) + ".", Hint: "remove one of them, or give it a clause of its own",
	})
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Imports and versions.

func (r *reporter) unknownPolicy(p ast.String, near string) {
	hint := "give its file to the check as well, or correct the name"
	if near != "" {
		hint = "did you mean `\"" + near + "\"`?"
	}
	r.error(diag.Diagnostic{
		Code: diag.UnknownPolicy, Span: p.Span, Summary: "there is no policy " + policyTitle(p.Value),
		Detail: "None of the files at hand is the policy of that name.", Hint: hint,
	})
}

func (r *reporter) importLoop(at ast.String, names []string) {
	for i := range names {
		names[i] = policyTitle(names[i])
	}
	r.error(diag.Diagnostic{
		Code: diag.ImportLoop, Span: at.Span, Summary: "policies use each other in a circle",
		Detail: loopText(names, "uses") + ".", Hint: "put what both need into a third policy",
	})
}

func (r *reporter) notInUsed(n ast.Name, p ast.String, near string) {
	r.missing(diag.Diagnostic{
		Code: diag.NotInUsedPolicy, Span: n.Span, Summary: "the policy " + policyTitle(p.Value) + " has no " + q(n.Text),
		Detail: "Decisions and terms can be used from another policy under the names they have there.",
		Hint:   orElse(didYouMean(near), "correct the name"), Edits: replace(n.Span, near),
	})
}

func (r *reporter) useOfFact(n ast.Name, s *symbol, p ast.String) {
	r.error(diag.Diagnostic{
		Code: diag.WrongSortOfName, Span: n.Span, Summary: q(n.Text) + " is " + a(s.noun()) + " of " + policyTitle(p.Value),
		Detail:  "Facts are not used from a policy: a fact of the same name and type is the same fact in all of them.",
		Hint:    "declare it here as well: " + q("fact "+n.Text+" : "+s.typ.String()),
		Related: related(s.d.name.Span, "declared here"),
	})
}

func (r *reporter) inputsDiffer(at source.Span, x, y *symbol) {
	d := diag.Diagnostic{
		Code: diag.InputsDiffer, Span: at, Summary: q(x.name) + " is declared differently in " + policyTitle(x.u.d.name) + " and " + policyTitle(y.u.d.name),
		Detail: "Facts of one name are one fact in a policy and in those it uses. It is " + a(x.noun()) + ", " + x.typ.String() + ", in the one and " +
			a(y.noun()) + ", " + y.typ.String() + ", in the other.",
		Hint: "use the same type, or another name", Related: related(y.d.name.Span, "the other declaration"),
	}
	if x.d.judged != nil && y.d.judged != nil {
		d.Detail = "Determinations of one name are one judgment in a policy and in those it uses, but these stand in different clauses."
		d.Hint = "give one of them another name"
	}
	r.error(d)
}

func (r *reporter) policyTwice(n, other *ast.Policy) {
	r.error(diag.Diagnostic{
		Code: diag.PolicyTwice, Span: n.Name.Span, Summary: "two files are the policy " + policyTitle(n.Name.Value),
		Detail:  "Several versions of a policy say for which time each holds.",
		Hint:    "write `in force from 2024-01-01 picked by F` in the header of each, or give one another name",
		Related: related(other.Name.Span, "the other one"),
	})
}

func (r *reporter) versionsOverlap(n, before *ast.Policy) {
	r.error(diag.Diagnostic{
		Code: diag.VersionsOverlap, Span: n.InForce.Span, Summary: "two versions of " + policyTitle(n.Name.Value) + " hold at the same time",
		Detail:  "On each day at most one version is in force.",
		Hint:    "let the earlier version end on the day before the later one begins: `until …`",
		Related: related(before.InForce.Span, "the earlier version"),
	})
}

func (r *reporter) versionGap(n, before *ast.Policy, from, until date.Date) {
	span := from.String()
	if until != from {
		span += " to " + until.String()
	}
	r.warning(diag.Diagnostic{
		Code: diag.VersionGap, Span: n.InForce.Span, Summary: "no version of " + policyTitle(n.Name.Value) + " holds on " + span,
		Detail: "A case that falls into this time is not governed.", Hint: "move one of the two days, if this is not meant",
		Related: related(before.InForce.Span, "the version before"),
	})
}

func (r *reporter) severalVersions(p ast.String, n int) {
	r.error(diag.Diagnostic{
		Code: diag.SeveralVersions, Span: p.Span, Summary: fmt.Sprintf("there are %d versions of the policy %s", n, policyTitle(p.Value)),
		Detail: "A policy uses the version that is in force for the whole time in which it is itself in force, and there is none.",
		Hint:   "write `in force …` in this policy's header too, within the time of one version",
	})
}

func (r *reporter) untilBeforeFrom(until, from source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.UntilBeforeFrom, Span: until, Summary: "in force until a day before the first",
		Detail: "Such a version would never hold.", Hint: "exchange the two days", Related: related(from, "the first day"),
	})
}
