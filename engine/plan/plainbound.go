package plan

import (
	"math"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// plainBound is a bound that always holds and has constant ends: it is a comparison of words.
type plainBound struct {
	is          bool
	field       int32 // of an element, if the bound is that of a list's
	least, most int64
}

// plainBoundOf finds out whether a bound of values of a type is plain.
func plainBoundOf(b *tree.Bound, t *types.Type, field int) plainBound {
	lit, ok := b.Value.(*tree.Lit)
	if !ok || b.InList != nil || b.When != nil || b.Unless != nil || lit.CurrencyOf != nil || !plainKind(kindOf(t)) {
		return plainBound{}
	}
	k := word(&lit.Value)
	if k <= ask+1 || k == math.MaxInt64 {
		return plainBound{}
	}
	out := plainBound{is: true, field: int32(field), least: ask + 1, most: math.MaxInt64}
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
		return plainBound{}
	}
	return out
}

// keeps tells whether a fact with the words of a case keeps the bound; a value that has no word does not, since it is not known whether it does.
func (b *plainBound) keeps(words []int64, in, stride int32) bool {
	if stride == 0 {
		return b.holds(words[in])
	}
	at, end := span(words[in], stride)
	for at += b.field; at < end; at += stride {
		if !b.holds(words[at]) {
			return false
		}
	}
	return true
}

func (b *plainBound) holds(w int64) bool { return b.least <= w && w <= b.most }
