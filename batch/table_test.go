package batch

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/parquet-go/parquet-go"
)

const loan = `policy "test/loan"
  title   "Loan"
  seller  "Test"
  source  "test"
  parties client, house
  currency EUR

record part {
  fact name  : text
  fact worth : money
}

fact price : money from client
fact fine  : yes or no from client
fact day   : date from client
fact days  : whole number from client
fact note  : text from client
fact tags  : list of text from client
fact parts : list of part from client

decision outcome : one of take, leave
decision offer   : money
decision many    : number

clause "1" "taken when fine" {
  outcome is take when fine.
  outcome is leave otherwise.
}
clause "2" "half the price" { offer is 50% of price. }
clause "3" "tags, parts and count" { many is count of (tags) plus count of (parts) plus days. }
`

func loanPolicy(t testing.TB) *Policy {
	t.Helper()
	prog, err := dsl.Load([]*source.File{source.NewFile("loan.policy", loan)})
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile([]*tree.Policy{prog.Policies[0].Versions[0]}, Ask{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const tableRows = "\uFEFFprice,fine,day,tags,parts,note,days\r\n" +
	"100.50 EUR,yes,2024-02-29,\"[\"\"a\"\",\"\"b\"\"]\",[],\"line one\nline two, with \"\"marks\"\"\",3\r\n" +
	"\"{\"\"amount\"\":\"\"8\"\",\"\"currency\"\":\"\"EUR\"\"}\",no,,[],\"[{\"\"name\"\":\"\"x\"\"}]\",,0\n" +
	"1,no,,,,,\n" + // an amount without currency
	"1 EUR,no\n" + // cells are missing
	"\n" +
	"1 EUR,\"no\"x,,,,,\n" + // something after the closing mark
	"2 EUR,no,,[,,,\n" + // no list
	"4 EUR,no,,[],[],\"never closed,1\n" +
	"6 EUR,no,,[],[],,7"

// A table is read as RFC 4180 says; what is wrong with a row stays with that row.
func TestTable(t *testing.T) {
	p := loanPolicy(t)
	s, err := NewTable(p, strings.NewReader(tableRows))
	if err != nil {
		t.Fatal(err)
	}
	answers, rejects, pos := run(t, p, s, Table)
	want := `row,outcome,outcome.status,outcome.citations,outcome.open,offer,offer.status,offer.citations,offer.open,many,many.status,many.citations,many.open
1,take,decided,1 applies,,50.25 EUR,decided,2 applies,,5,decided,3 applies,
2,leave,decided,1 applies,,4.00 EUR,decided,2 applies,,1,decided,3 applies,
9,leave,decided,1 applies,,3.00 EUR,decided,2 applies,,7,decided,3 applies,
`
	if string(answers) != want {
		t.Errorf("the answers are\n%s", answers)
	}
	for _, part := range []string{`{"row":3,"problems":[{"code":"F0114","fact":"price"`, `{"row":4,"problems":[{"code":"F0101","message":"the row: it has 2 cells, and the first row names 7 facts"`,
		`{"row":6,"problems":[{"code":"F0101"`, `{"row":7,"problems":[{"code":"F0101","fact":"tags"`, `{"row":8,"problems":[{"code":"F0101","message":"the row: a quotation mark`} {
		if !bytes.Contains(rejects, []byte(part)) {
			t.Errorf("the rejects lack %s:\n%s", part, rejects)
		}
	}
	if pos.Counts != (Counts{In: 8, Decided: 3, Rejected: 5}) {
		t.Errorf("%+v", pos.Counts)
	}
}

// Columns that are no facts are mistakes of the whole file, and said before anything is decided.
func TestColumns(t *testing.T) {
	for header, want := range map[string]string{
		"prize":                    `column "prize" is no fact of the policy; did you mean price?`,
		"fine,fine":                `column "fine" is there twice`,
		"\xff\xfef\x00i\x00":       ErrUTF16.Error(),
		"\x00f\x00i":               ErrUTF16.Error(),
		"price.amount":             `column "price" has an amount and a currency; both columns must be there`,
		"":                         ErrNoHeader.Error(),
		"price.amount,price.other": `column "price" has an amount and a currency; both columns must be there`,
	} {
		_, err := NewTable(loanPolicy(t), strings.NewReader(header+"\n"))
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v", header, err)
		}
	}
	s, err := NewTable(loanPolicy(t), strings.NewReader("price.amount,price.currency\n7.00,EUR\n,\n"))
	if err != nil {
		t.Fatal(err)
	}
	answers, _, _ := run(t, loanPolicy(t), s, Table)
	if !bytes.Contains(answers, []byte("3.50 EUR")) || !bytes.Contains(answers, []byte("needs_facts")) {
		t.Errorf("the answers are\n%s", answers)
	}
}

type parquetPart struct {
	Name  string       `parquet:"name"`
	Worth parquetMoney `parquet:"worth"`
}

type parquetMoney struct {
	Amount   string `parquet:"amount"`
	Currency string `parquet:"currency"`
}

type parquetCase struct {
	Price *parquetMoney `parquet:"price"`
	Fine  *bool         `parquet:"fine"`
	Day   int32         `parquet:"day,date"`
	Count int64         `parquet:"days"`
	Note  string        `parquet:"note"`
	Tags  []string      `parquet:"tags,list"`
	Parts []parquetPart `parquet:"parts,list"`
}

func parquetFile(t testing.TB) []byte {
	t.Helper()
	yes := true
	var buf bytes.Buffer
	err := parquet.Write(&buf, []parquetCase{
		{Price: &parquetMoney{"100.50", "EUR"}, Fine: &yes, Day: 19000, Count: 3, Tags: []string{"a", "b"}, Parts: []parquetPart{{"x", parquetMoney{"1.00", "EUR"}}, {"y", parquetMoney{"2", "EUR"}}}},
		{Fine: &yes, Day: 19000},
		{Price: &parquetMoney{"1.005", "EUR"}, Day: 19000},
	})
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// Columns of any shape become facts: nothing stays null, lists and records are put together again.
func TestParquet(t *testing.T) {
	p := loanPolicy(t)
	file := parquetFile(t)
	s, err := NewParquet(p, bytes.NewReader(file), int64(len(file)), 0)
	if err != nil {
		t.Fatal(err)
	}
	answers, rejects, pos := run(t, p, s, Table)
	lines := strings.Split(string(answers), "\n")
	if lines[1] != "1,take,decided,1 applies,,50.25 EUR,decided,2 applies,,7,decided,3 applies," {
		t.Errorf("the answers are\n%s", answers)
	}
	if !strings.HasPrefix(lines[2], "2,take,decided,1 applies,,,needs_facts,") || !strings.HasSuffix(lines[2], "price,0,decided,3 applies,") {
		t.Errorf("the answers are\n%s", answers)
	}
	if !bytes.Contains(rejects, []byte(`{"row":3,"problems":[{"code":"F0115","fact":"price"`)) || pos.Counts != (Counts{In: 3, Decided: 1, Undecided: 1, Rejected: 1}) {
		t.Errorf("%+v, rejects\n%s", pos.Counts, rejects)
	}
	if pos.Offset != 3 {
		t.Errorf("the offset is %d", pos.Offset)
	}
	again, err := NewParquet(p, bytes.NewReader(file), int64(len(file)), 1)
	if err != nil {
		t.Fatal(err)
	}
	if rest, _, _ := run(t, p, again, Table); !strings.Contains(string(rest), "\n2,take") || strings.Contains(string(rest), "\n1,take") {
		t.Errorf("from the second row on:\n%s", rest)
	}
}

// A damaged file is an error, never a panic.
func TestDamagedParquet(t *testing.T) {
	p := loanPolicy(t)
	file := parquetFile(t)
	errs := 0
	for i := 0; i < len(file); i += 5 {
		broken := bytes.Clone(file)
		broken[i] ^= 0xff
		s, err := NewParquet(p, bytes.NewReader(broken), int64(len(broken)), 0)
		if err == nil {
			job := Job{Policy: p, Source: s, Format: Lines, Answers: &bytes.Buffer{}, Rejects: &bytes.Buffer{}, Workers: 1, After: func(Position) error { return nil }}
			_, err = job.Run()
		}
		if err != nil {
			errs++
		}
	}
	if errs == 0 {
		t.Error("no damage was noticed")
	}
}

// A file that says that its table of contents is larger than itself is refused before room is made for it.
func TestParquetFooter(t *testing.T) {
	file := parquetFile(t)
	file[len(file)-5] = 0x7f
	before := allocated()
	_, err := NewParquet(loanPolicy(t), bytes.NewReader(file), int64(len(file)), 0)
	if err == nil || !strings.Contains(err.Error(), "table of contents") {
		t.Error(err)
	}
	if n := allocated() - before; n > 64<<20 {
		t.Errorf("%d MB were allocated", n>>20)
	}
	if _, err := NewParquet(loanPolicy(t), strings.NewReader("PAR1"), 4, 0); err == nil {
		t.Error("four bytes are no Parquet file")
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// The table of answers becomes a Parquet file with the same columns.
func TestWriteParquet(t *testing.T) {
	table := "row,outcome,outcome.status\n1,take,decided\n2,,needs_facts\n"
	var buf bytes.Buffer
	if err := WriteParquet(&buf, strings.NewReader(table)); err != nil {
		t.Fatal(err)
	}
	type answer struct {
		Row     int64   `parquet:"row"`
		Outcome *string `parquet:"outcome"`
		Status  *string `parquet:"outcome.status"`
	}
	got, err := parquet.Read[answer](bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Row != 1 || *got[0].Outcome != "take" || *got[0].Status != "decided" || got[1].Outcome != nil || *got[1].Status != "needs_facts" {
		t.Errorf("%+v", got)
	}
}

// A line that is too long for a case, and one without end, are rejected; what follows is decided.
func TestLinesOfAnyLength(t *testing.T) {
	p := loanPolicy(t)
	long := `{"note":"` + strings.Repeat("x", 300_000) + `"}`
	endless := `{"note":"` + strings.Repeat("x", 20<<20) + `"}`
	input := "{}\n" + long + "\n\n" + endless + "\n" + `{"fine":true,"price":{"amount":"2","currency":"EUR"},"days":0,"tags":[],"parts":[]}`
	answers, rejects, pos := run(t, p, NewLines(strings.NewReader(input), 0, 0), Lines)
	if pos.Counts != (Counts{In: 4, Decided: 1, Undecided: 2, Rejected: 1}) || !strings.HasPrefix(string(rejects), `{"row":4,"problems":[{"code":"F0102"`) {
		t.Errorf("%+v\n%s", pos.Counts, rejects)
	}
	if !strings.Contains(string(answers), `{"row":5,"decisions":{"outcome":{"status":"decided","value":"take","citations":{"applies":["1"]}},"offer":{"status":"decided","value":{"amount":"1.00","currency":"EUR"}`) {
		t.Errorf("%s", answers)
	}
	if pos.Offset != int64(len(input)) || pos.Rows != 5 {
		t.Errorf("%+v", pos)
	}
}
