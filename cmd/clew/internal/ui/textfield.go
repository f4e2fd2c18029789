package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"
)

// TextField is an editable line of text. Create it once and add it with
// Builder.TextField. The zero value is an empty field.
type TextField struct {
	// MaxBytes and MaxRunes limit the text; 0 means no limit.
	MaxBytes, MaxRunes int
	// Placeholder is shown while the field is empty.
	Placeholder string
	// Masked shows a dot for each character.
	Masked bool
	// MaskFrom, if not nil, returns the offset in bytes from which on dots are
	// shown.
	MaskFrom func(text string) int

	text     string
	caret    int  // byte offset
	selected bool // the whole text is selected: typing replaces it
	changed  bool // caret or text, since the last tick
}

// Text returns the text.
func (f *TextField) Text() string { return f.text }

// SetText sets the text, without what exceeds the limits or may not be typed.
func (f *TextField) SetText(text string) {
	f.clear()
	for _, r := range text {
		if f.accepts(f.text, r) {
			f.text += string(r)
		}
	}
	f.caret = len(f.text)
}

// SelectAll selects the whole text: typing replaces it. Losing the focus ends
// the selection.
func (f *TextField) SelectAll() { f.selected = f.text != "" }

// dots stand for masked characters.
var dots = strings.Repeat("•", 256)

// display returns how a prefix of the text is shown.
func (f *TextField) display(part string) string {
	open := len(part)
	switch {
	case f.Masked:
		open = 0
	case f.MaskFrom != nil:
		open = min(f.MaskFrom(f.text), len(part))
	}
	if open == len(part) {
		return part
	}
	return part[:open] + dots[:min(len(dots), utf8.RuneCountInString(part[open:])*len("•"))]
}

// accepts reports whether r may be added to text. Control, bidi and
// line-separator characters never may.
func (f *TextField) accepts(text string, r rune) bool {
	if !unicode.IsPrint(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
		return false
	}
	return (f.MaxBytes == 0 || len(text)+utf8.RuneLen(r) <= f.MaxBytes) &&
		(f.MaxRunes == 0 || utf8.RuneCountInString(text) < f.MaxRunes)
}

// handleKeys handles what was typed in this tick.
func (f *TextField) handleKeys(in *gamepadInput, chars []rune) {
	if justPressed(in, ebiten.KeyA) && in.KeyPressDuration(ebiten.KeyControl) > 0 {
		f.SelectAll()
		return
	}
	if f.selected && pressedOrRepeated(in, ebiten.KeyBackspace, ebiten.KeyDelete) {
		f.clear()
		return
	}
	for _, r := range chars {
		f.insert(r)
	}
	for _, k := range editKeys {
		if pressedOrRepeated(in, k) {
			f.edit(k)
		}
	}
}

// insert inserts a character at the caret.
func (f *TextField) insert(r rune) {
	if f.selected {
		f.clear()
	}
	if f.accepts(f.text, r) {
		f.text = f.text[:f.caret] + string(r) + f.text[f.caret:]
		f.setCaret(f.caret + utf8.RuneLen(r))
	}
}

// delete deletes the selection or the character before the caret.
func (f *TextField) delete() {
	if f.selected {
		f.clear()
		return
	}
	f.edit(ebiten.KeyBackspace)
}

// clear deletes the whole text.
func (f *TextField) clear() {
	f.text = ""
	f.setCaret(0)
}

// setCaret moves the caret and ends the selection.
func (f *TextField) setCaret(caret int) { f.caret, f.selected, f.changed = caret, false, true }

// editKeys are the keys that edit the text or move the caret.
var editKeys = [...]ebiten.Key{
	ebiten.KeyBackspace, ebiten.KeyDelete, ebiten.KeyArrowLeft, ebiten.KeyArrowRight, ebiten.KeyHome, ebiten.KeyEnd,
}

func (f *TextField) edit(k ebiten.Key) {
	_, before := utf8.DecodeLastRuneInString(f.text[:f.caret])
	_, after := utf8.DecodeRuneInString(f.text[f.caret:])
	switch k {
	case ebiten.KeyBackspace:
		f.text = f.text[:f.caret-before] + f.text[f.caret:]
		f.setCaret(f.caret - before)
	case ebiten.KeyDelete:
		f.text = f.text[:f.caret] + f.text[f.caret+after:]
		f.setCaret(f.caret)
	case ebiten.KeyArrowLeft:
		f.setCaret(f.caret - before)
	case ebiten.KeyArrowRight:
		f.setCaret(f.caret + after)
	case ebiten.KeyHome:
		f.setCaret(0)
	case ebiten.KeyEnd:
		f.setCaret(len(f.text))
	}
}
