package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/limits"
)

// LimitFlags are for every verb that reads policies or cases.
type LimitFlags struct {
	Max map[string]string `placeholder:"NAME=VALUE" mapsep:"none" help:"Set a limit, such as facts-bytes=8MB. Can be given several times. The limits are ${limits}."`
}

// AfterApply sets the limits of the run.
func (f *LimitFlags) AfterApply(env *Env) error {
	names := make([]string, 0, len(f.Max))
	for name := range f.Max {
		names = append(names, name)
	}
	slices.Sort(names)
	env.Limits = limits.Default
	for _, name := range names {
		err := env.Limits.Set(name, f.Max[name])
		if _, ok := errors.AsType[*limits.NameError](err); ok {
			if near := diag.Nearest(name, limits.Names()); near != "" {
				return fmt.Errorf("--max: %w; did you mean %s?", err, near)
			}
			return fmt.Errorf("--max: %w; there are %s", err, strings.Join(limits.Names(), ", "))
		}
		if err != nil {
			return fmt.Errorf("--max %w", err)
		}
	}
	return nil
}

// limitNames fills in the names of the limits in the help.
func limitNames() kong.Vars { return kong.Vars{"limits": strings.Join(limits.Names(), ", ")} }

// OpenLibrary opens the policies below dir, those built in if dir is empty, within the limits of the run.
func (e *Env) OpenLibrary(dir string) (*Library, error) {
	l, err := OpenLibrary(dir)
	if err == nil {
		l.limits = e.Limits
	}
	return l, err
}

// OpenPolicies is OpenPolicies within the limits of the run.
func (e *Env) OpenPolicies(rules, file, key string) (Policies, error) {
	p, err := OpenPolicies(rules, file, key)
	if l, ok := p.(*Library); ok && err == nil {
		l.limits = e.Limits
	}
	return p, err
}

// ReadFacts reads facts, or the standard input if the name is "-", and gives the name for messages. One byte more than may be is read.
func (e *Env) ReadFacts(name string) (data []byte, shown string, err error) {
	return ReadInput(e, name, e.Limits.OrDefault().FactsBytes)
}

// ReadPolicy reads the text of a policy file. One byte more than may be is read.
func (e *Env) ReadPolicy(name string) (data []byte, shown string, err error) {
	return ReadInput(e, name, e.Limits.OrDefault().PolicyBytes)
}

// read reads a policy file of the machine; of one that is too large no more than shows it.
func (l *Library) read(name string) (string, error) {
	return readOrdinary(name, l.limits.OrDefault().PolicyBytes+1)
}
