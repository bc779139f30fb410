package money

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestCurrencies(t *testing.T) {
	for code, digits := range map[string]int{"EUR": 2, "CHF": 2, "USD": 2, "GBP": 2, "JPY": 0, "KWD": 3, "CLF": 4} {
		c, ok := Parse(code)
		if !ok || c == None || c.Code() != code || c.Digits() != digits {
			t.Errorf("%s: %d, %v, %s, %d digits", code, c, ok, c, c.Digits())
		}
	}
	for _, code := range []string{"", "eur", "EURO", "XXX", "DEM", "HRK", "€"} {
		if c, ok := Parse(code); ok {
			t.Errorf("%q is %s", code, c)
		}
	}
	codes := Codes()
	if len(codes) < 150 || !slices.IsSorted(codes) {
		t.Errorf("%d codes", len(codes))
	}
	for i, code := range codes {
		if Must(code) != Currency(i+1) {
			t.Errorf("%s is %d", code, Must(code))
		}
	}
	if None.Code() != "" || None.Digits() != 0 {
		t.Errorf("none is %q", None.Code())
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct{ x, step, down, up, halfUp, halfEven string }{
		{"2.344", "0.01", "2.34", "2.35", "2.34", "2.34"},
		{"2.345", "0.01", "2.34", "2.35", "2.35", "2.34"},
		{"2.355", "0.01", "2.35", "2.36", "2.36", "2.36"},
		{"2.3450001", "0.01", "2.34", "2.35", "2.35", "2.35"},
		{"-2.345", "0.01", "-2.34", "-2.35", "-2.35", "-2.34"},
		{"-0.004", "0.01", "0", "-0.01", "0", "0"},
		{"2.34", "0.01", "2.34", "2.34", "2.34", "2.34"},
		{"0", "0.01", "0", "0", "0", "0"},
		{"7.525", "0.05", "7.5", "7.55", "7.55", "7.5"},
		{"7.575", "0.05", "7.55", "7.6", "7.6", "7.6"},
		{"150", "100", "100", "200", "200", "200"},
		{"250", "100", "200", "300", "300", "200"},
		{"1", "0.3", "0.9", "1.2", "0.9", "0.9"},
		{"0.45", "0.3", "0.3", "0.6", "0.6", "0.6"},
		{"99999999999999999999.995", "0.01", "99999999999999999999.99", "100000000000000000000", "100000000000000000000", "100000000000000000000"},
	} {
		for mode, want := range map[Mode]string{Down: c.down, Up: c.up, HalfUp: c.halfUp, HalfEven: c.halfEven} {
			got := Round(decimal.RequireFromString(c.x), mode, decimal.RequireFromString(c.step))
			if !got.Equal(decimal.RequireFromString(want)) {
				t.Errorf("%s %s to %s is %s, want %s", c.x, mode, c.step, got, want)
			}
		}
	}
}

// TestRoundTwins holds that the two ways of rounding agree, also at the ends of the range.
func TestRoundTwins(t *testing.T) {
	edges := rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, math.MaxInt64, math.MaxInt64 - 1, 0, 1, -1, 5, 15, 25, -25})
	numbers := rapid.OneOf(edges, rapid.Int64(), rapid.Int64Range(-1000, 1000))
	steps := rapid.OneOf(rapid.SampledFrom([]int64{1, 2, 10, 10_000, 50_000, 1_000_000, math.MaxInt64}), rapid.Int64Range(1, 20), rapid.Int64Min(1))
	rapid.Check(t, func(t *rapid.T) {
		x, step := numbers.Draw(t, "x"), steps.Draw(t, "step")
		mode := Mode(rapid.IntRange(0, 3).Draw(t, "mode"))
		want := Round(decimal.New(x, -6), mode, decimal.New(step, -6))
		got, ok := RoundScaled(x, mode, step)
		fits := want.Shift(6).BigInt().IsInt64()
		if ok != fits || ok && !decimal.New(got, -6).Equal(want) {
			t.Fatalf("%d %s to %d is %d, %v, want %s", x, mode, step, got, ok, want)
		}
	})
}

