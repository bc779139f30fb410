package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl/format"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/stdlib/value"
)

// newCmd is the verbs that begin something.
type newCmd struct {
	Seller newSellerCmd `cmd:"" help:"Begin a folder for a seller, with a policy and its test."`
	Policy newPolicyCmd `cmd:"" help:"Begin a policy with its test."`
	Test   newTestCmd   `cmd:"" help:"Begin tests for a policy that is there."`
}

// newSellerCmd begins a seller.
type newSellerCmd struct {
	Name  string `arg:"" help:"The seller's short name: small letters, digits and _."`
	Rules string `default:"rules" placeholder:"FOLDER" help:"Where the sellers' folders are." completion-predictor:"file"`
}

// Help says more than the summary.
func (newSellerCmd) Help() string {
	return `The folder gets terms.policy and terms_test.policy, which pass check and test as they are: replace what is in them, clause by clause.
docs/sources.md says how the seller's document is locked next.

Examples:
  policyc new seller harbour
  policyc new seller harbour --rules ./rules`
}

var sellerName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Run makes the folder.
func (c *newSellerCmd) Run(env *cli.Env) error {
	if !sellerName.MatchString(c.Name) {
		return fmt.Errorf("%q cannot be a seller's short name: it begins with a small letter, and has small letters, digits and _", c.Name)
	}
	dir := filepath.Join(c.Rules, c.Name)
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("%s is there already; policyc new policy %s/… adds a policy", dir, c.Name)
	}
	return begin(env, c.Rules, c.Name, "terms")
}

// newPolicyCmd begins a policy.
type newPolicyCmd struct {
	Name  string `arg:"" help:"The policy's name: seller/name."`
	Rules string `default:"rules" placeholder:"FOLDER" help:"Where the sellers' folders are." completion-predictor:"file"`
}

// Help says more than the summary.
func (newPolicyCmd) Help() string {
	return `The policy and its test pass check and test as they are. Files that are there are never overwritten.

Examples:
  policyc new policy harbour/warranty`
}

// Run makes the policy.
func (c *newPolicyCmd) Run(env *cli.Env) error {
	seller, name, ok := strings.Cut(c.Name, "/")
	if !ok || !sellerName.MatchString(seller) || !policyName.MatchString(name) {
		return fmt.Errorf("%q cannot be a policy's name: write it as seller/name, in small letters, digits, _ and -", c.Name)
	}
	return begin(env, c.Rules, seller, name)
}

var policyName = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

const newPolicy = `# Replace what stands here, clause by clause, in the document's order and under its ids. docs/tutorial.md shows how.
policy "%[1]s/%[2]s"
  title   "%[3]s"
  seller  "%[4]s"
  source  "%[1]s"
  parties buyer, seller

fact delivered_on : date from seller "When did the buyer get the goods?"
fact returned_on  : date not before delivered_on from seller "When did the buyer send them back?"

decision outcome : first of refused, accepted "Is the return accepted?"

section "Returns" {
  clause "1" "fourteen days" {
    outcome is refused when returned_on is after 14 days after delivered_on.
    outcome is accepted.
  }
  clause "2" informational "how to reach the seller"
}
`

const newTests = `test "on the last day" of policy "%[1]s/%[2]s" {
  given delivered_on is 2024-03-01.
  given returned_on is 2024-03-15.
  expect outcome is accepted.
}

test "a day late" of policy "%[1]s/%[2]s" like "on the last day" {
  given returned_on is 2024-03-16.
  expect outcome is refused.
  expect outcome cites clause "1".
}

test "nothing is known" of policy "%[1]s/%[2]s" {
  expect outcome needs delivered_on, returned_on.
}
`

