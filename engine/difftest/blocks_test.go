package difftest

import (
	"fmt"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/stdlib/value"
)

// blockTest decides cases of a policy in blocks and alone.
type blockTest struct {
	p        *tree.Policy
	code     *plan.Blocks
	block    *plan.Block
	sheet    *plan.Sheet
	alone    *plan.Machine
	readings []int
	wanted   []bool
	tells    []bool
	keys     map[string]string

	settled, missed int // cases; missed: settled alone, and not in a block
}

func newBlockTest(p *tree.Policy) *blockTest {
	b := &blockTest{p: p, code: plan.LowerBlocks(p)}
	b.sheet = b.code.NewSheet()
	b.block, b.alone, b.wanted = b.code.NewBlock(), b.code.NewMachine(), make([]bool, len(b.code.Own()))
	b.keys = map[string]string{}
	for i := range b.wanted {
		only := make([]bool, len(b.wanted))
		only[i] = true
		b.wanted[i], b.tells = true, append(b.tells, b.code.Tells(only))
	}
	for _, a := range p.Ambiguities {
		b.readings = append(b.readings, a.Adopted)
	}
	return b
}

// compare says in what a block of cases and the cases alone differ.
func (b *blockTest) compare(sets [][]value.Value) string {
	var cases []*plan.Case
	for _, values := range sets {
		k := b.code.NewCase()
		k.Load(values)
		cases = append(cases, k)
	}
	b.sheet.Lay(cases)
	ok := b.block.Decide(b.sheet, b.readings, b.wanted)
	for lane, k := range cases {
		is := b.alone.DecideSome(k, b.readings, b.wanted, nil)
		if ok>>lane&1 == 0 {
			if is {
				b.missed++
			}
			continue
		}
		b.settled++
		if !is {
			return fmt.Sprintf("case %d is settled in a block, and not alone", lane)
		}
		for d, i := range b.code.Own() {
			if why := b.differ(lane, d, b.p.Decisions[i]); why != "" {
				return fmt.Sprintf("case %d, %s: %s", lane, b.p.Decisions[i].Name, why)
			}
		}
		for a, x := range b.p.Ambiguities {
			if b.alone.Consulted(a) && b.block.Consulted(a)>>lane&1 == 0 {
				return fmt.Sprintf("case %d: %s was looked at alone, and not in the block", lane, x.Name)
			}
		}
	}
	return ""
}

func (b *blockTest) differ(lane, d int, decision *tree.Decision) string {
	want, wantStatus := b.alone.Plain(d)
	if got, status := b.block.Plain(lane, d); got != want || status != wantStatus {
		return fmt.Sprintf("%d, %v; alone %d, %v", got, status, want, wantStatus)
	}
	cites := b.alone.Cited(d)
	if got, want := list(func(f cited) { b.block.Citations(lane, d, f) }), list(func(f cited) { b.alone.Citations(d, f) }); got != want {
		return fmt.Sprintf("cites %s; alone %s", got, want)
	}
	if why := b.keyed(lane, d, cites); why != "" {
		return why
	}
	width := len(cites) / int(outcome.NotReached+1)
	for e := range outcome.NotReached + 1 {
		for w := range width {
			if got, want := b.block.CitedColumn(d, e, w)[lane], cites[int(e)*width+w]; got != want {
				return fmt.Sprintf("cites %x as %v; alone %x", got, e, want)
			}
		}
	}
	if words, decided := b.block.Column(d); decided>>lane&1 == 1 != (wantStatus == outcome.Decided) || wantStatus == outcome.Decided && words[lane] != want {
		return fmt.Sprintf("column: %d; alone %d, %v", words[lane], want, wantStatus)
	}
	var got, alone plan.Answer
	if b.block.Answer(lane, d, &got) && (!b.alone.Answer(d, &alone) || got.Status != alone.Status || !value.Equal(got.Value, alone.Value)) {
		return fmt.Sprintf("%v; alone %v", got, alone)
	}
	for r := range decision.Rules {
		if got, ok := b.block.Became(lane, d, r); ok && got != b.alone.Became(d, r) {
			return fmt.Sprintf("rule %d: %v; alone %v", r, got, b.alone.Became(d, r))
		}
	}
	return ""
}

type cited = func(clause int, e outcome.Effect)

func list(citations func(cited)) string {
	out := ""
	citations(func(clause int, e outcome.Effect) { out += fmt.Sprint(clause, e, " ") })
	return out
}

// keyed says where a key stands for two citations.
func (b *blockTest) keyed(lane, d int, cites []uint64) string {
	if !b.tells[d] {
		return ""
	}
	key := fmt.Sprint(d)
	for _, k := range b.code.CitedKeys(d) {
		key += fmt.Sprint(" ", k.Of(b.block.KeyColumn(k.Column)[lane]))
	}
	is := fmt.Sprint(cites)
	if was, ok := b.keys[key]; ok && was != is {
		return fmt.Sprintf("key %s stands for %s and %s", key, was, is)
	}
	b.keys[key] = is
	return ""
}

