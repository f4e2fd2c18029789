package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// legend says which key and which button of a gamepad does what, and what the
// marks on the screen mean.
type legend struct {
	marks  kit.Marks
	quads  kit.Quads
	ribbon kit.Ribbon
	line   []theme.Vec
	self   theme.Mark
	letter string
	avatar rune
	names  []string // of keys, while drawing
}

// keyHelp is what a key does, or two or four of them.
type keyHelp struct {
	does string // key of the words
	by   []action.Action
}

var keyHelps = []keyHelp{
	{"legend.walk", []action.Action{action.Up, action.Left, action.Down, action.Right}},
	{"legend.chat", []action.Action{action.Chat}},
	{"legend.roster", []action.Action{action.Roster}},
	{"legend.menu", []action.Action{action.Menu}},
	{"legend.legend", []action.Action{action.Legend}},
	{"legend.lag", []action.Action{action.Lag}},
	{"legend.net-graph", []action.Action{action.NetGraph}},
	{"legend.ghost", []action.Action{action.Ghost}},
	{"legend.cut", []action.Action{action.Cut}},
	{"legend.panel", []action.Action{action.Panel}},
	{"legend.minimap", []action.Action{action.Minimap}},
	{"legend.capture", []action.Action{action.Capture}},
	{"legend.fullscreen", []action.Action{action.Fullscreen}},
	{"legend.screenshot", []action.Action{action.Screenshot}},
}

// names appends what the keys are called: the first ones of all actions and,
// where each has another, the others.
func (k *keyHelp) names(dst []string, keys *keymap.Map, labels *keymap.Labels) []string {
	for n := range action.Most {
		if n > 0 && len(k.by) == 1 {
			break
		}
		for _, a := range k.by {
			if n < len(keys[a]) {
				dst = append(dst, labels.Of(keys[a][n]))
			}
		}
	}
	return dst
}

// button is what the first of its buttons is called; the stick, if it walks.
func (k *keyHelp) button(buttons *pad.Map) string {
	of := buttons[k.by[0]]
	switch {
	case len(of) == 0:
		return ""
	case len(k.by) > 1:
		return of[len(of)-1].Part()
	}
	return of[0].Label()
}

// markHelp is a mark and what it means.
type markHelp struct {
	means string // key of the words
	draw  func(l *legend, dst *ebiten.Image, s *kit.Skin, r image.Rectangle)
}

var markHelps = []markHelp{
	{"legend.self", (*legend).drawSelf},
	{"legend.ghost-mark", (*legend).drawGhost},
	{"legend.dots", (*legend).drawDots},
	{"legend.correction", (*legend).drawCorrection},
	{"legend.thread", (*legend).drawThread},
	{"legend.round-trip", (*legend).drawBars},
	{"legend.spike", (*legend).drawSpike},
	{"legend.badge", (*legend).drawBadge},
}

// The sizes of the legend, in pixels at 100 %.
const (
	legendKey   = 22 // the height of the line of a key
	legendMark  = 35 // … and of a mark
	legendKeys  = 294
	legendMarks = 282
	legendNames = 130 // what the names of keys may take of it
	legendPads  = 44  // … and the names of buttons
	legendHead  = 40
)

// set tells the legend who one is, so that it shows one's own mark.
func (l *legend) set(avatar rune, mark theme.Mark) {
	if avatar != l.avatar || l.letter == "" {
		l.avatar, l.self, l.letter = avatar, mark, string(avatar)
	}
}

// legendBox is its place.
func legendBox(f kit.Frame) image.Rectangle {
	high := max(legendKey*len(keyHelps), legendMark*len(markHelps))
	return f.Anchor(f.Px(legendKeys+legendMarks+48), f.Px(legendHead+float64(high)+14), 0.5, 0.5, 8)
}

