package doctest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	link    = regexp.MustCompile(`\[[^\]]+\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6} (.+)$`)
	notSlug = regexp.MustCompile(`[^a-z0-9 _-]`)
)

// TestLinks follows the links of the pages within the repository.
func TestLinks(t *testing.T) {
	pages, _ := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		pages = append(pages, filepath.Join(root, name))
	}
	for _, path := range pages {
		name, _ := filepath.Rel(root, path)
		for i, line := range strings.Split(readPage(t, path), "\n") {
			for _, m := range link.FindAllStringSubmatch(line, -1) {
				file, anchor, _ := strings.Cut(m[1], "#")
				if strings.Contains(m[1], "://") {
					continue
				}
				to := path
				if file != "" {
					to = filepath.Join(filepath.Dir(path), filepath.FromSlash(file))
				}
				rel, _ := filepath.Rel(root, to)
				if _, err := os.Stat(to); err != nil {
					if !slices.Contains(generated, filepath.ToSlash(rel)) {
						t.Errorf("%s:%d: there is no %s", name, i+1, m[1])
					}
					continue
				}
				if anchor != "" && !slices.Contains(anchors(readPage(t, to)), anchor) {
					t.Errorf("%s:%d: %s has no heading #%s", name, i+1, rel, anchor)
				}
			}
		}
	}
}

func readPage(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// anchors is the names under which the headings of a page are linked to.
func anchors(text string) []string {
	var out []string
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.ReplaceAll(notSlug.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return out
}
