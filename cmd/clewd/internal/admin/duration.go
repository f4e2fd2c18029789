package admin

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"clew/cmd/internal/cli"
)

// cutDuration cuts the time off a command's arguments. given is false if they begin
// with none. If something looks like a time but is not valid, fault says how to
// write it; it is never taken for a reason, nor for seconds.
func cutDuration(args string) (d time.Duration, given bool, rest string, fault []string) {
	first, rest := cutWord(args)
	unit, apart := separateUnit(first, rest)
	d, err := cli.ParseDuration(first)
	switch {
	case apart:
		return 0, false, "", []string{fmt.Sprintf("nothing was done: write the time as one word, as in %s%s", first, unit)}
	case err == nil:
		return d, true, rest, nil
	case cli.LooksLikeDuration(first):
		return 0, false, "", []string{"nothing was done: " + err.Error()}
	case isSpelledTime(args):
		return 0, false, "", []string{"nothing was done: write the time first, as one word, as in 5m"}
	}
	return 0, false, args, nil
}

// separateUnit returns the letter of a unit that is separated from its number.
// Otherwise 'stop 5 min' would mean 5 seconds.
func separateUnit(number, rest string) (letter string, ok bool) {
	unit, _ := cutWord(rest)
	unit = strings.ToLower(strings.TrimRight(unit, ",.:;!"))
	if _, is := cli.DurationUnit(unit); !is || !cli.IsNumber(number) {
		return "", false
	}
	if unit == "ms" {
		return unit, true
	}
	return unit[:1], true
}

var (
	prepositionTime = regexp.MustCompile(`(?i)^(in|for|after|at|until|till|by)\s+\S*\d`)
	spelledTime     = regexp.MustCompile(`(?i)^((in|for|after)\s+)?(an?|one|two|three|four|five|ten|fifteen|twenty|thirty|half|some|few)\s+(an?\s+|few\s+)?(\pL+)`)
)

// isSpelledTime reports whether arguments begin with a time in several words, such
// as 'in 5 min' or 'half an hour'.
func isSpelledTime(args string) bool {
	if m := spelledTime.FindStringSubmatch(args); m != nil {
		_, is := cli.DurationUnit(m[len(m)-1])
		return is
	}
	return prepositionTime.MatchString(args)
}
