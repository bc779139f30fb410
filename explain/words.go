package explain

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/explain/english"
	"github.com/clausewise/clausewise/stdlib/country"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// capital makes the first letter a capital.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// maskNames names the members of a mask, in declared order.
func maskNames(members []string, mask uint64) []string {
	var out []string
	for ; mask != 0; mask &= mask - 1 {
		if i := bits.TrailingZeros64(mask); i < len(members) {
			out = append(out, members[i])
		}
	}
	return out
}

// list joins phrases: "a", "a and b", "a, b and c".
func list(all []string, conjunction string) string { return english.List(all, conjunction) }

// allWords turns each name into words.
func (s voice) allWords(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = s.words(n)
	}
	return out
}

// count is "1 fact", "2 facts".
func count(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return strconv.Itoa(n) + " " + plural
}

// percent writes a percentage without group commas, for machines: "7.5%".
func percent(v value.Value) string {
	return string(money.AppendDecimal(nil, v.Decimal().Shift(2), 0, false)) + "%"
}

// day writes a date as a letter does: 1 March 2024.
func day(d date.Date) string {
	y, m, dd := d.Civil()
	return strconv.Itoa(dd) + " " + months[m-1] + " " + strconv.Itoa(y)
}

var months = [...]string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

// moment writes an instant as the clock that it was written by: 6 June 2024, 10:00 (UTC+2).
func moment(i date.Instant) string {
	s := i.String()
	d, err := date.Parse(s[:len("2024-06-06")])
	if err != nil || i.Nano != 0 {
		return s
	}
	clock := s[len("2024-06-06T"):len("2024-06-06T10:00")]
	if i.Unix%60 != 0 {
		clock = s[len("2024-06-06T"):len("2024-06-06T10:00:00")]
	}
	offset := "UTC"
	if i.Offset != 0 {
		minutes, sign := int(i.Offset), "+"
		if minutes < 0 {
			minutes, sign = -minutes, "−"
		}
		offset += sign + strconv.Itoa(minutes/60)
		if minutes%60 != 0 {
			offset += ":" + strconv.Itoa(100 + minutes%60)[1:]
		}
	}
	return day(d) + ", " + clock + " (" + offset + ")"
}

// say writes a value of type t for people.
func (s voice) say(t *types.Type, v value.Value) string {
	switch v.Kind {
	case value.Invalid:
		return "not known"
	case value.Enum:
		return s.words(t.Members[v.N])
	case value.Set:
		names := maskNames(t.Members, uint64(v.N))
		if len(names) == 0 {
			return "none"
		}
		return list(s.allWords(names), "and")
	case value.Money:
		if v.Special {
			return "unlimited"
		}
		return money.Format(v.Decimal(), v.Cur)
	case value.Date:
		if v.Special {
			return "never"
		}
		return day(v.Date())
	case value.Instant:
		return moment(v.Instant())
	case value.Text:
		return "“" + v.Text() + "”"
	case value.Country:
		return country.Name(v.Text())
	case value.Calendar:
		return sayCalendar(v)
	case value.List:
		return s.sayList(t, v)
	case value.Record:
		return s.sayRecord(t, v)
	case value.Period:
		p := v.Period()
		return day(p.First) + " to " + day(p.Last)
	case value.Duty:
		return s.duty(v.Duty())
	}
	return v.String() // yes or no, numbers, percentages, currencies
}

// sayCalendar names a calendar, or counts its days.
func sayCalendar(v value.Value) string {
	c := v.Calendar()
	if c.Name() != "" {
		return c.Title() + " (" + c.String() + ")"
	}
	days := c.Holidays(date.Min, date.Max)
	const most = 4
	if len(days) == 0 {
		return "no days"
	}
	if len(days) > most {
		return count(len(days), "day", "days") + " from " + day(days[0]) + " to " + day(days[len(days)-1])
	}
	all := make([]string, len(days))
	for i, d := range days {
		all[i] = day(d)
	}
	return list(all, "and")
}

