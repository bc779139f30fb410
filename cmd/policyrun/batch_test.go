package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// returnCases writes many cases for shop/returns, some of them wrong or incomplete.
func returnCases(n int) []byte {
	r := rand.New(rand.NewPCG(6, 6))
	var b bytes.Buffer
	for i := range n {
		wear := fmt.Sprintf(`,"wear":{"amount":"%d","currency":"EUR"}`, r.IntN(600)) // above 500 it is out of bounds
		if i%50 == 0 {
			wear = ""
		}
		fmt.Fprintf(&b, `{"delivered_on":"2024-03-01","sent_back_on":"2024-03-%02d","paid_price":{"amount":"%d.00","currency":"EUR"}%s}`+"\n", 1+r.IntN(31), r.IntN(2000), wear)
	}
	return b.Bytes()
}

// Killed at any moment, a run that goes on writes what an uninterrupted one writes.
func TestBatchSurvivesKills(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "policyrun")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	in := filepath.Join(dir, "cases.ndjson")
	if err := os.WriteFile(in, returnCases(20_000), 0o644); err != nil {
		t.Fatal(err)
	}
	command := func(out string, more ...string) *exec.Cmd {
		args := append([]string{"batch", "shop/returns", in, "-o", out, "--rules", "testdata/rules", "--every", "1ms"}, more...)
		return exec.Command(bin, args...)
	}
	for _, ending := range []string{"ndjson", "csv", "parquet"} {
		whole := filepath.Join(dir, "whole."+ending)
		began := time.Now()
		_ = command(whole).Run() // exit code 2: rows are rejected
		took := time.Since(began)
		killed := filepath.Join(dir, "killed."+ending)
		kills := 0
		for try := 0; ; try++ {
			if try == 500 {
				t.Fatal("the run does not come to its end")
			}
			cmd := command(killed, "--resume")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			delay := took/10 + time.Duration(rand.Int64N(int64(took)*int64(2+try)/8+1)) // the later, the longer
			timer := time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
			_ = cmd.Wait()
			timer.Stop()
			if cmd.ProcessState.Exited() {
				if code := cmd.ProcessState.ExitCode(); code != 2 {
					t.Fatalf("%s: exit code %d", ending, code)
				}
				if kills > 0 || try > 20 {
					break
				}
				for _, suffix := range []string{"", ".rejects.ndjson"} { // it was too fast: once more
					_ = os.Remove(killed + suffix)
				}
				took /= 2
				continue
			}
			kills++
		}
		t.Logf("%s: killed %d times", ending, kills)
		if kills == 0 {
			t.Errorf("%s: never killed", ending)
		}
		for _, suffix := range []string{"", ".rejects.ndjson"} {
			a, err1 := os.ReadFile(whole + suffix)
			b, err2 := os.ReadFile(killed + suffix)
			if err1 != nil || err2 != nil || len(a) == 0 || !bytes.Equal(a, b) {
				t.Errorf("%s%s: %d bytes without interruption, %d bytes after kills (%v, %v)", ending, suffix, len(a), len(b), err1, err2)
			}
		}
		left, _ := filepath.Glob(filepath.Join(dir, "killed.*.partial"))
		if more, _ := filepath.Glob(filepath.Join(dir, "*.checkpoint")); len(left)+len(more) > 0 {
			t.Errorf("left behind: %v %v", left, more)
		}
	}
}
