package explain

import (
	"regexp"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/engine/outcome"
)

// blunders are what no sentence may contain.
var blunders = map[string]*regexp.Regexp{
	"a name of the policy":      regexp.MustCompile(`[a-z0-9]_[a-z0-9]`),
	"a doubled word":            regexp.MustCompile(`\b(is is|is are|are is|the the|not not|of of|to to|a a|and and|because because|the there|the a)\b`),
	"two spaces":                regexp.MustCompile(`[^ \n]  +[^ ]`),
	"one of many":               regexp.MustCompile(`\b1 (days|weeks|months|years|working days|questions|answers|facts)\b`),
	"an operator":               regexp.MustCompile(`(?i)\b(is at least|is at most|for each [a-z]+ in|is one of|does not include some|each x in|has happened|sum of \(|is empty|is not empty)\b`),
	"a condition that is a yes": regexp.MustCompile(`[^”?] is (yes[ ,.;)]|no[,.;)])`),
	"an empty quotation":        regexp.MustCompile(`“”|\(\)|: \.|: ;|; \.|, \.|;;|\.\.|,,`),
	"an unnamed value":          regexp.MustCompile(`not known|nothing known|the amount, |%!`),
	"a wrong article":           regexp.MustCompile(`\ba [aeio][a-z]+\b|\ban [bcdfgjklmnpqrstvwxyz][a-z]+\b`),
	"a name in small letters":   regexp.MustCompile(`\b(german|swiss|chrono24 |ressence|rma|cpo|chf|eur)\b`),
	"a verb out of number":      regexp.MustCompile(`\b(there is (no )?[a-z]+ grounds|there are a|there are an)\b`),
}

// Every sentence about every policy, whatever the facts, is English as far as a test can tell.
func TestNoBlunders(t *testing.T) {
	checked := map[string]bool{}
	for _, p := range policies(t) {
		cases(t, p, 25, func(res *outcome.Result) {
			for _, v := range []Voice{Handler, Customer, Editor} {
				for _, s := range sentences(Build(res, v)) {
					if checked[s] {
						continue
					}
					checked[s] = true
					for what, re := range blunders {
						if found := re.FindString(s); found != "" {
							t.Errorf("%s, for the %s: %s (%q) in\n\t%s", p.Name, v, what, found, s)
						}
					}
				}
			}
		})
	}
	if len(checked) < 5000 {
		t.Errorf("only %d different sentences", len(checked))
	}
}

// sentences are the texts of a document but for what stands in a policy as it is.
func sentences(d *Document) []string {
	out := []string{d.Title}
	line := func(in Inline) {
		var s strings.Builder
		for _, span := range in {
			switch {
			case span.Code:
				s.WriteString("‹code›")
			case span.Clause != nil:
				s.WriteString("§")
			default:
				s.WriteString(span.Text)
			}
		}
		out = append(out, s.String())
	}
	var blocks func(all []Block)
	blocks = func(all []Block) {
		for _, b := range all {
			switch b := b.(type) {
			case *Paragraph:
				line(b.Text)
			case *Bullets:
				for _, item := range b.Items {
					line(item)
				}
			case *Terms:
				for _, row := range b.Rows {
					out = append(out, row.Name)
					line(row.Text)
				}
			case *Account:
				for _, l := range append(b.Lines, b.Total) {
					out = append(out, l.Label)
				}
			case *Answer:
				if d.Voice != Editor {
					out = append(out, b.Question)
				}
				out = append(out, b.Answer)
				blocks(b.Blocks)
			case *Fold:
				out = append(out, b.Summary)
				blocks(b.Blocks)
			}
		}
	}
	for _, s := range d.Sections {
		blocks(s.Blocks)
	}
	return out
}
