package plan

import (
	"math"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// plainBound is a bound that always holds and has constant ends: it is a comparison of words.
type plainBound struct {
	input, stride, field int32 // of the elements, if the bound is that of a list's
	least, most          int64
}

// plainBound takes in a bound of values of a type, of an input or of a field of its elements; false: it is not plain.
func (l *lowering) plainBound(b *tree.Bound, in *tree.Input, t *types.Type, field int) bool {
	lit, ok := b.Value.(*tree.Lit)
	stride := l.layouts[in.Index].stride
	if !ok || b.InList != nil || b.When != nil || b.Unless != nil || lit.CurrencyOf != nil || !plainKind(kindOf(t)) || in.Type.Kind == types.List && stride == 0 {
		return false
	}
	k := word(&lit.Value)
	if k <= ask+1 || k == math.MaxInt64 {
		return false
	}
	out := plainBound{int32(in.Index), stride, int32(field), ask + 1, math.MaxInt64}
	switch b.Kind {
	case ast.AtLeast, ast.NotBefore:
		out.least = k
	case ast.AtMost, ast.NotAfter:
		out.most = k
	case ast.Above:
		out.least = k + 1
	case ast.Below:
		out.most = k - 1
	default:
		return false
	}
	l.plain = append(l.plain, out)
	return true
}

// plain finds out what plain bounds say of a case that was not checked; false: a machine is to find out more.
func (k *Case) plain() bool {
	if k.bounds != unchecked {
		return true
	}
	for i := range k.c.plain {
		if b := &k.c.plain[i]; given(k.in, k.w, b.input) && !b.keeps(k.w) {
			k.bounds = broken
			return true
		}
	}
	if len(k.c.bounds)+len(k.c.rooms) == 0 {
		k.bounds = kept
		return true
	}
	return false
}

// keeps tells whether a fact that is given keeps the bound; a value that has no word does not, since it is not known whether it does.
func (b *plainBound) keeps(words []int64) bool {
	if b.stride == 0 {
		return b.holds(words[b.input])
	}
	at, end := span(words[b.input], b.stride)
	for at += b.field; at < end; at += b.stride {
		if !b.holds(words[at]) {
			return false
		}
	}
	return true
}

func (b *plainBound) holds(w int64) bool { return b.least <= w && w <= b.most }
