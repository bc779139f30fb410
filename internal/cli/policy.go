package cli

import "github.com/clausewise/clausewise/dsl/tree"

// VersionLabel names a version, or the day from which it holds; empty for a policy without versions.
func VersionLabel(p *tree.Policy) string {
	switch {
	case p.Version != "":
		return p.Version
	case p.InForce != nil:
		return "from " + p.InForce.From.String()
	}
	return ""
}

// OwnClauses counts the clauses of the policy's own document.
func OwnClauses(p *tree.Policy) int {
	n := 0
	for _, c := range p.Clauses {
		if c.Policy == p.Name {
			n++
		}
	}
	return n
}
