package ui

import (
	"regexp"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
)

// gamepadActive says that the person has used a gamepad since the keyboard or the mouse.
var gamepadActive bool

// GamepadActive says whether hints name the buttons of a gamepad: the person has used
// one since the keyboard or the mouse.
func GamepadActive() bool { return gamepadActive }

// SetGamepadActive has hints name buttons, or keys, until the person uses something.
func SetGamepadActive(on bool) { gamepadActive = on }

// detectDevice sees what the person uses in this tick.
func detectDevice(h Input) {
	for b := range input.Button(input.ButtonCount) {
		if h.ButtonPressDuration(b) == 1 {
			gamepadActive = true
			return
		}
	}
	used := h.MousePressDuration() == 1
	for k := ebiten.Key(0); k <= ebiten.KeyMax && gamepadActive && !used; k++ {
		used = h.KeyPressDuration(k) == 1
	}
	if used {
		gamepadActive = false
	}
}

// keyHints are texts with the names of keys or buttons in them.
type keyHints struct {
	labels  input.KeyLabels
	texts   map[string]string
	gamepad bool // the names are those of buttons …
	used    bool // sheets are built with some
	edition int  // … in this edition of the words
}

// KeyName is what a key is called on a person's keyboard or, where they use a
// gamepad, the button that stands for it; empty where none does.
func (d *Root) KeyName(k ebiten.Key) string {
	if !gamepadActive {
		return d.hints.labels.Of(k)
	}
	chords := menuShortcuts
	if d.Shortcuts != nil {
		chords = d.Shortcuts
	}
	for _, c := range chords {
		if c.Key == k && !c.Shift {
			return c.Button.Label()
		}
	}
	if k == ebiten.KeyEnter { // it is not among those of a loose grip, but does the same
		return input.ButtonSouth.Label()
	}
	return ""
}

// ExpandKeys is a text in which the names of keys stand in for keys: in
// "{Escape}: back" it is what Name says. Where a person uses a gamepad, a list
// of hints, with "  ·  " between them, keeps those for which there are buttons, and a
// label loses a key at its end that has none; elsewhere a key without a button
// keeps its name.
//
// A sheet that is built with such a text is built anew when the hands change.
func (d *Root) ExpandKeys(text string) string {
	p := &d.hints
	p.used = p.used || d.building
	if e := i18n.Revision(); p.texts == nil || p.gamepad != gamepadActive || p.edition != e {
		p.texts, p.gamepad, p.edition = map[string]string{}, gamepadActive, e
	}
	filled, ok := p.texts[text]
	if !ok {
		filled = d.expandKeys(text)
		p.texts[text] = filled
	}
	return filled
}

// hintSeparator is what stands between the hints of a list.
const hintSeparator = "  ·  "

// keyPattern is a key in a text, at its end after a gap or elsewhere.
var keyPattern = regexp.MustCompile(`(  )?\{([A-Za-z0-9]+)\}`)

func (d *Root) expandKeys(text string) string {
	hints := strings.Split(text, hintSeparator)
	kept := hints[:0]
	for _, hint := range hints {
		some, all := false, true
		filled := keyPattern.ReplaceAllStringFunc(hint, func(s string) string {
			gap, name := strings.HasPrefix(s, " "), d.keyNameOf(strings.Trim(s, " {}"))
			some, all = some || name != "", all && name != ""
			switch {
			case gap && name != "":
				return "  " + name
			case gap:
				return ""
			case name == "":
				return d.hints.labels.Of(parseKey(strings.Trim(s, "{}")))
			}
			return name
		})
		if !gamepadActive || len(hints) == 1 || some && all {
			kept = append(kept, filled)
		}
	}
	return stickNames.Replace(strings.Join(kept, hintSeparator))
}

// stickNames makes one of the four ways of a stick.
var stickNames = strings.NewReplacer("LS ↑ LS ← LS ↓ LS →", input.LeftStickUp.Group())

func (d *Root) keyNameOf(key string) string { return d.KeyName(parseKey(key)) }

// parseKey is the key of a name in a text; a test holds that there is one.
func parseKey(name string) (k ebiten.Key) {
	if k.UnmarshalText([]byte(name)) != nil {
		panic("kit: there is no key " + name)
	}
	return k
}
