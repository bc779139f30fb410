package findings

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

// GitHub is findings as workflow commands, which a run of GitHub Actions shows beside the lines of a pull request.
func GitHub(found []diag.Diagnostic) []byte {
	var b strings.Builder
	for _, d := range found {
		b.WriteString("::" + d.Severity.String() + " ")
		if !d.Span.IsZero() {
			from, to := d.Span.StartPos(), d.Span.EndPos()
			fmt.Fprintf(&b, "file=%s,line=%d,endLine=%d,", property(d.Span.File.Name), from.Line, to.Line)
			if from.Line == to.Line { // columns across lines are refused
				fmt.Fprintf(&b, "col=%d,endColumn=%d,", from.Column, to.Column)
			}
		}
		fmt.Fprintf(&b, "title=%s::%s\n", property(string(d.Code)), data(sentences(d)))
	}
	return []byte(b.String())
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// data escapes the message of a command, so that no text of a policy can begin a command of its own.
func data(s string) string { return escapeData.Replace(s) }

func property(s string) string { return escapeProperty.Replace(s) }
