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

	shift     float64 // how far it has moved aside for the own player, 0 to 1
	hidesSelf bool    // it would cover the own player
}

// set updates the texts if something has changed: the time in seconds, the
// players still walking and finished, and whether a capture is running.
func (h *levelHeader) set(secs, playing, finished int, capturing bool) {
	h.animate()
	edition := i18n.Revision()
	if edition == h.edition && secs == h.seconds && playing == h.playing && finished == h.finished && capturing == h.capturing {
		return
	}
	*h = levelHeader{seconds: secs, playing: playing, finished: finished, capturing: capturing, edition: edition, shift: h.shift, hidesSelf: h.hidesSelf}
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

// headerShiftTicks is how long moving aside takes.
const headerShiftTicks = 12

// animate moves the header aside or back.
func (h *levelHeader) animate() {
	by := -1.0 / headerShiftTicks
	if h.hidesSelf {
		by = -by
	}
	h.shift = min(max(h.shift+by, 0), 1)
}

// draw draws the header and returns its area. If it would cover self, it moves
// to the middle if free, otherwise becomes faint; if it would be covered
// itself, it is not drawn.
func (h *levelHeader) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, level string, self image.Rectangle, free bool, hidden func(image.Rectangle) bool) image.Rectangle {
	name := s.Truncate(level, ui.BodyBold, float64(vp.Px(260)))
	inner := max(s.TextWidth(name, ui.BodyBold), s.TextWidth(h.clock, ui.SmallMono)+s.TextWidth(h.details, ui.Small))
	w := max(int(math.Ceil(inner))+vp.Px(28), vp.Px(120))
	r := vp.Anchor(w, vp.Px(52), 0, 0, edgeMargin)
	alpha := 1.0
	if h.hidesSelf = r.Overlaps(self) && free; r.Overlaps(self) && !free {
		alpha = 0.25
	}
	r = r.Add(image.Pt(int(ease(h.shift)*float64((vp.W-w)/2-r.Min.X)), 0))
	if hidden(r) {
		return r
	}
	s.Panel.Draw(dst, r, alpha)
	x := r.Min.X + vp.Px(14)
	text, dim := theme.WithAlpha(theme.Text, alpha), theme.WithAlpha(theme.Dim, alpha)
	s.Print(dst, name, ui.BodyBold, x, r.Min.Y+vp.Px(21), text)
	at := s.Print(dst, h.clock, ui.SmallMono, x, r.Min.Y+vp.Px(39), dim)
	s.Print(dst, h.details, ui.Small, x+int(math.Ceil(at)), r.Min.Y+vp.Px(39), dim)
	return r
}
