package hud

import (
	"image"
	"math"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// How long the hint stays, in ticks: in total, and of walking.
const (
	hintTicks     = 40 * sim.TickRate
	hintWalkTicks = 3 * sim.TickRate
)

// hint tells new players the aim of the game, and shows them the most important
// keys or buttons.
type hint struct {
	on          bool
	age         int
	walkTicks   int
	aim         string
	aimLines    []string
	keys        []hintKey
	rows        []hintRow
	width       int             // px, of the widest row or line
	wrapKey     wrapKey         // that rows are for
	box         image.Rectangle // as last drawn; empty: not drawn
	walkKeyText ui.CachedText[[4]string]
}

// hintKey is a key and its action.
type hintKey struct{ key, action string }

// hintRow is a row of keys.
type hintRow struct {
	keys  []hintKey
	width int // px
}

// tick ages the hint and reports whether it has just ended.
func (h *hint) tick(walks bool) (done bool) {
	if !h.on {
		return false
	}
	h.age++
	if walks {
		h.walkTicks++
	}
	h.on = h.age < hintTicks && h.walkTicks < hintWalkTicks
	return !h.on
}

// Sizes in logical pixels.
const (
	hintLineHeight = 30 // of keys
	hintAimHeight  = 24 // of the aim
	hintGap        = 20 // between two keys
)

// set sets the aim and the keys to show.
func (h *hint) set(aim string, keys ...hintKey) {
	if aim != h.aim || !slices.Equal(h.keys, keys) {
		h.aim, h.keys, h.wrapKey = aim, slices.Clone(keys), wrapKey{}
	}
}

// wrap lays out the aim and the keys in at most width px.
func (h *hint) wrap(s *ui.Skin, width int) {
	if h.wrapKey == (wrapKey{width, s.Scale}) {
		return
	}
	h.wrapKey = wrapKey{width, s.Scale}
	h.wrapKeys(s, width)
	h.aimLines = s.WrapBalanced(h.aim, ui.BodyBold, float64(width))
	for _, line := range h.aimLines {
		h.width = max(h.width, int(math.Ceil(s.TextWidth(line, ui.BodyBold))))
	}
}

// wrapKeys lays the keys out in as few rows as possible, of about equal width, at
// most width px.
func (h *hint) wrapKeys(s *ui.Skin, width int) {
	h.wrapAt(s, width)
	for fewest := len(h.rows); fewest > 1; {
		rowWidth := h.width
		if h.wrapAt(s, rowWidth-1); len(h.rows) > fewest || h.width >= rowWidth {
			h.wrapAt(s, rowWidth)
			return
		}
	}
}

// wrapAt fills each row up to width px.
func (h *hint) wrapAt(s *ui.Skin, width int) {
	h.rows, h.width = nil, 0
	for _, k := range h.keys {
		w := hintWidth(s, k)
		if n := len(h.rows); n == 0 || h.rows[n-1].width+s.Px(hintGap)+w > width {
			h.rows = append(h.rows, hintRow{width: -s.Px(hintGap)})
		}
		row := &h.rows[len(h.rows)-1]
		row.keys, row.width = append(row.keys, k), row.width+s.Px(hintGap)+w
		h.width = max(h.width, row.width)
	}
}

// hintWidth returns the width of a key and its action in px.
func hintWidth(s *ui.Skin, k hintKey) int {
	return s.Px(14) + s.Px(8) + int(math.Ceil(s.TextWidth(k.key, ui.SmallMono)+s.TextWidth(k.action, ui.Body)))
}

// draw draws the hint where it covers neither taken areas nor the own player at
// self, preferably below the player.
func (h *hint) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, self image.Rectangle, taken []image.Rectangle) {
	if !h.on {
		return
	}
	h.wrap(s, vp.W-vp.Px(2*edgeMargin+32))
	line, aimLine := vp.Px(hintLineHeight), vp.Px(hintAimHeight)
	if h.box = h.place(vp, h.width+vp.Px(32), aimLine*len(h.aimLines)+line*len(h.rows)+vp.Px(12), self, taken); h.box.Empty() {
		return
	}
	s.Panel.Draw(dst, h.box, ease(float64(h.age)/bannerFadeIn))
	top := h.box.Min.Y + vp.Px(6)
	for _, text := range h.aimLines {
		s.PrintCentred(dst, text, ui.BodyBold, (h.box.Min.X+h.box.Max.X)/2, s.Baseline(ui.BodyBold, top, top+aimLine), theme.Text)
		top += aimLine
	}
	for i := range h.rows {
		x, y := h.box.Min.X+(h.box.Dx()-h.rows[i].width)/2, top+i*line
		for _, k := range h.rows[i].keys {
			drawHintKey(dst, s, k, x, y+line/2)
			x += hintWidth(s, k) + s.Px(hintGap)
		}
	}
}

