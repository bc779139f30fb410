// Package licences holds the licences of everything that is linked into the commands.
package licences

import (
	_ "embed" // the texts
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

//go:generate go run ../gen/licences ../..

//go:embed licences.txtar
var texts []byte

// Licence is what one module may be used under.
type Licence struct {
	Module, Version string
	// Kind is the licence's name in the list of SPDX.
	Kind string
	Text string
}

// All lists the modules in alphabetical order.
func All() []Licence {
	var out []Licence
	for _, f := range txtar.Parse(texts).Files {
		module, version, _ := strings.Cut(f.Name, " ")
		out = append(out, Licence{Module: module, Version: version, Kind: kind(string(f.Data)), Text: string(f.Data)})
	}
	return out
}

// marks are words that only one licence has; a text may have several.
var marks = []struct{ kind, words string }{
	{"Apache-2.0", "Apache License"},
	{"MPL-2.0", "Mozilla Public License"},
	{"Unlicense", "released into the public domain"},
	{"BSD-3-Clause", "Neither the name"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"ISC", "Permission to use, copy, modify, and/or distribute"},
}

func kind(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var out []string
	for _, m := range marks {
		if strings.Contains(text, m.words) && (m.kind != "BSD-2-Clause" || !strings.Contains(text, "Neither the name")) {
			out = append(out, m.kind)
		}
	}
	return strings.Join(out, " and ")
}
