package input

import (
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
)

// KeyLabels caches the labels of keys on the user's keyboard layout, since asking
// the system is slow. The zero value is ready to use.
type KeyLabels struct {
	labels   map[ebiten.Key]string
	revision int
}

// Reset drops the cache: the keyboard layout may have changed.
func (l *KeyLabels) Reset() { clear(l.labels) }

// Of returns the label of a key.
func (l *KeyLabels) Of(k ebiten.Key) string {
	if e := i18n.Revision(); e != l.revision || l.labels == nil {
		l.labels, l.revision = map[ebiten.Key]string{}, e
	}
	label, ok := l.labels[k]
	if !ok {
		label = keyLabel(k, ebiten.KeyName)
		l.labels[k] = label
	}
	return label
}

// First returns the label of an action's first key, or "–".
func (l *KeyLabels) First(keys []ebiten.Key) string {
	if len(keys) == 0 {
		return "–"
	}
	return l.Of(keys[0])
}

// keyLabel returns the label of a key: a fixed or translated one, else what the
// system says is printed on it.
func keyLabel(k ebiten.Key, printed func(ebiten.Key) string) string {
	if label, ok := universalLabels[k]; ok {
		return label
	}
	if key, ok := translatedLabels[k]; ok {
		return i18n.T(key)
	}
	name := k.String()
	if digit, ok := strings.CutPrefix(name, "Numpad"); ok {
		if sign, ok := keySymbols[digit]; ok {
			digit = sign
		}
		return i18n.Tf("key.numpad", digit)
	}
	if s := strings.TrimSpace(printed(k)); s != "" {
		return strings.ToUpper(s)
	}
	if sign, ok := keySymbols[name]; ok {
		return sign
	}
	return strings.TrimPrefix(name, "Digit")
}

// universalLabels holds labels that are the same everywhere.
var universalLabels = map[ebiten.Key]string{
	ebiten.KeyArrowUp: "↑", ebiten.KeyArrowDown: "↓", ebiten.KeyArrowLeft: "←", ebiten.KeyArrowRight: "→",
	ebiten.KeyEscape: "Esc", ebiten.KeyTab: "Tab", ebiten.KeyEnter: "Enter",
	ebiten.KeyHome: "Home", ebiten.KeyEnd: "End", ebiten.KeyInsert: "Ins", ebiten.KeyDelete: "Del",
	ebiten.KeyPageUp: "PgUp", ebiten.KeyPageDown: "PgDn", ebiten.KeyCapsLock: "Caps Lock",
}

// translatedLabels holds the text keys of labels that are translated.
var translatedLabels = map[ebiten.Key]string{
	ebiten.KeySpace: "key.space", ebiten.KeyBackspace: "key.backspace",
	ebiten.KeyShiftLeft: "key.shift-left", ebiten.KeyShiftRight: "key.shift-right",
	ebiten.KeyControlLeft: "key.control-left", ebiten.KeyControlRight: "key.control-right",
	ebiten.KeyAltLeft: "key.alt-left", ebiten.KeyAltRight: "key.alt-right",
	ebiten.KeyMetaLeft: "key.meta-left", ebiten.KeyMetaRight: "key.meta-right",
}

// keySymbols holds what is printed on keys of the numeric keypad that are not
// digits, and on keys with symbols that the system does not name.
var keySymbols = map[string]string{
	"Comma": ",", "Period": ".", "Minus": "-", "BracketLeft": "[", "BracketRight": "]",
	"Semicolon": ";", "Quote": "'", "Backquote": "`", "Slash": "/", "Backslash": "\\",
	"Add": "+", "Subtract": "-", "Multiply": "*", "Divide": "/", "Decimal": ",", "Equal": "=", "Enter": "Enter",
}
