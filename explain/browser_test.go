package explain

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser starts a real browser; without one the test is skipped.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no browser is installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.Flag("no-sandbox", true))
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	const most = 60 * time.Second
	ctx, cancel = context.WithTimeout(ctx, most)
	t.Cleanup(cancel)
	return ctx
}

// ask evaluates an expression in the page.
func ask[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// A browser shows the page as it is meant: with its style, without fetching anything, folds opened by the keyboard, and open on paper.
func TestHTMLInABrowser(t *testing.T) {
	ctx := browser(t)
	var page []byte
	for _, c := range toldCases(t) {
		if filepath.Base(c.file) == "chrono24-capped.txtar" {
			page = HTML(Build(c.res, Handler))
		}
	}
	file := filepath.Join(t.TempDir(), "case.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	heading, err := chromedp.Run(ctx, chromedp.Text("article h3"))
	if err != nil || heading != "Outcome: reimburse" {
		t.Errorf("the first answer is %q, %v", heading, err)
	}
	if width := ask[string](t, ctx, `getComputedStyle(document.body).maxWidth`); width == "none" {
		t.Error("the style sheet is not applied: the security policy forbids it")
	}
	if n := ask[int](t, ctx, `performance.getEntriesByType("resource").length`); n != 0 {
		t.Errorf("%d resources were fetched", n)
	}
	const first = `document.querySelector("details")`
	if ask[bool](t, ctx, first+`.open`) {
		t.Error("the first fold is open")
	}
	if err := chromedp.Do(ctx, chromedp.Focus("details summary"), chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if !ask[bool](t, ctx, first+`.open`) {
		t.Error("the keyboard does not open a fold")
	}
	const hidden = `[...document.querySelectorAll("details:not([open]) > :not(summary)")].filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.getBoundingClientRect().height == 0).length`
	if ask[int](t, ctx, hidden) == 0 {
		t.Error("nothing is folded on the screen")
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	const layout = 5 * time.Second // the browser lays out anew when it gets to it
	left := ask[int](t, ctx, hidden)
	for until := time.Now().Add(layout); left != 0 && time.Now().Before(until); left = ask[int](t, ctx, hidden) {
		time.Sleep(layout / 50)
	}
	if left != 0 {
		t.Errorf("%d folded parts are not on paper", left)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil || len(pdf) < 10_000 {
		t.Errorf("a PDF of %d bytes, %v", len(pdf), err)
	}
	if overflow := ask[bool](t, ctx, `document.documentElement.scrollWidth > document.documentElement.clientWidth`); overflow {
		t.Error("the page is wider than its window")
	}
}
