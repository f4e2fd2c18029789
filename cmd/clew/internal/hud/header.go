package hud

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// levelHeader shows the level's name, the time and the number of players, top
// left.
type levelHeader struct {
	clock     string
	details   string
	seconds   int
	playing   int
	finished  int
	capturing bool
	edition   int // language edition of the texts; 0: none yet

	spot panelSpot
}

// set updates the texts if something has changed: the time in seconds, the
// players still walking and finished, and whether a capture is running.
func (h *levelHeader) set(secs, playing, finished int, capturing bool) {
	edition := i18n.Revision()
	if edition == h.edition && secs == h.seconds && playing == h.playing && finished == h.finished && capturing == h.capturing {
		return
	}
	*h = levelHeader{seconds: secs, playing: playing, finished: finished, capturing: capturing, edition: edition, spot: h.spot}
	h.clock = i18n.FormatClock(seconds(secs))
	h.details = ""
	if playing > 0 || finished == 0 {
		h.details = " · " + i18n.Tn("status.playing", playing)
	}
	if finished > 0 {
		h.details += " · " + i18n.Tn("status.finished", finished)
	}
	if capturing {
		h.details += " · " + i18n.T("status.rec")
	}
}

// draw draws the header and returns its area. If it would hide something, it moves
// elsewhere along the edges; if it would be covered itself, it is not drawn.
func (h *levelHeader) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, level string, use panelUse, hides, hidden func(image.Rectangle) bool) image.Rectangle {
	name := s.Truncate(level, ui.BodyBold, float64(vp.Px(260)))
	inner := max(s.TextWidth(name, ui.BodyBold), s.TextWidth(h.clock, ui.SmallMono)+s.TextWidth(h.details, ui.Small))
	w := max(int(math.Ceil(inner))+vp.Px(28), vp.Px(120))
	at := func(ax, ay float64) image.Rectangle { return vp.Anchor(w, vp.Px(52), ax, ay, edgeMargin) }
	spots := [...]image.Rectangle{
		at(0, 0), at(0.5, 0), at(1, 0), at(1, 1), at(0, 1),
		at(0.5, 1), at(1, 0.5), at(0, 0.5), at(0.25, 0), at(0.75, 0), at(0.25, 1), at(0.75, 1),
	}
	r, alpha := h.spot.place(use, spots[:], hides)
	if hidden(r) {
		return r
	}
	s.Panel.Draw(dst, r, alpha)
	x := r.Min.X + vp.Px(14)
	text, dim := theme.WithAlpha(theme.Text, alpha), theme.WithAlpha(theme.Dim, alpha)
	s.Print(dst, name, ui.BodyBold, x, r.Min.Y+vp.Px(21), text)
	end := s.Print(dst, h.clock, ui.SmallMono, x, r.Min.Y+vp.Px(39), dim)
	s.Print(dst, h.details, ui.Small, x+int(math.Ceil(end)), r.Min.Y+vp.Px(39), dim)
	return r
}
