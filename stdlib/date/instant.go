package date

import (
	"cmp"
	"errors"
	"sort"
	"sync"
	"time"
	_ "time/tzdata" // zones must not depend on the machine's having them
)

// Instant is a moment, and the offset from UTC at which it was written.
type Instant struct {
	Unix   int64  // seconds since 1970-01-01T00:00Z
	Nano   uint32 // nanoseconds after that, below 1e9
	Offset int16  // minutes east of UTC
}

const daySeconds = 24 * 60 * 60

// ParseInstant reads a moment written as RFC 3339 says, the offset included; the seconds may be left out: 2023-11-17T08:00Z.
// An error is a *ParseError.
func ParseInstant(s string) (Instant, error) {
	y, m, d, ok := scan(s)
	if !ok || len(s) < len("2006-01-02T15:04") || s[10] != 'T' && s[10] != 't' || s[13] != ':' {
		return Instant{}, notInstant(s)
	}
	hour, ok1 := twoDigits(s[11:])
	minute, ok2 := twoDigits(s[14:])
	if !ok1 || !ok2 {
		return Instant{}, notInstant(s)
	}
	second, nano := 0, uint32(0)
	rest := s[16:]
	if len(rest) >= 3 && rest[0] == ':' {
		if second, ok = twoDigits(rest[1:]); !ok {
			return Instant{}, notInstant(s)
		}
		if nano, rest, ok = fraction(rest[3:]); !ok {
			return Instant{}, notInstant(s)
		}
	}
	if rest == "" {
		return Instant{}, &ParseError{Text: s, Reason: `has no offset: write Z or, for example, +02:00 after the time`}
	}
	offset, ok := offset(rest)
	if !ok {
		return Instant{}, notInstant(s)
	}
	if hour > 23 || minute > 59 || second > 59 {
		return Instant{}, &ParseError{Text: s, Reason: "is not a moment: times run from 00:00:00 to 23:59:59"}
	}
	day, ok := Of(y, m, d)
	if !ok {
		return Instant{}, noSuchDay(s, y, m)
	}
	local := int64(day)*daySeconds + int64(hour*3600+minute*60+second)
	return Instant{Unix: local - int64(offset)*60, Nano: nano, Offset: offset}, nil
}

func notInstant(s string) error {
	return &ParseError{Text: s, Reason: "is not written as a moment, for example 2023-11-17T08:00Z or 2023-11-17T09:00:00+01:00"}
}

// fraction reads a point with one to nine digits, if there is one.
func fraction(s string) (nano uint32, rest string, ok bool) {
	if s == "" || s[0] != '.' {
		return 0, s, true
	}
	s = s[1:]
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	if n < 1 || n > 9 {
		return 0, "", false
	}
	for i := range 9 {
		nano *= 10
		if i < n {
			nano += uint32(s[i] - '0')
		}
	}
	return nano, s[n:], true
}

// offset reads Z, +hh:mm or -hh:mm in minutes.
func offset(s string) (int16, bool) {
	if s == "Z" || s == "z" {
		return 0, true
	}
	if len(s) != len("+00:00") || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	h, ok1 := twoDigits(s[1:])
	m, ok2 := twoDigits(s[4:])
	minutes := int16(60*h + m)
	if s[0] == '-' {
		minutes = -minutes
	}
	return minutes, ok1 && ok2 && h <= 23 && m <= 59
}

// local splits the moment as it was written into a day and the seconds since its midnight.
func (i Instant) local() (Date, int) { return split(i.Unix + int64(i.Offset)*60) }

func split(seconds int64) (Date, int) {
	day := seconds / daySeconds
	if seconds < day*daySeconds {
		day--
	}
	return Date(day), int(seconds - day*daySeconds)
}

// String writes the moment at its offset as RFC 3339 says, with seconds.
func (i Instant) String() string {
	return string(i.Append(make([]byte, 0, len("2006-01-02T15:04:05+00:00"))))
}

