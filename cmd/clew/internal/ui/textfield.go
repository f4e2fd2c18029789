package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"
)

// TextField is a line of text that a person can type into. Make one and keep it;
// Builder.TextField puts it into a sheet. The zero value is an empty field.
type TextField struct {
	// MaxBytes is how many bytes the text may have, Runes how many characters;
	// 0: any number.
	MaxBytes, MaxRunes int
	// Placeholder is shown, dim, while there is no text.
	Placeholder string
	// Masked shows a dot for each character.
	Masked bool
	// MaskFrom, if not nil, says how many bytes at the beginning of a text may be
	// read; a dot stands for each character behind them.
	MaskFrom func(text string) int

	text     string
	caret    int  // a place between two characters of the text, in bytes
	selected bool // the whole text is chosen: what is typed next takes its place
	changed  bool // the caret, or the text, since the last tick
}

// Text is what stands in the field.
func (f *TextField) Text() string { return f.text }

// SetText replaces what stands in the field; what is beyond the limit or may
// not be typed is left out.
func (f *TextField) SetText(text string) {
	f.clear()
	for _, r := range text {
		if f.accepts(f.text, r) {
			f.text += string(r)
		}
	}
	f.caret = len(f.text)
}

// SelectAll chooses the whole text: what is typed next takes its place. Where the
// focus leaves the field, nothing is chosen any more.
func (f *TextField) SelectAll() { f.selected = f.text != "" }

// dots stand for the characters of a masked field.
var dots = strings.Repeat("•", 256)

// display is how a part of the text, from its beginning, is shown.
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

// accepts says whether r may be added to text. Control characters, and those
// that turn the direction of writing or break lines, never may.
func (f *TextField) accepts(text string, r rune) bool {
	if !unicode.IsPrint(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
		return false
	}
	return (f.MaxBytes == 0 || len(text)+utf8.RuneLen(r) <= f.MaxBytes) &&
		(f.MaxRunes == 0 || utf8.RuneCountInString(text) < f.MaxRunes)
}

// handleKeys lets the field use what was typed in this tick.
func (f *TextField) handleKeys(h *gamepadInput, chars []rune) {
	if justPressed(h, ebiten.KeyA) && h.KeyPressDuration(ebiten.KeyControl) > 0 {
		f.SelectAll()
		return
	}
	if f.selected && pressedOrRepeated(h, ebiten.KeyBackspace, ebiten.KeyDelete) {
		f.clear()
		return
	}
	for _, r := range chars {
		f.insert(r)
	}
	for _, k := range editKeys {
		if pressedOrRepeated(h, k) {
			f.edit(k)
		}
	}
}

// insert types a character.
func (f *TextField) insert(r rune) {
	if f.selected {
		f.clear()
	}
	if f.accepts(f.text, r) {
		f.text = f.text[:f.caret] + string(r) + f.text[f.caret:]
		f.setCaret(f.caret + utf8.RuneLen(r))
	}
}

// delete deletes the character before the caret, or what is chosen.
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

// setCaret moves the caret; nothing is chosen then.
func (f *TextField) setCaret(caret int) { f.caret, f.selected, f.changed = caret, false, true }

// editKeys are the keys that change a text or move its caret.
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
