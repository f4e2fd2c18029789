package stone

import "image"

// ink is a colour with its opacity, all 0 to 1, not premultiplied.
type ink struct{ r, g, b, a float32 }

// times makes a colour brighter or darker.
func (c ink) times(k float32) ink { return ink{c.r * k, c.g * k, c.b * k, c.a} }

// toward lies t of the way from c to d.
func (c ink) toward(d ink, t float32) ink {
	return ink{lerp(c.r, d.r, t), lerp(c.g, d.g, t), lerp(c.b, d.b, t), lerp(c.a, d.a, t)}
}

// tile is one picture of n×n pixels within a sheet.
type tile struct {
	n   int
	img *image.RGBA
	at  image.Point
}

// paint asks for the colour of every pixel; x and y are in pixels.
func (t tile) paint(f func(x, y int) ink) {
	for y := range t.n {
		row := t.img.Pix[t.img.PixOffset(t.at.X, t.at.Y+y):]
		for x := range t.n {
			c := f(x, y)
			a := min(max(c.a, 0), 1)
			row[4*x+0] = level(c.r * a)
			row[4*x+1] = level(c.g * a)
			row[4*x+2] = level(c.b * a)
			row[4*x+3] = level(a)
		}
	}
}

func level(v float32) uint8 { return uint8(min(max(v, 0), 1)*255 + 0.5) }
