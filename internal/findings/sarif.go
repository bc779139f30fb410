package findings

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

type sarifText struct {
	Text string `json:"text"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn"`
	EndLine     int        `json:"endLine"`
	EndColumn   int        `json:"endColumn"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifPlace struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifLocation struct {
	ID      *int       `json:"id,omitempty"`
	Place   sarifPlace `json:"physicalLocation"`
	Message *sarifText `json:"message,omitempty"`
}

type sarifRule struct {
	ID      string    `json:"id"`
	Short   sarifText `json:"shortDescription"`
	Full    sarifText `json:"fullDescription"`
	Help    sarifText `json:"help"`
	HelpURI string    `json:"helpUri"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
	Related   []sarifLocation `json:"relatedLocations,omitempty"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	InfoURI string      `json:"informationUri"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

const home = "https://github.com/clausewise/clausewise"

// SARIF is findings as a log of SARIF 2.1.0, which code scanning reads. It names no time and no machine: the same findings give the same bytes.
func SARIF(found []diag.Diagnostic) ([]byte, error) {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	var index map[diag.Code]int
	run.Tool.Driver = sarifDriver{Name: "policyc", InfoURI: home}
	run.Tool.Driver.Rules, index = sarifRules(found)
	for _, d := range found {
		r := sarifResult{RuleID: string(d.Code), RuleIndex: index[d.Code], Level: d.Severity.String(), Message: sarifText{sentences(d)}}
		if !d.Span.IsZero() {
			r.Locations = []sarifLocation{{Place: placeOf(d.Span)}}
		}
		for i, rel := range d.Related {
			if !rel.Span.IsZero() {
				r.Related = append(r.Related, sarifLocation{ID: &i, Place: placeOf(rel.Span), Message: &sarifText{rel.Message}})
			}
		}
		run.Results = append(run.Results, r)
	}
	log := struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
	out, err := json.MarshalIndent(log, "", "  ")
	return append(out, '\n'), err
}

// sarifRules describes the codes that occur.
func sarifRules(found []diag.Diagnostic) ([]sarifRule, map[diag.Code]int) {
	rules, index := []sarifRule{}, map[diag.Code]int{}
	for _, doc := range diag.Docs() {
		if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == doc.Code }) {
			continue
		}
		index[doc.Code] = len(rules)
		rules = append(rules, sarifRule{ID: string(doc.Code), Short: sarifText{doc.Title}, Full: sarifText{"It occurs when " + doc.Occurs + "."},
			Help: sarifText{doc.Why}, HelpURI: home + "/blob/main/docs/errors.md#" + strings.ToLower(string(doc.Code))})
	}
	return rules, index
}

func placeOf(s source.Span) sarifPlace {
	from, to := s.StartPos(), s.EndPos()
	return sarifPlace{sarifArtifact{uri(s.File.Name)}, sarifRegion{from.Line, from.Column, to.Line, to.Column, snippet(s)}}
}

// snippet is the text of a place; none where it is no text.
func snippet(s source.Span) *sarifText {
	if text := s.Text(); text != "" && utf8.ValidString(text) {
		return &sarifText{text}
	}
	return nil
}

// uri is a path as a relative reference of RFC 3986.
func uri(name string) string {
	u := url.URL{Path: name}
	return u.String()
}

// sentences is what a finding says, in one text.
func sentences(d diag.Diagnostic) string {
	out := diag.Visible(d.Summary) + "."
	for _, s := range []string{d.Detail, d.Hint} {
		if s != "" {
			out += " " + diag.Visible(s)
		}
	}
	return out
}
