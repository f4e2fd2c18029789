package wire

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckText tells whether s may be chat or the sentence of an Error: at most
// MaxTextLen bytes of valid UTF-8, in which every character is one that can
// be seen, or a plain space. That keeps out control characters (and with them
// the escape codes that play tricks with terminals), line separators,
// bidirectional controls, and all that takes no room on the screen; the two
// joiners that some scripts and composed emoji need may stand between two
// visible characters. Empty text passes. The error is a *Fault.
func CheckText(s string) error { return checkText("the text", s, MaxTextLen, false).asError() }

// CheckName tells whether s may be a player's name: 1 to MaxNameLen bytes and
// MaxNameRunes characters, with the rules of CheckText, no joiner, no
// variation selector, and no space at an end or beside another, so that two
// names that differ also look different in the simple cases. The error is a
// *Fault.
func CheckName(s string) error { return checkName(s).asError() }

// CheckTitle tells whether s may be the name of a level or a server: as
// CheckText, but at most MaxNameLen bytes. The error is a *Fault.
func CheckTitle(s string) error { return checkTitle(s).asError() }

// CleanText makes s pass CheckText: white space becomes plain spaces, the
// ends are trimmed, what may not be is dropped, and what is too long is cut.
func CleanText(s string) string { return clean(s, MaxTextLen, MaxTextLen, false) }

// CleanName makes s pass CheckName, or empty where nothing of it can stay.
func CleanName(s string) string { return clean(s, MaxNameLen, MaxNameRunes, true) }

func checkName(s string) *ProtocolError {
	if s == "" {
		return ProtocolErrorf(CodeText, "a name needs at least one character")
	}
	if f := checkText("the name", s, MaxNameLen, true); f != nil {
		return f
	}
	if n := utf8.RuneCountInString(s); n > MaxNameRunes {
		return ProtocolErrorf(CodeText, "the name has %d characters, but %d are the most", n, MaxNameRunes)
	}
	return nil
}

func checkTitle(s string) *ProtocolError { return checkText("the title", s, MaxNameLen, false) }

// checkText is the first thing that is wrong with s; what says what s is.
func checkText(what, s string, limit int, name bool) *ProtocolError {
	if len(s) > limit {
		return ProtocolErrorf(CodeText, "%s has %d bytes, but %d are the most", what, len(s), limit)
	}
	if !utf8.ValidString(s) {
		return ProtocolErrorf(CodeText, "%s is not valid UTF-8", what)
	}
	h := textScanner{strict: name}
	for _, r := range s {
		if !h.accept(r) {
			return ProtocolErrorf(CodeText, "%s may not have %U here", what, r)
		}
	}
	if !h.mayEnd() {
		return ProtocolErrorf(CodeText, "%s may not end with a space or a joiner", what)
	}
	return nil
}

// clean keeps of s what step lets pass, up to so many bytes and runes.
func clean(s string, bytes, runes int, name bool) string {
	h := textScanner{strict: name}
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
		if runes--; runes < 0 || out.Len()+utf8.RuneLen(r) > bytes {
			break
		}
		out.WriteRune(r)
	}
	return strings.TrimRight(out.String(), " \u200c\u200d")
}
