//go:build unix

package hostile

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const parcels = `policy "a/parcels" title "T" source "s" parties buyer, seller currency EUR months clamp
fact weight : number from seller
fact sent : date from seller
decision fee : money
decision due : date
clause "1" "x" {
  fee is 4 EUR when weight is below 5.
  fee is 9 EUR otherwise.
  due is 14 days after sent.
}
`

// manyRows are cases of which some lack a fact, and every hundredth is none.
func manyRows(n int) string {
	var b strings.Builder
	for i := range n {
		switch {
		case i%100 == 99:
			b.WriteString("{\"weight\": \"heavy\"}\n")
		case i%7 == 0:
			fmt.Fprintf(&b, "{\"weight\": %d}\n", i%11)
		default:
			fmt.Fprintf(&b, "{\"weight\": %d, \"sent\": \"2024-02-%02d\"}\n", i%11, 1+i%28)
		}
	}
	return b.String()
}

// batchFiles are a policy, cases, and what a run without interruption makes of them.
func batchFiles(t *testing.T, rows int) (policy, in string, answers, rejects []byte) {
	t.Helper()
	dir := t.TempDir()
	policy, in = write(t, filepath.Join(dir, "x.policy"), parcels), write(t, filepath.Join(dir, "cases.ndjson"), manyRows(rows))
	out := filepath.Join(dir, "whole.ndjson")
	run(t, command("policyrun", "batch", policy, in, "-o", out)).must(t, 2, "rejected")
	return policy, in, mustRead(t, out), mustRead(t, out+".rejects.ndjson")
}

func mustRead(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sameBytes(t *testing.T, name string, want []byte) {
	t.Helper()
	if got := mustRead(t, name); !bytes.Equal(got, want) {
		t.Errorf("%s has %d bytes, want %d, or others", name, len(got), len(want))
	}
}

// nothingLeft holds that no part of a run lies beside the answers.
func nothingLeft(t *testing.T, out string) {
	t.Helper()
	for _, suffix := range []string{".partial", ".checkpoint", ".tmp"} {
		if _, err := os.Stat(out + suffix); !os.IsNotExist(err) {
			t.Errorf("%s%s is left behind", out, suffix)
		}
	}
}

// Whenever a batch is interrupted it says so with exit code 1 and how to go on, and going on gives what a run without interruption gives.
func TestBatchInterrupted(t *testing.T) {
	policy, in, answers, rejects := batchFiles(t, 60_000)
	rng := rand.New(rand.NewPCG(4, 4))
	begun := time.Now()
	run(t, command("policyrun", "batch", policy, in, "-o", filepath.Join(t.TempDir(), "out.ndjson"))).must(t, 2, "")
	whole := time.Since(begun)
	stopped := 0
	for range points(t) {
		out := filepath.Join(t.TempDir(), "out.ndjson")
		cmd := command("policyrun", "batch", policy, in, "-o", out)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Int64N(int64(whole))))
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		switch code := cmd.ProcessState.ExitCode(); {
		case code == 2: // it was over
		case code == 1 && strings.Contains(said.String(), "interrupted; --resume goes on from here"):
			stopped++
		case code == -1 && said.Len() == 0: // before the command was ready to be interrupted
		default:
			t.Fatalf("exit code %d: %s", code, &said)
		}
		if cmd.ProcessState.ExitCode() != 2 {
			if _, err := os.Stat(out); !os.IsNotExist(err) {
				t.Fatal("the answers have their name before they are whole")
			}
			run(t, command("policyrun", "batch", policy, in, "-o", out, "--resume")).must(t, 2, "")
		}
		sameBytes(t, out, answers)
		sameBytes(t, out+".rejects.ndjson", rejects)
		nothingLeft(t, out)
	}
	t.Logf("%d of %d runs were stopped between their first row and the last", stopped, points(t))
}

