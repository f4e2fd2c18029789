package hud

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Spectating is how it stands with who watches a game without a player in it.
type Spectating struct {
	Active        bool   // one watches
	QueuePosition int    // in the line of those who wait to play, from 1; 0: in none
	Following     string // the name of who is followed; empty: nobody, the whole maze is shown
}

// spectatorBar says that one watches, at the top in the middle, where toasts begin.
type spectatorBar struct {
	spectating             Spectating
	keys                   [2]string // for the one before and the next one
	gamepad                bool      // which are buttons of a gamepad
	statusText, followText string
	edition                int // edition of the words that these are in
}

// The sizes of the bar, in pixels at 100 %.
const (
	spectatorBarHeight = 48
	spectatorBarGap    = 6 // to the toasts
)

// set takes how it stands, and the names of the keys that turn to somebody else.
// It writes anew only what has changed.
func (b *spectatorBar) set(w Spectating, before, next string) {
	if e, p := i18n.Revision(), ui.GamepadActive(); w != b.spectating || e != b.edition || p != b.gamepad || b.keys != [2]string{before, next} {
		b.spectating, b.edition, b.gamepad, b.keys = w, e, p, [2]string{before, next}
		b.updateText()
	}
}

func (b *spectatorBar) updateText() {
	b.statusText, b.followText = i18n.T("watch.only"), i18n.T("watch.whole")
	if b.spectating.QueuePosition > 0 {
		b.statusText = i18n.Tf("watch.full", b.spectating.QueuePosition)
	}
	if b.spectating.Following != "" {
		b.followText = i18n.Tf("watch.follow", b.spectating.Following)
	}
	turn := "watch.turn"
	if b.gamepad {
		turn = "watch.turn-by-pad"
	}
	b.followText += " · " + i18n.Tf(turn, b.keys[0], b.keys[1])
}

// height is how much of the window it takes away from the toasts, in px.
func (b *spectatorBar) height(f ui.Viewport) int {
	if !b.spectating.Active {
		return 0
	}
	return f.Px(spectatorBarHeight + spectatorBarGap)
}

// draw draws the bar in the middle of the first room px of the window,
// and gives its place.
func (b *spectatorBar) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin, room int) (r image.Rectangle) {
	if !b.spectating.Active {
		return r
	}
	fit := func(text string, st ui.TextStyle) string {
		return s.Truncate(text, st, float64(room-f.Px(60)))
	}
	state, whom := fit(b.statusText, ui.Body), fit(b.followText, ui.Small)
	w := int(math.Ceil(max(s.TextWidth(state, ui.Body), s.TextWidth(whom, ui.Small)))) + f.Px(28)
	top := f.Px(headerBottom)
	r = image.Rect((room-w)/2, top, (room+w)/2, top+f.Px(spectatorBarHeight))
	s.Panel.Draw(dst, r, 1)
	s.PrintCentred(dst, state, ui.Body, room/2, r.Min.Y+f.Px(20), theme.Text)
	s.PrintCentred(dst, whom, ui.Small, room/2, r.Min.Y+f.Px(38), theme.Dim)
	return r
}

// SpectatorArea is the part of a window of w×h px that a picture of the whole maze
// has, for who watches: below all that stands at its top. A picture much lower than
// the window has no such part.
func (h *HUD) SpectatorArea(w, height int) image.Rectangle {
	top := h.root.Viewport().Px(headerBottom + spectatorBarHeight)
	if top > height/2 {
		top = 0
	}
	return image.Rect(0, top, w, height)
}

// handleClick takes note of where the person clicks into the game that they watch.
func (h *HUD) handleClick() {
	at := h.root.Input().Cursor()
	over := h.lag.panel.Shown() && at.In(h.lag.panel.GetWidget().Rect)
	if h.spectator.spectating.Active && h.root.Input().MousePressDuration() == 1 && !h.root.WantsKeyboard() && !over {
		h.actions.ClickAt, h.actions.Clicked = at, true
	}
}
