package hud

import (
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
)

// handleKeys opens and closes panels.
func (h *HUD) handleKeys() {
	paused := h.menuShown()
	switch {
	case h.legendOpen && (h.justPressed(input.ActionMenu) || h.root.Gamepad().PressDuration(input.ButtonEast) == 1):
		h.openLegend(false)
	case h.justPressed(input.ActionMenu):
		h.pauseMenu.Show(true)
		h.pauseMenu.Focus(0)
	case h.justPressed(input.ActionChat) && h.spectator.spectating.Active && !h.spectator.spectating.Out:
		h.Toast(i18n.T("spectate.mute"))
	case h.justPressed(input.ActionChat):
		h.chat.open(h.typedAhead())
	case h.justPressed(input.ActionPanel) && h.lag.panel.Shown():
		h.lag.panel.TakeKeyboard()
	case h.roundKeyPressed() && !paused && h.roundCard.visible():
		h.turnRoundCard()
	case h.justPressed(input.ActionLegend) && !paused:
		h.openLegend(!h.legendOpen)
	case h.justPressed(input.ActionLag) && !paused:
		h.openLag(!h.lag.panel.Shown())
	case h.justPressed(input.ActionCut) && !paused:
		h.lag.cut = true
	case h.justPressed(input.ActionRestart) && h.restart && !paused:
		h.restartLevel()
	case h.justPressed(input.ActionNetGraph):
		h.netOpen = !h.netOpen
	case h.justPressed(input.ActionMinimap):
		h.minimap.toggle()
	case h.justPressed(input.ActionPresenter) && !paused:
		h.actions.Presenter = true
	case h.justPressed(input.ActionGhost):
		h.ghost = !h.ghost
	}
	h.scoreboardOpen = h.held(input.ActionRoster) && !h.root.WantsKeyboard() && !h.lag.panel.Shown() && (h.scoreboardOpen || h.justPressed(input.ActionRoster))
}

// roundKey watches the others, once out, and then folds the card and back, unless the
// player uses it for something else; with a gamepad the button for panels does.
const roundKey = ebiten.KeySpace

func roundKeyFree(keys *input.KeyBindings) bool {
	for a := range input.Action(input.ActionCount) {
		if keys.Has(a, roundKey) {
			return false
		}
	}
	return true
}

func (h *HUD) roundKeyPressed() bool {
	return h.root.JustPressed(roundKey) && roundKeyFree(h.keys) || input.ActionJustPressed(h.buttons, input.ActionPanel, h.root.Gamepad())
}

// roundKeyName returns the label of that key or button, or "".
func (h *HUD) roundKeyName() string {
	switch {
	case ui.GamepadActive():
		return h.KeyName(input.ActionPanel)
	case roundKeyFree(h.keys):
		return h.labels.Of(roundKey)
	}
	return ""
}

// turnRoundCard does what the card's key does now.
func (h *HUD) turnRoundCard() {
	if h.roundCard.canWatch() && !h.roundCard.round.Watching {
		h.actions.Watch = true
		return
	}
	h.roundCard.folded = !h.roundCard.folded
}

// typedAhead returns what was typed in the same tick as the key for the chat:
// where frames are slow, words follow it within one. It omits the characters of
// that key itself, and those that keys held for longer repeat.
func (h *HUD) typedAhead() string {
	in := h.root.Input()
	chars := in.AppendChars(nil)
	for k := ebiten.Key(0); k <= ebiten.KeyMax && len(chars) > 0; k++ {
		ticks := in.KeyPressDuration(k)
		if ticks == 0 || ticks == 1 && !h.keys.Has(input.ActionChat, k) {
			continue
		}
		label := h.labels.Of(k)
		if k == ebiten.KeySpace {
			label = " "
		}
		chars = slices.DeleteFunc(chars, func(r rune) bool { return strings.EqualFold(string(r), label) })
	}
	return string(chars)
}

// bind sets the key and button bindings; nil means the defaults.
func (h *HUD) bind(keys *input.KeyBindings, buttons *input.ButtonBindings) {
	if keys == nil {
		defaults := input.DefaultKeys()
		keys = &defaults
	}
	if buttons == nil {
		defaults := input.DefaultButtons()
		buttons = &defaults
	}
	h.keys, h.buttons = keys, buttons
}

// justPressed reports whether an action's key or button was pressed in this
// tick.
func (h *HUD) justPressed(a input.Action) bool {
	return h.keys.Any(a, h.root.JustPressed) || input.ActionJustPressed(h.buttons, a, h.root.Gamepad())
}

// held reports whether an action's key or button is down.
func (h *HUD) held(a input.Action) bool {
	down := func(k ebiten.Key) bool { return h.root.Input().KeyPressDuration(k) > 0 }
	return h.keys.Any(a, down) || input.ActionPressDuration(h.buttons, a, h.root.Gamepad()) > 0
}

// KeyName returns the label of an action's key or, if a gamepad is active,
// button.
func (h *HUD) KeyName(a input.Action) string {
	if buttons := h.buttons[a]; ui.GamepadActive() && len(buttons) > 0 {
		return buttons[0].Label()
	}
	return h.labels.First(h.keys[a])
}
