// Package bundle is checked policies in one file: what an engine needs to decide cases without parsing a text.
//
//	magic      8 bytes
//	format     2 bytes, big-endian; this package writes and reads Format
//	length     4 bytes, big-endian: of the content
//	content    what the tests said, the texts of the sources, then the name of each policy and the checked trees of its versions
//	digest     32 bytes: SHA-256 of everything before it
//	signatures 1 byte: how many; then each the public key (32 bytes) and the signature (64 bytes), in the order of the keys
//
// The same policies give the same bytes: there is no time, machine or path outside the given folders in a bundle. The texts are there so that
// explanations can show what was written, and because digests of decisions are made over them.
//
// Open trusts nothing: it refuses what is cut off, changed, made for a newer version or not made by Encode. Whether a bundle comes from
// somebody who may make one, only its signature says.
package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/limits"
)

// Format is the version of the format that this package writes and reads. Before 2, policies had no name in front of them.
const Format = 2

// MaxBytes is the size of the largest bundle that is read.
const MaxBytes = 64 << 20

// magic begins a bundle. As in PNG, the first byte and the line ends show at once whether somebody took it for a text.
const magic = "\x89CWB\r\n\x1a\n"

const headBytes = len(magic) + 2 + 4

// Tests is what the tests of the policies said when the bundle was built.
type Tests struct {
	Skipped bool // nobody ran them
	Passed  int
}

// Bundle is an opened bundle.
type Bundle struct {
	*Index
	Policies []*dsl.Policy // by name; the syntax trees of versions are missing
}

