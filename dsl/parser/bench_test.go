package parser

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/internal/thirtylines"
)

// A thousand policies of 30 lines, one after the other on one core.
func BenchmarkThousandPolicies(b *testing.B) {
	files := make([]*source.File, 1000)
	bytes := 0
	for i := range files {
		text := thirtylines.Policy(i)
		if strings.Count(text, "\n") != thirtylines.Lines {
			b.Fatalf("%d lines", strings.Count(text, "\n"))
		}
		files[i] = source.NewFile("a.policy", text)
		bytes += len(text)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			if _, list := Parse(f, Limits{}); list.Len() > 0 {
				b.Fatal(list.All()[0])
			}
		}
	}
}

// The scanner alone.
func BenchmarkScan(b *testing.B) {
	f := source.NewFile("a.policy", strings.Repeat(thirtylines.Policy(1), 100))
	b.SetBytes(int64(len(f.Text)))
	for b.Loop() {
		newScanner(f, nil).run()
	}
}