// A block decides every case of the real policies as the machine does alone: what is settled, values, citations, rules, readings.
func TestBlocksOfRealPolicies(t *testing.T) {
	all := 0
	for _, versions := range builtin.Load(t).Policies {
		b := newBlockTest(versions.Versions[len(versions.Versions)-1])
		for round := range setting("BLOCKS", 30) {
			var sets [][]value.Value
			for i := range 1 + (round*29)%plan.BlockSize {
				sets = append(sets, casegen.New(b.p, uint64(round*plan.BlockSize+i), round%4/3*10).Case().Values)
			}
			if why := b.compare(sets); why != "" {
				t.Fatalf("%s, round %d: %s", b.p.Name, round, why)
			}
		}
		if all += b.settled; b.missed > 0 {
			t.Errorf("%s: %d cases are settled alone, and not in blocks", b.p.Name, b.missed)
		}
	}
	if t.Logf("%d cases", all); all == 0 {
		t.Error("nothing was settled")
	}
}

// A block decides cases of generated policies as the machine does alone.
func TestBlocks(t *testing.T) {
	policies, refused, settled, missed := setting("CHECKS", 150), 0, 0, 0
	first := setting("SEED", 1)
	for seed := first; seed < first+policies; seed++ {
		made := drawPolicy(seeded(uint64(seed), 0), false)
		p, _ := compile(made.text(nil))
		if p == nil {
			refused++
			continue
		}
		b := newBlockTest(p)
		b.rounds(t, p, made, seed, 0, func(d dice) map[string]string { return drawCase(d, made) })
		settled, missed = settled+b.settled, missed+b.missed
	}
	t.Logf("%d policies, %d cases settled in blocks, %d only alone", policies-refused, settled, missed)
	if refused > policies/2 || settled == 0 || missed > 0 {
		t.Errorf("%d of %d policies do not pass the checker", refused, policies)
	}
}

// rounds compares blocks of three sizes, of cases that are drawn; the first has one more than a number of them.
func (b *blockTest) rounds(t *testing.T, p *tree.Policy, made *policy, seed, more int, draw func(dice) map[string]string) {
	t.Helper()
	for round := range 3 {
		var sets [][]value.Value
		for i := range 1 + (round*35+more)%plan.BlockSize {
			drawn := draw(seeded(uint64(seed), uint64(round*plan.BlockSize+i)+1))
			set, problems := facts.Decode(p, "case.json", []byte(writeCase(drawn)), facts.JSON)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			sets = append(sets, set.Values)
		}
		if why := b.compare(sets); why != "" {
			t.Fatalf("seed %d, round %d: %s\n%s", seed, round, why, made.text(nil))
		}
	}
}

// Lists of more texts than a word has bits are compared one by one.
func TestBlocksOfManyTexts(t *testing.T) {
	p, wrong := compile(`policy "test/texts"
  title "T"
  source "test"
  parties buyer
  currency EUR
fact wanted : list of text from buyer
fact given  : list of text from buyer
decision q : first of complete, partial
clause "c1" "everything" {
  q is partial.
  q is complete when every x in wanted has (x is in given).
}
`)
	if p == nil {
		t.Fatal(wrong)
	}
	texts := func(from, n int) value.Value {
		var out []value.Value
		for i := range n {
			out = append(out, value.OfText(fmt.Sprint("text ", from+i)))
		}
		return value.OfList(out)
	}
	b := newBlockTest(p)
	var sets [][]value.Value
	for n := range plan.BlockSize {
		sets = append(sets, []value.Value{texts(3*n, 3), texts(0, 2*n+3)})
	}
	if why := b.compare(sets); why != "" || b.settled != plan.BlockSize {
		t.Fatal(b.settled, why)
	}
	all := 0
	for lane := range plan.BlockSize {
		n, _ := b.block.Plain(lane, 0)
		all += int(1 - n)
	}
	if all != 1 { // of three texts from 3n on all are among the first 2n + 3 only for n = 0
		t.Error("everything was given in", all)
	}
}

// A fact that is not asked for is n/a, also where whether it is asked for is n/a; one with a default has it only where it is asked for.
func TestBlocksOfFactsNotAsked(t *testing.T) {
	p, wrong := compile(`policy "test/asked"
  title "T"
  source "test"
  parties buyer
  currency EUR
fact b0 : yes or no from buyer
fact b1 : yes or no asked when b0 from buyer
fact b2 : yes or no asked when b1 from buyer
fact b3 : yes or no default yes asked when b1 from buyer
decision q : set of second, third, no_third
clause "c1" "which" {
  q includes second when b2.
  q includes third when b3.
  q includes no_third when not b3.
}
`)
	if p == nil {
		t.Fatal(wrong)
	}
	const second, third, noThird = 1, 2, 4
	b, mustBe := newBlockTest(p), []int64{0, 0, second | third, second | noThird, third}
	var sets [][]value.Value
	for _, s := range []string{`{"b0": false}`, `{"b0": true, "b1": false}`, `{"b0": true, "b1": true, "b2": true}`,
		`{"b0": true, "b1": true, "b2": true, "b3": false}`, `{"b0": true, "b1": true, "b2": false}`, `{"b0": true}`} {
		set, problems := facts.Decode(p, "case.json", []byte(s), facts.JSON)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		sets = append(sets, set.Values)
	}
	if why := b.compare(sets); why != "" || b.settled != len(mustBe) || b.missed != 0 {
		t.Fatal(b.settled, b.missed, why)
	}
	for lane, want := range mustBe {
		if got, _ := b.block.Plain(lane, 0); got != want {
			t.Errorf("case %d: %b, want %b", lane, got, want)
		}
	}
}
