package admin

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// longest is the longest time that a command takes.
const longest = 100 * 365 * 24 * time.Hour

// span reads a time such as 90s, 1h30m or 7d; a number without a unit is
// seconds.
func span(s string) (d time.Duration, ok bool) {
	if days, found := strings.CutSuffix(s, "d"); found {
		n, err := strconv.ParseUint(days, 10, 16)
		d = time.Duration(n) * 24 * time.Hour
		return d, err == nil && d <= longest
	}
	if n, err := strconv.ParseUint(s, 10, 31); err == nil {
		return time.Duration(n) * time.Second, true
	}
	d, err := time.ParseDuration(s)
	return d, err == nil && d >= 0 && d <= longest
}

// apart reports that a unit stands apart from its number: the number alone would
// be taken for seconds, and who writes 'stop 5 min' means something else.
func apart(number, rest string) bool {
	unit, _ := word(rest)
	_, err := strconv.ParseUint(number, 10, 31)
	return err == nil && units.MatchString(unit)
}

var units = regexp.MustCompile(`(?i)^(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)[,.:;]?$`)

// together is what to say of that.
func together(number, rest string) []string {
	unit, _ := word(rest)
	return []string{fmt.Sprintf("nothing was done: write the time as one word, such as %s%s", number, strings.ToLower(unit[:1]))}
}

// short is a time as people say it, to the second.
func short(d time.Duration) string {
	d = d.Round(time.Second)
	if days := d / (24 * time.Hour); days > 0 {
		return strings.TrimSuffix(fmt.Sprintf("%dd%s", days, short(d%(24*time.Hour))), "0s")
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
