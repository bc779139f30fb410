package lines

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/batch"
	"github.com/clausewise/clausewise/bench/workload"
)

// ours is policyrun batch with one worker: the three workloads in one policy. Its answers have, for each decision, every clause with its
// effect, which is more than the others write.
type ours struct{ policy *batch.Policy }

// asked are the decisions that the answers of the workloads are made of; steps on the way, such as the cover of the guarantee, are not asked for.
var asked = []string{"return_outcome", "return_grounds", "refund", "fee", "guarantee_outcome", "guarantee_grounds", "guarantee_payout", "lifetime_left", "binding",
	"buyback_outcome", "buyback_grounds", "buyback_payout", "deducted"}

func newOurs() (*ours, error) {
	versions, err := house()
	if err != nil {
		return nil, err
	}
	p, err := batch.Compile(versions, batch.Ask{Decisions: asked})
	return &ours{p}, err
}

// Name is that of the table.
func (o *ours) Name() string { return "clausewise, policyrun batch" }

// Checks says what is checked of the JSON.
func (o *ours) Checks() string { return checksAll }

// Decide answers each line.
func (o *ours) Decide(lines io.Reader, answers io.Writer) error {
	var rejects bytes.Buffer
	job := batch.Job{Policy: o.policy, Source: batch.NewLines(lines, 0, 0), Format: batch.Lines, Answers: answers, Rejects: &rejects, Workers: 1,
		After: func(batch.Position) error { return nil }}
	pos, err := job.Run()
	if err == nil && pos.Counts.Decided != pos.Counts.In {
		err = fmt.Errorf("%+v: %s", pos.Counts, rejects.Bytes())
	}
	return err
}

// decision is a decision of an answer.
type decision struct {
	Status    string
	Value     stdjson.RawMessage
	Citations map[string][]string // clauses by effect
}

func (d *decision) word() string { return strings.Trim(string(d.Value), `"`) }

func (d *decision) cents() (int64, error) {
	var m workload.Money
	if err := stdjson.Unmarshal(d.Value, &m); err != nil {
		return 0, err
	}
	return cents(m.Amount)
}

func (d *decision) applies() uint32 { return clausesOf(d.Citations["applies"]) }

// cents reads an amount; there is none where nothing is to be paid.
func cents(s string) (int64, error) {
	whole, decimals, _ := strings.Cut(s, ".")
	return strconv.ParseInt(whole+(decimals + "00")[:2], 10, 64)
}

// Read reads an answer.
func (o *ours) Read(line []byte) (answers [3]workload.Answer, err error) {
	var all struct{ Decisions map[string]*decision }
	if err = stdjson.Unmarshal(line, &all); err != nil {
		return answers, err
	}
	d := all.Decisions
	amounts := func(a *workload.Answer, amount, second string) {
		if err == nil {
			a.Amount, err = d[amount].cents()
		}
		if err == nil && second != "" {
			a.Second, err = d[second].cents()
		}
	}
	ret, gua, buy := &answers[0], &answers[1], &answers[2]
	if ret.Decision = d["return_outcome"].word(); ret.Decision == "refuse" {
		ret.Clauses = d["return_grounds"].applies()
	} else {
		amounts(ret, "refund", "fee")
		ret.Clauses = d["return_outcome"].applies() | d["fee"].applies()
	}
	switch gua.Decision = d["guarantee_outcome"].word(); gua.Decision {
	case "":
		*gua = workload.Answer{Decision: "not_applicable", Clauses: workload.AG11}
	case "refuse":
		gua.Clauses = d["guarantee_grounds"].applies()
	default:
		amounts(gua, "guarantee_payout", "lifetime_left")
		gua.Clauses = workload.AG41
		if gua.Decision != "pay" {
			binding := string(d["binding"].Value)
			gua.Clauses = 0
			if strings.Contains(binding, "lifetime") {
				gua.Clauses |= workload.AG42
			}
			if strings.Contains(binding, "yearly") {
				gua.Clauses |= workload.AG43
			}
		}
	}
	if err == nil {
		buy.Second, err = d["deducted"].cents()
	}
	switch buy.Decision = d["buyback_outcome"].word(); buy.Decision {
	case "void":
		buy.Clauses = d["buyback_grounds"].applies()
	case "nil":
		buy.Clauses = d["buyback_outcome"].applies()
	default:
		amounts(buy, "buyback_payout", "")
		buy.Clauses = d["buyback_outcome"].applies()
		if buy.Second > 0 {
			buy.Clauses |= d["buyback_payout"].applies() & workload.BB41
		}
	}
	return answers, err
}
