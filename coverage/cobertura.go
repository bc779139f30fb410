package coverage

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
)

// line is what a report that knows only lines can say: the rules on a line, and the goals of conditions and exceptions as its branches.
type line struct {
	number       int
	hits         int
	rules        bool
	reached, all int
}

// lines are the lines of a policy that hold rules, by file, in order.
func (p *Policy) lines() (files []string, byFile map[string][]*line) {
	byFile = map[string][]*line{}
	for _, e := range p.Elements {
		file, number := e.Span.File.Name, e.Span.StartPos().Line
		if byFile[file] == nil {
			files = append(files, file)
		}
		var l *line
		for _, old := range byFile[file] {
			if old.number == number {
				l = old
			}
		}
		if l == nil {
			l = &line{number: number}
			byFile[file] = append(byFile[file], l)
		}
		if e.Kind == Rule {
			if hits := e.Goals[0].Hits; !l.rules || hits < l.hits {
				l.hits = hits
			}
			l.rules = true
			continue
		}
		l.all += len(e.Goals)
		l.reached += len(e.Goals) - len(e.Missed())
		if !l.rules {
			l.hits = max(l.hits, e.asked)
		}
	}
	for _, f := range files {
		slices.SortFunc(byFile[f], func(a, b *line) int { return a.number - b.number })
	}
	return files, byFile
}

// Cobertura writes the report as Cobertura XML, for services that show coverage beside changes. A line is hit as often as its rule decides; its
// branches are the goals of its conditions and exceptions. The file names no time, so that the same tests give the same bytes.
func (r *Report) Cobertura(w io.Writer) error {
	type xmlLine struct {
		Number   int    `xml:"number,attr"`
		Hits     int    `xml:"hits,attr"`
		Branch   bool   `xml:"branch,attr"`
		Coverage string `xml:"condition-coverage,attr,omitempty"`
	}
	type class struct {
		Name       string    `xml:"name,attr"`
		File       string    `xml:"filename,attr"`
		LineRate   string    `xml:"line-rate,attr"`
		BranchRate string    `xml:"branch-rate,attr"`
		Complexity int       `xml:"complexity,attr"`
		Methods    struct{}  `xml:"methods"`
		Lines      []xmlLine `xml:"lines>line"`
	}
	type pkg struct {
		Name       string  `xml:"name,attr"`
		LineRate   string  `xml:"line-rate,attr"`
		BranchRate string  `xml:"branch-rate,attr"`
		Complexity int     `xml:"complexity,attr"`
		Classes    []class `xml:"classes>class"`
	}
	doc := struct {
		XMLName         xml.Name `xml:"coverage"`
		LineRate        string   `xml:"line-rate,attr"`
		BranchRate      string   `xml:"branch-rate,attr"`
		LinesCovered    int      `xml:"lines-covered,attr"`
		LinesValid      int      `xml:"lines-valid,attr"`
		BranchesCovered int      `xml:"branches-covered,attr"`
		BranchesValid   int      `xml:"branches-valid,attr"`
		Complexity      int      `xml:"complexity,attr"`
		Version         string   `xml:"version,attr"`
		Timestamp       int      `xml:"timestamp,attr"`
		Sources         []string `xml:"sources>source"`
		Packages        []pkg    `xml:"packages>package"`
	}{Version: "1", Sources: []string{"."}}
	var allLines, allBranches Tally
	for _, p := range r.Policies {
		out := pkg{Name: p.Name}
		var lines, branches Tally
		files, byFile := p.lines()
		for _, f := range files {
			var l, b Tally
			c := class{Name: p.Name, File: f}
			for _, x := range byFile[f] {
				one := xmlLine{Number: x.number, Hits: x.hits, Branch: x.all > 0}
				if x.all > 0 {
					one.Coverage = fmt.Sprintf("%d%% (%d/%d)", 100*x.reached/x.all, x.reached, x.all)
				}
				c.Lines = append(c.Lines, one)
				l.All++
				if x.hits > 0 {
					l.Reached++
				}
				b.All, b.Reached = b.All+x.all, b.Reached+x.reached
			}
			c.LineRate, c.BranchRate = rate(l), rate(b)
			out.Classes = append(out.Classes, c)
			lines.plus(l)
			branches.plus(b)
		}
		out.LineRate, out.BranchRate = rate(lines), rate(branches)
		doc.Packages = append(doc.Packages, out)
		allLines.plus(lines)
		allBranches.plus(branches)
	}
	doc.LineRate, doc.BranchRate = rate(allLines), rate(allBranches)
	doc.LinesCovered, doc.LinesValid = allLines.Reached, allLines.All
	doc.BranchesCovered, doc.BranchesValid = allBranches.Reached, allBranches.All
	const doctype = "<!DOCTYPE coverage SYSTEM \"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">\n"
	if _, err := io.WriteString(w, xml.Header+doctype); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (t *Tally) plus(o Tally) { t.Reached, t.All = t.Reached+o.Reached, t.All+o.All }

func rate(t Tally) string { return fmt.Sprintf("%.4f", t.Percent()/100) }
