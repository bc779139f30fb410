package parser

import (
	"strings"
	"unicode/utf8"
)

// number reads what begins with a digit: a number with or without group commas, a percentage, a date, an instant, a time of day.
func (s *scanner) number() {
	start := s.pos
	i := s.digits(start)
	switch {
	case i < len(s.text) && s.text[i] == '-' && s.digits(i+1) > i+1:
		s.date(start)
		return
	case s.clockAt(start):
		s.clock(start)
		return
	case i < len(s.text) && s.text[i] == '/' && s.digits(i+1) > i+1:
		end := s.run1(start, "/")
		s.report(s.wrongDate(start, end))
		s.emit(kDate, start, end)
		return
	}
	end, ok := s.decimal(start)
	if end < len(s.text) && (s.text[end] == '_' || class[s.text[end]] == cLetter) {
		s.glued(start, end)
		return
	}
	if !ok {
		if strings.Count(s.text[start:end], ".") == 2 && !strings.Contains(s.text[start:end], ",") {
			s.report(s.wrongDate(start, end))
			s.emit(kDate, start, end)
			return
		}
		s.report(s.wrongNumber(start, end))
	}
	k := kNumber
	j := end
	for j < len(s.text) && class[s.text[j]] == cSpace {
		j++
	}
	if j < len(s.text) && s.text[j] == '%' {
		k, end = kPercent, j+1
	}
	s.emit(k, start, end)
}

// digits is the end of the digits from i.
func (s *scanner) digits(i int) int {
	for i < len(s.text) && class[s.text[i]] == cDigit {
		i++
	}
	return i
}

// run1 is the end of digits and the given signs from i, each sign followed by a digit.
func (s *scanner) run1(i int, signs string) int {
	for i < len(s.text) {
		if class[s.text[i]] == cDigit || strings.IndexByte(signs, s.text[i]) >= 0 && s.digits(i+1) > i+1 {
			i++
			continue
		}
		break
	}
	return i
}

// decimal finds the end of a number and tells whether it is well formed: groups of three after commas, at most one point.
func (s *scanner) decimal(start int) (end int, ok bool) {
	ok = true
	i := s.digits(start)
	groups, lead := 0, i-start
	for i < len(s.text) && s.text[i] == ',' && s.digits(i+1) > i+1 {
		j := s.digits(i + 1)
		if j-i-1 != 3 {
			ok = false
		}
		groups++
		i = j
	}
	if groups > 0 && lead > 3 {
		ok = false
	}
	if i < len(s.text) && s.text[i] == '.' && s.digits(i+1) > i+1 {
		i = s.digits(i + 1)
		if rest := s.run1(i, ".,"); rest > i {
			return rest, false
		}
	}
	return i, ok
}

// glued reports a number that letters follow without a space. "14days" is read as two tokens, anything else as one number.
func (s *scanner) glued(start, end int) {
	j := end
	for j < len(s.text) && isWordByte(s.text[j]) {
		j++
	}
	letters := s.text[end:j]
	if unitWords[letters] != 0 || len(letters) == 3 && isCurrencyCode(letters) {
		s.report(s.missingSpace(start, end, j))
		s.emit(kNumber, start, end)
		s.emit(kName, end, j)
		return
	}
	for j < len(s.text) && (isWordByte(s.text[j]) || (s.text[j] == '+' || s.text[j] == '-') && s.digits(j+1) > j+1) {
		j++
	}
	s.report(s.wrongNumber(start, j))
	s.emit(kNumber, start, j)
}

// clockAt tells whether hh:mm stands at i.
func (s *scanner) clockAt(i int) bool {
	j := s.digits(i)
	return j-i <= 2 && j < len(s.text) && s.text[j] == ':' && s.digits(j+1) > j+1
}

func (s *scanner) clock(start int) {
	end := s.run1(start, ":")
	if !matches(s.text[start:end], "00:00") {
		s.report(s.wrongClock(start, end))
	}
	s.emit(kClock, start, end)
}

// date reads 2024-02-29 or 2023-11-17T08:00Z.
func (s *scanner) date(start int) {
	end := s.run1(start, "-")
	dateOK := matches(s.text[start:end], "0000-00-00")
	if end < len(s.text) && s.text[end] == 'T' && s.digits(end+1) > end+1 {
		s.instant(start, end, dateOK)
		return
	}
	if !dateOK {
		s.report(s.wrongDate(start, end))
	}
	s.emit(kDate, start, end)
}

func (s *scanner) instant(start, t int, dateOK bool) {
	end := s.run1(t+1, ":")
	ok := dateOK && (matches(s.text[t+1:end], "00:00") || matches(s.text[t+1:end], "00:00:00"))
	if end < len(s.text) && s.text[end] == '.' && s.digits(end+1) > end+1 {
		if !matches(s.text[t+1:end], "00:00:00") {
			ok = false
		}
		end = s.digits(end + 1)
	}
	offset := false
	switch {
	case end < len(s.text) && s.text[end] == 'Z':
		end++
		offset = true
	case end < len(s.text) && (s.text[end] == '+' || s.text[end] == '-') && s.digits(end+1) > end+1:
		from := end + 1
		end = s.run1(from, ":")
		offset = matches(s.text[from:end], "00:00")
		ok = ok && offset
		offset = true
	}
	for end < len(s.text) && isWordByte(s.text[end]) {
		end++
		ok = false
	}
	if !ok || !offset {
		s.report(s.wrongInstant(start, end, ok && !offset))
	}
	s.emit(kInstant, start, end)
}

// matches compares text with a pattern in which 0 stands for any digit.
func matches(text, pattern string) bool {
	if len(text) != len(pattern) {
		return false
	}
	for i := range len(text) {
		if pattern[i] == '0' && class[text[i]] != cDigit || pattern[i] != '0' && text[i] != pattern[i] {
			return false
		}
	}
	return true
}

// isCurrencyCode tells whether w looks like EUR. Whether there is such a currency is for the checker.
func isCurrencyCode(w string) bool {
	return len(w) == 3 && w[0] >= 'A' && w[0] <= 'Z' && w[1] >= 'A' && w[1] <= 'Z' && w[2] >= 'A' && w[2] <= 'Z'
}

// runeAt decodes the character at i.
func (s *scanner) runeAt(i int) (rune, int) { return utf8.DecodeRuneInString(s.text[i:]) }