// A disk that fills up ends a batch with exit code 1; with room again it goes on. A disk that is only read is left alone.
func TestBatchDiskIsFull(t *testing.T) {
	policy, in, answers, rejects := batchFiles(t, 20_000)
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	defer func() { _ = syscall.Unmount(dir, 0) }()
	for _, ending := range []string{"ndjson", "csv", "parquet"} {
		out := filepath.Join(dir, "out."+ending)
		run(t, command("policyrun", "batch", policy, in, "-o", out)).must(t, 1, "no space left")
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s is there, and not whole", out)
		}
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
			t.Skip(err)
		}
		run(t, command("policyrun", "batch", policy, in, "-o", out, "--resume")).must(t, 2, "")
		if ending == "ndjson" {
			sameBytes(t, out, answers)
		}
		sameBytes(t, out+".rejects.ndjson", rejects)
		nothingLeft(t, out)
		for _, name := range []string{out, out + ".rejects.ndjson"} {
			if err := os.Remove(name); err != nil {
				t.Error(err)
			}
		}
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=1m"); err != nil {
			t.Skip(err)
		}
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skip(err)
	}
	run(t, command("policyrun", "batch", policy, in, "-o", filepath.Join(dir, "out.ndjson"))).must(t, 1, "read-only file system")
}

// What cannot be read is named, with exit code 1; an output that nobody takes ends the run.
func TestBatchOddFiles(t *testing.T) {
	policy, in, _, _ := batchFiles(t, 20_000)
	dir := t.TempDir()
	out := filepath.Join(dir, "out.ndjson")
	denied := write(t, filepath.Join(dir, "denied.ndjson"), "{}\n")
	if err := os.Chmod(denied, 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		args  []string
		code  int
		words string
	}{
		{"no such file", []string{filepath.Join(dir, "none.ndjson"), "-o", out}, 1, "no such file"},
		{"a folder", []string{dir, "-o", out, "--from", "ndjson"}, 1, "is a directory"},
		{"no folder for the answers", []string{in, "-o", filepath.Join(dir, "none", "out.ndjson")}, 1, "no such file"},
		{"a folder as answers", []string{in, "-o", dir, "--to", "ndjson"}, 1, ""},
		{"a device that cannot be read", []string{"/proc/self/mem", "-o", out, "--from", "ndjson"}, 1, "input/output error"},
		{"Parquet that is none", []string{in, "-o", out, "--from", "parquet"}, 1, "Parquet file"},
		{"CSV without a header", []string{write(t, filepath.Join(dir, "x.csv"), "\n\n"), "-o", out}, 1, "must name the facts"},
		{"an ending that says nothing", []string{in, "-o", filepath.Join(dir, "out.txt")}, 1, "--to"},
		{"a checkpoint that is none", []string{in, "-o", write(t, filepath.Join(dir, "c.ndjson.checkpoint"), "{")[:len(dir)+9], "--resume"}, 1, "is no checkpoint"},
	} {
		t.Run(c.name, func(t *testing.T) {
			run(t, command("policyrun", append([]string{"batch", policy}, c.args...)...)).must(t, c.code, c.words)
		})
	}
	if os.Getuid() != 0 {
		run(t, command("policyrun", "batch", policy, denied, "-o", out)).must(t, 1, "permission denied")
	}
	args := []string{"batch", policy, in, "-o", "-", "--rejects", filepath.Join(dir, "r.ndjson")}
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer func() { _ = full.Close() }()
		cmd := command("policyrun", args...)
		cmd.Stdout = full
		run(t, cmd).must(t, 1, "no space left")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	cmd := command("policyrun", args...)
	cmd.Stdout = w
	if got := run(t, cmd); got.code == 0 {
		t.Errorf("a closed pipe: %+v", got)
	}
	closed := exec.Command("/bin/sh", "-c", `exec "$0" batch "$1" - -o - --rejects "$2" <&-`, filepath.Join(bin, "policyrun"), policy, filepath.Join(dir, "r2.ndjson"))
	run(t, closed).must(t, 0, "0 rows in")
}
