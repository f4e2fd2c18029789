package wire

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckText checks that s may be chat or the text of an Error: at most
// MaxTextLen bytes of valid UTF-8, in which every character is visible, or a
// plain space. That keeps out control characters (and with them the escape
// codes that play tricks with terminals), line separators, bidirectional
// controls, and everything that takes no room on the screen; the two joiners
// that some scripts and composed emoji need may stand between two visible
// characters. Empty text passes. The error is a *ProtocolError.
func CheckText(s string) error { return checkText("the text", s, MaxTextLen, false).asError() }

// CheckName checks that s may be a player's name: 1 to MaxNameLen bytes and
// MaxNameRunes characters, with the rules of CheckText, no joiner, no variation
// selector, and no space at an end or beside another, so that two names that
// differ also look different in the simple cases. The error is a
// *ProtocolError.
func CheckName(s string) error { return checkName(s).asError() }

// CheckTitle checks that s may be the name of a level or a server: like
// CheckText, but with at most MaxNameLen bytes. The error is a *ProtocolError.
func CheckTitle(s string) error { return checkTitle(s).asError() }

// CleanText makes s pass CheckText: white space becomes plain spaces, the ends
// are trimmed, forbidden characters are dropped, and what is too long is cut
// off.
func CleanText(s string) string { return clean(s, MaxTextLen, MaxTextLen, false) }

// CleanName makes s pass CheckName; it returns an empty string if nothing of it
// can stay.
func CleanName(s string) string { return clean(s, MaxNameLen, MaxNameRunes, true) }

func checkName(s string) *ProtocolError {
	if s == "" {
		return ProtocolErrorf(CodeText, "a name needs at least one character")
	}
	if err := checkText("the name", s, MaxNameLen, true); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(s); n > MaxNameRunes {
		return ProtocolErrorf(CodeText, "the name has %d characters, at most %d are allowed", n, MaxNameRunes)
	}
	return nil
}

func checkTitle(s string) *ProtocolError { return checkText("the title", s, MaxNameLen, false) }

// checkText returns the first thing that is wrong with s, which the error calls
// subject.
func checkText(subject, s string, limit int, strict bool) *ProtocolError {
	if len(s) > limit {
		return ProtocolErrorf(CodeText, "%s has %d bytes, at most %d are allowed", subject, len(s), limit)
	}
	if !utf8.ValidString(s) {
		return ProtocolErrorf(CodeText, "%s is not valid UTF-8", subject)
	}
	h := textScanner{strict: strict}
	for _, r := range s {
		if !h.accept(r) {
			return ProtocolErrorf(CodeText, "%s may not have %U here", subject, r)
		}
	}
	if !h.mayEnd() {
		return ProtocolErrorf(CodeText, "%s may not end with a space or a joiner", subject)
	}
	return nil
}

// clean keeps what the scanner accepts of s, up to a number of bytes and runes.
func clean(s string, maxBytes, maxRunes int, strict bool) string {
	h := textScanner{strict: strict}
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(s, "") {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			r = ' '
		}
		if h.prev == textStart && r == ' ' {
			continue
		}
		before := h
		if !h.accept(r) {
			h = before
			continue
		}
		if maxRunes--; maxRunes < 0 || out.Len()+utf8.RuneLen(r) > maxBytes {
			break
		}
		out.WriteRune(r)
	}
	return strings.TrimRight(out.String(), " \u200c\u200d")
}
