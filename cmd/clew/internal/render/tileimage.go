package render

import "image"

// inkColour is a colour with opacity, all 0 to 1, not premultiplied.
type inkColour struct{ r, g, b, a float32 }

// scale returns the colour scaled in brightness.
func (c inkColour) scale(k float32) inkColour { return inkColour{c.r * k, c.g * k, c.b * k, c.a} }

// blend returns the colour t of the way from c to d.
func (c inkColour) blend(d inkColour, t float32) inkColour {
	return inkColour{lerp(c.r, d.r, t), lerp(c.g, d.g, t), lerp(c.b, d.b, t), lerp(c.a, d.a, t)}
}

// tileImage is one picture of n×n pixels in a sheet.
type tileImage struct {
	n    int
	img  *image.RGBA
	at   image.Point
	gain float32 // scales the brightness of all colours
}

// paint sets every pixel to f's colour; x and y are in pixels.
func (t tileImage) paint(f func(x, y int) inkColour) {
	for y := range t.n {
		row := t.img.Pix[t.img.PixOffset(t.at.X, t.at.Y+y):]
		for x := range t.n {
			c := f(x, y).scale(t.gain)
			a := min(max(c.a, 0), 1)
			row[4*x+0] = toByte(c.r * a)
			row[4*x+1] = toByte(c.g * a)
			row[4*x+2] = toByte(c.b * a)
			row[4*x+3] = toByte(a)
		}
	}
}

func toByte(v float32) uint8 { return uint8(min(max(v, 0), 1)*255 + 0.5) }
