package lab

import (
	"encoding/hex"
	"image"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/net/wire/packwire"
)

// chips shows the parts of a message side by side: the name of each, what it
// says, and its bytes. Where there are too many, one can scroll row by row.
type chips struct {
	top  int // the first row that is shown
	rows int // how many there are
	fit  int // how many are seen at once

	laid []chip
	of   laying
}

// laying is what chips are laid out from.
type laying struct {
	first *packwire.Part
	n     int
	skin  *kit.Skin
	width int
}

func (c *chips) scroll(by int) { c.top = min(max(c.top+by, 0), max(c.rows-c.fit, 0)) }

// chip is a part as it is drawn.
type chip struct {
	name, value, bytes string
	row, x, w          int
}

// The sizes of chips, in pixels at 100 %.
const (
	chipHigh = 37
	chipGap  = 4
	mostHex  = 16 // bytes of a part that are shown
)

// lay puts the parts, of which there are some, into rows of a width, in px.
func (c *chips) lay(s *kit.Skin, parts []packwire.Part, width int) []chip {
	of := laying{&parts[0], len(parts), s, width}
	if c.of == of {
		return c.laid
	}
	list := c.laid[:0]
	x, row := 0, 0
	for _, p := range parts {
		h := chip{name: p.Name, value: p.Value, bytes: hexOf(p.Bytes)}
		wide := max(s.Width(h.name, kit.Small), s.Width(h.value, kit.Figures), s.Width(h.bytes, kit.Figures))
		h.w = min(int(math.Ceil(wide))+s.Px(12), width)
		if x > 0 && x+h.w > width {
			x, row = 0, row+1
		}
		h.x, h.row = x, row
		x += h.w + s.Px(chipGap)
		list = append(list, h)
	}
	c.laid, c.of = list, of
	return list
}

// hexOf is bytes as people write them.
func hexOf(b []byte) string {
	rest := ""
	if len(b) > mostHex {
		b, rest = b[:mostHex], " …"
	}
	text := strings.ToUpper(hex.EncodeToString(b))
	var out strings.Builder
	for i := 0; i < len(text); i += 2 {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(text[i : i+2])
	}
	return out.String() + rest
}

func (c *chips) draw(dst *ebiten.Image, s *kit.Skin, q *kit.Quads, parts []packwire.Part, in image.Rectangle) {
	high, gap := s.Px(chipHigh), s.Px(chipGap)
	c.fit = max((in.Dy()+gap)/(high+gap), 1)
	list := c.lay(s, parts, in.Dx()-s.Px(24))
	c.rows = list[len(list)-1].row + 1
	c.scroll(0)
	for _, h := range list {
		if h.row < c.top || h.row >= c.top+c.fit {
			continue
		}
		at := image.Pt(in.Min.X+h.x, in.Min.Y+(h.row-c.top)*(high+gap))
		s.Key.Draw(dst, image.Rectangle{at, at.Add(image.Pt(h.w, high))}, 1)
		room := float64(h.w - s.Px(10))
		line := func(i int, words string, st kit.Style, ink colour) {
			s.Print(dst, s.Cut(words, st, room), st, at.X+s.Px(5), at.Y+s.Px(float64(11+12*i)), ink)
		}
		line(0, h.name, kit.Small, theme.Dim)
		line(1, h.value, kit.Figures, theme.Text)
		line(2, h.bytes, kit.Figures, theme.NetSnapshot)
	}
	c.more(q, s, in)
	q.Draw(dst)
}

// more shows that there are rows above or below.
func (c *chips) more(q *kit.Quads, s *kit.Skin, in image.Rectangle) {
	x, u := float32(in.Max.X-s.Px(12)), float32(s.Scale)
	if c.top > 0 {
		y := float32(in.Min.Y) + 8*u
		q.Triangle(x-6*u, y+4*u, x+6*u, y+4*u, x, y-4*u, theme.Text)
	}
	if c.top+c.fit < c.rows {
		y := float32(in.Min.Y) + 28*u
		q.Triangle(x-6*u, y-4*u, x+6*u, y-4*u, x, y+4*u, theme.Text)
	}
}
