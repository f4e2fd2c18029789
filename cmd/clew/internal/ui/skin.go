package ui

import (
	"image/color"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"clew/cmd/clew/internal/theme"
)

// TextStyle is a font and its size in logical pixels.
type TextStyle struct {
	Font theme.Font
	Size float64
}

// The text styles.
var (
	Small     = TextStyle{theme.Regular, theme.Small}
	SmallMono = TextStyle{theme.Mono, theme.Small}
	Body      = TextStyle{theme.Regular, theme.Body}
	BodyBold  = TextStyle{theme.Bold, theme.Body}
	BodyMono  = TextStyle{theme.Mono, theme.Body}
	Large     = TextStyle{theme.Regular, theme.Lead}
	Heading   = TextStyle{theme.Bold, theme.Lead}
	MenuEntry = TextStyle{theme.Regular, theme.Title}
	Display   = TextStyle{theme.Bold, theme.Display}
)

// The colours of controls, which stand out from a panel.
var (
	raisedColour  = color.NRGBA{0x1B, 0x23, 0x30, 0xFF}
	hoveredColour = color.NRGBA{0x26, 0x31, 0x42, 0xFF}
	sunkenColour  = color.NRGBA{0x0B, 0x0F, 0x15, 0xFF}
	borderColour  = color.NRGBA{0x46, 0x55, 0x6C, 0xFF}
)

// Skin holds everything widgets are drawn from, at one scale.
type Skin struct {
	Scale       float64
	Panel       *NineSlice // background of a panel
	Badge       *NineSlice // background of a badge, gold
	Key         *NineSlice // background of a key's name
	Focus       *NineSlice // frame around the focused widget, larger than it by focusMargin
	focusMargin int        // px

	faces map[TextStyle]*text.GoTextFace
	lines lineCache

	button, chosen, sliderKnob buttonSlices
	textField                  *NineSlice
	sliderTrack, sliderFill    *NineSlice
	toggleOff, toggleOn        *NineSlice
	toggleKnob                 *NineSlice
	row, rowFocused            *NineSlice // backgrounds of a list row
}

// NewSkin returns the skin for a scale.
func NewSkin(scale float64) *Skin {
	s := &Skin{Scale: scale, faces: map[TextStyle]*text.GoTextFace{}}
	s.Panel = s.newNineSlice(theme.CornerRadius, theme.Panel, theme.Border)
	s.Badge = s.newNineSlice(15, theme.Badge, theme.Accent)
	s.focusMargin = s.Px(3)
	s.Key = s.newNineSlice(4, raisedColour, borderColour)
	s.Focus = newNineSlice(nineSliceOptions{radius: float64(s.Px(theme.CornerRadius + 2)), borderWidth: float64(s.Px(2)), borderColour: theme.Accent})
	s.textField = s.newNineSlice(4, sunkenColour, borderColour)
	s.sliderTrack = s.newNineSlice(2, sunkenColour, theme.Border)
	s.sliderFill = s.newNineSlice(2, theme.Dim, theme.Dim)
	s.toggleOff = s.newNineSlice(8, sunkenColour, borderColour)
	s.toggleOn = s.newNineSlice(8, borderColour, theme.Dim)
	s.toggleKnob = s.newNineSlice(5, theme.Text, theme.Text)
	s.row = s.newNineSlice(4, raisedColour, theme.Border)
	s.rowFocused = s.newNineSlice(4, hoveredColour, borderColour)
	s.buttons()
	return s
}

func (s *Skin) buttons() {
	s.button = buttonSlices{s.newNineSlice(4, raisedColour, theme.Border), s.newNineSlice(4, hoveredColour, borderColour), s.newNineSlice(4, sunkenColour, borderColour)}
	s.chosen = buttonSlices{s.newNineSlice(4, borderColour, theme.Dim), s.newNineSlice(4, borderColour, theme.Text), s.newNineSlice(4, sunkenColour, theme.Dim)}
	s.sliderKnob = buttonSlices{s.newNineSlice(5, theme.Text, sunkenColour), s.newNineSlice(5, theme.White, sunkenColour), s.newNineSlice(5, theme.White, sunkenColour)}
}

func (s *Skin) newNineSlice(radius float64, fill, border color.NRGBA) *NineSlice {
	return newNineSlice(nineSliceOptions{radius: float64(s.Px(radius)), borderWidth: math.Max(1, math.Floor(s.Scale)), fill: fill, borderColour: border})
}

// buttonSlices are a control's images: idle, focused or hovered, and pressed.
type buttonSlices struct{ idle, hovered, pressed *NineSlice }

func (g *buttonSlices) slice(focused, down bool) *NineSlice {
	switch {
	case down:
		return g.pressed
	case focused:
		return g.hovered
	}
	return g.idle
}

// Px converts logical pixels to px.
func (s *Skin) Px(v float64) int { return int(math.Round(v * s.Scale)) }

// minTextSize is the smallest size of text in px. In a window smaller than the
// smallest supported one, text would otherwise shrink beyond reading.
const minTextSize = 10

// face returns the font face for a style.
func (s *Skin) face(style TextStyle) *text.GoTextFace {
	f, ok := s.faces[style]
	if !ok {
		f = style.Font.Face(max(math.Round(style.Size*s.Scale), minTextSize))
		s.faces[style] = f
	}
	return f
}

// insets returns paddings of h logical pixels left and right and v above and
// below.
func (s *Skin) insets(h, v float64) widget.Insets {
	return widget.Insets{Left: s.Px(h), Right: s.Px(h), Top: s.Px(v), Bottom: s.Px(v)}
}
