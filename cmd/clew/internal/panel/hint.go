package panel

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// How long the hint for the keys stays, in ticks: so long in all, and so long
// after one has begun to walk.
const (
	hintStay = 40 * sim.TickRate
	hintWalk = 3 * sim.TickRate
)

// hint tells the keys to somebody who plays for the first time.
type hint struct {
	on     bool
	age    int
	walked int // ticks
	keys   []hintKey
	rows   []hintRow
	wide   int // px, of the widest row
	fit    fit // what rows are made for
}

// hintKey is a key and what it does.
type hintKey struct{ key, does string }

// hintRow is some keys and what they do, side by side.
type hintRow struct {
	keys []hintKey
	wide int // px
}

// tick makes the hint older, and says when it goes.
func (h *hint) tick(walks bool) (gone bool) {
	if !h.on {
		return false
	}
	h.age++
	if walks {
		h.walked++
	}
	h.on = h.age < hintStay && h.walked < hintWalk
	return !h.on
}

// The sizes of the hint, in pixels at 100 %.
const (
	hintLine = 30
	hintGap  = 16 // between two keys
)

// lay lays the keys out in rows that are no wider than width px.
func (h *hint) lay(s *kit.Skin, width int) {
	if h.fit == (fit{width, s.Scale}) {
		return
	}
	h.fit, h.rows, h.wide = fit{width, s.Scale}, nil, 0
	for _, k := range h.keys {
		w := hintWidth(s, k)
		if n := len(h.rows); n == 0 || h.rows[n-1].wide+s.Px(hintGap)+w > width {
			h.rows = append(h.rows, hintRow{wide: -s.Px(hintGap)})
		}
		row := &h.rows[len(h.rows)-1]
		row.keys, row.wide = append(row.keys, k), row.wide+s.Px(hintGap)+w
		h.wide = max(h.wide, row.wide)
	}
}

// hintWidth is how wide a key and what it does are, in px.
func hintWidth(s *kit.Skin, k hintKey) int {
	return s.Px(14) + s.Px(8) + int(math.Ceil(s.Width(k.key, kit.Figures)+s.Width(k.does, kit.Body)))
}

// draw draws the hint low in the middle of a window.
func (h *hint) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin) {
	if !h.on {
		return
	}
	h.lay(s, f.W-f.Px(2*edgeGap+32))
	line := f.Px(hintLine)
	box := f.Anchor(h.wide+f.Px(32), line*len(h.rows)+f.Px(12), 0.5, 0.86, 8)
	s.Panel.Draw(dst, box, ease(float64(h.age)/noticeIn))
	for i := range h.rows {
		x, y := box.Min.X+(box.Dx()-h.rows[i].wide)/2, box.Min.Y+f.Px(6)+i*line
		for _, k := range h.rows[i].keys {
			drawHint(dst, s, k, x, y+line/2)
			x += hintWidth(s, k) + s.Px(hintGap)
		}
	}
}

func drawHint(dst *ebiten.Image, s *kit.Skin, k hintKey, x, mid int) {
	w := int(math.Ceil(s.Width(k.key, kit.Figures))) + s.Px(14)
	key := image.Rect(x, mid-s.Px(11), x+w, mid+s.Px(11))
	s.Key.Draw(dst, key, 1)
	s.PrintMid(dst, k.key, kit.Figures, (key.Min.X+key.Max.X)/2, s.Centre(kit.Figures, key.Min.Y, key.Max.Y), theme.Text)
	s.Print(dst, k.does, kit.Body, key.Max.X+s.Px(8), s.Centre(kit.Body, key.Min.Y, key.Max.Y), theme.Text)
}
