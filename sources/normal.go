package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normal is the normal form of a text, in which two copies of the same words are equal however they were set: Unicode's composed form (NFC),
// one kind of double and one of single quotation mark, one dash, three full stops for the ellipsis, one space between words and none around
// the text; soft hyphens and other invisible marks are left out. Letter case and punctuation stay.
func Normal(text string) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case invisible(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		switch {
		case strings.ContainsRune(doubleQuotes, r):
			b.WriteByte('"')
		case strings.ContainsRune(singleQuotes, r):
			b.WriteByte('\'')
		case strings.ContainsRune(dashes, r):
			b.WriteByte('-')
		case r == '…':
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	// Marks that an invisible one held apart can meet now.
	return norm.NFC.String(b.String())
}

const (
	doubleQuotes = "“”„‟«»″＂"
	singleQuotes = "‘’‚‛‹›′＇"
	dashes       = "‐‑‒–—―−"
	softHyphen   = '\u00AD'
)

// invisible tells marks that change nothing a reader sees: soft hyphen, zero width space, direction marks, word joiner, byte order mark.
func invisible(r rune) bool {
	switch r {
	case softHyphen, '\u200B', '\u200E', '\u200F', '\u2060', '\uFEFF':
		return true
	}
	return false
}

// Digest is what a lock keeps of a text: the SHA-256 of its normal form.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(Normal(text)))
	return digestPrefix + hex.EncodeToString(sum[:])
}

const digestPrefix = "sha256:"

// isDigest tells whether s is written as Digest writes.
func isDigest(s string) bool {
	hexed, ok := strings.CutPrefix(s, digestPrefix)
	if !ok || len(hexed) != 2*sha256.Size || strings.ToLower(hexed) != hexed {
		return false
	}
	_, err := hex.DecodeString(hexed)
	return err == nil
}
