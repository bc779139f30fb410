package limits_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/limits"
)

// Every limit has a default, can be set by its name up to what the machine bears, and no further.
func TestEachLimit(t *testing.T) {
	for _, d := range limits.All() {
		l := limits.Default
		if d.Of(l) <= 0 || d.Of(l) >= d.Most {
			t.Errorf("%s: %d of at most %d", d.Name, d.Of(l), d.Most)
		}
		if err := l.Set(d.Name, "7"); err != nil || d.Of(l) != 7 {
			t.Errorf("%s: %d, %v", d.Name, d.Of(l), err)
		}
		if got := d.Of(limits.Limits{}.OrDefault()); got != d.Of(limits.Default) {
			t.Errorf("%s: not set it is %d", d.Name, got)
		}
		for _, text := range []string{"", "0", "-1", "1.5", "many", fmt.Sprint(d.Most + 1), "99999999999999999999"} {
			if err := l.Set(d.Name, text); err == nil || !strings.HasPrefix(err.Error(), d.Name+"="+text+": ") || d.Of(l) != 7 {
				t.Errorf("%s=%s: %v, and it is %d", d.Name, text, err, d.Of(l))
			}
		}
		raise := limits.Raise(d.Name, d.Of(limits.Default))
		name, value, _ := strings.Cut(strings.TrimPrefix(raise, "--max "), "=")
		if err := l.Set(name, value); err != nil || d.Of(l) != min(2*d.Of(limits.Default), d.Most) {
			t.Errorf("%s sets %d, %v", raise, d.Of(l), err)
		}
		if d.Code != "" && !slices.ContainsFunc(diag.Docs(), func(doc diag.Doc) bool { return string(doc.Code) == d.Code }) {
			t.Errorf("%s: there is no code %s", d.Name, d.Code)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]int{"8MB": 8 << 20, "8 MB": 8 << 20, "512kB": 512 << 10, "1GB": 1 << 30, "1234": 1234} {
		l := limits.Default
		if err := l.Set(limits.PolicyBytes, text); err != nil || l.PolicyBytes != want {
			t.Errorf("%s is %d, %v", text, l.PolicyBytes, err)
		}
	}
	l := limits.Default
	for _, text := range []string{"8mb", "MB", "2GB", "8MB8", "-1MB"} {
		if err := l.Set(limits.PolicyBytes, text); err == nil {
			t.Errorf("%s is %d", text, l.PolicyBytes)
		}
	}
	if err := l.Set(limits.PolicyDepth, "1kB"); err == nil {
		t.Error("a depth is no size")
	}
	if _, ok := errors.AsType[*limits.NameError](l.Set("policy", "1")); !ok {
		t.Error("there is no limit policy")
	}
	for n, want := range map[int]string{4 << 20: "4 MB", 3 << 10: "3 kB", 1000: "1000 bytes", 1<<20 + 1: "1048577 bytes"} {
		if got := limits.Bytes(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}

const page = "../docs/limits.md"

// The table of the documentation is that of the program; UPDATE=1 writes it.
func TestDocumented(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	const first, last = "<!-- limits -->\n", "<!-- end -->\n"
	before, rest, ok := strings.Cut(string(text), first)
	_, after, ok2 := strings.Cut(rest, last)
	if !ok || !ok2 {
		t.Fatal("the marks of the table are missing")
	}
	var b strings.Builder
	b.WriteString(before + first + "\n| name | what is counted | default | at most | beyond it | code | exit code |\n|---|---|---|---|---|---|---|\n")
	for _, d := range limits.All() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %s |\n", d.Name, d.What, d.Words(d.Of(limits.Default)), d.Words(d.Most), d.Then, d.Code, d.Exit)
	}
	want := b.String() + "\n" + last + after
	if string(text) == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatal("the table is out of date: UPDATE=1 go test ./limits")
	}
	if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}
