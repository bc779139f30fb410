package cli

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"github.com/clausewise/clausewise/dsl/tree"
)

// Digest identifies the text of a policy and of all that it uses, wherever the files lie.
func Digest(p *tree.Policy) string {
	h := sha256.New()
	for _, f := range p.Files {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(f.Text)))
		h.Write(length[:])
		h.Write([]byte(f.Text))
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}
