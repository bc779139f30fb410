// Command errors writes docs/errors.md from the documentation of the codes in package diag.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

func main() {
	out := flag.String("o", "docs/errors.md", "the file to write")
	flag.Parse()
	if err := os.WriteFile(*out, page(), 0o666); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const head = `<!-- Made by "go generate ./dsl/diag" from the codes in dsl/diag. Do not edit. -->

# What the programs find

Every finding has a code that is never given to anything else. ` + "`policyc explain-code P0201`" + ` prints what stands here. Each example is run by a
test: the first gives its code, the second gives nothing. A line of three hyphens stands between two files.
`

// groups are the codes by how they begin.
var groups = []struct{ prefix, title string }{
	{"P01", "Policies: how they are written"},
	{"P02", "Policies: names"},
	{"P03", "Policies: types and units"},
	{"P04", "Policies: clauses, precedence and other policies"},
	{"P05", "Policies: what is missing or contradicts itself"},
	{"P06", "Source documents"},
	{"P07", "Allowances"},
	{"F", "Facts"},
	{"T", "Tests"},
}

// page is the text of docs/errors.md.
func page() []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, g := range groups {
		fmt.Fprintf(&b, "\n## %s\n\n| code | what |\n|---|---|\n", g.title)
		for _, d := range of(g.prefix) {
			fmt.Fprintf(&b, "| [%s](#%s) | %s |\n", d.Code, strings.ToLower(string(d.Code)), strings.ReplaceAll(d.Title, "|", `\|`))
		}
		for _, d := range of(g.prefix) {
			fmt.Fprintf(&b, "\n### %s\n\n**%s.** It occurs when %s.\n\n%s\n", d.Code, upper(d.Title), d.Occurs, d.Why)
			example(&b, "Wrong", d.Wrong)
			example(&b, "Right", d.Right)
		}
	}
	return b.Bytes()
}

func of(prefix string) []diag.Doc {
	var out []diag.Doc
	for _, d := range diag.Docs() {
		if strings.HasPrefix(string(d.Code), prefix) {
			out = append(out, d)
		}
	}
	return out
}

// example writes an example as a block that is fenced by more backquotes than it has itself.
func example(b *bytes.Buffer, title, text string) {
	if text == "" {
		return
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	fmt.Fprintf(b, "\n%s:\n\n%stext\n%s\n%s\n", title, fence, visible(strings.TrimRight(text, "\n")), fence)
}

// visible shows by its number what nobody would see on the page.
func visible(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(diag.Visible(line))
	}
	return b.String()
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