// sayList writes the entries of a list.
func (s voice) sayList(t *types.Type, v value.Value) string {
	members := v.Members()
	if len(members) == 0 {
		return "none"
	}
	elem := t.Elem
	if elem == nil {
		elem = t
	}
	all := make([]string, len(members))
	for i, m := range members {
		all[i] = s.say(elem, m)
		if m.Kind == value.Record {
			all[i] = "(" + strconv.Itoa(i+1) + ") " + all[i]
		}
	}
	if members[0].Kind == value.Record || members[0].Kind == value.Duty {
		return strings.Join(all, "; ")
	}
	return list(all, "and")
}

// sayRecord writes the known fields of a record.
func (s voice) sayRecord(t *types.Type, v value.Value) string {
	var all []string
	for i, f := range v.Members() {
		if f.Kind != value.Invalid {
			name := s.words(t.Rec.Fields[i].Name)
			if f.Kind == value.Bool {
				name += ":"
			}
			all = append(all, name+" "+s.say(t.Rec.Fields[i].Type, f))
		}
	}
	if len(all) == 0 {
		return "nothing known"
	}
	return strings.Join(all, ", ")
}

// duty writes a duty as a sentence without its stop.
func (s voice) duty(d *value.DutyValue) string {
	text := capital(s.party(d.Who)) + " " + d.Modality.String() + " " + english.Imperative(s.words(d.What))
	if d.To != "" {
		text += " to " + s.party(d.To)
	}
	money, date := &types.Type{Kind: types.Money}, &types.Type{Kind: types.Date}
	for _, detail := range []struct {
		words string
		t     *types.Type
		v     value.Value
	}{{", in the amount of ", money, d.Amount}, {", insured for ", money, d.InsuredFor}, {", not before ", date, d.NotBefore}, {", by ", date, d.By}} {
		if detail.v.Kind != value.Invalid {
			text += detail.words + s.say(detail.t, detail.v)
		}
	}
	if d.Immediately {
		text += ", immediately"
	}
	if d.Until != "" {
		text += ", until the " + s.words(d.Until)
	}
	return text
}

// voice speaks about the cases of one policy.
type voice struct {
	seller string            // the seller's name
	proper map[string]string // words with a capital, by their small letters
}

// party is a party as it is spoken of: the seller's own name as it writes it, everybody else with an article.
func (s voice) party(name string) string {
	all := strings.Fields(s.words(name))
	for i, w := range all {
		for _, proper := range strings.Fields(s.seller) {
			if strings.EqualFold(w, proper) {
				all[i] = proper
			}
		}
	}
	if len(all) == 1 && all[0] != strings.ToLower(all[0]) {
		return strings.Join(all, " ")
	}
	return "the " + strings.Join(all, " ")
}

// told tells whether the end of a range is worth telling: it is known, and in a known currency.
func told(v value.Value) bool {
	return v.Kind != value.Invalid && (v.Kind != value.Money || v.Special || v.Cur != money.None)
}

// question asks for an input: in the policy's words, or in those of its name. A path names a field of a list's entry.
func (s voice) question(in *tree.Input, path string) string {
	if path == in.Name && in.Question != "" {
		return in.Question
	}
	if path == in.Name || path == "" {
		return capital(s.words(in.Name)) + "?"
	}
	rest := strings.TrimPrefix(path, in.Name)
	name := capital(s.words(in.Name))
	for rest != "" {
		if rest[0] == '[' {
			at, after, _ := strings.Cut(rest[1:], "]")
			rest = after
			if i, err := strconv.Atoi(at); err == nil {
				name += ", entry " + strconv.Itoa(i+1)
			}
			continue
		}
		field := strings.TrimPrefix(rest, ".")
		end := strings.IndexAny(field, ".[")
		if end < 0 {
			end = len(field)
		}
		if end == 0 {
			break
		}
		name += ": " + s.words(field[:end])
		rest = field[end:]
	}
	return name + "?"
}
