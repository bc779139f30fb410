package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/clausewise/clausewise/batch"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/internal/cli"
)

// batchRun is the files of a run.
type batchRun struct {
	source      batch.Source
	format      batch.Format
	total       int64 // of the input, in the unit of offsets; 0: not known
	from        batch.Position
	key         string // of what decides the output
	out         string
	parquet     bool
	state       string // the checkpoint's name; empty: there is none
	partial     string
	rejectsName string
	answers     io.Writer
	rejects     *os.File
	closers     []io.Closer
	progress    *progress
}

// savedRun is a checkpoint.
type savedRun struct {
	Schema   string         `json:"schema"`
	Key      string         `json:"key"`
	Position batch.Position `json:"position"`
}

const savedRunSchema = "batch-checkpoint/v1"

func (r *batchRun) close() {
	for _, c := range r.closers {
		_ = c.Close() // everything that counts was synced before
	}
}

// open opens the files of a run, where an earlier one was interrupted if that is asked for.
func (c *batchCmd) open(env *cli.Env, versions []*tree.Policy, policy *batch.Policy) (run *batchRun, err error) {
	from, err := formatOf(c.From, c.In)
	if err != nil {
		return nil, err
	}
	to, err := formatOf(c.To, c.Out)
	if err != nil {
		return nil, err
	}
	run = &batchRun{out: c.Out, rejectsName: c.Rejects, parquet: to == "parquet"}
	if to != "ndjson" {
		run.format = batch.Table
	}
	if run.rejectsName == "" {
		run.rejectsName = c.Out + ".rejects.ndjson"
	}
	opened := run
	defer func() {
		if err != nil {
			opened.close()
		}
	}()
	in, err := run.input(env, c.In)
	if err != nil {
		return nil, err
	}
	if c.Out != "-" && c.In != "-" {
		run.state = c.Out + ".checkpoint"
		if run.key, err = c.key(in, versions, from, to, run.total); err != nil {
			return nil, err
		}
	}
	if c.Resume {
		if err := run.load(); err != nil {
			return nil, err
		}
	} else if err := os.Remove(run.state); run.state != "" && err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if run.from.Finished {
		return run, nil
	}
	if err := run.outputs(env); err != nil {
		return nil, err
	}
	return run, run.open(from, policy, env, in)
}

// input opens the cases; nil is the standard input.
func (r *batchRun) input(env *cli.Env, name string) (*os.File, error) {
	if name == "-" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r.closers = append(r.closers, f)
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() {
		r.total = info.Size()
	}
	return f, err
}

// key identifies all that the output depends on: the cases, the policy, the program and the flags.
func (c *batchCmd) key(in *os.File, versions []*tree.Policy, from, to string, size int64) (string, error) {
	h := sha256.New()
	parts := fmt.Appendf(nil, "%s\n%s %s %d\n%q\n%q\n%q\n", cli.Version(), from, to, size, c.Decision, c.AsOf, c.Rejects)
	for _, v := range versions {
		parts = fmt.Appendln(parts, cli.Digest(v))
	}
	h.Write(parts) // a hash takes everything
	_, err := io.Copy(h, io.NewSectionReader(in, 0, 64<<10))
	return hex.EncodeToString(h.Sum(nil)), err
}

// load reads the checkpoint of the interrupted run; without one the run begins anew.
func (r *batchRun) load() error {
	data, err := os.ReadFile(r.state)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var s savedRun
	if err := json.Unmarshal(data, &s); err != nil || s.Schema != savedRunSchema {
		return fmt.Errorf("%s is no checkpoint; leave --resume out to begin anew", r.state)
	}
	if s.Key != r.key {
		return fmt.Errorf("%s belongs to other cases, another policy or other flags; leave --resume out to begin anew", r.state)
	}
	r.from = s.Position
	return nil
}

