package ui

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
			if room < width && (measure(word) <= width || fittingBytes(word, room, measure) == 0) {
				lines, room = append(lines, ""), width // beside what comes first there is no room
				continue
			}
			n := max(fittingBytes(word, room, measure), runeLen(word))
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

// wrapKey is words that are to be broken into lines, or shortened.
type wrapKey struct {
	text         string
	style        TextStyle
	first, width float64
	mode         wrapMode
}

// wrapMode is what is made of words that have no room on one line.
type wrapMode uint8

const (
	modeTruncated wrapMode = iota
	modeWrapped
	modeBalanced
)

// Wrap is the function of that name for words in a style. The lines are kept:
// do not change them.
func (s *Skin) Wrap(words string, st TextStyle, first, width float64) []string {
	k := wrapKey{words, st, first, width, modeWrapped}
	lines, ok := s.lines.wrapped.get(k)
	if !ok {
		lines = Wrap(words, first, width, func(t string) float64 { return s.TextWidth(t, st) })
		s.lines.wrapped.put(k, lines)
	}
	return lines
}

// WrapBalanced is Wrap for a sentence or two: into as few lines, but as even ones as
// can be, so that no word is left alone on the last. The lines are kept: do not
// change them.
func (s *Skin) WrapBalanced(words string, st TextStyle, width float64) []string {
	k := wrapKey{words, st, 0, width, modeBalanced}
	lines, ok := s.lines.wrapped.get(k)
	if !ok {
		lines = WrapBalanced(words, width, func(t string) float64 { return s.TextWidth(t, st) })
		s.lines.wrapped.put(k, lines)
	}
	return lines
}

// minParagraphLines is how many lines are read as a text and not as a sentence: those
// are not made even.
const minParagraphLines = 4

// WrapBalanced is Wrap into lines that are as even as can be without there being
// more of them.
func WrapBalanced(words string, width float64, measure func(string) float64) []string {
	lines := Wrap(words, 0, width, measure)
	if len(lines) == 1 || len(lines) >= minParagraphLines {
		return lines
	}
	least, most := width/2, width
	for _, word := range strings.Fields(words) {
		least = max(least, measure(word)) // no word is broken for it
	}
	for most-least > 1 {
		mid := (least + most) / 2
		if tried := Wrap(words, 0, mid, measure); len(tried) > len(lines) {
			least = mid
		} else {
			lines, most = tried, mid
		}
	}
	return lines
}

// Truncate is the function of that name for words in a style.
func (s *Skin) Truncate(words string, st TextStyle, width float64) string {
	if s.TextWidth(words, st) <= width {
		return words
	}
	k := wrapKey{words, st, 0, width, modeTruncated}
	short, ok := s.lines.wrapped.get(k)
	if !ok || textProbe != nil {
		short = []string{Truncate(words, width, func(t string) float64 { return s.TextWidth(t, st) })}
		s.lines.wrapped.put(k, short)
	}
	return short[0]
}

// fittingBytes is how many bytes of the word, whole characters, are no wider than room.
func fittingBytes(word string, room float64, measure func(string) float64) int {
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

// Truncate shortens words to a width and marks the cut with an ellipsis.
func Truncate(words string, width float64, measure func(string) float64) string {
	if measure(words) <= width {
		return words
	}
	if textProbe != nil {
		textProbe.TextTruncated(words)
	}
	n := fittingBytes(words, width-measure("…"), measure)
	return strings.TrimRight(words[:n], " ") + "…"
}
