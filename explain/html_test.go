package explain

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The page needs no other file and no script, and its security policy says so.
func TestHTMLIsSelfContained(t *testing.T) {
	for _, c := range toldCases(t) {
		for _, v := range []Voice{Handler, Customer, Editor} {
			page := HTML(Build(c.res, v))
			doc, err := html.Parse(bytes.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			policy := ""
			each(doc, func(n *html.Node) {
				switch n.Data {
				case "script", "link", "img", "iframe", "object", "form", "base":
					t.Errorf("%s: a %s element", c.file, n.Data)
				case "meta":
					if attribute(n, "http-equiv") == "Content-Security-Policy" {
						policy = attribute(n, "content")
					}
				}
				for _, a := range n.Attr {
					if a.Key == "style" || a.Key == "src" || a.Key == "href" || strings.HasPrefix(a.Key, "on") {
						t.Errorf("%s: attribute %s of %s", c.file, a.Key, n.Data)
					}
				}
			})
			if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: security policy %q", c.file, policy)
			}
			if strings.Contains(style, "url(") || strings.Contains(style, "@import") {
				t.Error("the style sheet fetches something")
			}
		}
	}
}

// Headings, landmarks, tables and folds are as assistive technology needs them.
func TestHTMLIsAccessible(t *testing.T) {
	for _, c := range toldCases(t) {
		for _, v := range []Voice{Handler, Customer, Editor} {
			doc, err := html.Parse(bytes.NewReader(HTML(Build(c.res, v))))
			if err != nil {
				t.Fatal(err)
			}
			count, ids, level := map[string]int{}, map[string]bool{}, 0
			each(doc, func(n *html.Node) {
				count[n.Data]++
				if id := attribute(n, "id"); id != "" {
					if ids[id] {
						t.Errorf("%s: id %s twice", c.file, id)
					}
					ids[id] = true
				}
				switch n.Data {
				case "html":
					if attribute(n, "lang") != "en" {
						t.Error("the page has no language")
					}
				case "h1", "h2", "h3":
					at, _ := strconv.Atoi(n.Data[1:])
					if at > level+1 {
						t.Errorf("%s: %s follows h%d: %s", c.file, n.Data, level, inner(n))
					}
					level = at
					if strings.TrimSpace(inner(n)) == "" {
						t.Errorf("%s: an empty %s", c.file, n.Data)
					}
				case "details":
					if first := firstElement(n); first == nil || first.Data != "summary" || inner(first) == "" {
						t.Errorf("%s: details without a summary", c.file)
					}
				case "table":
					if first := firstElement(n); first == nil || first.Data != "caption" {
						t.Errorf("%s: a table without a caption", c.file)
					}
				case "th":
					if attribute(n, "scope") == "" {
						t.Errorf("%s: a heading of a table without a scope", c.file)
					}
				}
			})
			each(doc, func(n *html.Node) {
				if by := attribute(n, "aria-labelledby"); by != "" && !ids[by] {
					t.Errorf("%s: nothing has the id %s", c.file, by)
				}
			})
			for _, one := range []string{"h1", "main", "header", "title"} {
				if count[one] != 1 {
					t.Errorf("%s: %d %s elements", c.file, count[one], one)
				}
			}
		}
	}
}

// Text and background differ enough (WCAG 2, AA: 4.5 to 1).
func TestColoursContrast(t *testing.T) {
	for _, m := range regexp.MustCompile(`--(ink|soft|mark|open|clash): #([0-9a-f]{6})`).FindAllStringSubmatch(style, -1) {
		for _, ground := range []string{"ffffff", "f4f6f8"} {
			a, b := luminance(t, m[2]), luminance(t, ground)
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("%s on %s: %.2f", m[1], ground, ratio)
			}
		}
	}
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	out := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		x := float64(n) / 255
		out += weight * x * x // close to the curve of the standard, and darker: no ratio is flattered
	}
	return out
}

func TestHTMLEscapes(t *testing.T) {
	page := string(HTML(&Document{Title: `<b>&"`, Sections: []Section{{Blocks: []Block{&Paragraph{plain("<script>")}}}}}))
	if strings.Contains(page, "<script>") || strings.Contains(page, "<b>") {
		t.Error(page)
	}
}

func each(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, f)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func inner(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(inner(c))
	}
	return b.String()
}

func firstElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}
