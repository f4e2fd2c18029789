package kit

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks words into lines no wider than width, at spaces where there are
// any and between characters where a word alone is too wide. first is how much
// less room the first line has.
func Wrap(words string, first, width float64, measure func(string) float64) []string {
	var lines []string
	line, room := "", width-first
	for _, word := range strings.Fields(words) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if measure(joined) <= room {
			line = joined
			continue
		}
		if line != "" {
			lines, room = append(lines, line), width
		}
		for measure(word) > room {
			if room < width && (measure(word) <= width || fits(word, room, measure) == 0) {
				lines, room = append(lines, ""), width // beside what comes first there is no room
				continue
			}
			n := max(fits(word, room, measure), runeLen(word))
			if n >= len(word) {
				break
			}
			lines, room = append(lines, word[:n]), width
			word = word[n:]
		}
		line = word
	}
	return append(lines, line)
}

// fits is how many bytes of the word, whole characters, are no wider than room.
func fits(word string, room float64, measure func(string) float64) int {
	n := 0
	for i, r := range word {
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = i + runeLen(word[i:])
		}
		if measure(word[:end]) > room {
			break
		}
		n = end
	}
	return n
}

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// Cut shortens words to a width and marks the cut with an ellipsis.
func Cut(words string, width float64, measure func(string) float64) string {
	if measure(words) <= width {
		return words
	}
	if witness != nil {
		witness.Cut(words)
	}
	n := fits(words, width-measure("…"), measure)
	return strings.TrimRight(words[:n], " ") + "…"
}
