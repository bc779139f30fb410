package plan

import (
	"math"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Form says how the facts of a case lie as words, for whoever reads them without making values of them. First come the words of the inputs, then
// the elements of lists one after the other, in any order of the lists.
type Form struct {
	// Inputs are in the order of the policy's declarations.
	Inputs []InputForm
}

// InputForm says how an input lies.
type InputForm struct {
	// Missing is the word of an input that is not given.
	Missing int64
	// Word tells whether the input, if it is given, must have a word: where its value has none, the case is to be loaded as values.
	Word bool
	// Stride is the number of words that an element of a list has, 0 for all other inputs; Record: they are its fields.
	Stride int
	Record bool
	// Idle are the fields whose texts nothing reads, so that their words mean nothing.
	Idle []bool
}

// Lacking is the word of what is not given within a list, and of a value that has none.
const Lacking int64 = lacks

// Form is how facts lie in a case of the plan; nil where deciding one also takes values.
func (c *Code) Form() *Form {
	if c.valued {
		return nil
	}
	f := &Form{Inputs: make([]InputForm, len(c.inputs))}
	read := readFields(c.Policy)
	for i, in := range c.Policy.Inputs {
		at, l := &f.Inputs[i], &c.layouts[i]
		*at = InputForm{Missing: l.missing, Word: plainKind(kindOf(in.Type)), Stride: int(l.stride), Record: l.record}
		if l.record {
			for k, f := range in.Type.Elem.Rec.Fields {
				at.Idle = append(at.Idle, f.Type.Kind == types.Text && !read[fieldOf{in.Type.Elem.Rec, k}])
			}
		}
	}
	for _, i := range c.rooms {
		if !f.Inputs[i].Word {
			return nil
		}
	}
	for i := range c.bounds {
		if at := &f.Inputs[c.bounds[i].input]; !at.Word && at.Stride == 0 {
			return nil
		}
	}
	return f
}

// fieldOf is a field of a record.
type fieldOf struct {
	record *types.RecordType
	field  int
}

// readFields are the fields that an expression of a policy reads, or that are bound.
func readFields(p *tree.Policy) map[fieldOf]bool {
	read := map[fieldOf]bool{}
	for _, in := range p.Inputs {
		for _, b := range in.FieldBounds {
			read[fieldOf{b.Var.T.Rec, b.Field}] = true
		}
	}
	p.EachExpr(func(x tree.Expr) {
		tree.Walk(x, func(y tree.Expr) bool {
			if f, ok := y.(*tree.FieldOf); ok {
				read[fieldOf{f.X.Type().Rec, f.Field}] = true
			}
			return true
		})
	})
	return read
}

// WordOf is the word of a value; false: it has none.
func WordOf(v *value.Value) (int64, bool) {
	w := word(v)
	return w, w != lacks
}

// ListWord is the word of a list whose elements begin at a place and are so many.
func ListWord(at, elements int) (int64, bool) {
	return int64(at)<<32 | int64(elements), at <= math.MaxInt32 && elements <= math.MaxInt32
}

// Words is room for the words of a case, to be filled according to the plan's form and given to Take.
func (k *Case) Words() []int64 { return k.w[:0] }

// Take makes words the facts of the case, in whose lists there are so many texts: they are numbered from zero, the same text by the same number.
func (k *Case) Take(words []int64, texts int) {
	k.in, k.w, k.bounds = nil, words, unchecked
	k.texts.n = texts
}

// given tells whether an input is given. Of a case without values only those are asked that have a word if they are.
func given(in []value.Value, words []int64, i int32) bool {
	if in == nil {
		return words[i] > ask
	}
	return in[i].Kind != value.Invalid
}
