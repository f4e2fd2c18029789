package lab

import (
	"encoding/hex"
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/wire/msgpack"
)

// byteView shows the fields of a message side by side: name, value and bytes.
// It scrolls by rows if there are too many.
type byteView struct {
	top     int // first visible row
	rows    int // total
	visible int // rows

	fields []byteField
	key    byteLayoutKey
	lines  []string // of a text
}

// byteLayoutKey is what the layout depends on.
type byteLayoutKey struct {
	first *msgpack.Part
	n     int
	skin  *ui.Skin
	width int
}

// wheel scrolls by a row as the mouse wheel has turned.
func (v *byteView) wheel(turned float64) {
	switch {
	case turned > 0:
		v.scroll(-1)
	case turned < 0:
		v.scroll(1)
	}
}

func (v *byteView) scroll(by int) { v.top = min(max(v.top+by, 0), max(v.rows-v.visible, 0)) }

// byteField is a field as it is drawn.
type byteField struct {
	name, value, bytes string
	row, x, width      int
}

// Sizes in logical pixels.
const (
	byteFieldHeight = 37
	byteFieldGap    = 4
	maxHexBytes     = 16 // bytes shown per field
)

// layout arranges the fields, at least one, in rows of width px.
func (v *byteView) layout(s *ui.Skin, parts []msgpack.Part, width int) []byteField {
	key := byteLayoutKey{&parts[0], len(parts), s, width}
	if v.key == key {
		return v.fields
	}
	list := v.fields[:0]
	x, row := 0, 0
	for _, p := range parts {
		h := byteField{name: p.Name, value: p.Value, bytes: hexText(p.Bytes)}
		fieldWidth := max(s.TextWidth(h.name, ui.Small), s.TextWidth(h.value, ui.SmallMono), s.TextWidth(h.bytes, ui.SmallMono))
		h.width = min(int(math.Ceil(fieldWidth))+s.Px(12), width)
		if x > 0 && x+h.width > width {
			x, row = 0, row+1
		}
		h.x, h.row = x, row
		x += h.width + s.Px(byteFieldGap)
		list = append(list, h)
	}
	v.fields, v.key = list, key
	return list
}

// hexText formats bytes in hexadecimal, shortened if there are many.
func hexText(b []byte) string {
	rest := ""
	if len(b) > maxHexBytes {
		b, rest = b[:maxHexBytes], " …"
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

func (v *byteView) draw(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, parts []msgpack.Part, in image.Rectangle) {
	height, gap := s.Px(byteFieldHeight), s.Px(byteFieldGap)
	v.visible = max((in.Dy()+gap)/(height+gap), 1)
	list := v.layout(s, parts, in.Dx()-s.Px(24))
	v.rows = list[len(list)-1].row + 1
	v.scroll(0)
	for _, h := range list {
		if h.row < v.top || h.row >= v.top+v.visible {
			continue
		}
		at := image.Pt(in.Min.X+h.x, in.Min.Y+(h.row-v.top)*(height+gap))
		s.Key.Draw(dst, image.Rectangle{at, at.Add(image.Pt(h.width, height))}, 1)
		room := float64(h.width - s.Px(10))
		line := func(i int, text string, style ui.TextStyle, colour color.NRGBA) {
			s.Print(dst, s.Truncate(text, style, room), style, at.X+s.Px(5), at.Y+s.Px(float64(11+12*i)), colour)
		}
		line(0, h.name, ui.Small, theme.Dim)
		line(1, h.value, ui.SmallMono, theme.Text)
		line(2, h.bytes, ui.SmallMono, theme.NetSnapshot)
	}
	v.drawArrows(q, s, in)
	q.Draw(dst)
}

// drawText draws paragraphs in a box in the place of a message. It scrolls by lines if
// they don't fit.
func (v *byteView) drawText(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, r image.Rectangle, colour color.NRGBA, paragraphs ...string) {
	wrap := func(width int) []string {
		v.lines = v.lines[:0]
		for _, p := range paragraphs {
			v.lines = append(v.lines, s.Wrap(p, ui.Body, 0, float64(width))...)
		}
		return v.lines
	}
	line, lines := s.Px(detailLine), wrap(r.Dx())
	if v.visible = max(r.Dy()/line, 1); len(lines) > v.visible {
		lines = wrap(r.Dx() - s.Px(28))
	}
	v.rows = len(lines)
	v.scroll(0)
	for i, text := range lines[v.top:min(v.top+v.visible, v.rows)] {
		y := r.Min.Y + i*line
		s.Print(dst, text, ui.Body, r.Min.X, s.Baseline(ui.Body, y, y+line), colour)
	}
	v.drawArrows(q, s, r)
	q.Draw(dst)
}

// drawArrows shows whether there are rows above or below.
func (v *byteView) drawArrows(q *ui.Batch, s *ui.Skin, in image.Rectangle) {
	x, u := float32(in.Max.X-s.Px(12)), float32(s.Scale)
	if v.top > 0 {
		y := float32(in.Min.Y) + 8*u
		q.Triangle(x-6*u, y+4*u, x+6*u, y+4*u, x, y-4*u, theme.Text)
	}
	if v.top+v.visible < v.rows {
		y := float32(in.Min.Y) + 28*u
		q.Triangle(x-6*u, y-4*u, x+6*u, y-4*u, x, y+4*u, theme.Text)
	}
}
