package facts

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"go.yaml.in/yaml/v4"
)

// depthLimit stops the YAML parser before it recurses beyond what facts can need.
type depthLimit int

var (
	errDepth = errors.New("nested too deep")
	errItems = errors.New("too many values")
)

// CheckDepth is called by the parser when it goes deeper.
func (l depthLimit) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > int(l) {
		return errDepth
	}
	return nil
}

// CheckAlias is called by the parser for each alias; aliases are refused later, with their place.
func (depthLimit) CheckAlias(int, int) error { return nil }

// readYAML reads one YAML document.
func (d *decoder) readYAML(data []byte) (node, bool) {
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(depthLimit(d.limits.FactsDepth)))
	if err != nil {
		d.unreadable(0, err.Error(), "")
		return node{}, false
	}
	var root yaml.Node
	if err := loader.Load(&root); err != nil {
		if errors.Is(err, io.EOF) {
			return node{form: mapping}, true
		}
		d.yamlError(err)
		return node{}, false
	}
	var second yaml.Node
	if err := loader.Load(&second); err == nil {
		d.report(diag.FactsNotOneMapping, "", d.name+" holds a second document, after line "+strconv.Itoa(second.Line-1), "Put each case into its own file.")
		return node{}, false
	} else if !errors.Is(err, io.EOF) {
		d.yamlError(err)
		return node{}, false
	}
	doc := &root
	if root.Kind == yaml.DocumentNode && len(root.Content) == 1 {
		doc = root.Content[0]
	}
	before := len(d.problems)
	n := d.fromYAML(doc, "", 0)
	return n, len(d.problems) == before
}

// yamlError reports what the YAML parser says in words that do not need YAML's own.
func (d *decoder) yamlError(err error) {
	if strings.Contains(err.Error(), errDepth.Error()) {
		d.tooDeep()
		return
	}
	line, what := 0, err.Error()
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		line, what = load.Mark.Line, load.Message
	}
	d.unreadable(line, what, "Look for a missing quotation mark, bracket or colon, or uneven indentation, on this line or just before it.")
}

// fromYAML turns a YAML node into a neutral one and reports the forms that fact files do not have.
func (d *decoder) fromYAML(y *yaml.Node, path string, depth int) node {
	if depth > d.limits.FactsDepth {
		d.tooDeep()
		return node{}
	}
	if d.left--; d.left < 0 {
		if d.left == -1 {
			d.tooMany()
		}
		return node{}
	}
	const hint = "Write the value itself"
	where := ", line " + strconv.Itoa(y.Line)
	switch {
	case y.Kind == yaml.AliasNode:
		d.report(diag.FactsYAMLForm, path, "a reference (*"+plain(y.Value)+") stands in the place of a value"+where, hint+".")
		return node{}
	case y.Anchor != "":
		d.report(diag.FactsYAMLForm, path, "the value has an anchor (&"+plain(y.Anchor)+")"+where, hint+", without the anchor.")
		return node{}
	case y.Style&yaml.TaggedStyle != 0:
		d.report(diag.FactsYAMLForm, path, "the value has a tag ("+plain(y.Tag)+")"+where, hint+", without the tag.")
		return node{}
	}
	switch y.Kind {
	case yaml.ScalarNode:
		return scalar(y)
	case yaml.SequenceNode:
		n := node{form: list, items: make([]node, 0, len(y.Content))}
		for i, c := range y.Content {
			n.items = append(n.items, d.fromYAML(c, index(path, i), depth+1))
		}
		return n
	case yaml.MappingNode:
		n := node{form: mapping, fields: make([]field, 0, len(y.Content)/2)}
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, val := y.Content[i], y.Content[i+1]
			at := ", line " + strconv.Itoa(key.Line)
			switch {
			case key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
				d.report(diag.FactsYAMLForm, path, "the name of a value is not a plain word"+at, "Write `name: value`.")
				continue
			case key.Value == "<<" && scalar(key).form == text && key.Style&quoted == 0:
				d.report(diag.FactsYAMLForm, path, "values are merged in from elsewhere (<<)"+at, "Write the values themselves.")
				continue
			}
			n.fields = append(n.fields, field{name: key.Value, value: d.fromYAML(val, dot(path, key.Value), depth+1)})
		}
		return n
	}
	return node{}
}

// quoted are the styles of scalars that are text whatever they say.
const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar keeps a scalar's text and what kind of thing it is in YAML's eyes.
func scalar(y *yaml.Node) node {
	n := node{form: text, text: y.Value}
	if y.Style&quoted != 0 {
		return n
	}
	switch y.ShortTag() {
	case "!!null":
		return node{}
	case "!!int", "!!float":
		n.form = number
	case "!!bool":
		n.form = truth
	}
	return n
}
