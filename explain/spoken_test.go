package explain

import (
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

// How every fact and decision of every policy is spoken of has no blunder in it; -v shows the sentences, for editors of questions to read.
func TestSpokenWords(t *testing.T) {
	for _, p := range policies(t) {
		v := voiceOf(p)
		say := func(name string, all ...string) {
			t.Logf("%s %s: %s", p.Name, name, strings.Join(all, "; "))
			for _, s := range all {
				for what, re := range blunders {
					if found := re.FindString(s); found != "" {
						t.Errorf("%s, %s: %s (%q) in %q", p.Name, name, what, found, s)
					}
				}
			}
		}
		for _, in := range p.Inputs {
			switch in.Type.Kind {
			case types.Bool:
				yes, no := v.fact(in, true), v.fact(in, false)
				say(in.Name, yes, no)
				if yes == no {
					t.Errorf("%s: yes and no to %q are the same", p.Name, in.Question)
				}
			case types.Date, types.Instant:
				h := v.happening(in)
				say(in.Name, h.sentence("1 May 2024"), h.origin("1 May 2024"))
			default:
				say(in.Name, v.thing(in))
			}
		}
		for _, d := range p.Decisions {
			say(d.Name, append([]string{v.asked(d)}, v.allWords(d.Type.Members)...)...)
		}
	}
}
