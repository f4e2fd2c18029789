package theme

import (
	"image/color"
	"math"
	"testing"

	"clew/net/wire"
)

func luminance(c color.NRGBA) float64 {
	lin := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

// contrast returns the contrast ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestWordsAreReadableOnPanels(t *testing.T) {
	// A panel lets 12 % of the maze through; lit stone is no brighter than this.
	ground := Blend(Panel, color.NRGBA{0x66, 0x58, 0x4A, 0xE0}, 0.12)
	for name, c := range map[string]color.NRGBA{"text": Text, "dim": Dim, "accent": Accent, "warn": Warn} {
		if got := contrast(c, ground); got < 4.5 {
			t.Errorf("%s on a panel: contrast %.2f, want 4.5", name, got)
		}
	}
	for n := range 8 {
		if got := contrast(newMark(n, 0).Name, ground); got < 4.5 {
			t.Errorf("name of player %d on a panel: contrast %.2f, want 4.5", n, got)
		}
	}
}

func TestLettersAreReadableOnBodies(t *testing.T) {
	for n := range 8 {
		// Letters on bodies are bold and large: WCAG asks 3:1 of those.
		if m := newMark(n, 0); contrast(m.Ink, m.Fill) < 3 {
			t.Errorf("letter of player %d: contrast %.2f, want 3", n, contrast(m.Ink, m.Fill))
		}
	}
}

func TestMarksDiffer(t *testing.T) {
	type look struct {
		fill  color.NRGBA
		shape Shape
	}
	seen := map[look]rune{}
	for c := 'A'; c <= 'Z'; c++ {
		m := MarkOf(c, 1, wire.Appearance{})
		k := look{m.Fill, m.Shape}
		if other, taken := seen[k]; taken {
			t.Errorf("%c looks like %c", c, other)
		}
		seen[k] = c
	}
	for c := 'A'; c <= 'H'; c++ {
		if m := MarkOf(c, 1, wire.Appearance{}); m.Colour != int(c-'A') || m.Shape != Shape(c-'A') {
			t.Errorf("%c has colour %d and shape %d", c, m.Colour, m.Shape)
		}
	}
	if MarkOf(0, 3, wire.Appearance{}) != MarkOf('D', 9, wire.Appearance{}) {
		t.Error("a player without a letter gets a mark by ID")
	}
}

// A wish for a colour leaves the shape to the letter, and the other way round.
func TestMarksAsWished(t *testing.T) {
	for n := range uint8(wire.Colours) {
		m := MarkOf('C', 3, wire.Appearance{Colour: n + 1})
		if m.Colour != int(n) || m.Fill != markColours[n] || m.Shape != Square {
			t.Errorf("colour %d: %+v", n+1, m)
		}
		m = MarkOf('C', 3, wire.Appearance{Shape: n + 1})
		if m.Colour != 2 || m.Shape != Shape(n) {
			t.Errorf("shape %d: %+v", n+1, m)
		}
	}
	if m := MarkOf('C', 3, wire.Appearance{Colour: 8, Shape: 8}); m.Fill != White || m.Shape != Cross {
		t.Errorf("white cross: %+v", m)
	}
}

func TestOutlinesAreBalanced(t *testing.T) {
	for s := Circle; s < shapeCount; s++ {
		area, cx, cy := 0.0, 0.0, 0.0
		p := s.Outline()
		for i := range p {
			a, b := p[i], p[(i+1)%len(p)]
			k := a.X*b.Y - b.X*a.Y
			area += k / 2
			cx += (a.X + b.X) * k / 6
			cy += (a.Y + b.Y) * k / 6
		}
		if area < 2.0 || area > 3.0 {
			t.Errorf("shape %d covers %.2f", s, area)
		}
		if math.Hypot(cx/area, cy/area) > 0.2 {
			t.Errorf("shape %d is centred at (%.2f, %.2f)", s, cx/area, cy/area)
		}
	}
}

func TestFonts(t *testing.T) {
	for f := Regular; f < fontCount; f++ {
		if f.Face(Body).Metrics().HAscent <= 0 {
			t.Errorf("font %d has no metrics", f)
		}
	}
}
