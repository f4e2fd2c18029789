package kit

import (
	"image/color"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"clew/cmd/clew/internal/theme"
)

// Style is a font at a size, in pixels at 100 %.
type Style struct {
	Font theme.Font
	Size float64
}

// The styles that panels are written in.
var (
	Small   = Style{theme.Regular, theme.Small}
	Figures = Style{theme.Mono, theme.Small}
	Body    = Style{theme.Regular, theme.Body}
	Strong  = Style{theme.Bold, theme.Body}
	Count   = Style{theme.Mono, theme.Body}
	Lead    = Style{theme.Regular, theme.Lead}
	Heading = Style{theme.Bold, theme.Lead}
	Entry   = Style{theme.Regular, theme.Title}
	Poster  = Style{theme.Bold, theme.Poster}
)

// The grounds of what can be pressed, lighter than a panel.
var (
	raised  = color.NRGBA{0x1B, 0x23, 0x30, 0xFF}
	hovered = color.NRGBA{0x26, 0x31, 0x42, 0xFF}
	sunk    = color.NRGBA{0x0B, 0x0F, 0x15, 0xFF}
	rim     = color.NRGBA{0x46, 0x55, 0x6C, 0xFF}
)

// Skin is everything that is drawn from, at one scale.
type Skin struct {
	Scale float64
	Panel *Slab // the ground of a panel
	Pill  *Slab // the ground of a badge: gold
	Key   *Slab // the ground of a key's name
	Focus *Slab // the frame around what has the focus, drawn Halo larger
	Halo  int   // px

	faces map[Style]*text.GoTextFace
	ink   inkwell

	button, chosen, knob grounds
	field                *Slab
	groove, fill         *Slab
	off, on              *Slab
	bead                 *Slab
	plain, bright        *Slab // the ground of a line of a list, see Ground
}

// NewSkin makes a skin for a scale.
func NewSkin(scale float64) *Skin {
	s := &Skin{Scale: scale, faces: map[Style]*text.GoTextFace{}}
	s.Panel = s.slab(theme.Corner, theme.Panel, theme.Border)
	s.Pill = s.slab(15, theme.Badge, theme.Accent)
	s.Halo = s.Px(3)
	s.Key = s.slab(4, raised, rim)
	s.Focus = NewSlab(Look{Radius: float64(s.Px(theme.Corner + 2)), Line: float64(s.Px(2)), Border: theme.Accent})
	s.field = s.slab(4, sunk, rim)
	s.groove = s.slab(2, sunk, theme.Border)
	s.fill = s.slab(2, theme.Dim, theme.Dim)
	s.off = s.slab(8, sunk, rim)
	s.on = s.slab(8, rim, theme.Dim)
	s.bead = s.slab(5, theme.Text, theme.Text)
	s.plain = s.slab(4, raised, theme.Border)
	s.bright = s.slab(4, hovered, rim)
	s.buttons()
	return s
}

func (s *Skin) buttons() {
	s.button = grounds{s.slab(4, raised, theme.Border), s.slab(4, hovered, rim), s.slab(4, sunk, rim)}
	s.chosen = grounds{s.slab(4, rim, theme.Dim), s.slab(4, rim, theme.Text), s.slab(4, sunk, theme.Dim)}
	s.knob = grounds{s.slab(5, theme.Text, sunk), s.slab(5, theme.White, sunk), s.slab(5, theme.White, sunk)}
}

func (s *Skin) slab(radius float64, fill, border color.NRGBA) *Slab {
	return NewSlab(Look{Radius: float64(s.Px(radius)), Line: math.Max(1, math.Floor(s.Scale)), Fill: fill, Border: border})
}

// grounds are those of something that can be pressed: at rest, with the focus or
// under the mouse, and while it is pressed.
type grounds struct{ idle, lit, down *Slab }

func (g *grounds) of(lit, down bool) *Slab {
	switch {
	case down:
		return g.down
	case lit:
		return g.lit
	}
	return g.idle
}

// Px is a length in px.
func (s *Skin) Px(v float64) int { return int(math.Round(v * s.Scale)) }

// Face is the face of a style.
func (s *Skin) Face(st Style) *text.GoTextFace {
	f, ok := s.faces[st]
	if !ok {
		f = st.Font.Face(math.Round(st.Size * s.Scale))
		s.faces[st] = f
	}
	return f
}

// insets are paddings of h pixels at the sides and v above and below.
func (s *Skin) insets(h, v float64) widget.Insets {
	return widget.Insets{Left: s.Px(h), Right: s.Px(h), Top: s.Px(v), Bottom: s.Px(v)}
}
