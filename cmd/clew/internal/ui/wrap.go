package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks text into lines no wider than width: at spaces other than
// non-breaking ones, but not between a number and its unit, or, within words
// that are too wide, between characters. The first line has first less room.
func wrap(text string, first, width float64, measure func(string) float64) []string {
	var lines []string
	line, room := "", width-first
	for _, word := range splitWords(text) {
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
				lines, room = append(lines, ""), width // no room beside what comes first
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

// splitWords splits text into the pieces that stay on a line. A number and its
// unit are one piece.
func splitWords(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != nbsp && r != narrowNBSP })
	kept := words[:0]
	for _, word := range words {
		if n := len(kept); n > 0 && isNumber(kept[n-1]) && isUnit(word) {
			kept[n-1] += " " + word
			continue
		}
		kept = append(kept, word)
	}
	return kept
}

// Spaces at which no line ends.
const (
	nbsp       = '\u00A0'
	narrowNBSP = '\u202F'
)

// isNumber reports whether a word is a number, perhaps with a sign or in
// brackets.
func isNumber(word string) bool {
	word = strings.TrimLeft(word, "([+-−±~≈<>")
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsDigit(first) && unicode.IsDigit(last)
}

// isUnit reports whether a word is a unit, perhaps with punctuation after it.
func isUnit(word string) bool { return units[strings.TrimRight(word, ".,;:!?)]…")] }

// units are those that stand after numbers in the client's texts.
var units = map[string]bool{
	"%": true, "ms": true, "s": true, "min": true, "h": true, "Hz": true, "fps": true, "px": true,
	"B": true, "kB": true, "MB": true, "byte": true, "bytes": true, "kbit/s": true,
	"tick": true, "ticks": true, "cell": true, "cells": true, "célula": true, "células": true,
}

// wrapKey identifies text that was wrapped or truncated.
type wrapKey struct {
	text         string
	style        TextStyle
	first, width float64
	mode         wrapMode
}

// wrapMode is how text is made to fit.
type wrapMode uint8

const (
	modeTruncated wrapMode = iota
	modeWrapped
	modeBalanced
)

// Wrap wraps text in a style. The lines are cached; don't modify them.
func (s *Skin) Wrap(text string, style TextStyle, first, width float64) []string {
	k := wrapKey{text, style, first, width, modeWrapped}
	lines, ok := s.lines.wrapped.get(k)
	if !ok {
		lines = wrap(text, first, width, func(t string) float64 { return s.TextWidth(t, style) })
		s.lines.wrapped.put(k, lines)
	}
	return lines
}

// WrapBalanced wraps a sentence or two into as few lines as possible, of about
// equal width. The lines are cached; don't modify them.
func (s *Skin) WrapBalanced(text string, style TextStyle, width float64) []string {
	k := wrapKey{text, style, 0, width, modeBalanced}
	lines, ok := s.lines.wrapped.get(k)
	if !ok {
		lines = wrapBalanced(text, width, func(t string) float64 { return s.TextWidth(t, style) })
		s.lines.wrapped.put(k, lines)
	}
	return lines
}

// minParagraphLines is the number of lines from which on text is not balanced.
const minParagraphLines = 4

// wrapBalanced is Wrap with lines of about equal width, if they are few, and without a
// single word in the last, where avoidable.
func wrapBalanced(text string, width float64, measure func(string) float64) []string {
	lines := wrap(text, 0, width, measure)
	if len(lines) == 1 {
		return lines
	}
	if len(lines) >= minParagraphLines {
		return avoidOrphan(lines, width, measure)
	}
	nearest, high := width/2, width
	for _, word := range splitWords(text) {
		nearest = max(nearest, measure(word)) // don't break words for it
	}
	for high-nearest > 1 {
		mid := (nearest + high) / 2
		if tried := wrap(text, 0, mid, measure); len(tried) > len(lines) {
			nearest = mid
		} else {
			lines, high = tried, mid
		}
	}
	return avoidOrphan(lines, width, measure)
}

// avoidOrphan gives a last line of a single word another one from the line before,
// if that keeps two.
func avoidOrphan(lines []string, width float64, measure func(string) float64) []string {
	last := len(lines) - 1
	before := splitWords(lines[last-1])
	if n := len(before); n > 2 && len(splitWords(lines[last])) == 1 {
		if joined := before[n-1] + " " + lines[last]; measure(joined) <= width {
			lines[last-1], lines[last] = strings.Join(before[:n-1], " "), joined
		}
	}
	return lines
}

// Truncate shortens text in a style to width px, with an ellipsis.
func (s *Skin) Truncate(text string, style TextStyle, width float64) string {
	if s.TextWidth(text, style) <= width {
		return text
	}
	k := wrapKey{text, style, 0, width, modeTruncated}
	short, ok := s.lines.wrapped.get(k)
	if !ok || textProbe != nil {
		short = []string{truncate(text, width, func(t string) float64 { return s.TextWidth(t, style) })}
		s.lines.wrapped.put(k, short)
	}
	return short[0]
}

// fittingBytes returns how many bytes of word, in whole characters, fit into
// room.
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

// truncate shortens text to width, with an ellipsis.
func truncate(text string, width float64, measure func(string) float64) string {
	if measure(text) <= width {
		return text
	}
	if textProbe != nil {
		textProbe.TextTruncated(text)
	}
	n := fittingBytes(text, width-measure("…"), measure)
	return strings.TrimRight(text[:n], " ") + "…"
}
