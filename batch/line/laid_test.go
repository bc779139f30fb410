package line_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/limits"
)

// laying holds what is read as words against what is read as values and then laid out.
type laying struct {
	policy          *tree.Policy
	form            *plan.Form
	words, values   *line.Decoder
	laid, loaded    *plan.Case
	room            *line.Row
	numbers, others map[int64]int64 // of texts, from the one to the other
}

func newLaying(tb testing.TB) *laying {
	p := typesPolicy(tb)
	code := plan.Lower(p)
	form := code.Form()
	if form == nil {
		tb.Fatal("the policy looks at values")
	}
	l := &laying{policy: p, form: form, words: line.New(p), values: line.New(p), laid: code.NewCase(), loaded: code.NewCase(), room: line.NewRow(p)}
	for i, in := range p.Inputs {
		if in.Type.Kind == types.Text {
			l.words.Pass(i)
		}
	}
	l.words.LayAs(form)
	return l
}

// agree tells whether the first of some lines is read as words; if so, it must be what values are laid out as.
func (l *laying) agree(tb testing.TB, lines string) bool {
	tb.Helper()
	got, ok := l.words.Lay([]byte(lines), l.laid.Words())
	l.laid.Take(got.Words, got.Texts)
	if !ok {
		return false
	}
	text, _, _ := strings.Cut(lines, "\n")
	if got.Size != min(len(text)+1, len(lines)) {
		tb.Fatalf("%q: the line has %d bytes, and %d were read", lines, len(text), got.Size)
	}
	if _, ok := l.values.DecodeRow([]byte(text), l.room); ok && got.Members < l.room.Members() {
		tb.Fatalf("%q: %d members, and as values %d", text, got.Members, l.room.Members())
	}
	set, problems := facts.Decode(l.policy, "the row", []byte(text), facts.JSON)
	if len(problems) > 0 {
		tb.Fatalf("%q is read as words, but it has a problem: %v", text, problems)
	}
	l.loaded.Load(set.Values)
	want := l.loaded.Words()
	want = want[:cap(want)]
	l.numbers, l.others = map[int64]int64{}, map[int64]int64{}
	for i := range l.form.Inputs {
		in := &l.form.Inputs[i]
		if g, w := got.Words[i], want[i]; in.Stride == 0 || w == in.Missing {
			if g != w {
				tb.Fatalf("%q: %s is %d, and as a value %d", text, l.policy.Inputs[i].Name, g, w)
			}
			continue
		}
		l.list(tb, text, i, got.Words, want)
	}
	if len(l.numbers) > got.Texts {
		tb.Fatalf("%q: %d texts, and %d are told of", text, len(l.numbers), got.Texts)
	}
	return true
}

// list holds the elements of list i against each other.
func (l *laying) list(tb testing.TB, text string, i int, got, want []int64) {
	tb.Helper()
	in := &l.form.Inputs[i]
	n := int(want[i] & math.MaxUint32)
	if int(got[i]&math.MaxUint32) != n {
		tb.Fatalf("%q: %s has %d elements, and as values %d", text, l.policy.Inputs[i].Name, got[i]&math.MaxUint32, n)
	}
	a, b := got[got[i]>>32:], want[want[i]>>32:]
	for k := range n * in.Stride {
		elem := l.policy.Inputs[i].Type.Elem
		if in.Record {
			if in.Idle[k%in.Stride] {
				continue
			}
			elem = elem.Rec.Fields[k%in.Stride].Type
		}
		if elem.Kind == types.Text && a[k] != plan.Lacking {
			if x, ok := l.numbers[a[k]]; ok && x != b[k] {
				tb.Fatalf("%q: different texts have the number %d", text, a[k])
			}
			if x, ok := l.others[b[k]]; ok && x != a[k] {
				tb.Fatalf("%q: a text has the numbers %d and %d", text, x, a[k])
			}
			l.numbers[a[k]], l.others[b[k]] = b[k], a[k]
			continue
		}
		if a[k] != b[k] {
			tb.Fatalf("%q: word %d of %s is %d, and as a value %d", text, k, l.policy.Inputs[i].Name, a[k], b[k])
		}
	}
}

