package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
)

type signature struct {
	key ed25519.PublicKey
	sig []byte
}

const signatureBytes = ed25519.PublicKeySize + ed25519.SignatureSize

// statement is what is signed: the digest, and what it is the digest of, so that no signature of something else can be taken for this one.
func statement(digest [sha256.Size]byte) []byte {
	return append([]byte("clausewise bundle signature 1\n"), digest[:]...)
}

// signaturesOf reads the signatures of a digest. All of them must fit, and nothing may follow.
func signaturesOf(data []byte, digest [sha256.Size]byte) ([]signature, error) {
	n := int(data[0])
	data = data[1:]
	if len(data) < n*signatureBytes {
		return nil, errors.New("it is cut off in its signatures")
	}
	if len(data) > n*signatureBytes {
		return nil, errors.New("something follows after its end")
	}
	var out []signature
	for part := range slices.Chunk(data, signatureBytes) {
		s := signature{ed25519.PublicKey(part[:ed25519.PublicKeySize]), part[ed25519.PublicKeySize:]}
		if !ed25519.Verify(s.key, statement(digest), s.sig) {
			return nil, fmt.Errorf("the signature of the key %s does not fit its content", Fingerprint(s.key))
		}
		if len(out) > 0 && bytes.Compare(out[len(out)-1].key, s.key) >= 0 {
			return nil, errors.New("its signatures are not in order")
		}
		out = append(out, s)
	}
	return out, nil
}

// Sign adds the signature of a key, or makes it anew. What is not a sound bundle is not signed.
func Sign(data []byte, key ed25519.PrivateKey) ([]byte, error) {
	b, err := Open(data)
	if err != nil {
		return nil, err
	}
	public := key.Public().(ed25519.PublicKey)
	all := slices.DeleteFunc(b.signed, func(s signature) bool { return s.key.Equal(public) })
	all = append(all, signature{public, ed25519.Sign(key, statement(b.digest))})
	slices.SortFunc(all, func(a, b signature) int { return bytes.Compare(a.key, b.key) })
	if len(all) > 255 {
		return nil, errors.New("it has 255 signatures already")
	}
	content, err := contentOf(data)
	if err != nil {
		return nil, err
	}
	out := append([]byte(nil), data[:headBytes+len(content)+sha256.Size]...)
	out = append(out, byte(len(all)))
	for _, s := range all {
		out = append(append(out, s.key...), s.sig...)
	}
	return out, nil
}

// Require refuses a bundle that the owner of a key has not signed.
func (x *Index) Require(key ed25519.PublicKey) error {
	if slices.ContainsFunc(x.signed, func(s signature) bool { return s.key.Equal(key) }) {
		return nil
	}
	if len(x.signed) == 0 {
		return fmt.Errorf("it is not signed, and must be signed by %s", Fingerprint(key))
	}
	return fmt.Errorf("it is signed by %s, and must be signed by %s", Fingerprint(x.signed[0].key), Fingerprint(key))
}

// Signers are the keys that signed the bundle.
func (x *Index) Signers() []ed25519.PublicKey {
	var out []ed25519.PublicKey
	for _, s := range x.signed {
		out = append(out, s.key)
	}
	return out
}

// Fingerprint is a short name of a key for people: SHA256: and the digest of the key, as ssh-keygen has it.
func Fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

const (
	privateType = "PRIVATE KEY"
	publicType  = "PUBLIC KEY"
)

// EncodeKeys writes a pair of keys as PEM, as openssl does: PKCS #8 and SubjectPublicKeyInfo.
func EncodeKeys(key ed25519.PrivateKey) (private, public []byte, err error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, err
	}
	pub, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: privateType, Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: publicType, Bytes: pub}), nil
}

// ParsePrivateKey reads a key to sign with.
func ParsePrivateKey(data []byte) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode(data)
	switch {
	case block == nil:
		return nil, errors.New("it is no key: it has no -----BEGIN PRIVATE KEY-----")
	case block.Type == publicType:
		return nil, errors.New("it is the public key; to sign, the private one is needed")
	case block.Type != privateType:
		return nil, fmt.Errorf("it is no key that policyc keygen makes, but %q", block.Type)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if k, ok := key.(ed25519.PrivateKey); err == nil && ok {
		return k, nil
	}
	return nil, errors.New("it is no Ed25519 key; policyc keygen makes one")
}

// ParsePublicKey reads a key to check signatures with.
func ParsePublicKey(data []byte) (ed25519.PublicKey, error) {
	block, _ := pem.Decode(data)
	switch {
	case block == nil:
		return nil, errors.New("it is no key: it has no -----BEGIN PUBLIC KEY-----")
	case block.Type == privateType:
		return nil, errors.New("it is a private key, which stays with its owner; the public one is needed")
	case block.Type != publicType:
		return nil, fmt.Errorf("it is no key that policyc keygen makes, but %q", block.Type)
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if k, ok := key.(ed25519.PublicKey); err == nil && ok {
		return k, nil
	}
	return nil, errors.New("it is no Ed25519 key; policyc keygen makes one")
}