// begin writes a policy and its tests.
func begin(env *cli.Env, rules, seller, name string) error {
	words := strings.ReplaceAll(strings.ReplaceAll(name, "_", " "), "-", " ")
	title := strings.ToUpper(words[:1]) + words[1:]
	file := filepath.Join(rules, seller, name+".policy")
	tests := filepath.Join(rules, seller, name+"_test.policy")
	for _, f := range []string{file, tests} {
		if _, err := os.Lstat(f); err == nil {
			return fmt.Errorf("%s is there already, and nothing is written", f)
		}
	}
	if err := os.MkdirAll(filepath.Join(rules, seller), 0o777); err != nil {
		return err
	}
	text := fmt.Sprintf(newPolicy, seller, name, title, strings.ToUpper(seller[:1])+seller[1:])
	if err := create(file, []byte(text), 0o666); err != nil {
		return err
	}
	if err := create(tests, fmt.Appendf(nil, newTests, seller, name), 0o666); err != nil {
		return err
	}
	_, err := fmt.Fprintf(env.Stdout, "%s\n%s\n", filepath.ToSlash(file), filepath.ToSlash(tests))
	return err
}

// newTestCmd begins tests.
type newTestCmd struct {
	Policy string `arg:"" help:"The policy's file." completion-predictor:"file"`
	Rules  string `placeholder:"FOLDER" help:"Where policies that are used but not given are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (newTestCmd) Help() string {
	return `The file gets the name of the policy's, with _test before its ending. It has a test in which nothing is known, with what the policy
answers then, and a list of all facts to go on from. A file that is there is never overwritten.

Examples:
  policyc new test rules/harbour/warranty.policy`
}

// Run makes the test file.
func (c *newTestCmd) Run(env *cli.Env) error {
	base, ok := strings.CutSuffix(c.Policy, ".policy")
	if !ok || strings.HasSuffix(base, "_test") {
		return errors.New("name the file of a policy: it ends in .policy, and not in _test.policy")
	}
	p, err := latest(env, c.Policy, c.Rules)
	if err != nil {
		return err
	}
	text, err := firstTest(p)
	if err != nil {
		return err
	}
	out := base + "_test.policy"
	if err := create(out, []byte(text), 0o666); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already, and nothing is written", out)
		}
		return err
	}
	_, err = fmt.Fprintln(env.Stdout, filepath.ToSlash(out))
	return err
}

// firstTest is a test of a policy of which nothing is known.
func firstTest(p *tree.Policy) (string, error) {
	pl, err := engine.Compile(p)
	if err != nil {
		return "", err
	}
	res, problems := pl.Decide(&facts.Set{Values: make([]value.Value, len(p.Inputs))}, engine.Options{})
	if res == nil {
		return "", fmt.Errorf("the policy cannot be asked with nothing known: %s", problems[0].Message)
	}
	var b strings.Builder
	b.WriteString("# What can be given:\n")
	for _, in := range p.Inputs {
		fmt.Fprintf(&b, "# given %s is … (%s)\n", in.Name, in.Type)
	}
	fmt.Fprintf(&b, "test \"nothing is known\" of policy %q {\n", p.Name)
	expected := 0
	for i := range res.Decisions {
		if s := expectation(&res.Decisions[i]); s != "" {
			expected++
			fmt.Fprintf(&b, "  expect %s %s.\n", res.Decisions[i].Decision.Name, s)
		}
	}
	if expected == 0 {
		return "", errors.New("no decision can be told with nothing known; write the first test by hand: docs/testing.md shows how")
	}
	b.WriteString("}\n")
	text, _ := format.Source(source.NewFile("test", b.String()))
	return text, nil
}

// expectation says what is expected of a decision that came out like this; nothing where that takes more than a sentence.
func expectation(d *outcome.Decision) string {
	var names []string
	switch d.Status {
	case outcome.NotApplicable:
		return "is not applicable"
	case outcome.NotGoverned:
		return "is not governed"
	case outcome.Decided:
		switch d.Value.Kind {
		case value.Bool, value.Enum, value.Number, value.Percent, value.Date, value.Text:
			return "is " + casetest.Written(d.Decision.Type, d.Value)
		}
		return ""
	case outcome.NeedsFacts:
		for _, n := range d.Needs {
			if n.Path != n.Input.Name {
				return ""
			}
			names = append(names, n.Path)
		}
		return "needs " + strings.Join(names, ", ")
	}
	return ""
}