// What is usual is read as words, but for values that have none.
func TestLaysUsualForms(t *testing.T) {
	l := newLaying(t)
	for range 2 {
		for _, text := range good {
			for _, behind := range []string{"", "\n", "\r\n", "\n{}", "\n" + good[5], "\n]"} {
				if has := !strings.Contains(text, "unlimited") && !strings.HasPrefix(text, " ") && !strings.Contains(text, `\"`); l.agree(t, text+behind) != has && has {
					t.Errorf("%s is not read as words", text)
				}
			}
		}
	}
	for _, text := range []string{"", "\n{}", " {}", `{"ok":` + "\n" + `true}`, `{"ok":true} {}`, "{\"tags\":[\n\"a\"]}", `{"paid":"unlimited"}`} {
		if l.agree(t, text) {
			t.Errorf("%q is read as words", text)
		}
	}
}

// Whatever is not a case as values is none as words.
func TestLaysNothingElse(t *testing.T) {
	l := newLaying(t)
	for _, text := range bad {
		if l.agree(t, text) {
			t.Errorf("%q is read as words", text)
		}
	}
	r := rand.New(rand.NewPCG(3, 1))
	read := 0
	for range 50_000 {
		s := good[r.IntN(len(good))]
		for range 1 + r.IntN(2) {
			at := r.IntN(len(s) + 1)
			s = s[:at] + []string{`"`, `,`, ` `, "\n", `null`, `{`, `]`, `0`, `\`, `é`}[r.IntN(10)] + s[min(len(s), at+r.IntN(3)):]
		}
		if l.agree(t, s) {
			read++
		}
	}
	t.Logf("%d of 50000 damaged lines are still cases", read)
}

// Equal texts have equal numbers however many there are, how long they are, and however they are written.
func TestNumbersTexts(t *testing.T) {
	l := newLaying(t)
	r := rand.New(rand.NewPCG(4, 1))
	left := 0
	for range 300 {
		var texts []string
		for range 1 + r.IntN(90) {
			s := strings.Repeat("long and longer ", r.IntN(7)) + strings.Repeat("x", r.IntN(9)) + string(rune('a'+r.IntN(26)))
			if r.IntN(5) == 0 {
				s += `\u00e9`
			} else {
				s += "é"
			}
			texts = append(texts, `"`+s+`"`)
		}
		if !l.agree(t, `{"tags":[`+strings.Join(texts, ",")+`]}`) {
			left++
		}
	}
	if left == 0 || left > 150 {
		t.Errorf("%d of 300 lists of texts are not read as words: some should not be, since no text is kept beside many others", left)
	}
	t.Logf("%d of 300 lists of texts are not read as words", left)
}

// Some texts may be too long to be kept; many that are make a case one for values.
func TestNumbersLongTexts(t *testing.T) {
	l := newLaying(t)
	for n, want := range map[int]bool{1: true, 32: true, 33: false, 40_000: false} {
		var texts []string
		for i := range n {
			texts = append(texts, fmt.Sprintf(`"%064d"`, i), fmt.Sprintf(`"%065d"`, i))
		}
		if got := l.agree(t, `{"tags":[`+strings.Join(texts, ",")+`]}`); got != want {
			t.Errorf("%d long texts are read as words: %v", n, got)
		}
	}
}

// A line that may have more values than a case may is left to who counts them, also if others follow.
func TestLaysWithinLimits(t *testing.T) {
	l := newLaying(t)
	text := `{"ok":true,"count":12}`
	for most, want := range map[int]bool{len(text) - 1: false, len(text): false, len(text) + 1: true, 0: true} {
		l.words.Within(limits.Limits{FactsBytes: most})
		if got := l.agree(t, text+"\n"+text); got != want {
			t.Errorf("read as words %v where a case may have %d bytes", got, most)
		}
	}
}

// In the long run nothing is allocated.
func TestLaysWithoutAllocations(t *testing.T) {
	l := newLaying(t)
	text := []byte(good[8] + "\n")
	if n := testing.AllocsPerRun(100, func() {
		laid, ok := l.words.Lay(text, l.laid.Words())
		if !ok {
			t.Fatal("not read")
		}
		l.laid.Take(laid.Words, laid.Texts)
	}); n != 0 {
		t.Errorf("%v allocations a line", n)
	}
}

func FuzzLay(f *testing.F) {
	for _, s := range append(append([]string(nil), good...), bad...) {
		f.Add(s)
		f.Add(s + "\n{}")
	}
	l := newLaying(f)
	f.Fuzz(func(t *testing.T, s string) { l.agree(t, s) })
}
