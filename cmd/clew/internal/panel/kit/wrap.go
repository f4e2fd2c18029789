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

// breakKey is words that are to be broken into lines or, with lines false,
// shortened.
type breakKey struct {
	words        string
	style        Style
	first, width float64
	lines        bool
}

// Wrap is the function of that name for words in a style. The lines are kept:
// do not change them.
func (s *Skin) Wrap(words string, st Style, first, width float64) []string {
	k := breakKey{words, st, first, width, true}
	lines, ok := s.ink.broken.get(k)
	if !ok {
		lines = Wrap(words, first, width, func(t string) float64 { return s.Width(t, st) })
		s.ink.broken.put(k, lines)
	}
	return lines
}

// Cut is the function of that name for words in a style.
func (s *Skin) Cut(words string, st Style, width float64) string {
	if s.Width(words, st) <= width {
		return words
	}
	k := breakKey{words, st, 0, width, false}
	short, ok := s.ink.broken.get(k)
	if !ok || witness != nil {
		short = []string{Cut(words, width, func(t string) float64 { return s.Width(t, st) })}
		s.ink.broken.put(k, short)
	}
	return short[0]
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