// place returns where a box of w×h px goes: where it was if still free,
// otherwise the free place nearest to the bottom edge or, if the player is in
// the lower half, to the top edge; empty if there is none.
func (h *hint) place(vp ui.Viewport, w, height int, self image.Rectangle, taken []image.Rectangle) image.Rectangle {
	at := func(top int) image.Rectangle { return image.Rect((vp.W-w)/2, top, (vp.W-w)/2+w, top+height) }
	free := func(r image.Rectangle) bool {
		return !r.Overlaps(self) && !slices.ContainsFunc(taken, r.Overlaps)
	}
	if h.box.Size() == image.Pt(w, height) && h.box == at(h.box.Min.Y) && free(h.box) {
		return h.box
	}
	first, last := vp.Px(edgeMargin), vp.H-vp.Px(3*edgeMargin)-height
	low := (self.Min.Y+self.Max.Y)/2 > vp.H/2
	for d := 0; d <= last-first; d += vp.Px(8) {
		top := last - d
		if low {
			top = first + d
		}
		if r := at(top); free(r) {
			return r
		}
	}
	return image.Rectangle{}
}

func drawHintKey(dst *ebiten.Image, s *ui.Skin, k hintKey, x, mid int) {
	w := int(math.Ceil(s.TextWidth(k.key, ui.SmallMono))) + s.Px(14)
	key := image.Rect(x, mid-s.Px(11), x+w, mid+s.Px(11))
	s.Key.Draw(dst, key, 1)
	s.PrintCentred(dst, k.key, ui.SmallMono, (key.Min.X+key.Max.X)/2, s.Baseline(ui.SmallMono, key.Min.Y, key.Max.Y), theme.Text)
	s.Print(dst, k.action, ui.Body, key.Max.X+s.Px(8), s.Baseline(ui.Body, key.Min.Y, key.Max.Y), theme.Text)
}

// setHintKeys passes the current key names to the hint.
func (h *HUD) setHintKeys() {
	h.hint.set(i18n.T("hint.aim"), hintKey{h.walkKeyNames(), i18n.T("hint.walk")}, hintKey{h.KeyName(input.ActionChat), i18n.T("hint.chat")},
		hintKey{h.KeyName(input.ActionRoster), i18n.T("hint.roster")}, hintKey{h.KeyName(input.ActionLegend), i18n.T("hint.legend")},
		hintKey{h.KeyName(input.ActionMenu), i18n.T("hint.menu")})
}

// walkKeyNames returns the names of the walking keys, or of the stick.
func (h *HUD) walkKeyNames() string {
	if buttons := h.buttons[input.MoveUp]; ui.GamepadActive() && len(buttons) > 0 {
		return partName(buttons[len(buttons)-1])
	}
	return h.hint.walkKeyText.Get([4]string{h.KeyName(input.MoveUp), h.KeyName(input.MoveLeft), h.KeyName(input.MoveDown), h.KeyName(input.MoveRight)},
		func(keys [4]string) string { return strings.Join(keys[:], " ") })
}

// partName returns the name of a button, or of the stick it is a direction of,
// for use in a sentence.
func partName(b input.Button) string {
	switch b.Group() {
	case input.LeftStickUp.Group():
		return i18n.T("pad.left-stick")
	case input.RightStickUp.Group():
		return i18n.T("pad.right-stick")
	case input.ButtonDpadUp.Group():
		return i18n.T("pad.cross")
	}
	return b.Label()
}
