package explain

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/shopspring/decimal"
)

// The data of an explanation is as the schema says, for every case and voice, and the same to the byte each time.
func TestExplanationInJSONIsAsTheSchemaSays(t *testing.T) {
	s := schema(t, "decision-v1.json")
	for _, c := range toldCases(t) {
		for _, v := range []Voice{Handler, Customer, Editor} {
			got := ExplainedJSON(c.res, digest, v)
			if err := validate(t, s, got); err != nil {
				t.Errorf("%s for the %s: %#v", c.file, v, err)
			}
			if !bytes.Equal(got, ExplainedJSON(c.res, digest, v)) {
				t.Errorf("%s: the same answer gives other bytes", c.file)
			}
		}
	}
	good := string(ExplainedJSON(sample(), digest, Handler))
	for _, c := range []struct{ old, new string }{
		{`"for": "handler"`, `"for": "judge"`}, {`"mood": "settled"`, `"mood": "glad"`}, {`"kind": "account"`, `"kind": "bill"`}, {`"ordered": true`, `"order": true`},
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

// A case in the other formats; the files are read by people.
func TestFormats(t *testing.T) {
	for _, c := range toldCases(t) {
		switch name := strings.TrimSuffix(filepath.Base(c.file), ".txtar"); name {
		case "chrono24-capped":
			golden(t, name+".md", Markdown(Build(c.res, Handler), false))
			golden(t, name+".mmd", Mermaid(c.res, Handler, false))
			golden(t, name+"-all.txt", PrintText(Build(c.res, Handler), TextOptions{All: true}))
		case "chrono24-pending":
			golden(t, name+".mmd", Mermaid(c.res, Handler, false))
		}
	}
}

// Statements of account add up: the signed amounts of the lines give the total, in every case that can be made up.
func TestAccountsAddUp(t *testing.T) {
	n := 0
	for _, p := range policies(t) {
		cases(t, p, 60, func(res *outcome.Result) {
			for _, s := range Build(res, Handler).Sections {
				for _, b := range s.Blocks {
					a, ok := b.(*Answer)
					if !ok {
						continue
					}
					for _, inner := range a.Blocks {
						if account, ok := inner.(*Account); ok {
							n++
							addsUp(t, p.Name, account)
						}
					}
				}
			}
		})
	}
	if n < 400 {
		t.Errorf("only %d statements", n)
	}
}

func addsUp(t *testing.T, policy string, a *Account) {
	t.Helper()
	sum := decimal.Zero
	for _, l := range append(append([]AccountLine(nil), a.Lines...), AccountLine{Amount: "0"}) {
		if l.Clause == nil && l.Amount != "0" {
			t.Errorf("%s: %q names no clause", policy, l.Label)
		}
		if strings.HasPrefix(l.Amount, "→") || strings.Contains(l.Amount, "unlimited") || l.Amount == "" {
			if l.Amount == "" {
				continue
			}
			return
		}
		sum = sum.Add(amountOf(t, l.Amount))
	}
	if total := amountOf(t, a.Total.Amount); !sum.Equal(total) {
		t.Errorf("%s: the lines of %q give %s, the total is %s: %+v", policy, a.Total.Label, sum, total, a.Lines)
	}
}

func amountOf(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	number, _, _ := strings.Cut(s, " ")
	d, err := decimal.NewFromString(strings.ReplaceAll(number, ",", ""))
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

// Markdown keeps what looks like markup as it is.
func TestMarkdownEscapes(t *testing.T) {
	d := &Document{Title: "# a_b*c", Sections: []Section{{Blocks: []Block{&Bullets{Items: []Inline{plain("1. <x> | [y]"), Inline{}.code("a`b_c")}}}}}}
	want := "# \\# a\\_b\\*c\n\n\n\n- 1\\. \\<x\\> \\| \\[y\\]\n- `a'b_c`\n"
	if got := string(Markdown(d, false)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A graph defines each node once and joins only what it defines.
func TestMermaidIsWellFormed(t *testing.T) {
	for _, c := range toldCases(t) {
		defined := map[string]bool{}
		for i, line := range strings.Split(strings.TrimSuffix(string(Mermaid(c.res, Customer, true)), "\n"), "\n") {
			line = strings.TrimSpace(line)
			switch {
			case i == 0:
				if line != "flowchart BT" {
					t.Errorf("%s begins with %q", c.file, line)
				}
			case strings.HasPrefix(line, "classDef "):
			case strings.Contains(line, " --> "):
				from, to, _ := strings.Cut(line, " --> ")
				if !defined[from] || !defined[to] {
					t.Errorf("%s: %s joins what is not there", c.file, line)
				}
			default:
				id := line[:strings.IndexAny(line, "[({")]
				if defined[id] || strings.Count(line, `"`) != 2 {
					t.Errorf("%s: %s", c.file, line)
				}
				defined[id] = true
			}
		}
	}
}
