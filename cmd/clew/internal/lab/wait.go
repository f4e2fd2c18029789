package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Wait makes the game stand still while the user reads. It goes on when the user
// says so, or begins to walk.
func (l *Lab) Wait() { l.waiting, l.player.Playing = true, false }

// endWait ends the wait once the user has acted.
func (l *Lab) endWait() {
	if !l.waiting {
		return
	}
	if l.player.AtLiveEdge() && l.player.Controller(0).Kind == playback.Human && l.heldInput(0) != 0 {
		l.player.Playing = true
	}
	if l.player.Playing {
		l.waiting = false
	}
}

// waitText tells how the game goes on.
func (l *Lab) waitText() string {
	if l.player.AtLiveEdge() && l.player.Controller(0).Kind == playback.Human {
		return l.root.ExpandKeys(i18n.T("lab.waiting-walk"))
	}
	return l.root.ExpandKeys(i18n.T("lab.waiting"))
}

// drawWait tells, over the panes, that the game stands still and how it goes on.
func (l *Lab) drawWait(dst *ebiten.Image, s *ui.Skin) {
	if !l.waiting || len(l.layout.panes) == 0 {
		return
	}
	r := l.layout.panes[0].Union(l.layout.panes[len(l.layout.panes)-1])
	lines, height := s.Wrap(l.waitText(), ui.BodyBold, 0, float64(r.Dx()-s.Px(48))), s.LineHeight(ui.BodyBold)
	width := 0.0
	for _, line := range lines {
		width = max(width, s.TextWidth(line, ui.BodyBold))
	}
	half, bottom := int(width)/2+s.Px(14), r.Max.Y-s.Px(8)
	middle := (r.Min.X + r.Max.X) / 2
	box := image.Rect(middle-half, bottom-height*len(lines)-s.Px(10), middle+half, bottom)
	s.Badge.Draw(dst, box, 1)
	for i, line := range lines {
		top := box.Min.Y + s.Px(5) + i*height
		s.PrintCentred(dst, line, ui.BodyBold, middle, s.Baseline(ui.BodyBold, top, top+height), theme.Accent)
	}
}
