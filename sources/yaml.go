package sources

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"go.yaml.in/yaml/v4"
)

// The limits on outlines and locks, which are files of a few hundred lines.
const (
	MaxFileBytes = 4 << 20
	maxDepth     = 32
)

// FormatError says what is wrong with an outline or a lock, and in which line; line 0 is the file as a whole.
type FormatError struct {
	File    string
	Line    int
	Message string
}

// Error puts the place before the message.
func (e *FormatError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Message
	}
	return e.File + ":" + strconv.Itoa(e.Line) + ": " + e.Message
}

// reader reads one YAML file strictly: every key is known and stands once.
type reader struct{ file string }

func (r reader) errorf(n *yaml.Node, format string, args ...any) error {
	line := 0
	if n != nil {
		line = n.Line
	}
	return &FormatError{File: r.file, Line: line, Message: fmt.Sprintf(format, args...)}
}

type depthLimit struct{}

var errDepth = errors.New("nested too deep")

// CheckDepth is called by the YAML parser when it goes deeper.
func (depthLimit) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		return errDepth
	}
	return nil
}

// CheckAlias is called by the YAML parser for each alias; they are refused later, with their place.
func (depthLimit) CheckAlias(int, int) error { return nil }

// root is the one mapping that the file holds.
func (r reader) root(data []byte) (*yaml.Node, error) {
	if len(data) > MaxFileBytes {
		return nil, r.errorf(nil, "the file is larger than 4 MB")
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(depthLimit{}))
	if err != nil {
		return nil, r.errorf(nil, "%v", err)
	}
	var doc, second yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF):
		return nil, r.errorf(nil, "the file is empty")
	case err != nil:
		return nil, r.unreadable(err)
	}
	switch err := loader.Load(&second); {
	case err == nil:
		return nil, r.errorf(&second, "a second document begins here; a file holds one")
	case !errors.Is(err, io.EOF):
		return nil, r.unreadable(err)
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) == 1 {
		return doc.Content[0], nil
	}
	return &doc, nil
}

func (r reader) unreadable(err error) error {
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		return &FormatError{File: r.file, Line: load.Mark.Line, Message: load.Message}
	}
	return r.errorf(nil, "%v", err)
}

// pair is a key of a mapping with its value.
type pair struct{ key, value *yaml.Node }

func (r reader) pairs(n *yaml.Node, what string) ([]pair, error) {
	if err := r.plain(n, yaml.MappingNode, what, "name: value"); err != nil {
		return nil, err
	}
	var out []pair
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if err := r.plain(key, yaml.ScalarNode, "a name", "name: value"); err != nil {
			return nil, err
		}
		if seen[key.Value] {
			return nil, r.errorf(key, "%s stands twice", key.Value)
		}
		seen[key.Value] = true
		out = append(out, pair{key, n.Content[i+1]})
	}
	return out, nil
}

// fields calls the function of each key of a mapping.
func (r reader) fields(n *yaml.Node, what string, known map[string]func(*yaml.Node) error, order ...string) error {
	pairs, err := r.pairs(n, what)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		set, ok := known[p.key.Value]
		if !ok {
			hint := "there are " + strings.Join(order, ", ")
			if near := diag.Nearest(p.key.Value, order); near != "" {
				hint = "did you mean " + near + "?"
			}
			return r.errorf(p.key, "%s has no %q; %s", what, p.key.Value, hint)
		}
		if err := set(p.value); err != nil {
			return err
		}
	}
	return nil
}

func (r reader) list(n *yaml.Node, what string, each func(*yaml.Node) error) error {
	if err := r.plain(n, yaml.SequenceNode, what, "- an entry"); err != nil {
		return err
	}
	for _, entry := range n.Content {
		if err := each(entry); err != nil {
			return err
		}
	}
	return nil
}

// text is a single value that is not empty.
func (r reader) text(what string, into *string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := r.plain(n, yaml.ScalarNode, what, what+": …"); err != nil {
			return err
		}
		if strings.TrimSpace(n.Value) == "" {
			return r.errorf(n, "%s is empty", what)
		}
		*into = n.Value
		return nil
	}
}

func (r reader) version(what, want string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := r.plain(n, yaml.ScalarNode, "the version", "1"); err != nil {
			return err
		}
		if n.Value != want {
			return r.errorf(n, "%s of version %q cannot be read here; version %s can", what, n.Value, want)
		}
		return nil
	}
}

func (r reader) plain(n *yaml.Node, kind yaml.Kind, what, form string) error {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		return r.errorf(n, "anchors, aliases and tags are not read here")
	}
	if n.Kind != kind {
		return r.errorf(n, "%s has another form; write %s", what, form)
	}
	return nil
}
