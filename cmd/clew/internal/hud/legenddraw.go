package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// drawExit draws stairs that lead up into the light.
func (l *legend) drawExit(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	const steps = 5
	x, y := ui.Centre(r)
	left, top, step := x-s.Px(12), y-s.Px(12), s.Px(24)/steps
	for i := range steps {
		inset := s.Px(float64(steps-1-i)) / 2
		shade := theme.Blend(theme.White, theme.Border, float64(i)/steps)
		l.batch.Rect(float32(left+s.Px(2)-inset), float32(top+i*step), float32(s.Px(20)+2*inset), float32(step-s.Px(1)), shade)
	}
	l.batch.Draw(dst)
}

// drawStart draws a ball of thread and its end.
func (l *legend) drawStart(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	x, y := ui.Centre(r)
	for _, radius := range [...]float64{10, 7, 4} {
		l.shapes.Ring(dst, x, y, s.Px(radius), theme.Dim)
	}
	l.batch.Rect(float32(x), float32(y+s.Px(9)), float32(s.Px(14)), float32(max(1, s.Px(1))), theme.Dim)
	l.batch.Draw(dst)
}

func (l *legend) drawSelf(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	x, y := ui.Centre(r)
	l.shapes.Player(dst, s, l.self, l.letter, x, y, s.Px(9))
}

func (l *legend) drawGhost(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	x, y := ui.Centre(r)
	l.shapes.Ghost(dst, l.self.Shape, x, y, s.Px(10), theme.NetGhost)
}

func (l *legend) drawDots(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	_, y := ui.Centre(r)
	for i := range 5 {
		l.shapes.Dot(dst, r.Min.X+s.Px(8+9*float64(i)), y, max(1, s.Px(2)), theme.NetGhost)
	}
}

func (l *legend) drawCorrection(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	_, y := ui.Centre(r)
	x0, x1, u := r.Min.X+s.Px(4), r.Max.X-s.Px(12), float32(s.Scale)
	tip, mid := float32(x1), float32(y)
	l.batch.Rect(float32(x0), mid-u, tip-6*u-float32(x0), 2*u, theme.NetCorrection)
	l.batch.Triangle(tip-8*u, mid-5*u, tip-8*u, mid+5*u, tip, mid, theme.NetCorrection)
	l.batch.Draw(dst)
	l.shapes.Dot(dst, x0, y, s.Px(3), theme.NetCorrection)
	l.shapes.Ring(dst, x1, y, s.Px(8), theme.NetCorrection)
}

func (l *legend) drawThread(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	_, y := ui.Centre(r)
	l.line = append(l.line[:0], theme.Vec{X: float64(r.Min.X + s.Px(4)), Y: float64(y + s.Px(5))},
		theme.Vec{X: float64(r.Min.X + s.Px(20)), Y: float64(y + s.Px(5))},
		theme.Vec{X: float64(r.Min.X + s.Px(32)), Y: float64(y - s.Px(5))},
		theme.Vec{X: float64(r.Max.X - s.Px(4)), Y: float64(y - s.Px(5))})
	l.line = ui.CatmullRom(l.line, l.line, 8)
	l.ribbon.Draw(dst, l.line[4:], 2.4*s.Scale, theme.TrailSelf, 0.25, 1)
}

func (l *legend) drawBars(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	for i, h := range [...]float64{9, 10, 12, 11, 13, 15, 14, 12, 10, 9, 10} {
		l.batch.Rect(float32(r.Min.X+s.Px(5+4*float64(i))), float32(r.Max.Y-s.Px(7+h)), float32(s.Px(3)), float32(s.Px(h)), theme.Sky)
	}
	l.batch.Draw(dst)
}

func (l *legend) drawSpike(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	x, _ := ui.Centre(r)
	drawCorrection(&l.batch, float32(x), float32(r.Max.Y-s.Px(4)), float32(r.Min.Y+s.Px(10)), float32(s.Scale), 512)
	l.batch.Draw(dst)
}

func (l *legend) drawBadge(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	x, y := ui.Centre(r)
	box := image.Rect(x-s.Px(24), y-s.Px(10), x+s.Px(24), y+s.Px(10))
	s.Badge.Draw(dst, box, 1)
	s.PrintCentred(dst, "SIM", ui.Small, x, s.Baseline(ui.Small, box.Min.Y, box.Max.Y), theme.Accent)
}
