package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/history"
)

// peerDetail caches the description of the selection.
type peerDetail struct {
	selection playback.PeerSelection
	trace     *history.PeerTrace
	sentence  string
	size      string // of the message
	message   playback.Message
}

// describe returns the description of the selection, updating it if needed.
func (l *PeerLab) describe() *peerDetail {
	d, sel, trace := &l.detail, l.player.Selected(), l.player.Trace()
	if d.selection == sel && d.trace == trace {
		return d
	}
	*d = peerDetail{selection: sel, trace: trace, sentence: l.player.DescribeItem(sel)}
	l.bytes.top = 0
	if sel.Kind == playback.PeerPacket {
		m, err := l.player.Message(sel.Index)
		if err != nil {
			d.size = sentence(err.Error())
			return d
		}
		d.message, d.size = m, i18n.Tf("lab.size", len(m.Msgpack), len(m.Text))
	}
	return d
}

// drawDetail describes the selection, or else suggests what to do.
func (l *PeerLab) drawDetail(dst *ebiten.Image, s *ui.Skin) {
	r := l.layout.detail
	s.Panel.Draw(dst, r, 1)
	in := image.Rect(r.Min.X+s.Px(12), r.Min.Y+s.Px(7), r.Max.X-s.Px(12), r.Max.Y-s.Px(6))
	d := l.describe()
	switch {
	case l.errText != "":
		l.bytes.drawText(dst, s, &l.batch, in, theme.Text, l.errText)
	case d.sentence == "":
		l.bytes.drawText(dst, s, &l.batch, in, theme.Dim, l.text(textKey{key: "note", names: [3]string{l.player.Note(), l.root.ExpandKeys(i18n.T("peerlab.hint"))}}, formatJoined))
	case d.size == "" || l.isLow():
		l.bytes.drawText(dst, s, &l.batch, in, theme.Text, d.sentence, d.size+" "+d.message.Text)
	default:
		in.Min.Y = drawParagraph(dst, s, d.sentence, ui.Body, in, theme.Text) + s.Px(3)
		l.bytes.drawMessage(dst, s, &l.batch, d.size, &d.message, in)
	}
}
