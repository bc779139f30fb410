package sources

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNormal(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{" \n\t\u00a0 ", ""},
		{"two\u00a0words\r\nand  more\u2003here", "two words and more here"},
		{"ware\u00adhouse", "warehouse"},
		{"zero\u200bwidth\ufeff", "zerowidth"},
		{"“a” „b“ «c» ‘d’ ‚e‘ it’s", `"a" "b" "c" 'd' 'e' it's`},
		{"3–5 — 7‑day −1", "3-5 - 7-day -1"},
		{"and so on…", "and so on..."},
		{"cafe\u0301", "caf\u00e9"},
		{"e\u00ad\u0301", "\u00e9"},
		{"EUR 50,000.00 stays; Case too", "EUR 50,000.00 stays; Case too"},
		{"bad\xffbyte", "bad\ufffdbyte"},
	} {
		if got := Normal(c.in); got != c.want {
			t.Errorf("Normal(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNormalIsIdempotent(t *testing.T) {
	letters := []rune("aeÅ\u0301\u0308\u00ad\u200b \u00a0\n–—-“'”…\u1e9b\u212b\u037e\ud7a3\u1100\u1161🛡\ufe0f")
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.SampledFrom(letters)), func(rs []rune) string { return string(rs) }))
	rapid.Check(t, func(t *rapid.T) {
		once := Normal(text.Draw(t, "text"))
		if twice := Normal(once); twice != once {
			t.Errorf("%+q becomes %+q", once, twice)
		}
		if Digest(once) != Digest("  "+strings.ReplaceAll(once, " ", "\u00a0\n")+"\n") {
			t.Error("space changes the digest")
		}
	})
}
