package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"
)

// Field is a line of text that a person can type into. Make one and keep it;
// Builder.Field puts it into a sheet. The zero value is an empty field.
type Field struct {
	// Limit is how many bytes the text may have, Runes how many characters;
	// 0: any number.
	Limit, Runes int
	// Hint is shown, dim, while there is no text.
	Hint string
	// Masked shows a dot for each character.
	Masked bool
	// Secret, if not nil, says how many bytes at the beginning of a text may be
	// read; a dot stands for each character behind them.
	Secret func(text string) int

	text  string
	caret int  // a place between two characters of the text, in bytes
	all   bool // the whole text is chosen: what is typed next takes its place
	moved bool // the caret, or the text, since the last tick
}

// Text is what stands in the field.
func (f *Field) Text() string { return f.text }

// SetText replaces what stands in the field; what is beyond the limit or may
// not be typed is left out.
func (f *Field) SetText(text string) {
	f.clear()
	for _, r := range text {
		if f.takes(f.text, r) {
			f.text += string(r)
		}
	}
	f.caret = len(f.text)
}

// Choose chooses the whole text: what is typed next takes its place. Where the
// focus leaves the field, nothing is chosen any more.
func (f *Field) Choose() { f.all = f.text != "" }

// dots stand for the characters of a masked field.
var dots = strings.Repeat("•", 256)

// seen is how a part of the text, from its beginning, is shown.
func (f *Field) seen(part string) string {
	open := len(part)
	switch {
	case f.Masked:
		open = 0
	case f.Secret != nil:
		open = min(f.Secret(f.text), len(part))
	}
	if open == len(part) {
		return part
	}
	return part[:open] + dots[:min(len(dots), utf8.RuneCountInString(part[open:])*len("•"))]
}

// takes says whether r may be added to text. Control characters, and those
// that turn the direction of writing or break lines, never may.
func (f *Field) takes(text string, r rune) bool {
	if !unicode.IsPrint(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
		return false
	}
	return (f.Limit == 0 || len(text)+utf8.RuneLen(r) <= f.Limit) &&
		(f.Runes == 0 || utf8.RuneCountInString(text) < f.Runes)
}

// keys lets the field use what was typed in this tick.
func (f *Field) keys(h *grip, chars []rune) {
	if struck(h, ebiten.KeyA) && h.Held(ebiten.KeyControl) > 0 {
		f.Choose()
		return
	}
	if f.all && acts(h, ebiten.KeyBackspace, ebiten.KeyDelete) {
		f.clear()
		return
	}
	for _, r := range chars {
		f.insert(r)
	}
	for _, k := range editKeys {
		if acts(h, k) {
			f.edit(k)
		}
	}
}

// insert types a character.
func (f *Field) insert(r rune) {
	if f.all {
		f.clear()
	}
	if f.takes(f.text, r) {
		f.text = f.text[:f.caret] + string(r) + f.text[f.caret:]
		f.put(f.caret + utf8.RuneLen(r))
	}
}

// delete deletes the character before the caret, or what is chosen.
func (f *Field) delete() {
	if f.all {
		f.clear()
		return
	}
	f.edit(ebiten.KeyBackspace)
}

// clear deletes the whole text.
func (f *Field) clear() {
	f.text = ""
	f.put(0)
}

// put moves the caret; nothing is chosen then.
func (f *Field) put(caret int) { f.caret, f.all, f.moved = caret, false, true }

// editKeys are the keys that change a text or move its caret.
var editKeys = [...]ebiten.Key{
	ebiten.KeyBackspace, ebiten.KeyDelete, ebiten.KeyArrowLeft, ebiten.KeyArrowRight, ebiten.KeyHome, ebiten.KeyEnd,
}

func (f *Field) edit(k ebiten.Key) {
	_, before := utf8.DecodeLastRuneInString(f.text[:f.caret])
	_, after := utf8.DecodeRuneInString(f.text[f.caret:])
	switch k {
	case ebiten.KeyBackspace:
		f.text = f.text[:f.caret-before] + f.text[f.caret:]
		f.put(f.caret - before)
	case ebiten.KeyDelete:
		f.text = f.text[:f.caret] + f.text[f.caret+after:]
		f.put(f.caret)
	case ebiten.KeyArrowLeft:
		f.put(f.caret - before)
	case ebiten.KeyArrowRight:
		f.put(f.caret + after)
	case ebiten.KeyHome:
		f.put(0)
	case ebiten.KeyEnd:
		f.put(len(f.text))
	}
}
