// Command builtins writes docs/builtins.md from the table of package stdlib and the calendars.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"

	"github.com/clausewise/clausewise/stdlib"
	"github.com/clausewise/clausewise/stdlib/calendar"
)

func main() {
	out := flag.String("o", "docs/builtins.md", "the file to write")
	flag.Parse()
	if err := os.WriteFile(*out, page(), 0o666); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const head = `<!-- Made by "go generate ./stdlib" from the table in stdlib. Do not edit. -->

# What is built in

What the rule language offers beside its operators, each with examples that a test evaluates. Where an expression relies on a line of the
policy's header or on a declaration, it stands in the last column. How the forms are written is settled in [grammar.md](grammar.md).
`

const calendarsHead = `
## Calendars

The holidays of a place, by its code. Each calendar knows certain years: a day outside them is an error and never a working day. The version
changes whenever a day of the calendar does, and is part of every decision that used it. A list of dates may stand in a calendar's place; it is
complete as given. Holidays that fall on a Sunday in every year are not always listed.

| code | place | years | version | source |
|---|---|---|---|---|
`

// page is the text of docs/builtins.md.
func page() []byte {
	var b bytes.Buffer
	b.WriteString(head)
	group := ""
	for _, row := range stdlib.Builtins() {
		if row.Group != group {
			group = row.Group
			fmt.Fprintf(&b, "\n## %s\n", group)
		}
		fmt.Fprintf(&b, "\n### `%s`\n\n*%s*\n\n%s\n\n| expression | value | relies on |\n|---|---|---|\n", row.Name, row.Signature, row.Doc)
		for _, x := range row.Examples {
			relies := x.Header + x.Declare // no example needs both
			if relies != "" {
				relies = "`" + relies + "`"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", x.Expr, x.Result, relies)
		}
	}
	b.WriteString(calendarsHead)
	for _, name := range calendar.Names() {
		c, _ := calendar.Named(name)
		from, until := c.Years()
		fmt.Fprintf(&b, "| `%s` | %s | %d–%d | %s | %s |\n", name, c.Title(), from, until, c.Version(), c.Source())
	}
	return b.Bytes()
}
