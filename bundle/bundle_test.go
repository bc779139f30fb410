package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
)

// sellers are the policies built into the product.
func sellers(tb testing.TB) []*dsl.Policy {
	tb.Helper()
	p := builtin.Load(tb)
	if len(p.Policies) < 5 {
		tb.Fatal(len(p.Policies))
	}
	return p.Policies
}

// examples are the sound policies that document the codes of the checker: they use every form of the language.
func examples(tb testing.TB) []*dsl.Policy {
	tb.Helper()
	var all []*dsl.Policy
	for _, doc := range diag.Docs() {
		if doc.Code >= "P06" || doc.Code < "P01" {
			continue
		}
		var files []*source.File
		for i, part := range strings.Split(doc.Right, "\n---\n") {
			files = append(files, source.NewFile(fmt.Sprintf("%s/%d.policy", doc.Code, i), part))
		}
		p, _ := dsl.Load(files) // examples of syntax are parts of policies
		all = append(all, p.Policies...)
	}
	if len(all) < 100 {
		tb.Fatalf("%d examples", len(all))
	}
	return all
}

func encoded(tb testing.TB, policies []*dsl.Policy) []byte {
	tb.Helper()
	data, err := Encode(policies, Tests{Passed: 7})
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func opened(tb testing.TB, data []byte) *Bundle {
	tb.Helper()
	b, err := Open(data)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// A bundle decides as its sources do, byte for byte: answers, explanations, records of rules, digests.
func TestBundleDecidesAsItsSources(t *testing.T) {
	policies := sellers(t)
	b := opened(t, encoded(t, policies))
	if b.Tests.Passed != 7 || b.Tests.Skipped || len(b.Policies) != len(policies) {
		t.Fatalf("%v, %d policies", b.Tests, len(b.Policies))
	}
	for _, p := range policies {
		for i, v := range p.Versions {
			t.Run(p.Name, func(t *testing.T) {
				t.Parallel()
				decidesAlike(t, v, b.Policy(p.Name).Versions[i], 200)
			})
		}
	}
}

// The examples of the documentation have every form of sentence and expression.
func TestExamplesSurvive(t *testing.T) {
	for _, p := range examples(t) {
		if nameIsPlain(p.Name) != nil {
			continue
		}
		b := opened(t, encoded(t, []*dsl.Policy{p}))
		for i, v := range p.Versions {
			decidesAlike(t, v, b.Policies[0].Versions[i], 10)
		}
	}
}

func decidesAlike(t *testing.T, from, to *tree.Policy, cases int) {
	t.Helper()
	a, err := engine.Compile(from)
	if err != nil {
		t.Fatal(err)
	}
	b, err := engine.Compile(to)
	if err != nil {
		t.Fatal(err)
	}
	decided := 0
	for i := range cases {
		seed := uint64(i)
		want, wantProblems := a.Decide(casegen.New(from, seed, i%30).Case(), engine.Options{})
		got, gotProblems := b.Decide(casegen.New(to, seed, i%30).Case(), engine.Options{})
		if fmt.Sprint(wantProblems) != fmt.Sprint(gotProblems) {
			t.Fatalf("case %d: the problems differ\n%v\n%v", i, wantProblems, gotProblems)
		}
		if want == nil {
			continue
		}
		decided++
		if x, y := explain.JSON(want, "d"), explain.JSON(got, "d"); !bytes.Equal(x, y) {
			t.Fatalf("case %d: the answers differ\n%s\n%s", i, x, y)
		}
		if x, y := explain.Text(want, explain.TextOptions{All: true}), explain.Text(got, explain.TextOptions{All: true}); !bytes.Equal(x, y) {
			t.Fatalf("case %d: the explanations differ\n%s\n%s", i, x, y)
		}
		for j := range want.Rules {
			if want.Rules[j].Status != got.Rules[j].Status {
				t.Fatalf("case %d: rule %d differs", i, j)
			}
		}
	}
	if cases > 100 && decided < cases/10 {
		t.Errorf("only %d of %d cases could be decided", decided, cases)
	}
}

// The same policies give the same bytes in any order, and what is opened gives them again.
func TestReproducible(t *testing.T) {
	policies := sellers(t)
	data := encoded(t, policies)
	backwards := sellers(t)
	for i, j := 0, len(backwards)-1; i < j; i, j = i+1, j-1 {
		backwards[i], backwards[j] = backwards[j], backwards[i]
	}
	if !bytes.Equal(data, encoded(t, backwards)) {
		t.Error("the order of the policies shows")
	}
	b := opened(t, data)
	again, err := Encode(b.Policies, b.Tests)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("a bundle of an opened bundle differs: %v", err)
	}
	texts := 0
	for _, f := range b.Sources {
		texts += len(f.Text)
	}
	t.Logf("%d bytes, of which %d are texts", len(data), texts)
}

const small = `policy "harbour/returns"
fact worn : yes or no
fact days : whole number at least 0
decision accepted : yes or no
clause "1" "worn watches" { accepted is no when worn or days is above 14. accepted is yes otherwise. }
`

func smallPolicy(tb testing.TB, file string) []*dsl.Policy {
	tb.Helper()
	p, err := dsl.Load([]*source.File{source.NewFile(file, small)})
	if err != nil {
		tb.Fatal(err)
	}
	return p.Policies
}

// resealed is a bundle whose content was changed by somebody who can compute digests.
func resealed(data []byte, content []byte) []byte {
	out := append([]byte(nil), data[:headBytes]...)
	binary.BigEndian.PutUint32(out[len(magic)+2:], uint32(len(content)))
	out = append(out, content...)
	sum := sha256.Sum256(out)
	return append(append(out, sum[:]...), 0)
}

func TestWhatIsRefused(t *testing.T) {
	data := encoded(t, smallPolicy(t, "returns.policy"))
	newer := bytes.Clone(data)
	newer[len(magic)+1] = Format + 1
	older := bytes.Clone(data)
	older[len(magic)+1] = 1
	text := bytes.ReplaceAll(bytes.Clone(data), []byte("\r\n"), []byte("\n"))
	content, err := contentOf(data)
	if err != nil {
		t.Fatal(err)
	}
	outside := resealed(data, bytes.Replace(content, []byte("returns.policy"), []byte("../etc/a.polic"), 1))
	absolute := resealed(data, bytes.Replace(content, []byte("returns.policy"), []byte("/etc/aa.policy"), 1))
	alike := resealed(data, bytes.ReplaceAll(content, []byte("harbour/returns"), []byte("harb\xd0\xbeu/returns")))
	last := bytes.LastIndex(content, []byte("harbour/returns"))
	another := resealed(data, slices.Concat(content[:last], []byte("harbour/another"), content[last+len("harbour/returns"):]))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":              {nil, "it is empty"},
		"a policy":           {[]byte(small), "it is the text of a policy"},
		"a ZIP archive":      {[]byte("PK\x03\x04…"), "ZIP archive"},
		"something":          {[]byte("MZ"), "does not begin as one"},
		"taken for text":     {text, "as if it were text"},
		"newer":              {newer, "built by a newer policyc"},
		"older":              {older, "built by an older policyc"},
		"another policy":     {another, "do not fit together"},
		"cut in the content": {data[:len(data)/2], "it is cut off"},
		"without signatures": {data[:len(data)-1], "it is cut off"},
		"with more":          {append(bytes.Clone(data), 'x'), "something follows after its end"},
		"path that climbs":   {outside, "leads out of its folder"},
		"absolute path":      {absolute, "leads out of its folder"},
		"look-alike name":    {alike, "no name can look like another"},
	} {
		_, err := Open(c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A policy is read from an index as it is from the whole, and one that is broken does not keep others from being read.
func TestIndex(t *testing.T) {
	policies := sellers(t)
	data := encoded(t, policies)
	x, err := OpenIndex(data)
	if err != nil {
		t.Fatal(err)
	}
	whole := opened(t, data)
	for i, name := range x.Names() {
		p, err := x.Read(name)
		if err != nil || p == nil || name != whole.Policies[i].Name || len(p.Versions) != len(whole.Policies[i].Versions) {
			t.Fatalf("%s: %v, %v", name, p, err)
		}
		decidesAlike(t, whole.Policies[i].Versions[0], p.Versions[0], 20)
	}
	if p, err := x.Read("nobody/nothing"); p != nil || err != nil {
		t.Errorf("a policy that there is not: %v, %v", p, err)
	}
	last := x.Names()[len(x.Names())-1]
	content, err := contentOf(data)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(content)
	changed[len(changed)-1] ^= 0x7f
	broken, err := OpenIndex(resealed(data, changed))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := broken.Read(last); err == nil || !strings.Contains(err.Error(), "no bundle that policyc builds") {
		t.Errorf("the broken policy: %v", err)
	}
	if p, err := broken.Read(x.Names()[0]); p == nil || err != nil {
		t.Errorf("another policy: %v", err)
	}
}

// No bit can be changed, and no byte be missing, without being noticed.
func TestEveryBitCounts(t *testing.T) {
	data := encoded(t, smallPolicy(t, "returns.policy"))
	_, key, _ := ed25519.GenerateKey(bytes.NewReader(make([]byte, 64)))
	signed, err := Sign(data, key)
	if err != nil {
		t.Fatal(err)
	}
	for i := range signed {
		for bit := range 8 {
			changed := bytes.Clone(signed)
			changed[i] ^= 1 << bit
			if _, err := Open(changed); err == nil {
				t.Errorf("bit %d of byte %d can be changed", bit, i)
			}
		}
		if _, err := Open(signed[:i]); err == nil {
			t.Errorf("what follows byte %d can be missing", i)
		}
	}
}

func TestNamesThatCannotBePacked(t *testing.T) {
	for _, file := range []string{`c:\a.policy`, `..\a.policy`, "a\u202eb.policy", "", ".."} {
		if _, err := Encode(smallPolicy(t, file), Tests{}); err == nil {
			t.Errorf("the file name %q is taken", file)
		}
	}
	for _, file := range []string{"../../a.policy", "/a.policy", "./a.policy"} {
		if got := opened(t, encoded(t, smallPolicy(t, file))).Sources[0].Name; got != "a.policy" {
			t.Errorf("%s becomes %s", file, got)
		}
	}
	if _, err := Encode(append(smallPolicy(t, "a.policy"), smallPolicy(t, "b.policy")...), Tests{}); err == nil {
		t.Error("one policy is taken twice")
	}
}

func TestSignatures(t *testing.T) {
	data := encoded(t, smallPolicy(t, "returns.policy"))
	public, key, _ := ed25519.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{1}, 64)))
	other, otherKey, _ := ed25519.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{2}, 64)))
	if err := opened(t, data).Require(public); err == nil || !strings.Contains(err.Error(), "not signed") {
		t.Errorf("an unsigned bundle: %v", err)
	}
	signed, err := Sign(data, key)
	if err != nil {
		t.Fatal(err)
	}
	if err := opened(t, signed).Require(public); err != nil {
		t.Error(err)
	}
	if err := opened(t, signed).Require(other); err == nil || !strings.Contains(err.Error(), Fingerprint(public)) {
		t.Errorf("signed by somebody else: %v", err)
	}
	both, err := Sign(signed, otherKey)
	if err != nil || len(opened(t, both).Signers()) != 2 || opened(t, both).Digest() != opened(t, data).Digest() {
		t.Errorf("two signatures: %v", err)
	}
	if twice, err := Sign(both, key); err != nil || !bytes.Equal(twice, both) {
		t.Errorf("signing again changes the bundle: %v", err)
	}
	if _, err := Sign(data[:40], key); err == nil {
		t.Error("what is no bundle is signed")
	}
	// A signature of another bundle says nothing.
	moved := append(bytes.Clone(encoded(t, smallPolicy(t, "another.policy"))[:]), signed[len(data):]...)
	moved[len(moved)-signatureBytes-1] = 1
	if _, err := Open(moved); err == nil {
		t.Error("a signature of another bundle is taken")
	}
}

func TestKeys(t *testing.T) {
	public, key, _ := ed25519.GenerateKey(bytes.NewReader(make([]byte, 64)))
	a, b, err := EncodeKeys(key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ParsePrivateKey(a); err != nil || !got.Equal(key) {
		t.Error(err)
	}
	if got, err := ParsePublicKey(b); err != nil || !got.Equal(public) {
		t.Error(err)
	}
	for want, parse := range map[string]func() error{
		"the public key":   func() error { _, err := ParsePrivateKey(b); return err },
		"is a private key": func() error { _, err := ParsePublicKey(a); return err },
		"it is no key":     func() error { _, err := ParsePublicKey([]byte("ssh-ed25519 AAAA")); return err },
		"BEGIN PRIVATE":    func() error { _, err := ParsePrivateKey(nil); return err },
	} {
		if err := parse(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
