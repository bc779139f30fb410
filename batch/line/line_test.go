package line_test

import (
	"math/rand/v2"
	"testing"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/stdlib/value"
)

// everyType has a fact of every type that facts can have.
const everyType = `policy "test/types"
  title    "Types"
  seller   "Test"
  source   "test"
  parties  buyer, seller
  currency of price

record part {
  fact name  : text
  fact made  : date
  fact worth : money
  fact state : one of new, used
}

fact price    : money from buyer
fact paid     : money or unlimited from buyer
fact sold_on  : date from buyer
fact open_to  : date or never from buyer
fact sent_at  : instant from buyer
fact ok       : yes or no from buyer
fact count    : whole number from buyer
fact size     : number from buyer
fact share    : percent from buyer
fact note     : text from buyer
fact country  : country from buyer
fact unit     : currency from buyer
fact colour   : one of red, green, blue from buyer
fact tags     : list of text from buyer
fact days     : list of date from buyer
fact parts    : list of part from buyer
fact holidays : calendar from seller

decision result : yes or no
clause "1" "all" { result is yes when ok. }
`

func typesPolicy(tb testing.TB) *tree.Policy {
	tb.Helper()
	prog, err := dsl.Load([]*source.File{source.NewFile("types.policy", everyType)})
	if err != nil {
		tb.Fatal(err)
	}
	return prog.Policies[0].Versions[0]
}

// agree holds what the decoder reads against facts.Decode, and tells whether the decoder read it.
func agree(tb testing.TB, d *line.Decoder, p *tree.Policy, text string) bool {
	tb.Helper()
	got, ok := d.Decode([]byte(text))
	if !ok {
		return false
	}
	set, problems := facts.Decode(p, "the row", []byte(text), facts.JSON)
	if len(problems) > 0 {
		tb.Fatalf("%q is read, but it has a problem: %v", text, problems)
	}
	for i, want := range set.Values {
		if !value.Equal(got[i], want) || got[i].N != want.N && want.Ref == nil || got[i].Off != want.Off {
			tb.Fatalf("%q: %s is %v, but facts say %v", text, p.Inputs[i].Name, got[i], want)
		}
	}
	return true
}

var good = []string{
	`{"sent_at":"2024-06-06T10:00:00Z","price":{"amount":"7","currency":"JPY"},"paid":{"amount":"8","currency":"JPY"}}`,
	`{"sent_at":"2024-06-06T10:00:59-00:30","holidays":["2024-12-25"],"price":{"amount":"0.07","currency":"CHF"}}`,
	`{}`,
	` { "ok" : true , "count" : 12 } `,
	`{"price":{"amount":"1234.50","currency":"EUR"},"paid":{"currency":"EUR","amount":7}}`,
	`{"paid":"unlimited","open_to":"never","sold_on":"2024-02-29"}`,
	`{"sent_at":"2024-06-06T10:00:00+02:00","share":"5.25%","size":-0.5,"count":"3"}`,
	`{"note":"a \"quoted\" word \u00e9 \ud83d\ude00","country":"CH","unit":"CHF","colour":"blue"}`,
	`{"tags":["a","b","ü"],"days":["2024-01-01"],"parts":[{"name":"x","worth":{"amount":"1","currency":"EUR"}},{"state":"used","made":null}]}`,
	`{"tags":[],"parts":[],"holidays":["2024-12-25"]}`,
	`{"ok":null,"note":null,"tags":null}`,
	`{"ok":"yes","count":0}`,
	// As Python writes, and with names and values around the eight and 32 bytes that are read at once.
	`{"price": {"amount": "1234.50", "currency": "EUR"}, "sold_on": "2024-02-29", "ok": true, "colour": "green", "tags": ["a", "b"], "days": ["2024-01-01", "2024-12-31"]}`,
	`{"parts": [{"name": "x", "made": "2023-03-01", "worth": {"amount": "1", "currency": "EUR"}, "state": "new"}, {"name": "a longer name than sixteen bytes"}], "count": 7}`,
	`{"count": 1234567,"size":7,"colour":"red", "ok":false,"note":"eight by"}`,
	`{"count":12345678,"price":{"amount":"1234567.89","currency":"EUR"},"paid":{"amount":"12345678.90","currency":"EUR"},"tags":["seven b","eight by","nine byte","sixteen bytes, 16","seventeen bytes, 7"]}`,
	`{"note":"Zoë, 東京, 🙂 and more","tags":["é","12345678é","\"quoted\"","a\\"],"ok":true}`,
	`{"colour":"blue"}`, `{"ok":true}`, `{"count":1}`, `{"sold_on":"2024-02-29"}`, `{"price":{"amount":"1","currency":"EUR"}}`, `{"note":""}`,
}

// What a policy's facts are usually written as is read without help.
func TestReadsUsualForms(t *testing.T) {
	p := typesPolicy(t)
	d := line.New(p)
	for range 2 { // the second time with what was kept from the first
		for _, text := range good {
			if !agree(t, d, p, text) {
				t.Errorf("%s is left to facts.Decode", text)
			}
		}
	}
}

