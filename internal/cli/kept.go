package cli

import (
	"crypto/sha256"
	"fmt"
	"os"
	"slices"

	"github.com/go-json-experiment/json"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/internal/cache"
)

// kept is what is kept of a check: of each file what it is and names, of files that were checked together what was found in them, of each
// folder with a lock what the comparison gave. Everything is found by a digest of the texts that it was made from.
type kept struct {
	Files   map[cache.Key]keptFile   `json:"files"`
	Units   map[cache.Key][]keptFind `json:"units"`
	Folders map[cache.Key]keptFolder `json:"folders"`
}

// keptFile is what can be known of a file without reading it again.
type keptFile struct {
	Policy string   `json:"policy,omitzero"`
	Uses   []string `json:"uses,omitzero"`  // policies
	Names  []string `json:"names,omitzero"` // policies that clauses name
}

// keptSpan is a place: a file among those that were looked at together, −1 for none, and where in it.
type keptSpan [3]int

type keptRelated struct {
	Span    keptSpan
	Message string
}

type keptEdit struct {
	Span keptSpan
	Text string
}

type keptFind struct {
	Code     diag.Code
	Severity diag.Severity
	Span     keptSpan
	Summary  string
	Detail   string        `json:",omitzero"`
	Hint     string        `json:",omitzero"`
	Related  []keptRelated `json:",omitzero"`
	Edits    []keptEdit    `json:",omitzero"`
}

func newKept() *kept {
	return &kept{Files: map[cache.Key]keptFile{}, Units: map[cache.Key][]keptFind{}, Folders: map[cache.Key]keptFolder{}}
}

// keyOf is the key of parts that are told apart.
func keyOf(parts ...string) cache.Key {
	h := sha256.New()
	for _, p := range parts {
		_, _ = fmt.Fprintf(h, "%d\n%s", len(p), p) // a digest takes everything
	}
	return cache.Key(h.Sum(nil))
}

// scope is the key under which a check of these paths is kept. What lies in the folder may change; the program and its limits may not.
func (l *Library) scope(paths []string) (cache.Key, bool) {
	here, err := os.Getwd()
	tool := cache.Tool()
	if err != nil || tool == "" {
		return cache.Key{}, false
	}
	return keyOf(append([]string{"check", tool, fmt.Sprintf("%+v", l.limits.OrDefault()), here}, paths...)...), true
}

// readKept reads what was kept; nothing if there is nothing, or what there is cannot be understood.
func readKept(store *cache.Store, key cache.Key) *kept {
	k := newKept()
	if data, ok := store.Get(key); !ok || json.Unmarshal(data, k) != nil {
		return newKept()
	}
	return k
}

// keep writes what is to be kept, unless it is what was kept before: nothing else can have the same keys.
func (k *kept) keep(store *cache.Store, key cache.Key, before *kept) {
	if sameKeys(k.Files, before.Files) && sameKeys(k.Units, before.Units) && sameKeys(k.Folders, before.Folders) {
		return
	}
	if data, err := json.Marshal(k, json.Deterministic(true)); err == nil {
		store.Put(key, data)
	}
}

func sameKeys[V any](a, b map[cache.Key]V) bool {
	for k := range a {
		if _, ok := b[k]; !ok {
			return false
		}
	}
	return len(a) == len(b)
}

// pack turns findings into what can be kept; not if one is about another file.
func pack(found []diag.Diagnostic, files []*source.File) (out []keptFind, ok bool) {
	ok = true
	span := func(s source.Span) keptSpan {
		at := slices.Index(files, s.File)
		ok = ok && (at >= 0 || s.File == nil)
		return keptSpan{at, s.Start, s.End}
	}
	for _, d := range found {
		f := keptFind{Code: d.Code, Severity: d.Severity, Span: span(d.Span), Summary: d.Summary, Detail: d.Detail, Hint: d.Hint}
		for _, r := range d.Related {
			f.Related = append(f.Related, keptRelated{span(r.Span), r.Message})
		}
		for _, e := range d.Edits {
			f.Edits = append(f.Edits, keptEdit{span(e.Span), e.Text})
		}
		out = append(out, f)
	}
	return out, ok
}

// unpack turns what was kept into findings in the same files as they are now; not if a place is outside them.
func unpack(found []keptFind, files []*source.File) (out []diag.Diagnostic, ok bool) {
	ok = true
	span := func(s keptSpan) source.Span {
		if s[0] == -1 {
			return source.Span{Start: s[1], End: s[2]}
		}
		if s[0] < -1 || s[0] >= len(files) || s[1] < 0 || s[1] > s[2] || s[2] > len(files[s[0]].Text) {
			ok = false
			return source.Span{}
		}
		return source.Span{File: files[s[0]], Start: s[1], End: s[2]}
	}
	for _, f := range found {
		d := diag.Diagnostic{Code: f.Code, Severity: f.Severity, Span: span(f.Span), Summary: f.Summary, Detail: f.Detail, Hint: f.Hint}
		for _, r := range f.Related {
			d.Related = append(d.Related, diag.Related{Span: span(r.Span), Message: r.Message})
		}
		for _, e := range f.Edits {
			d.Edits = append(d.Edits, diag.Edit{Span: span(e.Span), Text: e.Text})
		}
		out = append(out, d)
	}
	return out, ok
}
