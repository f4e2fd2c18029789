package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Selector adds a row that shows one of n options. Left and Right step through
// them; Enter or a click goes to the next, and from the last to the first.
func (b *Builder) Selector(w, h float64, n int, get func() int, set func(int), name func(int) string) {
	var q Batch
	b.ListItem(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle, focused bool) {
		s.DrawRow(dst, r, focused)
		s.drawArrows(&q, r)
		q.Draw(dst)
		text := s.Truncate(name(get()), Body, float64(r.Dx()-s.Px(64)))
		s.PrintCentred(dst, text, Body, (r.Min.X+r.Max.X)/2, s.Baseline(Body, r.Min.Y, r.Max.Y), theme.Text)
	}, func() { set((get() + 1) % n) })
	b.panel.stops[len(b.panel.stops)-1].adjust = func(by int) { set(min(max(get()+by, 0), n-1)) }
}

// drawArrows draws an arrow at each end of r.
func (s *Skin) drawArrows(b *Batch, r image.Rectangle) {
	mid, a := float32(r.Min.Y+r.Max.Y)/2, float32(s.Px(5))
	left, right := float32(r.Min.X+s.Px(12)), float32(r.Max.X-s.Px(12))
	b.Triangle(left, mid, left+a, mid-a, left+a, mid+a, theme.Dim)
	b.Triangle(right, mid, right-a, mid-a, right-a, mid+a, theme.Dim)
}
