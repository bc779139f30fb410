package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
)

// Index is a bundle whose policies are read when they are asked for: whoever decides one case need not wait for the others.
type Index struct {
	Sources []*source.File
	Tests   Tests
	digest  [sha256.Size]byte
	signed  []signature
	entries []entry
}

// entry is a policy that is not decoded yet: a text for each version.
type entry struct {
	name     string
	versions []string
}

// Digest identifies the content, whoever signed it.
func (x *Index) Digest() string { return "sha256:" + hex.EncodeToString(x.digest[:]) }

// Names are the names of the policies, in order.
func (x *Index) Names() []string {
	names := make([]string, len(x.entries))
	for i := range x.entries {
		names[i] = x.entries[i].name
	}
	return names
}

// Read reads a policy; nil if there is none of that name.
func (x *Index) Read(name string) (*dsl.Policy, error) {
	i, ok := slices.BinarySearchFunc(x.entries, name, func(e entry, name string) int { return strings.Compare(e.name, name) })
	if !ok {
		return nil, nil
	}
	return x.decode(&x.entries[i])
}

// OpenIndex checks that a bundle is whole and signed as it says, and finds its policies. What is wrong with a policy is found when it is read.
// The data may not be changed afterwards: texts are not copied.
func OpenIndex(data []byte) (*Index, error) {
	content, err := contentOf(data)
	if err != nil {
		return nil, err
	}
	x := &Index{}
	c := &coder{decoding: true, in: unsafe.String(unsafe.SliceData(content), len(content))}
	c.head(&x.Tests, &x.Sources)
	for i, f := range x.Sources {
		if c.err != nil {
			break
		}
		if err := fileIsInside(f.Name); err != nil {
			c.fail("%w", err)
		}
		if i > 0 && x.Sources[i-1].Name >= f.Name {
			c.fail("its files are not in order")
		}
	}
	list(c, &x.entries, func(e *entry) { c.entry(e) })
	for i := range x.entries {
		if i > 0 && x.entries[i-1].name >= x.entries[i].name {
			c.fail("its policies are not in order")
		}
	}
	if c.err == nil && len(c.in) > 0 {
		c.fail("there is more than the policies")
	}
	if c.err != nil {
		return nil, noBundle(c.err)
	}
	at := headBytes + len(content)
	copy(x.digest[:], data[at:])
	x.signed, err = signaturesOf(data[at+sha256.Size:], x.digest)
	return x, err
}

func noBundle(err error) error { return fmt.Errorf("it is no bundle that policyc builds: %w", err) }

// entry reads where a policy lies.
func (c *coder) entry(e *entry) {
	c.text(&e.name)
	if err := nameIsPlain(e.name); err != nil {
		c.fail("%w", err)
	}
	list(c, &e.versions, c.blob)
	if len(e.versions) == 0 {
		c.fail("a policy has no version")
	}
}

// decode reads a policy in all its versions.
func (x *Index) decode(e *entry) (*dsl.Policy, error) {
	p := &dsl.Policy{Name: e.name}
	for _, text := range e.versions {
		v, err := decodePolicy(text, x.Sources)
		if err != nil {
			return nil, noBundle(err)
		}
		if v.Name != e.name || len(e.versions) > 1 && v.InForce == nil {
			return nil, noBundle(errors.New("versions of one policy do not fit together"))
		}
		p.Versions = append(p.Versions, v)
	}
	return p, nil
}
