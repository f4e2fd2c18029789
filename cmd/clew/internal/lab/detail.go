package lab

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/eventlog"
)

// detailText caches the description of the selection.
type detailText struct {
	selection   playback.Selection
	trace       *eventlog.Trace
	sentence    string
	size        string // of the message
	compactSize string // the same for a low window
	message     playback.Message
	fields      []playback.FieldDiff  // of a correction
	inputs      []playback.EntryInput // of an entry
}

// describe returns the description of the selection, updating it if needed.
func (l *Lab) describe() *detailText {
	t := &l.detail
	p, s := l.player.Selected(), l.player.Trace()
	if t.selection == p && t.trace == s {
		return t
	}
	*t = detailText{selection: p, trace: s, sentence: l.player.Describe()}
	l.bytes.top = 0
	switch p.Kind {
	case playback.Packet:
		t.setMessage(l.player.Message(p.Index))
	case playback.Entry:
		t.setMessage(l.player.EntryMessage(p.Index))
		t.inputs = l.player.EntryInputs(p.Index)
	case playback.Correction:
		t.fields = l.player.CorrectionFields(p.Index)
	}
	return t
}

// setMessage sets the message to show, or else why there is none.
func (t *detailText) setMessage(m playback.Message, err error) {
	if err != nil {
		t.size = sentence(err.Error())
		t.compactSize = t.size
		return
	}
	t.message = m
	t.size, t.compactSize = i18n.Tf("lab.size", len(m.Msgpack), len(m.Text)), i18n.Tf("lab.size-low", len(m.Msgpack), len(m.Text))
}

// drawDetail describes the selection, or else suggests what to do.
func (l *Lab) drawDetail(dst *ebiten.Image, s *ui.Skin) {
	if l.layout.detail.Empty() {
		return
	}
	s.Panel.Draw(dst, l.layout.detail, 1)
	in, t := l.layout.text, l.describe()
	switch {
	case l.errText != "":
		l.bytes.drawText(dst, s, &l.batch, in, theme.Text, l.errText)
	case l.comparing:
		l.drawNumbers(dst, s, in)
	case t.sentence == "":
		l.bytes.drawText(dst, s, &l.batch, in, theme.Dim, l.text(textKey{key: "note", names: [3]string{l.player.Game().Note(), l.hint()}}, formatJoined))
	case l.isLow():
		l.drawCompact(dst, s, t, in)
	default:
		in.Min.Y = drawParagraph(dst, s, t.sentence, ui.Body, in, theme.Text) + s.Px(3)
		switch {
		case t.fields != nil:
			l.drawFields(dst, s, t.fields, in)
		case t.size != "":
			l.bytes.drawMessage(dst, s, &l.batch, t.size, &t.message, in)
		}
	}
}

// drawCompact describes the selection in plain lines.
func (l *Lab) drawCompact(dst *ebiten.Image, s *ui.Skin, t *detailText, in image.Rectangle) {
	paragraphs := []string{t.sentence}
	for _, f := range t.fields {
		if f.Predicted != f.Actual {
			paragraphs = append(paragraphs, l.text(textKey{key: "lab.low-field", names: [3]string{f.Name, f.Predicted, f.Actual}}, formatThreeNames))
		}
	}
	if t.compactSize != "" {
		paragraphs = append(paragraphs, l.text(textKey{key: "note", names: [3]string{t.compactSize, t.message.Text}}, formatJoined))
	}
	l.bytes.drawText(dst, s, &l.batch, in, theme.Text, paragraphs...)
}

// hint suggests what to do next.
func (l *Lab) hint() string {
	if l.player.IsPeers() {
		return "" // its packets are not shown
	}
	if !l.player.HasHuman() {
		return i18n.T("lab.click")
	}
	name, keys := l.player.Name(0), "lab.wasd-walk"
	switch {
	case len(l.panes) > 1 && l.player.Controller(1).Kind == playback.Human && l.player.Controller(0).Kind == playback.Human:
		return l.root.ExpandKeys(l.text(textKey{key: "lab.both-walk", names: [3]string{name, l.player.Name(1)}}, formatWhileBoth))
	case l.player.Controller(0).Kind != playback.Human:
		name, keys = l.player.Name(1), "lab.arrows-walk"
	}
	return l.root.ExpandKeys(l.text(textKey{key: keys, names: [3]string{name}}, formatWhileOne))
}

// drawMessage shows a message: its text form on a line, and below it the
// msgpack form field by field.
func (v *byteView) drawMessage(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, size string, m *playback.Message, in image.Rectangle) {
	base := in.Min.Y + s.Ascent(ui.Small)
	x := in.Min.X + int(s.Print(dst, size, ui.Small, in.Min.X, base, theme.Dim)) + s.Px(8)
	text := s.Truncate(m.Text, ui.SmallMono, float64(in.Max.X-x))
	s.Print(dst, text, ui.SmallMono, x, base, theme.Text)
	in.Min.Y += s.Px(18)
	if len(m.Parts) > 0 && in.Dy() >= s.Px(byteFieldHeight) {
		v.draw(dst, s, q, m.Parts, in)
	}
}

// drawFields shows a player's predicted fields beside the server's and marks
// differences.
func (l *Lab) drawFields(dst *ebiten.Image, s *ui.Skin, fields []playback.FieldDiff, in image.Rectangle) {
	column := [...]int{in.Min.X + s.Px(14), in.Min.X + s.Px(110), in.Min.X + s.Px(290)}
	row := func(y int, cells [3]string, colour color.NRGBA, style ui.TextStyle) {
		for i, w := range cells {
			s.Print(dst, w, style, column[i], y+s.Ascent(ui.Small), colour)
		}
	}
	line, y := s.Px(16), in.Min.Y
	row(y, [3]string{i18n.T("lab.field"), i18n.T("lab.predicted"), i18n.T("lab.truth")}, theme.Dim, ui.Small)
	for _, f := range fields {
		if y += line; y+line > in.Max.Y+s.Px(4) {
			return
		}
		colour := theme.Dim
		if f.Predicted != f.Actual {
			colour = theme.Text
			s.Print(dst, "≠", ui.Small, in.Min.X, y+s.Ascent(ui.Small), theme.Warn)
		}
		row(y, [3]string{f.Name, f.Predicted, f.Actual}, colour, ui.SmallMono)
	}
}

// detailLine is the height of a line in logical pixels.
const detailLine = 19

// drawParagraph draws as much of a text as fits into a box, and returns where
// it ends.
func drawParagraph(dst *ebiten.Image, s *ui.Skin, text string, style ui.TextStyle, r image.Rectangle, colour color.NRGBA) int {
	line, y := s.Px(detailLine), r.Min.Y
	for _, part := range s.Wrap(text, style, 0, float64(r.Dx())) {
		if y+line > r.Max.Y {
			break
		}
		s.Print(dst, part, style, r.Min.X, s.Baseline(style, y, y+line), colour)
		y += line
	}
	return y
}
