package check

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/types"
)

// unknownName reports a name that stands for nothing. what is the sort of name that is expected, or empty.
func (r *reporter) unknownName(n ast.Name, what, near string) {
	if n.Text == "" {
		r.failed = true
		return
	}
	summary, detail := "unknown name "+q(n.Text), "Nothing in this policy is called "+q(n.Text)+"."
	if what != "" {
		summary = "unknown " + what + " " + q(n.Text)
		detail = "This policy has no " + what + " of that name."
	}
	r.missing(diag.Diagnostic{
		Code: diag.UndeclaredName, Span: n.Span, Summary: summary, Detail: detail,
		Hint:  orElse(didYouMean(near), "declare it, or correct the spelling"),
		Edits: replace(n.Span, near),
	})
}

// declaredTwice reports a name that has been declared before. what is its sort, where names of that sort are apart from others.
func (r *reporter) declaredTwice(n ast.Name, what string, first source.Span) {
	noun := "the name"
	if what != "" {
		noun = "the " + what
	}
	r.error(diag.Diagnostic{
		Code: diag.DeclaredTwice, Span: n.Span, Summary: noun + " " + q(n.Text) + " is declared twice",
		Detail:  "One name stands for one thing, so that a sentence cannot be read in two ways.",
		Hint:    "give one of the two another name, or remove it",
		Related: related(first, "the first declaration"),
	})
}

func (r *reporter) builtInName(n ast.Name) {
	r.error(diag.Diagnostic{
		Code: diag.BuiltInName, Span: n.Span, Summary: q(n.Text) + " is the built-in set of the caveats that apply",
		Detail: "Every policy has it; what it holds follows from the caveat sentences.",
		Hint:   "choose another name",
	})
}

func (r *reporter) eventField(f *ast.Fact) {
	r.error(diag.Diagnostic{
		Code: diag.EventField, Span: f.Name.Span, Summary: "an event inside a record",
		Detail: "An event happens once in a case. A record stands for one of many things of which each field is a fact.",
		Hint:   "write " + q("fact "+f.Name.Text+" : …") + ", or declare the event outside the record",
	})
}

// wrongSort reports a name of something that is declared, but as something else.
func (r *reporter) wrongSort(n ast.Name, is, wanted string) {
	r.error(diag.Diagnostic{
		Code: diag.WrongSortOfName, Span: n.Span, Summary: q(n.Text) + " is " + a(is) + ", not " + a(wanted),
		Detail: "Here the name of " + a(wanted) + " is expected.",
		Hint:   "name " + a(wanted),
	})
}

func (r *reporter) scheduleAsValue(e *ast.Ident) {
	r.error(diag.Diagnostic{
		Code: diag.WrongSortOfName, Span: e.Span, Summary: q(e.Name) + " is a schedule, not a value",
		Detail: "A schedule is a row of periods; a sentence speaks of one of them, or of some.",
		Hint:   "write " + q("("+e.Name+" on D)") + ", " + q("("+e.Name+" ending before D)") + " or " + q("(first 3 "+e.Name+")"),
	})
}

func (r *reporter) noEvent(n ast.Name, s *symbol) {
	hint := "declare it as an event, if it is something that may never happen"
	if s.sort == decisionSort {
		hint = "for a decision write " + q(n.Text+" arises")
	}
	r.error(diag.Diagnostic{
		Code: diag.WrongSortOfName, Span: n.Span, Summary: q(n.Text) + " is " + a(s.noun()) + ", not an event",
		Detail: "Only an event happens or does not; whether a fact is known cannot be asked, since answers must not change when more is told.",
		Hint:   hint,
	})
}

func (r *reporter) noDecisionArises(n ast.Name, s *symbol) {
	hint := "test the condition under which it is asked"
	if s.noun() == "event" {
		hint = "for an event write " + q(n.Text+" has happened")
	}
	r.error(diag.Diagnostic{
		Code: diag.WrongSortOfName, Span: n.Span, Summary: q(n.Text) + " is " + a(s.noun()) + ", not a decision",
		Detail: "Only a decision arises or does not.",
		Hint:   hint,
	})
}

// conclusionAbout reports a sentence that gives something to what is no decision.
func (r *reporter) conclusionAbout(n ast.Name, s *symbol) {
	detail := q(n.Text) + " is " + a(s.noun()) + ", which rules cannot give a value to; only decisions are concluded."
	hint := "did you mean `and`? The full stop before it ends the sentence"
	if s.sort == termSort {
		hint = "give a decision the value, or change what " + q(n.Text) + " means"
	}
	r.error(diag.Diagnostic{
		Code: diag.ConclusionAboutInput, Span: n.Span, Summary: "a conclusion about the " + s.noun() + " " + q(n.Text),
		Detail: detail, Hint: hint, Related: related(s.d.name.Span, "declared here as "+a(s.noun())),
	})
}

