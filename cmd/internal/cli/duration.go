package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// DurationForms shows how durations are written.
const DurationForms = "90s, 5m or 5min, 1h30m or 1:30, 7d, 2w"

// MaxDuration is the longest duration that ParseDuration accepts.
const MaxDuration = 100 * 365 * 24 * time.Hour

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// durationUnits maps spellings, in lower case, to units.
var durationUnits = map[string]time.Duration{
	"ms": time.Millisecond,
	"s":  time.Second, "sec": time.Second, "secs": time.Second, "second": time.Second, "seconds": time.Second,
	"m": time.Minute, "min": time.Minute, "mins": time.Minute, "minute": time.Minute, "minutes": time.Minute,
	"h": time.Hour, "hr": time.Hour, "hrs": time.Hour, "hour": time.Hour, "hours": time.Hour,
	"d": day, "day": day, "days": day,
	"w": week, "wk": week, "wks": week, "week": week, "weeks": week,
}

var (
	hoursMinutes  = regexp.MustCompile(`^(\d{1,6}):([0-5]\d)$`)
	durationParts = regexp.MustCompile(`^(?:\d+(?:\.\d+)?[A-Za-z]+)+$`)
	durationPart  = regexp.MustCompile(`(\d+(?:\.\d+)?)([A-Za-z]+)`)
)

// DurationUnit returns the unit that a word names. A lone M names none,
// because it might mean months.
func DurationUnit(word string) (d time.Duration, ok bool) {
	if word == "M" {
		return 0, false
	}
	d, ok = durationUnits[strings.ToLower(word)]
	return d, ok
}

// ParseDuration reads a duration from 0 to MaxDuration. A number without a
// unit means seconds, and h:mm hours and minutes. The error lists the accepted
// forms.
func ParseDuration(s string) (time.Duration, error) {
	d, ok := parseDuration(s)
	if !ok {
		return 0, fmt.Errorf("%.40q is not a duration; write one such as %s", s, DurationForms)
	}
	if d > MaxDuration {
		return 0, fmt.Errorf("%.40q is too long; the maximum is %s", s, FormatDuration(MaxDuration))
	}
	return d, nil
}

func parseDuration(s string) (d time.Duration, ok bool) {
	if IsNumber(s) {
		return multiply(s, time.Second), true
	}
	if m := hoursMinutes.FindStringSubmatch(s); m != nil {
		return multiply(m[1], time.Hour) + multiply(m[2], time.Minute), true
	}
	if !durationParts.MatchString(s) {
		return 0, false
	}
	for _, m := range durationPart.FindAllStringSubmatch(s, -1) {
		unit, known := DurationUnit(m[2])
		if !known {
			return 0, false
		}
		d = min(d+multiply(m[1], unit), MaxDuration+1)
	}
	return d, true
}

// multiply returns that many units, or a little over MaxDuration if it is more
// than that.
func multiply(number string, unit time.Duration) time.Duration {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || n > float64(MaxDuration/unit) {
		return MaxDuration + 1
	}
	return time.Duration(n * float64(unit))
}

// IsNumber reports whether s is a number without a unit.
func IsNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// LooksLikeDuration reports whether a word seems to be meant as a duration: it
// starts with a digit, possibly after a sign, quote or bracket.
func LooksLikeDuration(word string) bool {
	word = strings.TrimLeft(word, "+-−~≈<>=([{\"'`“”‘’„«.,:#")
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsNumber(r)
}

// FormatDuration formats a duration to the second, such that ParseDuration
// reads it back: 90s, 1h30m, 7d.
func FormatDuration(d time.Duration) string {
	d = d.Round(time.Second)
	if days := d / day; days > 0 {
		s := fmt.Sprintf("%dd", days)
		if rest := d % day; rest > 0 {
			s += FormatDuration(rest)
		}
		return s
	}
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
