package hud

import (
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
		h.Toast(i18n.T("watch.mute"))
	case h.justPressed(input.ActionChat):
		h.chat.open()
	case h.justPressed(input.ActionPanel) && h.lag.panel.Shown():
		h.lag.panel.TakeKeyboard()
	case h.justPressed(input.ActionLegend) && !paused:
		h.openLegend(!h.legendOpen)
	case h.justPressed(input.ActionLag) && !paused:
		h.openLag(!h.lag.panel.Shown())
	case h.justPressed(input.ActionCut) && !paused:
		h.lag.cut = true
	case h.justPressed(input.ActionNetGraph):
		h.netOpen = !h.netOpen
	case h.justPressed(input.ActionMinimap):
		h.minimap.toggle()
	case h.justPressed(input.ActionGhost):
		h.ghost = !h.ghost
	}
	h.scoreboardOpen = h.held(input.ActionRoster) && !h.root.WantsKeyboard() && !h.lag.panel.Shown() && (h.scoreboardOpen || h.justPressed(input.ActionRoster))
}

// bind says what the keys and buttons do; nil: what they usually do.
func (h *HUD) bind(keys *input.KeyBindings, buttons *input.ButtonBindings) {
	if keys == nil {
		usual := input.DefaultKeys()
		keys = &usual
	}
	if buttons == nil {
		usual := input.DefaultButtons()
		buttons = &usual
	}
	h.keys, h.buttons = keys, buttons
}

// justPressed says whether the person began to do something in this tick.
func (h *HUD) justPressed(a input.Action) bool {
	return h.keys.Any(a, h.root.JustPressed) || input.ActionJustPressed(h.buttons, a, h.root.Gamepad())
}

// held says whether the person goes on doing something.
func (h *HUD) held(a input.Action) bool {
	down := func(k ebiten.Key) bool { return h.root.Input().KeyPressDuration(k) > 0 }
	return h.keys.Any(a, down) || input.ActionPressDuration(h.buttons, a, h.root.Gamepad()) > 0
}

// KeyName is what the key for something is called or, where the person uses a
// gamepad, the button.
func (h *HUD) KeyName(a input.Action) string {
	if of := h.buttons[a]; ui.GamepadActive() && len(of) > 0 {
		return of[0].Label()
	}
	return h.labels.First(h.keys[a])
}
