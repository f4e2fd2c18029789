package hud

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Spectating is the state of a spectator.
type Spectating struct {
	Active        bool
	Out           bool   // a player that is out watches the others
	QueuePosition int    // position in the queue for a place, from 1; 0: not queued
	Following     string // name of the followed player; empty: the whole maze is shown
}

// spectatorBar tells a spectator what is shown, at the top.
type spectatorBar struct {
	spectating             Spectating
	keys                   [2]string // previous and next player
	gamepad                bool      // keys are gamepad buttons
	statusText, followText string
	edition                int // language edition of the texts
	spot                   panelSpot
}

// Sizes in logical pixels.
const (
	spectatorBarHeight = 48
	spectatorBarGap    = 6 // to the toasts
)

// set updates the texts if something has changed; before and next name the keys
// for the previous and the next player.
func (b *spectatorBar) set(s Spectating, before, next string) {
	if e, p := i18n.Revision(), ui.GamepadActive(); s != b.spectating || e != b.edition || p != b.gamepad || b.keys != [2]string{before, next} {
		b.spectating, b.edition, b.gamepad, b.keys = s, e, p, [2]string{before, next}
		b.updateText()
	}
}

func (b *spectatorBar) updateText() {
	b.statusText, b.followText = i18n.T("spectate.only"), i18n.T("spectate.whole-maze")
	if b.spectating.Out {
		b.statusText = i18n.T("spectate.out")
	}
	if b.spectating.QueuePosition > 0 {
		b.statusText = i18n.Tf("spectate.full", b.spectating.QueuePosition)
	}
	if b.spectating.Following != "" {
		b.followText = i18n.Tf("spectate.follow", b.spectating.Following)
	}
	turn := "spectate.turn"
	if b.gamepad {
		turn = "spectate.turn-by-pad"
	}
	b.followText += " · " + i18n.Tf(turn, b.keys[0], b.keys[1])
}

// height returns the space the bar takes from the toasts, in px.
func (b *spectatorBar) height(vp ui.Viewport) int {
	if !b.spectating.Active {
		return 0
	}
	return vp.Px(spectatorBarHeight + spectatorBarGap)
}

// draw draws the bar centred between left and right px, at the top or, if it would
// hide something there, at the bottom or further up, and returns its area.
func (b *spectatorBar) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, left, right int, use panelUse, hides func(image.Rectangle) bool) (r image.Rectangle) {
	if !b.spectating.Active {
		return r
	}
	fit := func(text string, style ui.TextStyle) string {
		return s.Truncate(text, style, float64(right-left-vp.Px(60)))
	}
	state, follow := fit(b.statusText, ui.Body), fit(b.followText, ui.Small)
	w := int(math.Ceil(max(s.TextWidth(state, ui.Body), s.TextWidth(follow, ui.Small)))) + vp.Px(28)
	at := func(top int) image.Rectangle {
		return image.Rect((left+right-w)/2, top, (left+right+w)/2, top+vp.Px(spectatorBarHeight))
	}
	spots := [...]image.Rectangle{at(vp.Px(headerBottom)), at(vp.H - vp.Px(edgeMargin+spectatorBarHeight)), at(vp.H/4 - vp.Px(spectatorBarHeight/2)), at(vp.H*3/4 - vp.Px(spectatorBarHeight/2))}
	r, opacity := b.spot.place(use, spots[:], hides)
	s.Panel.Draw(dst, r, opacity)
	s.PrintCentred(dst, state, ui.Body, (r.Min.X+r.Max.X)/2, r.Min.Y+vp.Px(20), theme.Text)
	s.PrintCentred(dst, follow, ui.Small, (r.Min.X+r.Max.X)/2, r.Min.Y+vp.Px(38), theme.Dim)
	return r
}

// SpectatorArea returns the part of a window of w×height px for a view of the
// whole maze: below everything at the top, or all of it if height is much less
// than the window's.
func (h *HUD) SpectatorArea(w, height int) image.Rectangle {
	top := h.root.Viewport().Px(headerBottom + spectatorBarHeight)
	if top > height/2 {
		top = 0
	}
	if card := h.roundCard.area; !card.Empty() && !h.roundCard.folded {
		w = min(w, card.Min.X)
	}
	return image.Rect(0, top, w, height)
}

// handleClick records a spectator's click into the game.
func (h *HUD) handleClick() {
	at := h.root.Input().Cursor()
	over := h.lag.panel.Shown() && at.In(h.lag.panel.GetWidget().Rect) || at.In(h.roundCard.area)
	if h.spectator.spectating.Active && h.root.Input().MousePressDuration() == 1 && !h.root.WantsKeyboard() && !over {
		h.actions.ClickAt, h.actions.Clicked = at, true
	}
}
