package main

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/sources"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// sourcesVerifyCmd compares a text with a lock.
type sourcesVerifyCmd struct {
	Folder   string `arg:"" help:"The seller's folder, with sources.lock, the outline and the policies." completion-predictor:"file"`
	Text     string `required:"" placeholder:"FILE" help:"The document's text as it is now; - is the standard input." completion-predictor:"file"`
	Document string `placeholder:"NAME" help:"Which document, if the lock has several."`
	Record   bool   `help:"Note the changes in the lock, where they wait for an editor; policyc check warns meanwhile."`
	Format   string `enum:"text,json" default:"text" help:"How changes are written: ${enum}. JSON is sources/v1."`
}

// Help says more than the summary.
func (sourcesVerifyCmd) Help() string {
	return `Examples:
  policyc sources verify --text returns.txt rules/harbour
  policyc sources verify --text returns.txt rules/harbour --record

Exit codes: 0 nothing has changed; 3 clauses changed, appeared or vanished; 1 anything else.`
}

// Run compares.
func (c *sourcesVerifyCmd) Run(env *cli.Env) error {
	lock, doc, err := lockedDocument(c.Folder, c.Document)
	if err != nil {
		return err
	}
	outline, err := readOutline(filepath.Join(c.Folder, doc.Name+sources.OutlineSuffix))
	if err != nil {
		return err
	}
	text, err := readText(env, c.Text)
	if err != nil {
		return err
	}
	found, err := sources.Locate(outline, text)
	if err != nil {
		return err
	}
	changes := sources.Compare(doc, found)
	report, err := c.report(doc, found, changes)
	if err != nil {
		return err
	}
	if c.Record && len(report.Missing) > 0 {
		return fmt.Errorf("%s; if it has another wording now, change it in %s, or take the section out there if it is gone: only then changes can be recorded",
			report.Missing[0], doc.Name+sources.OutlineSuffix)
	}
	if c.Record {
		sources.Record(doc, found)
		if err := cli.WriteFile(filepath.Join(c.Folder, sources.LockName), lock.Encode()); err != nil {
			return err
		}
	}
	out := report.text(c.Record)
	if c.Format == "json" {
		if out, err = report.json(); err != nil {
			return err
		}
	}
	if _, err := env.Stdout.Write(out); err != nil {
		return err
	}
	if len(changes) > 0 {
		return cli.Silently(cli.ExitUndecided)
	}
	return nil
}

// lockedDocument finds a document in the lock of a folder; name is needed only if there are several.
func lockedDocument(folder, name string) (*sources.Lock, *sources.Document, error) {
	lock, err := cli.ReadLockFile(filepath.Join(folder, sources.LockName))
	if err != nil {
		return nil, nil, err
	}
	if name == "" && len(lock.Documents) == 1 {
		return lock, lock.Documents[0], nil
	}
	if d := lock.Document(name); d != nil {
		return lock, d, nil
	}
	var names []string
	for _, d := range lock.Documents {
		names = append(names, d.Name)
	}
	return nil, nil, fmt.Errorf("say which document with --document; the lock has %s", strings.Join(names, ", "))
}

// verifyReport is what verify says; its JSON is sources/v1.
type verifyReport struct {
	Schema    string         `json:"schema"`
	Document  string         `json:"document"`
	Unchanged int            `json:"unchanged"`
	Changes   []verifyChange `json:"changes"`
	Missing   []string       `json:"missing,omitempty"` // headings and places that the text does not have
}

type verifyChange struct {
	Change   sources.ChangeKind `json:"change"`
	Clause   string             `json:"clause,omitempty"`
	Heading  string             `json:"heading"`
	At       string             `json:"at"`
	MovedTo  string             `json:"moved_to,omitempty"`
	Recorded bool               `json:"recorded"`
	Rules    []verifyRule       `json:"rules"`
}

type verifyRule struct {
	Policy string `json:"policy"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	File   string `json:"file"`
	Line   int    `json:"line"`
}

func (c *sourcesVerifyCmd) report(doc *sources.Document, found *sources.Found, changes []sources.Change) (*verifyReport, error) {
	files, _, err := cli.FolderPolicies(c.Folder)
	if err != nil {
		return nil, err
	}
	cites := sources.CitingOf(doc.Name, files)
	r := &verifyReport{Schema: "sources/v1", Document: doc.Name, Unchanged: len(doc.Entries), Changes: []verifyChange{}}
	for _, p := range found.Problems {
		if p.ID == "" {
			r.Missing = append(r.Missing, p.Message)
		}
	}
	for _, ch := range changes {
		if ch.Known() {
			r.Unchanged--
		}
		v := verifyChange{
			Change: ch.Kind, Clause: ch.ID, Heading: ch.Heading, At: ch.At, MovedTo: ch.MovedTo, Recorded: ch.Recorded || c.Record, Rules: []verifyRule{},
		}
		if ch.ID != "" {
			for _, cite := range cites[ch.ID] {
				v.Rules = append(v.Rules, verifyRule{cite.Policy, cite.Kind, cite.Name, path.Clean(cite.Span.File.Name), cite.Span.StartPos().Line})
			}
		}
		r.Changes = append(r.Changes, v)
	}
	return r, nil
}

func (r *verifyReport) json() ([]byte, error) {
	out, err := json.Marshal(r, jsontext.WithIndent("  "))
	return append(out, '\n'), err
}

func (r *verifyReport) text(recording bool) []byte {
	var b bytes.Buffer
	for _, m := range r.Missing {
		fmt.Fprintf(&b, "%s\n", diag.Visible(m))
	}
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s %s\n", c.Change, diag.Visible(c.what()))
		if c.MovedTo != "" {
			fmt.Fprintf(&b, "  its text stands now at %s\n", diag.Visible(c.MovedTo))
		}
		for _, rule := range c.Rules {
			fmt.Fprintf(&b, "  %s:%d: %s %s\n", rule.File, rule.Line, rule.Kind, rule.Name)
		}
	}
	fmt.Fprintf(&b, "%s: %d unchanged, %s\n", r.Document, r.Unchanged, cli.Count(len(r.Changes), "change"))
	if recording && len(r.Changes) > 0 {
		fmt.Fprintf(&b, "The changes wait in the lock: policyc sources confirm, once the rules are right.\n")
	}
	return b.Bytes()
}

// what is the clause with its place.
func (c verifyChange) what() string {
	if c.Clause == "" {
		return fmt.Sprintf("text that is no clause: %s: %s", c.Heading, c.At)
	}
	return fmt.Sprintf("clause %q (%s: %s)", c.Clause, c.Heading, c.At)
}
