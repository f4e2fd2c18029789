package admin

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"clew/cmd/internal/timespan"
)

// span takes the time off the arguments of a command. Where they begin with none,
// given is false. Where a time may be meant that is not understood, fault says
// how to write it: it must not be taken for a reason, nor for seconds.
func span(args string) (d time.Duration, given bool, rest string, fault []string) {
	first, rest := word(args)
	unit, apart := unitApart(first, rest)
	d, err := timespan.Parse(first)
	switch {
	case apart:
		return 0, false, "", []string{fmt.Sprintf("nothing was done: write the time as one word, such as %s%s", first, unit)}
	case err == nil:
		return d, true, rest, nil
	case timespan.Looks(first):
		return 0, false, "", []string{"nothing was done: " + err.Error()}
	case inWords(args):
		return 0, false, "", []string{"nothing was done: write the time first and as one word, such as 5m"}
	}
	return 0, false, args, nil
}

// unitApart returns the letter of a unit that stands apart from its number: the
// number alone would be taken for seconds, and 'stop 5 min' means something else.
func unitApart(number, rest string) (letter string, ok bool) {
	unit, _ := word(rest)
	unit = strings.ToLower(strings.TrimRight(unit, ",.:;!"))
	if _, is := timespan.Unit(unit); !is || !timespan.Bare(number) {
		return "", false
	}
	if unit == "ms" {
		return unit, true
	}
	return unit[:1], true
}

var (
	before = regexp.MustCompile(`(?i)^(in|for|after|at|until|till|by)\s+\S*\d`)
	spoken = regexp.MustCompile(`(?i)^((in|for|after)\s+)?(an?|one|two|three|four|five|ten|fifteen|twenty|thirty|half|some|few)\s+(an?\s+|few\s+)?(\pL+)`)
)

// inWords reports whether arguments begin with a time in several words, such as
// 'in 5 min' or 'half an hour'.
func inWords(args string) bool {
	if m := spoken.FindStringSubmatch(args); m != nil {
		_, is := timespan.Unit(m[len(m)-1])
		return is
	}
	return before.MatchString(args)
}
