package hud

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/words"
)

// keys opens and closes panels.
func (h *HUD) keys() {
	paused := h.pause.Shown()
	switch {
	case h.legendOpen && (h.did(action.Menu) || h.desk.Pad().Held(pad.East) == 1):
		h.openLegend(false)
	case h.did(action.Menu):
		h.pause.Show(true)
		h.pause.Focus(0)
	case h.did(action.Chat) && h.watch.watch.On:
		h.Toast(words.T("watch.mute"))
	case h.did(action.Chat):
		h.chat.open()
	case h.did(action.Panel) && h.lag.sheet.Shown():
		h.lag.sheet.Take()
	case h.did(action.Legend) && !paused:
		h.openLegend(!h.legendOpen)
	case h.did(action.Lag) && !paused:
		h.openLag(!h.lag.sheet.Shown())
	case h.did(action.Cut) && !paused:
		h.lag.cut = true
	case h.did(action.NetGraph):
		h.netOpen = !h.netOpen
	case h.did(action.Minimap):
		h.mini.toggle()
	case h.did(action.Ghost):
		h.ghost = !h.ghost
	}
	h.rosterOpen = h.doing(action.Roster) && !h.desk.Keyboard() && !h.lag.sheet.Shown() && (h.rosterOpen || h.did(action.Roster))
}

// bind says what the keys and buttons do; nil: what they usually do.
func (h *HUD) bind(keys *keymap.Map, buttons *pad.Map) {
	if keys == nil {
		usual := keymap.Defaults()
		keys = &usual
	}
	if buttons == nil {
		usual := pad.Defaults()
		buttons = &usual
	}
	h.bound, h.pushed = keys, buttons
}

// did says whether the person began to do something in this tick.
func (h *HUD) did(a action.Action) bool {
	return h.bound.Struck(a, h.desk.Struck) || pad.Struck(h.pushed, a, h.desk.Pad())
}

// doing says whether the person goes on doing something.
func (h *HUD) doing(a action.Action) bool {
	down := func(k ebiten.Key) bool { return h.desk.Hands().Held(k) > 0 }
	return h.bound.Struck(a, down) || pad.Held(h.pushed, a, h.desk.Pad()) > 0
}

// Key is what the key for something is called or, where the person uses a
// gamepad, the button.
func (h *HUD) Key(a action.Action) string {
	if of := h.pushed[a]; kit.Padded() && len(of) > 0 {
		return of[0].Label()
	}
	return h.labels.First(h.bound[a])
}
