package wire

import "unicode"

// kind is what a character is, as far as text is concerned.
type kind uint8

const (
	none     kind = iota // the start of the text
	bad                  // may be in no text
	space                // U+0020, the only one
	base                 // takes room on the screen
	mark                 // sits on the character before it
	joiner               // U+200C and U+200D
	selector             // U+FE0E and U+FE0F: as text, as emoji
)

// maxMarks is how many marks may sit on one character. Living scripts need up
// to four; towers of them cover the lines above.
const maxMarks = 4

// kindOf tells what r is. What Go's Unicode tables do not know yet is bad:
// nobody here could show it.
func kindOf(r rune) kind {
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
		return bad
	case unicode.Is(unicode.M, r):
		return mark
	case unicode.IsPrint(r):
		return base
	}
	return bad
}

// invisible is for what Unicode counts among letters, marks and symbols
// although nothing of it is seen: fillers, selectors, the empty braille cell.
func invisible(r rune) bool {
	return r == 0x2800 || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// hygiene reads a text character by character.
type hygiene struct {
	name  bool // a player's name: stricter
	prev  kind
	marks int // on the last base
}

// step tells whether r may come next. After a false, only a caller that
// restores the value from before may go on.
func (h *hygiene) step(r rune) bool {
	k, prev := kindOf(r), h.prev
	h.prev = k
	switch k {
	case base:
		h.marks = 0
		return true
	case space:
		return prev != joiner && !(h.name && (prev == none || prev == space))
	case mark:
		h.marks++
		return h.marks <= maxMarks && (prev == base || prev == mark || prev == selector)
	case joiner:
		return !h.name && (prev == base || prev == mark || prev == selector)
	case selector:
		return !h.name && prev == base
	}
	return false
}

// end tells whether the text may end here.
func (h *hygiene) end() bool {
	return h.prev != joiner && !(h.name && h.prev == space)
}
