package value

import (
	"cmp"

	"github.com/clausewise/clausewise/stdlib/calendar"
)

// Cmp is below, at or above zero as a is smaller than, equal to or larger than b: amounts of one kind and currency, dates, instants. A special
// value is larger than every other.
func Cmp(a, b Value) (int, error) {
	if a.Kind != b.Kind {
		return 0, ErrKind
	}
	switch a.Kind {
	case Number, Percent, Money, Date:
		switch {
		case a.Special || b.Special:
			return cmp.Compare(one(a.Special), one(b.Special)), nil
		case a.Cur != b.Cur:
			return 0, ErrCurrency
		}
		return cmpAmounts(a, b), nil
	case Instant:
		return a.Instant().Compare(b.Instant()), nil
	default:
		return 0, ErrKind
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func cmpAmounts(a, b Value) int {
	if a.Ref == nil && b.Ref == nil {
		return cmp.Compare(a.N, b.N)
	}
	return a.Decimal().Cmp(b.Decimal())
}

// Min is the smaller, and Max the larger of two values that Cmp compares.
func Min(a, b Value) (Value, error) {
	if c, err := Cmp(a, b); err != nil || c > 0 {
		return b, err
	}
	return a, nil
}

// Max is the larger of two values that Cmp compares.
func Max(a, b Value) (Value, error) {
	if c, err := Cmp(a, b); err != nil || c < 0 {
		return b, err
	}
	return a, nil
}

// Equal tells whether two values are equal: instants as moments whatever their offsets, lists member by member, duties in all details.
// Values of two kinds or currencies are not equal.
func Equal(a, b Value) bool {
	if a.Kind != b.Kind || a.Special != b.Special || a.Cur != b.Cur && !a.Special {
		return false
	}
	switch a.Kind {
	case Number, Percent, Money:
		return cmpAmounts(a, b) == 0
	case Instant:
		return a.N == b.N && a.Aux == b.Aux
	case Text, Country:
		return a.Text() == b.Text()
	case Calendar:
		return equalCalendars(a.Calendar(), b.Calendar())
	case List, Record:
		return equalMembers(a.Members(), b.Members())
	case Period:
		return *a.Period() == *b.Period()
	case Duty:
		return equalDuties(a.Duty(), b.Duty())
	default: // Invalid, Bool, Enum, Set, Date, Currency
		return a.N == b.N
	}
}

func equalCalendars(a, b *calendar.Calendar) bool {
	return a == b || a != nil && b != nil && a.Equal(b)
}

func equalMembers(a, b []Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalDuties(a, b *DutyValue) bool {
	return a.Who == b.Who && a.Modality == b.Modality && a.What == b.What && a.To == b.To && a.Immediately == b.Immediately && a.Until == b.Until &&
		Equal(a.Amount, b.Amount) && Equal(a.InsuredFor, b.InsuredFor) && Equal(a.NotBefore, b.NotBefore) && Equal(a.By, b.By)
}
