package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
)

// Policies are checked policies that can be named.
type Policies interface {
	// Load gives the checked versions of a policy.
	Load(policy string) ([]*tree.Policy, error)
	// Names are the names of all policies, in order.
	Names() ([]string, error)
}

// OpenPolicies opens the policies of a bundle if one is named, which the owner of the public key must have signed if a key is named; else
// those below a folder, or those built in.
func OpenPolicies(rules, file, key string) (Policies, error) {
	switch {
	case file == "" && key != "":
		return nil, errors.New("--require-signature belongs to --bundle")
	case file == "":
		return OpenLibrary(rules)
	case rules != "":
		return nil, errors.New("policies come from --rules or from --bundle; name one of them")
	}
	data, err := readBytes(file, bundle.MaxBytes)
	if err != nil {
		return nil, err
	}
	b, err := bundle.OpenIndex(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if key != "" {
		k, err := ReadKey(key, bundle.ParsePublicKey)
		if err != nil {
			return nil, err
		}
		if err := b.Require(k); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return &packed{b, file}, nil
}

const maxKeyBytes = 1 << 16

// ReadBundle reads and opens a bundle, and gives its bytes.
func ReadBundle(file string) (*bundle.Bundle, []byte, error) {
	data, err := readBytes(file, bundle.MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	b, err := bundle.Open(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return b, data, nil
}

// ReadKey reads a key file.
func ReadKey[K any](file string, parse func([]byte) (K, error)) (key K, err error) {
	text, err := ReadLimited(file, maxKeyBytes)
	if err != nil {
		return key, err
	}
	if key, err = parse([]byte(text)); err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return key, err
}

// packed are the policies of a bundle.
type packed struct {
	*bundle.Index
	file string
}

func (b *packed) Load(policy string) ([]*tree.Policy, error) {
	p, err := b.Read(policy)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.file, err)
	}
	if p != nil {
		return p.Versions, nil
	}
	names := b.Index.Names()
	if near := diag.Nearest(policy, names); near != "" {
		return nil, fmt.Errorf("%s holds no policy %q; did you mean %s?", b.file, policy, near)
	}
	return nil, fmt.Errorf("%s holds no policy %q; it holds %s", b.file, policy, strings.Join(names, ", "))
}

func (b *packed) Names() ([]string, error) { return b.Index.Names(), nil }
