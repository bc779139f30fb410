package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestListIsUpToDate(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	want, err := gather(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "internal", "licences", "licences.txtar"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("internal/licences/licences.txtar is not what go generate ./internal/licences makes (%v)", err)
	}
}
