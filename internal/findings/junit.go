package findings

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitFailure `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

// JUnit is findings as JUnit XML: a test case for each file, which fails where the file has errors. It names no time and no machine.
func JUnit(files []string, found []diag.Diagnostic) ([]byte, error) {
	s := junitSuite{Name: "policyc check"}
	for _, name := range append(files, "") {
		errors, warnings := ofFile(found, name)
		if name == "" && len(errors)+len(warnings) == 0 {
			continue
		}
		c := junitCase{Class: "policyc check", Name: legal(name), Out: legal(texts(warnings))}
		if len(errors) > 0 {
			message := diag.Visible(errors[0].Summary)
			if more := len(errors) - 1; more > 0 {
				message += fmt.Sprintf(", and %d more", more)
			}
			c.Failure = &junitFailure{Type: string(errors[0].Code), Message: legal(message), Text: legal(texts(errors))}
			s.Failures++
		}
		s.Cases = append(s.Cases, c)
		s.Tests++
	}
	doc := struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}{Tests: s.Tests, Failures: s.Failures, Suites: []junitSuite{s}}
	out, err := xml.MarshalIndent(doc, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}

func ofFile(found []diag.Diagnostic, name string) (errors, warnings []diag.Diagnostic) {
	for _, d := range found {
		file := ""
		if d.Span.File != nil {
			file = d.Span.File.Name
		}
		switch {
		case file != name:
		case d.Severity == diag.Error:
			errors = append(errors, d)
		default:
			warnings = append(warnings, d)
		}
	}
	return errors, warnings
}

func texts(found []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		b.WriteString(diag.Text(d, diag.TextOptions{}))
	}
	return b.String()
}

// legal replaces what XML 1.0 cannot hold, even escaped.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return '\uFFFD'
	}, s)
}