// outputs opens the answers and the rejects and cuts off what was written after the checkpoint.
func (r *batchRun) outputs(env *cli.Env) error {
	rejects, err := r.reopen(r.rejectsName, r.from.Rejects)
	if err != nil {
		return err
	}
	r.rejects = rejects
	if r.out == "-" {
		r.answers = env.Stdout
		if r.parquet {
			return errors.New("Parquet cannot be written to the standard output: name a file")
		}
		return nil
	}
	r.partial = r.out + ".partial"
	answers, err := r.reopen(r.partial, r.from.Answers)
	r.answers = answers
	return err
}

// reopen opens a file for writing after its first n bytes.
func (r *batchRun) reopen(name string, n int64) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	r.closers = append(r.closers, f)
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		if info.Size() < n {
			return nil, fmt.Errorf("%s is shorter than when the run was interrupted; leave --resume out to begin anew", name)
		}
		if err := f.Truncate(n); err != nil {
			return nil, err
		}
		if _, err := f.Seek(n, io.SeekStart); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// open opens the source at its place.
func (r *batchRun) open(format string, policy *batch.Policy, env *cli.Env, in *os.File) (err error) {
	at := r.from
	if format == "parquet" {
		if in == nil || r.total == 0 {
			return errors.New("Parquet is read from a file: its table of contents is at the end")
		}
		r.source, err = batch.NewParquet(policy, in, r.total, at.Offset)
		r.total = 0
		if counted, ok := r.source.(interface{ Total() int64 }); ok {
			r.total = counted.Total()
		}
		return err
	}
	rest := env.Stdin
	if in != nil {
		if _, err := in.Seek(at.Offset, io.SeekStart); err != nil {
			return err
		}
		rest = in
	}
	switch {
	case format == "ndjson":
		r.source = batch.NewLines(rest, at.Offset, at.Rows)
	case at.Offset == 0:
		r.source, err = batch.NewTable(policy, rest)
	default:
		r.source, err = batch.ResumeTable(policy, io.NewSectionReader(in, 0, r.total), rest, at.Offset, at.Rows)
	}
	return err
}

// checkpoint makes what is written safe and then says that it is.
func (r *batchRun) checkpoint(pos batch.Position) error {
	if r.state == "" {
		return nil
	}
	for _, w := range []io.Writer{r.answers, r.rejects} {
		if f, ok := w.(*os.File); ok {
			if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) { // devices cannot be synced
				return err
			}
		}
	}
	data, err := json.Marshal(savedRun{Schema: savedRunSchema, Key: r.key, Position: pos})
	if err != nil {
		return err
	}
	return cli.WriteFile(r.state, append(data, '\n'))
}

// finish gives the finished answers their name. It can be repeated wherever it was interrupted.
func (r *batchRun) finish(pos batch.Position) error {
	if pos.Rejects == 0 {
		if err := os.Remove(r.rejectsName); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if r.out == "-" {
		return nil
	}
	if err := r.place(r.out + ".partial"); err != nil {
		return err
	}
	if r.state == "" {
		return nil
	}
	return os.Remove(r.state)
}

func (r *batchRun) place(partial string) error {
	if _, err := os.Stat(partial); errors.Is(err, fs.ErrNotExist) {
		_, err := os.Stat(r.out) // it has its name already
		return err
	}
	if !r.parquet {
		return os.Rename(partial, r.out)
	}
	if err := toParquet(partial, r.out); err != nil {
		return err
	}
	return os.Remove(partial)
}

// toParquet turns the table of answers into a Parquet file, which appears whole or not at all.
func toParquet(table, name string) error {
	in, err := os.Open(table)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // only read
	out, err := os.Create(name + ".tmp")
	if err != nil {
		return err
	}
	err = errors.Join(batch.WriteParquet(out, in), out.Sync(), out.Close())
	if err != nil {
		return errors.Join(err, os.Remove(name+".tmp"))
	}
	return os.Rename(name+".tmp", name)
}
