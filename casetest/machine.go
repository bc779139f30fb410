package casetest

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// JSON writes the results as test/v1.
func (r *Report) JSON(w io.Writer) error {
	type reason struct {
		Clause string `json:"clause,omitempty"`
		Text   string `json:"text"`
	}
	type read struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	type failure struct {
		File     string   `json:"file"`
		Line     int      `json:"line"`
		Column   int      `json:"column"`
		Expected string   `json:"expected"`
		Answered string   `json:"answered"`
		Clauses  []reason `json:"clauses,omitempty"`
		Values   []read   `json:"values,omitempty"`
		Suggest  string   `json:"suggestion,omitempty"`
	}
	type one struct {
		Policy   string    `json:"policy"`
		Title    string    `json:"title"`
		File     string    `json:"file"`
		Line     int       `json:"line"`
		Status   string    `json:"status"`
		Todo     string    `json:"todo,omitempty"`
		Failures []failure `json:"failures,omitempty"`
	}
	doc := struct {
		Schema string         `json:"schema"`
		Counts map[string]int `json:"counts"`
		Tests  []one          `json:"tests"`
	}{Schema: "test/v1", Counts: map[string]int{}, Tests: []one{}}
	for s, name := range statusNames {
		doc.Counts[name] = r.Count(Status(s))
	}
	for _, x := range r.Results {
		at := x.Case.Span
		t := one{Policy: x.Case.Policy, Title: x.Case.Title, File: at.File.Name, Line: at.StartPos().Line, Status: x.Status.String(), Todo: x.Case.Todo}
		for _, f := range x.Failures {
			pos := f.Span.StartPos()
			out := failure{File: f.Span.File.Name, Line: pos.Line, Column: pos.Column, Expected: sentence(f.Span), Answered: f.Got, Suggest: f.Suggest}
			for _, why := range f.Why {
				out.Clauses = append(out.Clauses, reason{why.Clause, why.Text})
			}
			for _, v := range f.Values {
				out.Values = append(out.Values, read(v))
			}
			t.Failures = append(t.Failures, out)
		}
		doc.Tests = append(doc.Tests, t)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// JUnit writes the results as JUnit XML, one suite for each policy. It names no times and no machine: the same run gives the same bytes.
func (r *Report) JUnit(w io.Writer) error {
	type message struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",cdata"`
	}
	type testcase struct {
		Name    string    `xml:"name,attr"`
		Class   string    `xml:"classname,attr"`
		File    string    `xml:"file,attr"`
		Line    int       `xml:"line,attr"`
		Skipped *message  `xml:"skipped"`
		Error   *message  `xml:"error"`
		Failure []message `xml:"failure"`
	}
	type suite struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []testcase `xml:"testcase"`
	}
	doc := struct {
		XMLName  xml.Name `xml:"testsuites"`
		Tests    int      `xml:"tests,attr"`
		Failures int      `xml:"failures,attr"`
		Errors   int      `xml:"errors,attr"`
		Skipped  int      `xml:"skipped,attr"`
		Suites   []suite  `xml:"testsuite"`
	}{Tests: len(r.Results), Failures: r.Count(Failed), Errors: r.Count(Broken), Skipped: r.Count(Todo)}
	for _, name := range r.Policies() {
		of := r.of(name)
		s := suite{Name: name, Tests: len(of.Results), Failures: of.Count(Failed), Errors: of.Count(Broken), Skipped: of.Count(Todo)}
		for _, x := range of.Results {
			at := x.Case.Span
			t := testcase{Name: plain(x.Case.Title), Class: strings.ReplaceAll(name, "/", "."), File: at.File.Name, Line: at.StartPos().Line}
			switch x.Status {
			case Todo:
				t.Skipped = &message{Message: plain(x.Case.Todo)}
			case Broken:
				t.Error = &message{Message: "not run because of mistakes in the test or its policy"}
			}
			for _, f := range x.Failures {
				var b strings.Builder
				f.text(&b, TextOptions{})
				t.Failure = append(t.Failure, message{Message: plain(fmt.Sprintf("%s answered: %s", sentence(f.Span), f.Got)), Text: plain(b.String())})
			}
			s.Cases = append(s.Cases, t)
		}
		doc.Suites = append(doc.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// plain leaves out the characters that XML cannot hold.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}
