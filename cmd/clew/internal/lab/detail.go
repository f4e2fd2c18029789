package lab

import (
	"fmt"
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/net/rig/tracer"
)

// telling is what was last said of what is picked out, so that it is worked
// out once.
type telling struct {
	of       reel.Pick
	story    *tracer.Trace
	sentence string
	size     string // of the message
	message  string // in the text form
}

// tell works out what to say of what is picked out.
func (l *Lab) tell() *telling {
	t := &l.told
	if p, s := l.reel.Picked(), l.reel.Story(); t.of != p || t.story != s {
		*t = telling{of: p, story: s, sentence: l.reel.Sentence()}
		if p.Kind == reel.Packet {
			t.message = l.reel.Message(p.Index)
			t.size = fmt.Sprintf("%d bytes on the wire, %d as text:", s.Packets[p.Index].Size, len(t.message))
		}
	}
	return t
}

// drawDetail says what is picked out, or else what to look at.
func (l *Lab) drawDetail(dst *ebiten.Image, s *kit.Skin) {
	r := l.places.detail
	s.Panel.Draw(dst, r, 1)
	in := image.Rect(r.Min.X+s.Px(12), r.Min.Y+s.Px(7), r.Max.X-s.Px(buttonRow+20), r.Max.Y-s.Px(6))
	t := l.tell()
	words, ink := t.sentence, theme.Text
	switch {
	case l.fault != "":
		words = l.fault
	case words == "":
		words, ink = l.reel.Scenario().Note+" Click a packet, an input or a correction to see what became of it.", theme.Dim
	}
	y := l.paragraph(dst, s, words, kit.Body, in, ink)
	if t.message == "" || l.fault != "" {
		return
	}
	in.Min.Y = y + s.Px(4)
	measure := func(w string) float64 { return s.Width(w, kit.Figures) }
	head := int(s.Print(dst, t.size, kit.Small, in.Min.X, in.Min.Y+s.Ascent(kit.Small), theme.Dim)) + s.Px(8)
	for i, line := range kit.Wrap(t.message, float64(head), float64(in.Dx()), measure) {
		x, top := in.Min.X, in.Min.Y+i*s.Px(15)
		if i == 0 {
			x += head
		}
		if top+s.Px(30) > in.Max.Y { // the last one that fits
			s.Print(dst, kit.Cut(line+" …", float64(in.Max.X-x), measure), kit.Figures, x, top+s.Ascent(kit.Small), theme.Text)
			return
		}
		s.Print(dst, line, kit.Figures, x, top+s.Ascent(kit.Small), theme.Text)
	}
}

// paragraph writes words into a box, as far as they fit, and gives where they
// end.
func (l *Lab) paragraph(dst *ebiten.Image, s *kit.Skin, words string, st kit.Style, r image.Rectangle, ink colour) int {
	line, y := s.Px(19), r.Min.Y
	for _, words := range kit.Wrap(words, 0, float64(r.Dx()), func(t string) float64 { return s.Width(t, st) }) {
		if y+line > r.Max.Y {
			break
		}
		s.Print(dst, words, st, r.Min.X, s.Centre(st, y, y+line), ink)
		y += line
	}
	return y
}

// newButtons makes what can be done to the packet picked out.
func newButtons(l *Lab) *kit.Sheet {
	s := &kit.Sheet{Bare: true, Unframed: true, Gap: 8}
	s.Place = func(_ kit.Frame, w, h int) image.Rectangle {
		r := l.places.detail
		at := image.Pt(r.Max.X-w-(r.Dy()-h)/2, r.Min.Y+(r.Dy()-h)/2)
		return image.Rectangle{at, at.Add(image.Pt(w, h))}
	}
	const w, h = 98, 32
	fate := func(b *kit.Builder, label string, f reel.Fate) {
		b.Choice(w, h, label, func() bool { return l.fate() == f }, func() { l.change(f) })
	}
	l.desk.Add(s, func(b *kit.Builder) {
		b.Row(8, func() {
			fate(b, "Drop  D", reel.Drop)
			fate(b, "Delay  Y", reel.Delay)
		})
		b.Row(8, func() {
			fate(b, "Double  U", reel.Double)
			b.Button(w, h, "Original  O", l.undo)
		})
	})
	s.Show(false)
	return s
}

// fate is what was done to the packet picked out.
func (l *Lab) fate() reel.Fate {
	p := l.reel.Picked()
	if p.Kind != reel.Packet {
		return reel.AsItWas
	}
	return l.reel.Fate(l.reel.Story().Packets[p.Index])
}

// change does something to the packet picked out, and plays the game again.
func (l *Lab) change(f reel.Fate) {
	l.fault = ""
	ok, err := l.reel.Change(f)
	switch {
	case err != nil:
		l.fault = "The game could not be played again: " + err.Error()
	case !ok:
		l.fault = "Pick a packet first: Tab, or click its line."
	}
}

// undo goes back to the film as it was.
func (l *Lab) undo() {
	l.fault = ""
	if err := l.reel.Undo(); err != nil {
		l.fault = "The game could not be played again: " + err.Error()
	}
}