// unknownMember reports a name that is no value of an enumeration or set.
func (r *reporter) unknownMember(at source.Span, name string, t *types.Type, near string) {
	hint := didYouMean(near)
	if hint == "" {
		hint = "write " + choice(t.Members)
		if len(t.Members) > 8 {
			hint = "look up its values where it is declared"
		}
	}
	r.error(diag.Diagnostic{
		Code: diag.UnknownMember, Span: at, Summary: q(name) + " is not one of the values that are possible here",
		Detail: "The list of values is closed: " + t.String() + ".",
		Hint:   hint, Edits: replace(at, near),
	})
}

func (r *reporter) unknownType(n ast.Name, near string) {
	r.missing(diag.Diagnostic{
		Code: diag.UndeclaredRecord, Span: n.Span, Summary: "unknown type " + q(n.Text),
		Detail: "It is neither a type of the language nor a record of this policy.",
		Hint:   orElse(didYouMean(near), "declare it: "+q("record "+n.Text+" { … }")), Edits: replace(n.Span, near),
	})
}

func (r *reporter) noField(n *ast.Ident, rec *types.RecordType) {
	var names []string
	for _, f := range rec.Fields {
		names = append(names, f.Name)
	}
	near := r.nearest(n.Name, names)
	r.missing(diag.Diagnostic{
		Code: diag.UnknownField, Span: n.Span, Summary: "the record " + q(rec.Name) + " has no field " + q(n.Name),
		Detail: "Its fields are " + listed(names) + ".",
		Hint:   orElse(didYouMean(near), "name one of its fields"), Edits: replace(n.Span, near),
	})
}

// unknownParty reports somebody who is not among the parties. owed: a judgment or duty is theirs.
func (r *reporter) unknownParty(n ast.Name, near string, owed bool) {
	d := diag.Diagnostic{
		Span: n.Span, Summary: q(n.Text) + " is not among the parties",
		Hint:  orElse(didYouMean(near), "add it to the header: "+q("parties …, "+n.Text)),
		Edits: replace(n.Span, near),
	}
	if owed {
		d.Code = diag.UnknownParty
		d.Detail = "A judgment or a duty is somebody's; the header names who there is."
		r.missing(d)
		return
	}
	d.Code = diag.UndeclaredSupplier
	d.Detail = "The header names the parties from which facts come; operator and caller need not be named."
	r.warning(d)
}

func (r *reporter) unknownUntil(n ast.Name, near string) {
	r.missing(diag.Diagnostic{
		Code: diag.UnknownUntil, Span: n.Span, Summary: "until " + q(n.Text) + ": there is no such event",
		Detail: "What ends a duty is an event of this policy, or a word that the header declares with the parties.",
		Hint:   orElse(didYouMean(near), "declare it: "+q("event "+n.Text+" : date")), Edits: replace(n.Span, near),
	})
}

func (r *reporter) memberTwice(n ast.Name) {
	r.error(diag.Diagnostic{
		Code: diag.MemberTwice, Span: n.Span, Summary: q(n.Text) + " stands twice in the list",
		Detail: "Each value stands once; in a first of list its place is its rank.",
		Hint:   "remove one of the two",
	})
}

func (r *reporter) tooManyMembers(at source.Span, n int) {
	r.error(diag.Diagnostic{
		Code: diag.TooManyMembers, Span: at, Summary: fmt.Sprintf("a list of %d values", n),
		Detail: fmt.Sprintf("An enumeration or set has at most %d values.", maxMembers),
		Hint:   "split the list by what the values have in common",
	})
}

func (r *reporter) unknownMonthRule(n ast.Name) {
	r.error(diag.Diagnostic{
		Code: diag.UnknownHeaderWord, Span: n.Span, Summary: "unknown month rule " + q(n.Text),
		Detail: "A month after 31 January there is no 31 February. The header says what then: clamp takes the last day of the month, roll the first of the next.",
		Hint:   "write `months clamp` or `months roll`",
	})
}

func (r *reporter) unknownZone(s ast.String) {
	r.error(diag.Diagnostic{
		Code: diag.UnknownHeaderWord, Span: s.Span, Summary: "unknown time zone \"" + s.Value + "\"",
		Detail: "Time zones go by their names in the IANA list.",
		Hint:   "write, for example, `\"Europe/Zurich\"`",
	})
}

// optionTwice reports an option that can stand once only.
func (r *reporter) optionTwice(o *ast.Option, first source.Span) {
	words := map[ast.OptionKind]string{
		ast.OptDefault: "default", ast.OptAskedWhen: "asked when", ast.OptFrom: "from", ast.OptFixed: "fixed",
	}
	r.error(diag.Diagnostic{
		Code: diag.OptionTwice, Span: o.Span, Summary: words[o.Kind] + " stands twice",
		Detail: "Of two such options one would be lost.",
		Hint:   "keep one of them", Related: related(first, "the first one"),
	})
}

// termLoop reports terms that read each other in a circle; the last of path reads first again.
func (r *reporter) termLoop(path []*symbol, back *symbol) {
	names := make([]string, 0, len(path))
	for _, s := range path {
		names = append(names, s.name)
	}
	if len(names) == 0 {
		names = append(names, back.name)
	}
	r.readLoop(back.d.name.Span, names)
}
