package review

import (
	"crypto/sha256"
	_ "embed" // the style sheet and the page
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed page.css
var style string

//go:embed page.html
var layout string

var document = template.Must(template.New("review").Parse(layout))

// HTML writes the page. It needs nothing else: no script, no network, its style sheet inside.
func (page *Page) HTML(w io.Writer) error {
	sum := sha256.Sum256([]byte(style))
	return document.Execute(w, struct {
		*Page
		Style template.CSS
		Allow string
	}{page, template.CSS(style), "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"})
}
