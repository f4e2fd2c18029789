package ui

import (
	"regexp"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
)

// gamepadActive reports whether the last device used was a gamepad.
var gamepadActive bool

// GamepadActive reports whether the last device used was a gamepad, so that
// hints name its buttons instead of keys.
func GamepadActive() bool { return gamepadActive }

// SetGamepadActive overrides GamepadActive until the player uses a device.
func SetGamepadActive(active bool) { gamepadActive = active }

// detectDevice updates gamepadActive from the input of this tick.
func detectDevice(in Input) {
	for b := range input.Button(input.ButtonCount) {
		if in.ButtonPressDuration(b) == 1 {
			gamepadActive = true
			return
		}
	}
	used := in.MousePressDuration() == 1
	for k := ebiten.Key(0); k <= ebiten.KeyMax && gamepadActive && !used; k++ {
		used = in.KeyPressDuration(k) == 1
	}
	if used {
		gamepadActive = false
	}
}

// keyHints caches texts that name keys or buttons.
type keyHints struct {
	labels  input.KeyLabels
	texts   map[string]string
	gamepad bool // texts name gamepad buttons
	used    bool // a panel was built with such a text
	edition int  // language edition of texts
}

// keyName returns the label of k on the player's keyboard or, if a gamepad is
// active, of the button mapped to it, or "".
func (r *Root) keyName(k ebiten.Key) string {
	if !gamepadActive {
		return r.hints.labels.Of(k)
	}
	shortcuts := menuShortcuts
	if r.Shortcuts != nil {
		shortcuts = r.Shortcuts
	}
	for _, c := range shortcuts {
		if c.Key == k && !c.Shift {
			return c.Button.Label()
		}
	}
	if k == ebiten.KeyEnter { // South confirms even where it is not in Shortcuts
		return input.ButtonSouth.Label()
	}
	return ""
}

// ExpandKeys replaces key names in braces by KeyName, as in "{Escape}: back".
// If a gamepad is active, hints in a list (separated by " · ") and trailing key
// labels are dropped if no button is mapped to the key; elsewhere such a key
// keeps its own name.
//
// Panels built with such a text are rebuilt when the active device changes.
func (r *Root) ExpandKeys(text string) string {
	p := &r.hints
	p.used = p.used || r.building
	if e := i18n.Revision(); p.texts == nil || p.gamepad != gamepadActive || p.edition != e {
		p.texts, p.gamepad, p.edition = map[string]string{}, gamepadActive, e
	}
	filled, ok := p.texts[text]
	if !ok {
		filled = r.expandKeys(text)
		p.texts[text] = filled
	}
	return filled
}

// hintSeparator separates the hints of a list.
const hintSeparator = "  ·  "

// keyPattern matches a key name in braces, with the gap before a trailing
// label.
var keyPattern = regexp.MustCompile(`(  )?\{([A-Za-z0-9]+)\}`)

func (r *Root) expandKeys(text string) string {
	hints := strings.Split(text, hintSeparator)
	shown := hints[:0]
	for _, hint := range hints {
		anyKey, allKeys := false, true
		filled := keyPattern.ReplaceAllStringFunc(hint, func(s string) string {
			gap, name := strings.HasPrefix(s, " "), r.keyNameOf(strings.Trim(s, " {}"))
			anyKey, allKeys = anyKey || name != "", allKeys && name != ""
			switch {
			case gap && name != "":
				return "  " + name
			case gap:
				return ""
			case name == "":
				return r.hints.labels.Of(parseKey(strings.Trim(s, "{}")))
			}
			return name
		})
		if !gamepadActive || len(hints) == 1 || anyKey && allKeys {
			shown = append(shown, filled)
		}
	}
	return stickNames.Replace(strings.Join(shown, hintSeparator))
}

// stickNames shortens the four directions of a stick to its name.
var stickNames = strings.NewReplacer("LS ↑ LS ← LS ↓ LS →", input.LeftStickUp.Group())

func (r *Root) keyNameOf(key string) string { return r.keyName(parseKey(key)) }

// parseKey returns the key named name. Texts are tested to name only keys that
// exist.
func parseKey(name string) (k ebiten.Key) {
	if k.UnmarshalText([]byte(name)) != nil {
		panic("ui: there is no key " + name)
	}
	return k
}
