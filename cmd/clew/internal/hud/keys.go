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
	paused := h.pauseMenu.Shown()
	switch {
	case h.legendOpen && (h.justPressed(input.ActionMenu) || h.root.Gamepad().PressDuration(input.ButtonEast) == 1):
		h.openLegend(false)
	case h.justPressed(input.ActionMenu):
		h.pauseMenu.Show(true)
		h.pauseMenu.Focus(0)
	case h.justPressed(input.ActionChat) && h.spectator.spectating.Active:
		h.Toast(i18n.T("spectate.mute"))
	case h.justPressed(input.ActionChat):
		h.chat.open(h.typedAhead())
	case h.justPressed(input.ActionPanel) && h.lag.panel.Shown():
		h.lag.panel.TakeKeyboard()
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
