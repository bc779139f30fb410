package coverage

import (
	"html/template"
	"io"
	"strings"
)

// HTML writes the report as one page that needs nothing else: the text of each policy with its clauses coloured by what the tests reach, and
// beside each line what is missing.
func (r *Report) HTML(w io.Writer) error {
	type shownLine struct {
		Number int
		Text   string
		Class  string
		Notes  []string
	}
	type shownFile struct {
		Name  string
		Lines []shownLine
	}
	type shownPolicy struct {
		Name, Percent, Rules, Conditions, Exceptions, Cases string
		Files                                               []shownFile
	}
	doc := struct {
		Total    string
		Policies []shownPolicy
	}{Total: percent(r.Total())}
	for _, p := range r.Policies {
		out := shownPolicy{Name: p.Name, Percent: percent(p.Total()), Rules: share(p.Tally(Rule)), Conditions: share(p.Tally(Condition)),
			Exceptions: share(p.Tally(Exception)), Cases: cases(p.Cases)}
		files, _ := p.lines()
		for _, name := range files {
			f := shownFile{Name: name}
			elements := map[int][]*Element{}
			var text []string
			for _, e := range p.Elements {
				if fileOf(e) == name {
					first := e.Span.StartPos().Line
					elements[first] = append(elements[first], e)
					text = strings.Split(e.Span.File.Text, "\n")
				}
			}
			for i, t := range text {
				l := shownLine{Number: i + 1, Text: strings.TrimRight(t, "\r")}
				for _, e := range elements[i+1] {
					l.Class = worse(l.Class, e)
					if e.Why != "" {
						l.Notes = append(l.Notes, e.Kind.String()+" “"+e.Text+"”: "+e.Why)
					}
				}
				f.Lines = append(f.Lines, l)
			}
			out.Files = append(out.Files, f)
		}
		doc.Policies = append(doc.Policies, out)
	}
	return page.Execute(w, doc)
}

// worse is the colour of a line with one more element.
func worse(class string, e *Element) string {
	switch missed := len(e.Missed()); {
	case missed == len(e.Goals), class == "none":
		return "none"
	case missed > 0, class == "some":
		return "some"
	}
	return "all"
}

var page = template.Must(template.New("coverage").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of the policies' tests</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .15rem .8rem; vertical-align: top; }
.summary td + td, .summary th + th { text-align: right; }
.code td { padding: 0 .6rem; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
.code td:first-child { color: #666; text-align: right; user-select: none; }
.code td:last-child { font-family: system-ui, sans-serif; color: #7a1f00; }
.all { background: #e3f4e1; } .some { background: #fff3cf; } .none { background: #fbdcd7; }
.key span { padding: 0 .5rem; }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #e8e8e8; } .code td:last-child { color: #ffb59e; } .code td:first-child { color: #999; }
  .all { background: #143a1c; } .some { background: #463a10; } .none { background: #4f1d17; }
}
</style>
</head>
<body>
<h1>Coverage of the policies’ tests: {{.Total}}</h1>
<p>Counted are decisions: every rule decides a case, every condition is seen true, false and unknown, every exception wins and stands back.</p>
<p class="key"><span class="all">all shown</span> <span class="some">some missing</span> <span class="none">nothing shown</span></p>
<table class="summary">
<tr><th>policy</th><th>total</th><th>rules</th><th>conditions</th><th>exceptions</th><th>tests</th></tr>
{{range .Policies}}<tr><td><a href="#{{.Name}}">{{.Name}}</a></td><td>{{.Percent}}</td><td>{{.Rules}}</td><td>{{.Conditions}}</td><td>{{.Exceptions}}</td><td>{{.Cases}}</td></tr>
{{end}}</table>
{{range .Policies}}<h2 id="{{.Name}}">{{.Name}}: {{.Percent}}</h2>
{{range .Files}}<h3>{{.Name}}</h3>
<table class="code">
{{range .Lines}}<tr{{if .Class}} class="{{.Class}}"{{end}}><td>{{.Number}}</td><td>{{.Text}}</td><td>{{range $i, $n := .Notes}}{{if $i}}
{{end}}{{$n}}{{end}}</td></tr>
{{end}}</table>
{{end}}{{end}}</body>
</html>
`))