var bad = []string{
	``, `[]`, `null`, `{`, `{}}`, `{} {}`, `{"ok":true,}`, `{"ok":true "count":1}`, `{ok:true}`, `{"ok":tru}`, `{"ok":truetrue}`,
	`{"ok":true,"ok":true}`, `{"ok":true,"o\u006b":true}`, `{"nothing":1}`, `{"ok":1}`, "{\"note\":\"\xff\"}", "{\"note\":\"a\nb\"}", `{"note":"\x"}`, `{"note":"\ud800"}`,
	`{"count":1.5}`, `{"count":01}`, `{"count":1e3}`, `{"count":--1}`, `{"count":+1}`, `{"count":.5}`, `{"count":5.}`, `{"count":"1,000"}`, `{"count":""}`, `{"count":-}`, `{"size":1.2.3}`,
	`{"price":1}`, `{"price":{"amount":"1"}}`, `{"price":{"amount":"1.234","currency":"EUR"}}`, `{"price":{"amount":"1","currency":"XYZ"}}`, `{"price":{"amount":"1","amount":"1"}}`,
	`{"price":{"amount":"1","currency":"EUR","more":1}}`, `{"price":{"amount":"1","currency":"EUR"},"paid":{"amount":"1","currency":"USD"}}`, `{"price":"unlimited"}`, `{"price":{}}`,
	`{"sold_on":"2024-02-30"}`, `{"sold_on":"2024-2-3"}`, `{"sold_on":"never"}`, `{"sold_on":20240101}`, `{"sent_at":"2024-06-06"}`, `{"share":5}`, `{"share":"5"}`, `{"share":"%"}`,
	`{"colour":"pink"}`, `{"colour":1}`, `{"country":"ZZ"}`, `{"unit":"eur"}`, `{"tags":"a"}`, `{"tags":["a",]}`, `{"tags":[null]}`, `{"tags":[,]}`, `{"parts":[{"none":1}]}`,
	"{\"note\":\"Zo\xc3\"}", "{\"note\":\"\xed\xa0\x80 surrogate\"}", "{\"note\":\"\xc0\xaf overlong\"}", "{\"note\":\"12345678\xff2345678\"}", "{\"note\":\"a tab\there\"}",
	`{"sold_on":"0000-01-01"}`, `{"sold_on":"2024-13-01"}`, `{"sold_on":"2024-01:01"}`, `{"price":{"amount":"01.00","currency":"EUR"}}`, `{"price":{"amount":"1.0x","currency":"EUR"}}`, `{"price": {"amount": "1", "currency": "EUR"},, "ok": true}`,
	`{"ok": true, ,"count": 1}`, `{"ok": true, }`, `{"ok": trues, "count": 1}`, `{"count": 00000001}`, `{"colour": "gree", "count": 1}`,
	`{"parts":[{"name":"x","name":"y"}]}`, `{"days":["x"]}`, `{"holidays":"nowhere"}`, "\ufeff{}", `{"note":{}}`, `{"ok":true}x`, "{\"ok\":true}\x00",
}

// Everything else is left to facts.Decode, which has the last word.
func TestLeavesTheRest(t *testing.T) {
	p := typesPolicy(t)
	d := line.New(p)
	for _, text := range bad {
		if agree(t, d, p, text) {
			t.Errorf("%q is read", text)
		}
	}
}

// Cut, doubled and changed anywhere, a line is read as facts.Decode reads it, or not at all.
func TestAgreesOnDamagedLines(t *testing.T) {
	p := typesPolicy(t)
	d := line.New(p)
	r := rand.New(rand.NewPCG(1, 2))
	pieces := append(append([]string(nil), good...), `"`, `\`, `,`, `:`, `{`, `}`, `[`, `]`, `0`, `-`, `.`, `e`, `null`, "\x00", "\xc3", `"EUR"`, `never`, ` `)
	read := 0
	for range 50_000 {
		s := good[r.IntN(len(good))]
		for range 1 + r.IntN(3) {
			at := r.IntN(len(s) + 1)
			end := at + r.IntN(len(s)-at+1)
			switch r.IntN(3) {
			case 0:
				s = s[:at] + s[min(at+1, len(s)):]
			case 1:
				s = s[:at] + pieces[r.IntN(len(pieces))] + s[at:]
			default:
				s = s[:at] + s[end:]
			}
		}
		if agree(t, d, p, s) {
			read++
		}
	}
	t.Logf("%d of 50000 damaged lines are still cases", read)
}

// In the long run nothing is allocated, for facts without new texts.
func TestNoAllocations(t *testing.T) {
	p := typesPolicy(t)
	d := line.New(p)
	text := []byte(good[6])
	if n := testing.AllocsPerRun(100, func() { d.Decode(text) }); n != 0 {
		t.Errorf("%v allocations a line", n)
	}
}

func FuzzDecode(f *testing.F) {
	p := typesPolicy(f)
	for _, s := range append(append([]string(nil), good...), bad...) {
		f.Add(s)
	}
	d := line.New(p)
	f.Fuzz(func(t *testing.T, s string) { agree(t, d, p, s) })
}

// A row says of how many members its lists and records are, or more; if the line was left to facts.Decode, more than any limit.
func TestMembers(t *testing.T) {
	p := typesPolicy(t)
	d, row := line.New(p), line.NewRow(p)
	var members func(vs []value.Value) int
	members = func(vs []value.Value) int {
		n := 0
		for _, v := range vs {
			if v.Kind == value.List || v.Kind == value.Record {
				n += len(v.Members()) + members(v.Members())
			}
		}
		return n
	}
	for range 40 { // the room of the row grows
		for _, text := range good {
			values, ok := d.DecodeRow([]byte(text), row)
			if n := members(values); !ok || row.Members() < n || row.Members() > n+4 {
				t.Errorf("%s: %d members, and the row says %d", text, n, row.Members())
			}
		}
	}
	for _, text := range bad {
		if _, ok := d.DecodeRow([]byte(text), row); ok || row.Members() < 1<<30 {
			t.Errorf("%s: the row says %d", text, row.Members())
		}
	}
}
