package wire

import "unicode"

// runeClass is the role of a character in a text.
type runeClass uint8

const (
	textStart runeClass = iota // the start of the text
	forbidden                  // may be in no text
	space                      // U+0020, the only one
	base                       // takes room on the screen
	mark                       // sits on the character before it
	joiner                     // U+200C and U+200D
	selector                   // U+FE0E and U+FE0F: as text, as emoji
)

// maxMarks limits the marks on one character. Living scripts need up to four;
// towers of them cover the lines above.
const maxMarks = 4

// classOf returns the class of r. What Go's Unicode tables do not know yet is
// forbidden: nobody here could show it.
func classOf(r rune) runeClass {
	switch {
	case r == ' ':
		return space
	case r > ' ' && r < 0x7F:
		return base
	case r == 0x200C || r == 0x200D:
		return joiner
	case r == 0xFE0E || r == 0xFE0F:
		return selector
	case invisible(r):
		return forbidden
	case unicode.Is(unicode.M, r):
		return mark
	case unicode.IsPrint(r):
		return base
	}
	return forbidden
}

// invisible reports whether r is invisible although Unicode counts it among
// letters, marks and symbols: fillers, selectors, the empty braille cell.
func invisible(r rune) bool {
	return r == 0x2800 || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// textScanner reads a text character by character.
type textScanner struct {
	strict bool // a player's name: stricter
	prev   runeClass
	marks  int // on the last base
}

// accept reports whether r may come next. After it has returned false, only a
// caller that restores the value from before may go on.
func (h *textScanner) accept(r rune) bool {
	k, prev := classOf(r), h.prev
	h.prev = k
	switch k {
	case base:
		h.marks = 0
		return true
	case space:
		return prev != joiner && !(h.strict && (prev == textStart || prev == space))
	case mark:
		h.marks++
		return h.marks <= maxMarks && (prev == base || prev == mark || prev == selector)
	case joiner:
		return !h.strict && (prev == base || prev == mark || prev == selector)
	case selector:
		return !h.strict && prev == base
	}
	return false
}

// mayEnd reports whether the text may end here.
func (h *textScanner) mayEnd() bool {
	return h.prev != joiner && !(h.strict && h.prev == space)
}
