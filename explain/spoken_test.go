package explain

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/rules"
)

// policies are those of rules/, in the order of their files.
func policies(t testing.TB) []*tree.Policy {
	t.Helper()
	var files []*source.File
	err := fs.WalkDir(rules.Files(), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".policy") || strings.HasSuffix(path, "_test.policy") {
			return err
		}
		text, err := fs.ReadFile(rules.Files(), path)
		files = append(files, source.NewFile("rules/"+path, string(text)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := dsl.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	var out []*tree.Policy
	for _, pol := range p.Policies {
		out = append(out, pol.Versions...)
	}
	return out
}

// How every fact and decision of every policy is spoken of. The file is to be read: each line is part of a sentence.
func TestSpokenWords(t *testing.T) {
	var b bytes.Buffer
	for _, p := range policies(t) {
		v := voiceOf(p)
		fmt.Fprintf(&b, "\n# %s\n", p.Name)
		for _, in := range p.Inputs {
			switch in.Type.Kind {
			case types.Bool:
				fmt.Fprintf(&b, "%s: %s; %s\n", in.Name, v.fact(in, true), v.fact(in, false))
			case types.Date, types.Instant:
				h := v.happening(in)
				fmt.Fprintf(&b, "%s: %s; %s\n", in.Name, h.sentence("1 May"), h.origin("1 May"))
			default:
				fmt.Fprintf(&b, "%s: %s\n", in.Name, v.thing(in))
			}
		}
		for _, d := range p.Decisions {
			fmt.Fprintf(&b, "%s: %s (%s)\n", d.Name, v.asked(d), strings.Join(v.allWords(d.Type.Members), ", "))
		}
	}
	golden(t, "spoken.txt", b.Bytes())
}
