package theme

import (
	"image/color"
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

// Shape is the outline of a player's body. Colour and shape each suffice to tell
// players apart.
type Shape uint8

// The shapes, in the order in which players get them, which is that of the
// numbers of a wire.Appearance.
const (
	Circle Shape = iota
	Diamond
	Square
	Triangle
	Hexagon
	Pentagon
	Star
	Cross

	shapeCount = wire.Shapes
)

// Mark is how a player looks everywhere: in the maze, in lists, in the chat.
type Mark struct {
	Colour int // 0 to 7, which of the colours it is
	Shape  Shape
	Fill   color.NRGBA // the body, the thread, the light
	Ink    color.NRGBA // the letter on the body, readable on Fill
	Name   color.NRGBA // Fill made light enough for words on Panel
}

// markColours lists the colours in the order of wire.Appearance.
var markColours = [wire.Colours]color.NRGBA{Orange, Sky, Green, Yellow, Blue, Vermilion, Purple, White}

// MarkOf returns a player's mark: as the player chose or, by default, from the
// letter, which is unique among those present, or else from the ID. The first
// eight letters have distinct colours and shapes; later ones combine them
// differently.
func MarkOf(avatar rune, id sim.ID, look wire.Appearance) Mark {
	n := int(id)
	switch {
	case avatar >= 'A' && avatar <= 'Z':
		n = int(avatar - 'A')
	case avatar >= 'a' && avatar <= 'z':
		n = int(avatar-'a') + 26
	case avatar > ' ':
		n = int(avatar)
	}
	i, s := n%len(markColours), Shape((n+n/len(markColours))%shapeCount)
	if look.Colour > 0 {
		i = int(look.Colour-1) % len(markColours)
	}
	if look.Shape > 0 {
		s = Shape(look.Shape-1) % shapeCount
	}
	return newMark(i, s)
}

// newMark returns the mark with colour i and a shape.
func newMark(i int, s Shape) Mark {
	m := Mark{Colour: i, Shape: s, Fill: markColours[i], Name: markColours[i]}
	m.Ink = color.NRGBA{0x12, 0x14, 0x1A, 0xFF}
	switch m.Fill {
	case Blue, Vermilion, Green:
		m.Ink = White
		m.Name = Blend(m.Fill, White, 0.35)
	}
	return m
}

// Vec is a point of a shape's outline. Shapes fit the circle of radius 1 around
// (0,0); y points down.
type Vec struct{ X, Y float64 }

// Outline returns the shape's corners clockwise from the top; a circle has 32.
// All shapes cover about the same area. The caller must not change them.
func (s Shape) Outline() []Vec { return outlines[s%shapeCount] }

var outlines = [shapeCount][]Vec{
	Circle:   polygon(32, 0.92, 0),
	Diamond:  polygon(4, 1.08, 0),
	Square:   polygon(4, 1.14, math.Pi/4),
	Triangle: shiftDown(polygon(3, 1.26, 0), 0.16),
	Hexagon:  polygon(6, 1.0, math.Pi/6),
	Pentagon: shiftDown(polygon(5, 1.06, 0), 0.04),
	Star:     shiftDown(star(5, 1.28, 0.72), 0.05),
	Cross:    cross(1.02, 0.46),
}

func polygon(n int, r, turn float64) []Vec {
	p := make([]Vec, n)
	for i := range p {
		s, c := math.Sincos(2*math.Pi*float64(i)/float64(n) + turn)
		p[i] = Vec{r * s, -r * c}
	}
	return p
}

func star(points int, outer, inner float64) []Vec {
	p := polygon(2*points, 1, 0)
	for i := range p {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		p[i].X, p[i].Y = p[i].X*r, p[i].Y*r
	}
	return p
}

func cross(arm, half float64) []Vec {
	return []Vec{
		{-half, -arm}, {half, -arm}, {half, -half}, {arm, -half}, {arm, half}, {half, half},
		{half, arm}, {-half, arm}, {-half, half}, {-arm, half}, {-arm, -half}, {-half, -half},
	}
}

// shiftDown moves a shape down to centre it on (0,0).
func shiftDown(p []Vec, by float64) []Vec {
	for i := range p {
		p[i].Y += by
	}
	return p
}
