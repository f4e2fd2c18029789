package theme

import (
	"bytes"
	"sync"

	"github.com/hajimehoshi/ebiten/v2/text/v2"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
)

// The type scale, in pixels at 100 %.
const (
	Small   = 12.0
	Body    = 14.0
	Lead    = 18.0
	Title   = 28.0
	Display = 44.0
)

// Common measures of panels, in pixels at 100 %.
const (
	Grid         = 8.0 // everything lies on multiples of it
	CornerRadius = 6.0 // a panel's rounded corner
	BorderWidth  = 1.0 // a panel's border
)

// Font is one of the Go fonts.
type Font uint8

// The fonts. Figures are set in Mono, so that they do not jump.
const (
	Regular Font = iota
	Bold
	Mono
	MonoBold

	fontCount = 4
)

var sources = sync.OnceValue(func() (s [fontCount]*text.GoTextFaceSource) {
	for i, ttf := range [fontCount][]byte{goregular.TTF, gobold.TTF, gomono.TTF, gomonobold.TTF} {
		src, err := text.NewGoTextFaceSource(bytes.NewReader(ttf))
		if err != nil {
			panic("theme: a font that is part of the program cannot be read: " + err.Error())
		}
		s[i] = src
	}
	return s
})

// Source returns the font for toolkits that make their own faces.
func (f Font) Source() *text.GoTextFaceSource { return sources()[f] }

// Face returns the font at a size in pixels, including the scale of the screen.
// Keep it: each call makes a new one, though all share a glyph cache.
func (f Font) Face(px float64) *text.GoTextFace {
	return &text.GoTextFace{Source: f.Source(), Size: px}
}