// draw draws it; back says how it goes away.
func (l *legend) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin, back string, keys *keymap.Map, labels *keymap.Labels, buttons *pad.Map) {
	box := legendBox(f)
	s.Panel.Draw(dst, box, 1)
	s.Panel.Draw(dst, box, 1) // twice, so that nothing below shines through
	x0, y0 := box.Min.X+f.Px(16), box.Min.Y+f.Px(legendHead)
	head := s.Centre(kit.Heading, box.Min.Y+f.Px(6), y0-f.Px(4))
	s.Print(dst, words.T("legend.keys"), kit.Heading, x0, head, theme.Text)
	s.Print(dst, words.T("legend.gamepad"), kit.Small, x0+f.Px(legendNames+4), head, theme.Dim)
	x1 := x0 + f.Px(legendKeys+16)
	s.Print(dst, words.T("legend.marks"), kit.Heading, x1, head, theme.Text)
	s.PrintRight(dst, back, kit.Small, box.Max.X-f.Px(16), head, theme.Dim)
	for i := range keyHelps {
		r := image.Rect(x0, y0+i*f.Px(legendKey), x0+f.Px(legendKeys), y0+(i+1)*f.Px(legendKey))
		l.names = keyHelps[i].names(l.names[:0], keys, labels)
		l.drawKeys(dst, s, words.T(keyHelps[i].does), r)
		l.drawButton(dst, s, keyHelps[i].button(buttons), r)
	}
	for i, m := range markHelps {
		y := y0 + i*f.Px(legendMark)
		m.draw(l, dst, s, image.Rect(x1, y, x1+f.Px(52), y+f.Px(legendMark)))
		l.words(dst, s, words.T(m.means), image.Rect(x1+f.Px(62), y, box.Max.X-f.Px(12), y+f.Px(legendMark)))
	}
}

// words writes one or two small lines in the middle of the height of r.
func (l *legend) words(dst *ebiten.Image, s *kit.Skin, means string, r image.Rectangle) {
	lines := s.Balance(means, kit.Small, float64(r.Dx()))
	h := s.Px(14)
	y := (r.Min.Y + r.Max.Y - h*len(lines)) / 2
	for i, w := range lines {
		s.Print(dst, w, kit.Small, r.Min.X, s.Centre(kit.Small, y+i*h, y+(i+1)*h), theme.Text)
	}
}

// drawKeys draws the keys that l.names are, as many as there is room for, and
// what they do.
func (l *legend) drawKeys(dst *ebiten.Image, s *kit.Skin, does string, r image.Rectangle) {
	x, mid := r.Min.X, (r.Min.Y+r.Max.Y)/2
	room := float64(s.Px(legendNames - 8))
	for _, name := range l.names {
		name = s.Cut(name, kit.Figures, room)
		w := int(s.Width(name, kit.Figures)) + s.Px(8)
		if x+w > r.Min.X+s.Px(legendNames) {
			break
		}
		key := image.Rect(x, mid-s.Px(9), x+w, mid+s.Px(9))
		s.Key.Draw(dst, key, 1)
		s.PrintMid(dst, name, kit.Figures, (key.Min.X+key.Max.X)/2, s.Centre(kit.Figures, key.Min.Y, key.Max.Y), theme.Text)
		x = key.Max.X + s.Px(1)
	}
	s.Fit(does, kit.Small, s.Px(legendKeys-legendNames-legendPads-8))
	s.Print(dst, does, kit.Small, r.Min.X+s.Px(legendNames+legendPads+8), s.Centre(kit.Small, r.Min.Y, r.Max.Y), theme.Text)
}

// drawButton draws what a button is called, if there is one.
func (l *legend) drawButton(dst *ebiten.Image, s *kit.Skin, name string, r image.Rectangle) {
	if name == "" {
		return
	}
	mid, x := (r.Min.Y+r.Max.Y)/2, r.Min.X+s.Px(legendNames+4)
	name = s.Cut(name, kit.Small, float64(s.Px(legendPads-8)))
	w := max(int(s.Width(name, kit.Small))+s.Px(10), s.Px(20))
	box := image.Rect(x, mid-s.Px(9), x+w, mid+s.Px(9))
	s.Key.Draw(dst, box, 1)
	s.PrintMid(dst, name, kit.Small, (box.Min.X+box.Max.X)/2, s.Centre(kit.Small, box.Min.Y, box.Max.Y), theme.Text)
}