// Append appends what String gives.
func (i Instant) Append(b []byte) []byte {
	day, second := i.local()
	b = append(day.Append(b), 'T')
	b = appendTwo(b, second/3600)
	b = appendTwo(append(b, ':'), second/60%60)
	b = appendTwo(append(b, ':'), second%60)
	if i.Nano != 0 {
		b = append(b, '.')
		for rest, unit := i.Nano, uint32(1e8); rest != 0; unit /= 10 {
			b = append(b, byte('0'+rest/unit))
			rest %= unit
		}
	}
	minutes, sign := int(i.Offset), byte('+')
	switch {
	case minutes == 0:
		return append(b, 'Z')
	case minutes < 0:
		minutes, sign = -minutes, '-'
	}
	b = appendTwo(append(b, sign), minutes/60)
	return appendTwo(append(b, ':'), minutes%60)
}

// Compare orders moments, whatever their offsets: -1 if i is earlier, 1 if it is later, and 0 otherwise.
func (i Instant) Compare(j Instant) int {
	if c := cmp.Compare(i.Unix, j.Unix); c != 0 {
		return c
	}
	return cmp.Compare(i.Nano, j.Nano)
}

// AddMinutes is n minutes after i, or before it; false where that leaves the valid years.
func (i Instant) AddMinutes(n int) (Instant, bool) {
	const most = int64(Max-Min) * daySeconds / 60
	if int64(n) < -most || int64(n) > most {
		return Instant{}, false
	}
	i.Unix += int64(n) * 60
	day, _ := i.local()
	return i, day.Valid()
}

// AsWritten is the day of the moment at its own offset.
func (i Instant) AsWritten() Date { day, _ := i.local(); return day }

// DateIn is the day of the moment in a zone; false where that leaves the valid years.
func (i Instant) DateIn(zone *time.Location) (Date, bool) {
	day, _ := split(i.Unix + offsetAt(i.Unix, zone))
	return day, day.Valid()
}

// In is the same moment written at the zone's offset.
func (i Instant) In(zone *time.Location) Instant {
	i.Offset = int16(offsetAt(i.Unix, zone) / 60)
	return i
}

// ClockOn is the moment at which the clocks of a zone show a time, in minutes since midnight, on a day. Where they skip that time it is the
// moment right after the gap, and where they show it twice it is the first.
//
// The bounds of time.Time.ZoneBounds are not used: on the last day of some leap years they lie before the moment (Go 1.26).
func ClockOn(day Date, minutes int, zone *time.Location) Instant {
	local := int64(day)*daySeconds + int64(minutes)*60
	// A day to both sides, no clock is set at the time sought: zones change at most once in so short a time.
	before, after := offsetAt(local-daySeconds, zone), offsetAt(local+daySeconds, zone)
	for _, off := range [...]int64{before, after} {
		if offsetAt(local-off, zone) == off {
			return Instant{Unix: local - off, Offset: int16(off / 60)}
		}
	}
	// A gap: look for the first second with another offset.
	n := sort.Search(2*daySeconds, func(i int) bool { return offsetAt(local-daySeconds+int64(i), zone) != before })
	return Instant{Unix: local - daySeconds + int64(n), Offset: int16(after / 60)}
}

// offsetAt is the seconds that a zone's clocks are ahead of UTC.
func offsetAt(unix int64, zone *time.Location) int64 {
	_, off := time.Unix(unix, 0).In(zone).Zone()
	return int64(off)
}

// ErrZone is the error for a name that is no time zone.
var ErrZone = errors.New("is not a time zone: write a name such as Europe/Zurich")

var zones sync.Map // by name

// Zone finds a time zone by its IANA name.
func Zone(name string) (*time.Location, error) {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location), nil
	}
	if name == "" || name == "Local" {
		return nil, ErrZone
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		return nil, ErrZone
	}
	zones.Store(name, z)
	return z, nil
}
