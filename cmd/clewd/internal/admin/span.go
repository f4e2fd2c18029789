package admin

import (
	"fmt"
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
