package casetest

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
)

// Facts are what the case gives, typed as a version of its policy declares it; nil where the case is not bound to that version.
func (c *Case) Facts(p *tree.Policy) *facts.Set {
	for _, v := range c.versions {
		if v.policy == p {
			return v.set
		}
	}
	return nil
}
