package limits

import (
	"fmt"
	"strconv"
	"strings"
)

// NameError is a name that no limit has.
type NameError struct{ Name string }

// Error names it.
func (e *NameError) Error() string { return fmt.Sprintf("there is no limit %q", e.Name) }

// Set gives a limit another value: a whole number, which for sizes may end in kB, MB or GB.
func (l *Limits) Set(name, text string) error {
	for i := range table {
		d := &table[i]
		if d.Name != name {
			continue
		}
		n, err := d.parse(text)
		if err != nil {
			return err
		}
		*d.field(l) = n
		return nil
	}
	return &NameError{name}
}

func (d *Limit) parse(text string) (int, error) {
	digits, unit := text, 1
	if d.bytes {
		for suffix, size := range map[string]int{"kB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30} {
			if before, ok := strings.CutSuffix(text, suffix); ok {
				digits, unit = strings.TrimSpace(before), size
			}
		}
	}
	n, err := strconv.Atoi(digits)
	switch {
	case err != nil && d.bytes:
		return 0, fmt.Errorf("%s=%s: write a size such as 8MB", d.Name, text)
	case err != nil:
		return 0, fmt.Errorf("%s=%s: write a whole number", d.Name, text)
	case n < 1:
		return 0, fmt.Errorf("%s=%s: a limit is at least 1", d.Name, text)
	case n > d.Most/unit:
		return 0, fmt.Errorf("%s=%s: it can be raised to %s at most", d.Name, text, d.Words(d.Most))
	}
	return n * unit, nil
}

// Raise says how the limit called name, which is n now, is doubled: --max policy-bytes=2MB. It is meant for the hints of errors.
func Raise(name string, n int) string {
	for i := range table {
		if d := &table[i]; d.Name == name {
			return "--max " + name + "=" + strings.ReplaceAll(strings.TrimSuffix(d.Words(min(2*n, d.Most)), " bytes"), " ", "")
		}
	}
	panic("no limit " + name) // the names are constants
}
