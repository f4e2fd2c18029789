package render

import (
	"image"
	"image/color"
	"math"
	"unicode"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"clew/cmd/clew/internal/theme"
)

// avatarKey holds all that makes one avatar look different from another.
type avatarKey struct {
	mark   theme.Mark
	letter rune
	self   bool
	radius int // in pixels
}

// renderAvatar renders a body: its shape, lit from above, with a dark outline, a
// bright one around that for the own player, and the letter in the middle.
func renderAvatar(key avatarKey) *ebiten.Image {
	r := float64(key.radius)
	side := int(math.Ceil(r*1.55)) * 2
	pix := image.NewRGBA(image.Rect(0, 0, side, side))
	corners := key.mark.Shape.Outline()
	for y := range side {
		for x := range side {
			px, py := float64(x)+0.5-float64(side)/2, float64(y)+0.5-float64(side)/2
			pix.SetRGBA(x, y, avatarColour(key, corners, px/r, py/r, r))
		}
	}
	img := ebiten.NewImageFromImage(pix)
	if hasLetter(key.letter) {
		drawLetter(img, key, r)
	}
	return img
}

// hasLetter reports whether the Go fonts have the letter. A body without one
// is told apart by its mark alone.
func hasLetter(r rune) bool {
	return r > ' ' && (r <= unicode.MaxASCII || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic))
}

// The widths of outlines and the rounding of corners, as parts of the radius.
const (
	outlineWidth     = 0.15
	selfOutlineWidth = 0.10
	cornerRounding   = 0.10
)

// avatarColour returns the colour of an avatar at (u,v), in radii from its
// centre.
func avatarColour(key avatarKey, corners []theme.Vec, u, v, r float64) color.RGBA {
	d := distanceTo(corners, u/(1-cornerRounding), v/(1-cornerRounding))*(1-cornerRounding) - cornerRounding
	ink := color.NRGBA{0x0B, 0x0D, 0x12, 0xFF}
	cover := func(edge float64) float64 { return min(max((edge-d)*r+0.5, 0), 1) }

	shade := 1.06 - 0.16*v
	if d > -0.13 { // a bevel: bright above, dark below
		shade -= 0.22 * v * (d + 0.13) / 0.13
	}
	fill := theme.Blend(color.NRGBA{0, 0, 0, 255}, key.mark.Fill, min(shade, 1))
	if shade > 1 {
		fill = theme.Blend(key.mark.Fill, theme.White, min((shade-1)*1.6, 1))
	}
	c := theme.Blend(ink, fill, cover(0))
	alpha := cover(outlineWidth) * 0.96
	if key.self {
		c = theme.Blend(theme.Blend(theme.TrailSelf, theme.White, 0.4), c, cover(outlineWidth))
		alpha = cover(outlineWidth + selfOutlineWidth)
	}
	a := alpha
	return color.RGBA{uint8(float64(c.R)*a + 0.5), uint8(float64(c.G)*a + 0.5), uint8(float64(c.B)*a + 0.5), uint8(255*a + 0.5)}
}

// distanceTo returns the distance of (x,y) from a closed outline, negative
// inside. See Inigo Quilez, "2D distance functions".
func distanceTo(p []theme.Vec, x, y float64) float64 {
	nearest, inside := math.Inf(1), false
	for i := range p {
		a, b := p[i], p[(i+1)%len(p)]
		ex, ey := b.X-a.X, b.Y-a.Y
		wx, wy := x-a.X, y-a.Y
		t := min(max((wx*ex+wy*ey)/(ex*ex+ey*ey), 0), 1)
		nearest = min(nearest, math.Hypot(wx-t*ex, wy-t*ey))
		if (a.Y > y) != (b.Y > y) && x < a.X+ex*(y-a.Y)/ey {
			inside = !inside
		}
	}
	if inside {
		return -nearest
	}
	return nearest
}

// drawLetter draws the letter in the middle of the body.
func drawLetter(img *ebiten.Image, key avatarKey, r float64) {
	size := 1.12 * r
	switch key.mark.Shape {
	case theme.Triangle, theme.Star:
		size = 0.92 * r
	case theme.Cross, theme.Diamond:
		size = 1.0 * r
	}
	face := theme.Bold.Face(size)
	m := face.Metrics()
	half := float64(img.Bounds().Dx()) / 2
	var op text.DrawOptions
	op.PrimaryAlign = text.AlignCenter
	op.GeoM.Translate(half, half+m.CapHeight/2-m.HAscent)
	op.ColorScale.ScaleWithColor(key.mark.Ink)
	text.Draw(img, string(key.letter), face, &op)
}
