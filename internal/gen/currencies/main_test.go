package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/bojanz/currency"

	"github.com/clausewise/clausewise/stdlib/money"
)

// What is in the repository is what would be written, and says what the library says.
func TestTableIsCurrent(t *testing.T) {
	have, err := os.ReadFile("../../../stdlib/money/iso4217.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, table()) {
		t.Error("stdlib/money/iso4217.go is old: run go generate ./stdlib/money")
	}
	codes := currency.GetCurrencyCodes()
	if len(codes) != len(money.Codes()) {
		t.Errorf("%d currencies, want %d", len(money.Codes()), len(codes))
	}
	for _, code := range codes {
		c, ok := money.Parse(code)
		want, _ := currency.GetDigits(code)
		if !ok || c.Code() != code || c.Digits() != int(want) {
			t.Errorf("%s: %v with %d digits, want %d", code, ok, c.Digits(), want)
		}
	}
}