// SourceDigest is the digest of a source's text.
func SourceDigest(f *source.File) string {
	sum := sha256.Sum256([]byte(f.Text))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Policy finds a policy by name; nil if there is none.
func (b *Bundle) Policy(name string) *dsl.Policy {
	i, ok := slices.BinarySearchFunc(b.Policies, name, func(p *dsl.Policy, name string) int { return strings.Compare(p.Name, name) })
	if !ok {
		return nil
	}
	return b.Policies[i]
}

// Encode makes an unsigned bundle.
func Encode(policies []*dsl.Policy, tests Tests) ([]byte, error) {
	policies = slices.Clone(policies)
	slices.SortFunc(policies, func(a, b *dsl.Policy) int { return strings.Compare(a.Name, b.Name) })
	files, err := sourcesOf(policies)
	if err != nil {
		return nil, err
	}
	c := &coder{files: files}
	c.head(&tests, &files)
	n := len(policies)
	c.count(&n)
	for i, p := range policies {
		if err := nameIsPlain(p.Name); err != nil {
			return nil, err
		}
		if i > 0 && policies[i-1].Name == p.Name {
			return nil, fmt.Errorf("the policy %s is given twice", p.Name)
		}
		n := len(p.Versions)
		c.text(&p.Name)
		c.count(&n)
		for _, v := range p.Versions {
			blob, err := encodePolicy(v, files)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.Name, err)
			}
			s := string(blob)
			c.blob(&s)
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	if len(c.out) > MaxBytes-1024 {
		return nil, fmt.Errorf("the policies are too many for one bundle: %d bytes, and %d are read", len(c.out), MaxBytes)
	}
	out := binary.BigEndian.AppendUint16([]byte(magic), Format)
	out = binary.BigEndian.AppendUint32(out, uint32(len(c.out)))
	out = append(out, c.out...)
	sum := sha256.Sum256(out)
	return append(append(out, sum[:]...), 0), nil
}

// sourcesOf are the files of the policies under names that say nothing of the folders above them.
func sourcesOf(policies []*dsl.Policy) ([]*source.File, error) {
	var files []*source.File
	for _, p := range policies {
		for _, v := range p.Versions {
			for _, f := range v.Files {
				if !slices.Contains(files, f) {
					files = append(files, f)
				}
			}
		}
	}
	slices.SortFunc(files, func(a, b *source.File) int { return strings.Compare(packedName(a), packedName(b)) })
	for i, f := range files {
		if err := fileIsInside(packedName(f)); err != nil {
			return nil, err
		}
		if i > 0 && packedName(f) == packedName(files[i-1]) {
			return nil, fmt.Errorf("two files are called %s", packedName(f))
		}
	}
	return files, nil
}

// packedName is a file's name without the way to the folder in which a bundle is built.
func packedName(f *source.File) string {
	name := path.Clean(f.Name)
	for strings.HasPrefix(name, "../") {
		name = name[len("../"):]
	}
	return strings.TrimLeft(name, "/")
}

// head is what stands before the policies.
func (c *coder) head(tests *Tests, files *[]*source.File) {
	c.truth(&tests.Skipped)
	c.number(&tests.Passed)
	list(c, files, func(f **source.File) {
		var name, text string
		if !c.decoding {
			name, text = packedName(*f), (*f).Text
		}
		c.text(&name)
		c.blob(&text)
		if c.decoding && c.err == nil {
			*f = source.NewFile(name, text)
		}
	})
}

// blob is bytes of any length.
func (c *coder) blob(s *string) {
	n := len(*s)
	c.number(&n)
	if !c.decoding {
		c.out = append(c.out, *s...)
		return
	}
	if n < 0 || n > len(c.in) {
		c.fail("a part is longer than what follows")
		return
	}
	*s, c.in = c.in[:n], c.in[n:]
}

// nameIsPlain takes letters, digits, dots, lines and slashes. Letters of other alphabets that look like these are left out: nobody could see the
// difference.
func nameIsPlain(name string) error {
	plain := len(name) <= 200
	for part := range strings.SplitSeq(name, "/") {
		plain = plain && part != ""
		for i := range len(part) {
			b := part[i]
			letter := b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
			plain = plain && (letter || i > 0 && (b == '_' || b == '.' || b == '-'))
		}
	}
	if !plain {
		return fmt.Errorf("the policy's name %q has characters that a bundle does not take: letters from a to z, digits, _ . - and / are taken, "+
			"so that no name can look like another one", diag.Visible(name))
	}
	return nil
}

// fileIsInside refuses names that lead out of a folder.
func fileIsInside(name string) error {
	bad := name == "" || len(name) > 1000 || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\:\x00")
	for part := range strings.SplitSeq(name, "/") {
		bad = bad || part == "" || part == "." || part == ".."
	}
	for _, r := range name {
		bad = bad || diag.Unseen(r)
	}
	if bad {
		return fmt.Errorf("the file name %q leads out of its folder, or cannot be shown", diag.Visible(name))
	}
	return nil
}

// Open reads a bundle, all of it. Its errors say what is wrong with it. The data may not be changed afterwards.
func Open(data []byte) (*Bundle, error) {
	x, err := OpenIndex(data)
	if err != nil {
		return nil, err
	}
	b := &Bundle{Index: x}
	for i := range x.entries {
		p, err := x.decode(&x.entries[i])
		if err != nil {
			return nil, err
		}
		b.Policies = append(b.Policies, p)
	}
	return b, nil
}

// contentOf checks what surrounds the content.
func contentOf(data []byte) ([]byte, error) {
	if len(data) > MaxBytes {
		return nil, errors.New("it is larger than " + limits.Bytes(MaxBytes))
	}
	if !bytes.HasPrefix(data, []byte(magic)) {
		return nil, notBundle(data)
	}
	if len(data) < headBytes {
		return nil, errors.New("it is cut off")
	}
	if v := binary.BigEndian.Uint16(data[len(magic):]); v != Format {
		if v > Format {
			return nil, fmt.Errorf("it has format %d, and this program reads format %d: it was built by a newer policyc", v, Format)
		}
		return nil, fmt.Errorf("it has format %d, and this program reads format %d: it was built by an older policyc; build it again", v, Format)
	}
	n := int(binary.BigEndian.Uint32(data[len(magic)+2:]))
	end := headBytes + n
	if len(data) < end+sha256.Size+1 {
		return nil, fmt.Errorf("it is cut off: %d of at least %d bytes are there", len(data), end+sha256.Size+1)
	}
	if sum := sha256.Sum256(data[:end]); !bytes.Equal(sum[:], data[end:end+sha256.Size]) {
		return nil, errors.New("it has been changed since it was built: its digest does not fit its content")
	}
	return data[headBytes:end], nil
}

// notBundle says what a file is that is no bundle, as far as it shows.
func notBundle(data []byte) error {
	for _, look := range []struct{ begins, what string }{
		{magic[:4], "it was a bundle, and has been changed as if it were text, or cut off"},
		{"CWB", "it was a bundle, and has lost its first byte, as if it were text"},
		{"PK", "it is a ZIP archive and no bundle"},
		{"\x1f\x8b", "it is compressed with gzip; unpack it first"},
		{"policy ", "it is the text of a policy; policyc build makes a bundle of it"},
		{"{", "it is JSON and no bundle"},
	} {
		if bytes.HasPrefix(data, []byte(look.begins)) {
			return errors.New(look.what)
		}
	}
	if len(data) == 0 {
		return errors.New("it is empty")
	}
	return errors.New("it is no bundle: it does not begin as one")
}

// Versions are all checked versions of all policies, in order.
func (b *Bundle) Versions() []*tree.Policy {
	var out []*tree.Policy
	for _, p := range b.Policies {
		out = append(out, p.Versions...)
	}
	return out
}
