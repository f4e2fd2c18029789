package panel

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// How long notices and toasts take, in ticks.
const (
	noticeIn   = 18
	noticeOut  = 30
	toastStay  = 5 * sim.TickRate
	toastsKept = 3
)

// notice is the large sentence low in the middle.
type notice struct {
	text  string
	big   bool // good news, in gold and larger
	born  int  // tick
	until int  // tick from which it fades; 0: stays
	now   int
	quads kit.Quads
}

// show puts up a sentence for so many ticks, 0 for as long as nobody takes it
// down. The same sentence again does not start its coming anew, and a changed
// one replaces a standing one without any.
func (n *notice) show(text string, big bool, ticks int) {
	if text == "" {
		n.hide()
		return
	}
	if n.alpha() < 0.5 {
		n.born = n.now
	}
	n.text, n.big, n.until = text, big, 0
	if ticks > 0 {
		n.until = n.now + ticks
	}
}

// hide lets the sentence fade.
func (n *notice) hide() {
	if n.text != "" && (n.until == 0 || n.until > n.now) {
		n.until = n.now
	}
}

func (n *notice) tick() {
	n.now++
	if n.until > 0 && n.now > n.until+noticeOut {
		n.text = ""
	}
}

func (n *notice) alpha() float64 {
	if n.text == "" {
		return 0
	}
	a := ease(float64(n.now-n.born) / noticeIn)
	if n.until > 0 && n.now > n.until {
		a *= 1 - float64(n.now-n.until)/noticeOut
	}
	return min(max(a, 0), 1)
}

// draw draws the sentence in the middle of the first w px of the window, which
// nothing covers, and gives its place.
func (n *notice) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin, w int, calm bool) (r image.Rectangle) {
	a := n.alpha()
	if a <= 0 {
		return r
	}
	style, hue := kit.Lead, theme.Text
	if n.big {
		style, hue = kit.Poster, theme.Accent
	}
	lines := s.Wrap(n.text, style, 0, float64(w)*0.86)
	line := s.Line(style)
	rise := 0
	if !calm {
		rise = int(math.Round((1 - ease(float64(n.now-n.born)/noticeIn)) * 12 * f.Scale))
	}
	h := line*len(lines) + f.Px(20)
	top := int(float64(f.H)*0.70) - h/2 + rise
	n.band(dst, f, w, top, h, a, hue)
	for i, l := range lines {
		y := top + f.Px(10) + i*line
		s.PrintMid(dst, l, style, w/2, s.Centre(style, y, y+line), theme.With(hue, a))
	}
	return image.Rect(0, top, w, top+h)
}

// band draws a dark band that fades to the sides, with a thin line at its edges.
func (n *notice) band(dst *ebiten.Image, f kit.Frame, width, top, h int, a float64, hue colour) {
	w := float32(width)
	full := theme.With(theme.Night, 0.84*a)
	rim, none, bare := theme.With(hue, 0.55*a), theme.With(hue, 0), theme.With(theme.Night, 0)
	strip := func(y, h float32, mid, side colour) {
		n.quads.Fade(0, y, w*0.25, h, side, mid)
		n.quads.Rect(w*0.25, y, w*0.5, h, mid)
		n.quads.Fade(w*0.75, y, w*0.25, h, mid, side)
	}
	strip(float32(top), float32(h), full, bare)
	line := float32(max(1, f.Px(1)))
	strip(float32(top), line, rim, none)
	strip(float32(top+h)-line, line, rim, none)
	n.quads.Draw(dst)
}

// toasts are small sentences at the top that come and go.
type toasts struct {
	list []toast
	now  int
}

type toast struct {
	text string
	born int
}

func (t *toasts) add(text string) {
	t.list = append(t.list, toast{text, t.now})
	if over := len(t.list) - toastsKept; over > 0 {
		t.list = append(t.list[:0], t.list[over:]...)
	}
}

func (t *toasts) tick() {
	t.now++
	for len(t.list) > 0 && t.now-t.list[0].born > toastStay+noticeOut {
		t.list = append(t.list[:0], t.list[1:]...)
	}
}

// draw draws the toasts in the middle of the first room px of the window, from y
// px on, and gives the place that they take.
func (t *toasts) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin, room, y int, calm bool) (all image.Rectangle) {
	for i := range t.list {
		o := &t.list[i]
		age := t.now - o.born
		a := ease(float64(age) / noticeIn)
		drop := 0
		if !calm {
			drop = int(math.Round((1 - a) * 8 * f.Scale))
		}
		if age > toastStay {
			a = max(0, 1-float64(age-toastStay)/noticeOut)
		}
		text := s.Cut(o.text, kit.Body, float64(room-f.Px(60)))
		w := int(math.Ceil(s.Width(text, kit.Body))) + f.Px(28)
		r := image.Rect((room-w)/2, y-drop, (room+w)/2, y-drop+f.Px(30))
		s.Panel.Draw(dst, r, a)
		s.PrintMid(dst, text, kit.Body, room/2, s.Centre(kit.Body, r.Min.Y, r.Max.Y), theme.With(theme.Text, a))
		y += f.Px(36)
		all = all.Union(r)
	}
	return all
}