// TestRoundLaws holds what rounding means, whatever the way it is computed.
func TestRoundLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := decimal.New(rapid.Int64().Draw(t, "x"), rapid.Int32Range(-9, 3).Draw(t, "exponent"))
		step := decimal.New(rapid.Int64Range(1, 1000).Draw(t, "step"), rapid.Int32Range(-4, 2).Draw(t, "step exponent"))
		var by [4]decimal.Decimal
		for mode := range by {
			by[mode] = Round(x, Mode(mode), step)
			if !by[mode].Mod(step).IsZero() || by[mode].Sub(x).Abs().Cmp(step) >= 0 {
				t.Errorf("%s %s to %s is %s", x, Mode(mode), step, by[mode])
			}
			if !Round(x.Neg(), Mode(mode), step).Equal(by[mode].Neg()) {
				t.Errorf("%s %s to %s is no mirror image", x, Mode(mode), step)
			}
			if !Round(by[mode], Mode(mode), step).Equal(by[mode]) {
				t.Errorf("%s %s to %s changes when rounded again", x, Mode(mode), step)
			}
		}
		if by[Down].Abs().Cmp(x.Abs()) > 0 || by[Up].Abs().Cmp(x.Abs()) < 0 {
			t.Errorf("%s to %s: down %s, up %s", x, step, by[Down], by[Up])
		}
		half := step.Div(decimal.NewFromInt(2))
		for _, nearest := range by[HalfUp:] {
			if nearest.Sub(x).Abs().Cmp(half) > 0 {
				t.Errorf("%s to %s is not nearest: %s", x, step, nearest)
			}
		}
		if !by[HalfUp].Equal(by[HalfEven]) && (!by[HalfUp].Equal(by[Up]) || !by[HalfEven].Equal(by[Down]) || !by[Down].Sub(x).Abs().Equal(half)) {
			t.Errorf("%s to %s: half up %s, half even %s", x, step, by[HalfUp], by[HalfEven])
		}
	})
}

func TestFormat(t *testing.T) {
	for _, c := range []struct{ x, code, people, machine string }{
		{"7500", "EUR", "7,500.00 EUR", "7500.00"},
		{"0", "EUR", "0.00 EUR", "0.00"},
		{"0.5", "EUR", "0.50 EUR", "0.50"},
		{"1234567.89", "CHF", "1,234,567.89 CHF", "1234567.89"},
		{"-1234.5", "CHF", "-1,234.50 CHF", "-1234.50"},
		{"-123", "CHF", "-123.00 CHF", "-123.00"},
		{"1.005", "EUR", "1.005 EUR", "1.005"},
		{"0.000001", "EUR", "0.000001 EUR", "0.000001"},
		{"1.5000", "EUR", "1.50 EUR", "1.50"},
		{"10.0", "JPY", "10 JPY", "10"},
		{"10.25", "JPY", "10.25 JPY", "10.25"},
		{"1", "KWD", "1.000 KWD", "1.000"},
		{"1e6", "EUR", "1,000,000.00 EUR", "1000000.00"},
		{"100000000000000000000000.000000001", "EUR", "100,000,000,000,000,000,000,000.000000001 EUR", "100000000000000000000000.000000001"},
	} {
		x, cur := decimal.RequireFromString(c.x), Must(c.code)
		if got := Format(x, cur); got != c.people {
			t.Errorf("%s is %s, want %s", c.x, got, c.people)
		}
		if got := Amount(x, cur); got != c.machine {
			t.Errorf("%s is %s, want %s", c.x, got, c.machine)
		}
	}
}

func TestFormatProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-10_000_000_000, 10_000_000_000)).Draw(t, "n")
		decimals := rapid.IntRange(0, 8).Draw(t, "decimals")
		grouped := rapid.Bool().Draw(t, "grouped")
		x := decimal.New(n, -6)
		got := string(AppendScaled(nil, n, 6, decimals, grouped))
		if twin := string(AppendDecimal(nil, x, decimals, grouped)); twin != got {
			t.Errorf("%s as a decimal, %s scaled", twin, got)
		}
		plain := strings.ReplaceAll(got, ",", "")
		if back, err := decimal.NewFromString(plain); err != nil || !back.Equal(x) {
			t.Errorf("%s reads as %s, %v", got, back, err)
		}
		if !grouped && decimals >= 6 && got != x.StringFixed(int32(decimals)) {
			t.Errorf("%s, want %s", got, x.StringFixed(int32(decimals)))
		}
		whole, fraction, _ := strings.Cut(got, ".")
		if len(fraction) < decimals || len(fraction) > max(6, decimals) || len(fraction) > decimals && strings.HasSuffix(fraction, "0") {
			t.Errorf("%s has %d decimals, want %d", got, len(fraction), decimals)
		}
		if !grouped {
			return
		}
		for i, group := range strings.Split(strings.TrimPrefix(whole, "-"), ",") {
			if len(group) > 3 || len(group) == 0 || i > 0 && len(group) != 3 {
				t.Errorf("%s is grouped wrongly", got)
			}
		}
	})
}

func BenchmarkRoundScaled(b *testing.B) {
	for b.Loop() {
		_, _ = RoundScaled(1_234_567_891, HalfEven, 10_000)
	}
}

func BenchmarkRoundDecimal(b *testing.B) {
	x, step := decimal.New(1_234_567_891, -6), decimal.New(1, -2)
	for b.Loop() {
		_ = Round(x, HalfEven, step)
	}
}

// What is no currency is None, and not the one that would stand beside it in the table.
func TestUnknownCodesAreNone(t *testing.T) {
	for _, code := range []string{"", "EUX", "eur", "AAA", "ZZZ", "EU", "EURO"} {
		if c, ok := Parse(code); ok || c != None {
			t.Errorf("%q is %q, %v", code, c, ok)
		}
	}
}
