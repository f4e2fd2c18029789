package hud

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/words"
)

// handleKeys opens and closes panels.
func (h *HUD) handleKeys() {
	paused := h.pauseMenu.Shown()
	switch {
	case h.legendOpen && (h.justPressed(action.ActionMenu) || h.root.Gamepad().PressDuration(pad.ButtonEast) == 1):
		h.openLegend(false)
	case h.justPressed(action.ActionMenu):
		h.pauseMenu.Show(true)
		h.pauseMenu.Focus(0)
	case h.justPressed(action.ActionChat) && h.spectator.spectating.Active:
		h.Toast(words.T("watch.mute"))
	case h.justPressed(action.ActionChat):
		h.chat.open()
	case h.justPressed(action.ActionPanel) && h.lag.panel.Shown():
		h.lag.panel.TakeKeyboard()
	case h.justPressed(action.ActionLegend) && !paused:
		h.openLegend(!h.legendOpen)
	case h.justPressed(action.ActionLag) && !paused:
		h.openLag(!h.lag.panel.Shown())
	case h.justPressed(action.ActionCut) && !paused:
		h.lag.cut = true
	case h.justPressed(action.ActionNetGraph):
		h.netOpen = !h.netOpen
	case h.justPressed(action.ActionMinimap):
		h.minimap.toggle()
	case h.justPressed(action.ActionGhost):
		h.ghost = !h.ghost
	}
	h.scoreboardOpen = h.held(action.ActionRoster) && !h.root.WantsKeyboard() && !h.lag.panel.Shown() && (h.scoreboardOpen || h.justPressed(action.ActionRoster))
}

// bind says what the keys and buttons do; nil: what they usually do.
func (h *HUD) bind(keys *keymap.KeyBindings, buttons *pad.ButtonBindings) {
	if keys == nil {
		usual := keymap.DefaultKeys()
		keys = &usual
	}
	if buttons == nil {
		usual := pad.DefaultButtons()
		buttons = &usual
	}
	h.keys, h.buttons = keys, buttons
}

// justPressed says whether the person began to do something in this tick.
func (h *HUD) justPressed(a action.Action) bool {
	return h.keys.Any(a, h.root.JustPressed) || pad.ActionJustPressed(h.buttons, a, h.root.Gamepad())
}

// held says whether the person goes on doing something.
func (h *HUD) held(a action.Action) bool {
	down := func(k ebiten.Key) bool { return h.root.Input().KeyPressDuration(k) > 0 }
	return h.keys.Any(a, down) || pad.ActionPressDuration(h.buttons, a, h.root.Gamepad()) > 0
}

// KeyName is what the key for something is called or, where the person uses a
// gamepad, the button.
func (h *HUD) KeyName(a action.Action) string {
	if of := h.buttons[a]; kit.GamepadActive() && len(of) > 0 {
		return of[0].Label()
	}
	return h.labels.First(h.keys[a])
}
