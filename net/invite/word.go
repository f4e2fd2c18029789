package invite

import (
	"errors"
	"fmt"
	"strings"
)

// WordLen is the number of letters of a word.
const WordLen = 6

// errWord says what a word and its tracker look like.
var errWord = errors.New("an invitation by a tracker is six letters and digits, an @ and the tracker's name, such as K7QM4X@tracker.example")

// Word returns the six letters of a number of 30 bits, by which a tracker's game can
// be read out.
func Word(n uint32) string {
	var letters [WordLen]byte
	for i := range letters {
		letters[i] = alphabet[n>>(25-5*i)&31]
	}
	return string(letters[:])
}

// IsWord reports whether a text is meant as a word with a tracker rather than as an
// address.
func IsWord(s string) bool { return strings.Contains(s, "@") }

// ParseWord splits WORD@TRACKER, and writes the word as Word does. The error is a
// sentence for people without its full stop, perhaps a *CharError.
func ParseWord(s string) (word, tracker string, err error) {
	word, tracker, _ = strings.Cut(strings.TrimSpace(s), "@")
	letters := 0
	var n uint32
	for _, r := range word {
		if isSeparator(r) {
			continue
		}
		v := value(r)
		if v < 0 {
			return "", "", &CharError{Char: r}
		}
		n = n<<5 | uint32(v)
		letters++
	}
	if letters != WordLen || tracker == "" {
		return "", "", fmt.Errorf("%w: %.80q", errWord, s)
	}
	return Word(n), tracker, nil
}
