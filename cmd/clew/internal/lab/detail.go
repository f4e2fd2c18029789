package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/rig/tracer"
)

// telling is what was last said of what is picked out, so that it is worked
// out once.
type telling struct {
	of       reel.Pick
	story    *tracer.Trace
	sentence string
	size     string // of the message …
	low      string // … as a low window says it
	message  reel.Message
	fields   []reel.Field // of a correction
}

// tell works out what to say of what is picked out.
func (l *Lab) tell() *telling {
	t := &l.told
	p, s := l.reel.Picked(), l.reel.Story()
	if t.of == p && t.story == s {
		return t
	}
	*t = telling{of: p, story: s, sentence: l.reel.Sentence()}
	l.chips.top = 0
	switch p.Kind {
	case reel.Packet:
		m, err := l.reel.Message(p.Index)
		if err != nil {
			t.size = capital(err.Error())
			t.low = t.size
			break
		}
		t.message = m
		t.size, t.low = words.F("lab.size", len(m.Pack), len(m.Text)), words.F("lab.size-low", len(m.Pack), len(m.Text))
	case reel.Correction:
		t.fields = l.reel.Fields(p.Index)
	}
	return t
}

// drawDetail says what is picked out, or else what to look at.
func (l *Lab) drawDetail(dst *ebiten.Image, s *kit.Skin) {
	if l.places.detail.Empty() {
		return
	}
	s.Panel.Draw(dst, l.places.detail, 1)
	in, t := l.places.told, l.tell()
	switch {
	case l.fault != "":
		l.pages(dst, s, in, theme.Text, l.fault)
	case l.compares:
		l.drawNumbers(dst, s, in)
	case t.sentence == "":
		l.pages(dst, s, in, theme.Dim, l.say(phrase{key: "note", of: [3]string{l.reel.Tape().Note(), l.advice()}}, joined))
	case l.low():
		l.drawLow(dst, s, t, in)
	default:
		in.Min.Y = l.paragraph(dst, s, t.sentence, kit.Body, in, theme.Text) + s.Px(3)
		switch {
		case t.fields != nil:
			l.drawFields(dst, s, t.fields, in)
		case t.size != "":
			l.drawMessage(dst, s, t, in)
		}
	}
}

// drawLow says in plain lines what is picked out.
func (l *Lab) drawLow(dst *ebiten.Image, s *kit.Skin, t *telling, in image.Rectangle) {
	paragraphs := []string{t.sentence}
	for _, f := range t.fields {
		if f.Predicted != f.Truth {
			paragraphs = append(paragraphs, l.say(phrase{key: "lab.low-field", of: [3]string{f.Name, f.Predicted, f.Truth}}, ofThree))
		}
	}
	if t.low != "" {
		paragraphs = append(paragraphs, l.say(phrase{key: "note", of: [3]string{t.low, t.message.Text}}, joined))
	}
	l.pages(dst, s, in, theme.Text, paragraphs...)
}

// advice says what one can do next.
func (l *Lab) advice() string {
	if !l.reel.Live() {
		return words.T("lab.click")
	}
	who, keys := l.reel.Name(0), "lab.wasd-walk"
	switch {
	case len(l.panes) > 1 && l.reel.Hand(1).Kind == reel.ByPerson && l.reel.Hand(0).Kind == reel.ByPerson:
		return l.desk.Fill(l.say(phrase{key: "lab.both-walk", of: [3]string{who, l.reel.Name(1)}}, whileBoth))
	case l.reel.Hand(0).Kind != reel.ByPerson:
		who, keys = l.reel.Name(1), "lab.arrows-walk"
	}
	return l.desk.Fill(l.say(phrase{key: keys, of: [3]string{who}}, whileOne))
}

// drawMessage shows a message: the text form on a line, and below it msgpack,
// field by field.
func (l *Lab) drawMessage(dst *ebiten.Image, s *kit.Skin, t *telling, in image.Rectangle) {
	base := in.Min.Y + s.Ascent(kit.Small)
	x := in.Min.X + int(s.Print(dst, t.size, kit.Small, in.Min.X, base, theme.Dim)) + s.Px(8)
	text := s.Cut(t.message.Text, kit.Figures, float64(in.Max.X-x))
	s.Print(dst, text, kit.Figures, x, base, theme.Text)
	in.Min.Y += s.Px(18)
	if len(t.message.Parts) > 0 && in.Dy() >= s.Px(chipHigh) {
		l.chips.draw(dst, s, &l.quads, t.message.Parts, in)
	}
}

// drawFields puts a player as it was predicted beside what is true; what
// differs is marked.
func (l *Lab) drawFields(dst *ebiten.Image, s *kit.Skin, fields []reel.Field, in image.Rectangle) {
	column := [...]int{in.Min.X + s.Px(14), in.Min.X + s.Px(110), in.Min.X + s.Px(290)}
	row := func(y int, cells [3]string, ink colour, st kit.Style) {
		for i, w := range cells {
			s.Print(dst, w, st, column[i], y+s.Ascent(kit.Small), ink)
		}
	}
	line, y := s.Px(16), in.Min.Y
	row(y, [3]string{words.T("lab.field"), words.T("lab.predicted"), words.T("lab.truth")}, theme.Dim, kit.Small)
	for _, f := range fields {
		if y += line; y+line > in.Max.Y+s.Px(4) {
			return
		}
		ink := theme.Dim
		if f.Predicted != f.Truth {
			ink = theme.Text
			s.Print(dst, "≠", kit.Small, in.Min.X, y+s.Ascent(kit.Small), theme.Warn)
		}
		row(y, [3]string{f.Name, f.Predicted, f.Truth}, ink, kit.Figures)
	}
}

// detailLine is the height of a line of text, in pixels at 100 %.
const detailLine = 19

// pages writes paragraphs into a box. Where they have no room there, one can
// scroll line by line.
func (l *Lab) pages(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, ink colour, paragraphs ...string) {
	wrap := func(width int) []string {
		l.pageful = l.pageful[:0]
		for _, p := range paragraphs {
			l.pageful = append(l.pageful, s.Wrap(p, kit.Body, 0, float64(width))...)
		}
		return l.pageful
	}
	line, lines := s.Px(detailLine), wrap(r.Dx())
	c := &l.chips
	if c.fit = max(r.Dy()/line, 1); len(lines) > c.fit {
		lines = wrap(r.Dx() - s.Px(28))
	}
	c.rows = len(lines)
	c.scroll(0)
	for i, text := range lines[c.top:min(c.top+c.fit, c.rows)] {
		y := r.Min.Y + i*line
		s.Print(dst, text, kit.Body, r.Min.X, s.Centre(kit.Body, y, y+line), ink)
	}
	c.more(&l.quads, s, r)
	l.quads.Draw(dst)
}

// paragraph writes a text into a box, as far as they fit, and gives where they
// end.
func (l *Lab) paragraph(dst *ebiten.Image, s *kit.Skin, text string, st kit.Style, r image.Rectangle, ink colour) int {
	line, y := s.Px(detailLine), r.Min.Y
	for _, part := range s.Wrap(text, st, 0, float64(r.Dx())) {
		if y+line > r.Max.Y {
			break
		}
		s.Print(dst, part, st, r.Min.X, s.Centre(st, y, y+line), ink)
		y += line
	}
	return y
}
