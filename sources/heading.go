package sources

// chapter is a section of the outline with the blocks that stand below its heading in the text.
type chapter struct {
	section *Section
	blocks  []*block
	found   bool
}

// maxMatches bounds the work of matching headings.
const maxMatches = 20_000_000

// chapters deals the blocks of a text out to the headings of an outline. Headings are matched in order, as many as possible; so a heading that
// the text has no more costs the clauses below it, and no others. What stands before the first heading is no part of the document. The answer
// is nil where the text has too many lines that read like headings.
func chapters(o *Outline, blocks []*block) []*chapter {
	var out []*chapter
	collect(o.Sections, &out)
	wanted := map[string]bool{}
	for _, c := range out {
		wanted[Normal(c.section.Heading)] = true
	}
	var at []int
	var names []string
	for i, b := range blocks {
		if name := b.printed(); wanted[name] {
			at, names = append(at, i), append(names, name)
		}
	}
	if len(at)*len(out) > maxMatches {
		return nil
	}
	matched := match(out, names)
	var current *chapter
	start := 0
	for i, j := range matched {
		if j < 0 {
			continue
		}
		if current != nil {
			current.blocks = blocks[start:at[j]]
		}
		current, start = out[i], at[j]+1
		current.found = true
	}
	if current != nil {
		current.blocks = blocks[start:]
	}
	return out
}

func collect(sections []*Section, out *[]*chapter) {
	for _, s := range sections {
		*out = append(*out, &chapter{section: s})
		collect(s.Sections, out)
	}
}

// match pairs chapters with names in order so that the number of pairs is greatest, early names first; -1 is a chapter without one.
func match(chapters []*chapter, names []string) []int {
	n, m := len(chapters), len(names)
	best := make([][]int32, n+1) // best[i][j]: pairs among chapters from i and names from j on
	for i := range best {
		best[i] = make([]int32, m+1)
	}
	headings := make([]string, n)
	for i := n - 1; i >= 0; i-- {
		headings[i] = Normal(chapters[i].section.Heading)
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if headings[i] == names[j] {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	out := make([]int, n)
	j := 0
	for i := range out {
		out[i] = -1
		for k := j; k < m && best[i][j] > best[i+1][j]; k++ {
			if headings[i] == names[k] && best[i+1][k+1]+1 == best[i][j] {
				out[i], j = k, k+1
				break
			}
		}
	}
	return out
}
