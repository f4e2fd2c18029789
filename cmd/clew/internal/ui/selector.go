package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Selector is a line of w×h pixels that shows one of n things: Left and Right
// go from one to the next, and Enter or a click goes on, after the last to the
// first.
func (b *Builder) Selector(w, h float64, n int, get func() int, set func(int), name func(int) string) {
	var q Batch
	b.ListItem(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle, lit bool) {
		s.DrawRow(dst, r, lit)
		s.drawArrows(&q, r)
		q.Draw(dst)
		words := s.Truncate(name(get()), Body, float64(r.Dx()-s.Px(64)))
		s.PrintCentred(dst, words, Body, (r.Min.X+r.Max.X)/2, s.Baseline(Body, r.Min.Y, r.Max.Y), theme.Text)
	}, func() { set((get() + 1) % n) })
	b.panel.stops[len(b.panel.stops)-1].adjust = func(by int) { set(min(max(get()+by, 0), n-1)) }
}

// drawArrows draws an arrow at each end of r.
func (s *Skin) drawArrows(q *Batch, r image.Rectangle) {
	mid, a := float32(r.Min.Y+r.Max.Y)/2, float32(s.Px(5))
	left, right := float32(r.Min.X+s.Px(12)), float32(r.Max.X-s.Px(12))
	q.Triangle(left, mid, left+a, mid-a, left+a, mid+a, theme.Dim)
	q.Triangle(right, mid, right-a, mid-a, right-a, mid+a, theme.Dim)
}
