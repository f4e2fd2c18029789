package lab

import (
	"image"
	"image/color"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/history"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// peerPane shows the game as one peer has it.
type peerPane struct {
	peer     int
	renderer *render.Renderer
	sub      ui.SubImage // where it is drawn
	view     replica.View
	status   session.MeshStatus
	phase    history.Phase
	lastTick int                // last tick shown …
	trace    *history.PeerTrace // … and its trace
}

func newPeerPane(peer int) *peerPane { return &peerPane{peer: peer, renderer: render.NewRenderer()} }

// update takes in the current state.
func (p *peerPane) update(r *playback.PeerPlayer) {
	if p.trace != nil && p.trace == r.Trace() && p.lastTick == r.Tick() {
		p.renderer.Update(tick, &p.view)
		return
	}
	g := r.State()
	m := g.Peers.Peers[p.peer]
	m.View(g.Now()+replica.TickDuration, &p.view)
	p.status, p.phase = m.Status(), r.Phase(p.peer)
	p.renderer.Update(tick, &p.view)
	advanced := r.Tick() - p.lastTick
	jumped := p.trace != r.Trace() || advanced < 0 || advanced > 8
	p.lastTick, p.trace = r.Tick(), r.Trace()
	if !jumped {
		return
	}
	p.renderer.ReplaceTrails(func(add func(id sim.ID, x, y int32)) {
		for at := max(r.Tick()-trailTicks, 1); at <= r.Tick(); at++ {
			for _, place := range p.trace.At(at, p.peer).Places {
				add(place.ID, place.X, place.Y)
			}
		}
	})
}

// drawPane draws a pane: header, picture, and the strip of what is known.
func (l *PeerLab) drawPane(dst *ebiten.Image, s *ui.Skin, p *peerPane, r image.Rectangle) {
	header := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+s.Px(paneHeaderHeight))
	strip := image.Rect(r.Min.X, r.Max.Y-l.stripRow()*max(len(l.panes)-1, 1)-s.Px(4), r.Max.X, r.Max.Y)
	picture := image.Rect(r.Min.X, header.Max.Y, r.Max.X, strip.Min.Y)
	var o render.Options
	if l.renderOptions != nil {
		o = l.renderOptions(l.player.State().Now())
	}
	o.SelfName, o.Now, o.Ghost = "", l.player.State().Now(), true
	o.ReducedMotion = l.reducedMotion || !l.player.Playing
	p.renderer.Draw(p.sub.Of(dst, picture), &p.view, o)
	if phase := p.phase; len(p.view.Players) == 0 || phase == history.Crashed || phase == history.Left {
		l.batch.Rect(float32(picture.Min.X), float32(picture.Min.Y), float32(picture.Dx()), float32(picture.Dy()), theme.WithAlpha(theme.Background, 0.65))
		l.batch.Draw(dst)
	}
	l.drawPeerHeader(dst, s, p, header)
	l.drawKnown(dst, s, p, strip)
	border := theme.Border
	if p.peer == l.selected {
		border = theme.Accent
	}
	x, y, w, h := float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy())
	l.batch.Rect(x, y, w, 1, border)
	l.batch.Rect(x, y+h-1, w, 1, border)
	l.batch.Rect(x, y, 1, h, border)
	l.batch.Rect(x+w-1, y, 1, h, border)
	l.batch.Draw(dst)
}

// phaseTexts name what a peer is doing, as message keys.
var phaseTexts = map[history.Phase]string{
	history.NotStarted: "peerlab.not-started", history.Crashed: "peerlab.crashed", history.Left: "peerlab.left",
	history.Meeting: "peerlab.meeting", history.Watching: "peerlab.watching", history.Playing: "peerlab.playing",
	history.Waiting: "peerlab.waiting", history.Agreeing: "peerlab.agreeing", history.LeftOut: "peerlab.is-left-out",
	history.Alone: "peerlab.alone",
}

// phaseColour returns the colour of what a peer is doing, on the timeline too.
func phaseColour(p history.Phase) color.NRGBA {
	switch p {
	case history.Playing:
		return theme.Dim
	case history.Waiting, history.LeftOut, history.Crashed:
		return theme.Warn
	case history.Agreeing:
		return theme.Accent
	case history.Alone:
		return theme.Sky
	}
	return theme.Border
}

// drawPeerHeader shows whose pane it is, and what the peer is doing.
func (l *PeerLab) drawPeerHeader(dst *ebiten.Image, s *ui.Skin, p *peerPane, r image.Rectangle) {
	s.Panel.Draw(dst, r, 1)
	x, base := r.Min.X+s.Px(8), s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
	if self := p.view.Self(); self != nil {
		l.shapes.Player(dst, s, theme.MarkOf(self.Avatar, self.ID, self.Appearance), l.text(textKey{key: "letter", n: int(self.Avatar)}, formatLetter), x+s.Px(7), (r.Min.Y+r.Max.Y)/2, s.Px(8))
		x += s.Px(20)
	}
	colour := phaseColour(p.phase)
	if colour == theme.Border {
		colour = theme.Dim
	}
	name := l.player.Name(p.peer)
	room := float64(r.Max.X-s.Px(14)-x) - s.TextWidth(name, ui.BodyBold)
	phase := s.Truncate(i18n.T(phaseTexts[p.phase]), ui.Small, max(room, float64(r.Dx()/3)))
	right := r.Max.X - s.Px(8) - int(s.PrintRight(dst, phase, ui.Small, r.Max.X-s.Px(8), base, colour))
	s.Print(dst, s.Truncate(name, ui.BodyBold, float64(right-x)), ui.BodyBold, x, base, theme.Text)
}

// markOf returns how a player looks.
func (p *peerPane) markOf(id sim.ID) theme.Mark {
	for i := range p.view.Players {
		if v := &p.view.Players[i]; v.ID == id {
			return theme.MarkOf(v.Avatar, v.ID, v.Appearance)
		}
	}
	return theme.MarkOf(0, id, wire.Appearance{})
}

// stripRow returns the height of a row of the strip in px.
func (l *PeerLab) stripRow() int {
	if l.isLow() {
		return l.root.Viewport().Px(lowStripRowHeight)
	}
	return l.root.Viewport().Px(stripRowHeight)
}

// stripTicks is how many ticks before the present the strip shows, at least.
const stripTicks = 24

// drawKnown shows, for each other member, up to which tick its inputs are known, and from
// there on what is guessed. A line is where the game is settled.
func (l *PeerLab) drawKnown(dst *ebiten.Image, s *ui.Skin, p *peerPane, r image.Rectangle) {
	l.batch.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), theme.Background)
	l.batch.Draw(dst)
	st, row := &p.status, l.stripRow()
	span := max(stripTicks, int(st.Now)-int(st.Settled)+4)
	left, right := float32(r.Min.X+s.Px(26)), float32(r.Max.X-s.Px(30))
	at := func(t sim.Tick) float32 {
		return min(max(right-float32(int(st.Now)-int(t))*(right-left)/float32(span), left), right)
	}
	y := r.Min.Y + s.Px(2)
	for i := range st.Members {
		m := &st.Members[i]
		if m.Self || y+row > r.Max.Y || p.phase == history.Crashed || p.phase == history.Left {
			continue
		}
		colour := p.markOf(m.ID).Name
		top, height := float32(y)+float32(s.Px(2)), float32(row-s.Px(4))
		known := at(m.Known)
		l.batch.Rect(left, top, known-left, height, theme.WithAlpha(colour, 0.75))
		for x := known; x < right; x += float32(s.Px(4)) {
			l.batch.Rect(x, top, min(float32(s.Px(2)), right-x), height, theme.WithAlpha(colour, 0.45))
		}
		l.batch.Rect(at(st.Settled)-1, float32(y), 2, float32(row), theme.Text)
		l.batch.Draw(dst)
		letter := m.Avatar
		if letter == 0 { // not in the game yet
			letter, _ = utf8.DecodeRuneInString(m.Name)
		}
		base := s.Baseline(ui.Small, y, y+row)
		s.PrintCentred(dst, l.text(textKey{key: "letter", n: int(letter)}, formatLetter), ui.Small, r.Min.X+s.Px(14), base, colour)
		text, textColour := l.text(textKey{key: "digits", n: m.Guessed}, formatDigits), theme.Dim
		if m.WaitingFor > 0 {
			textColour = theme.Warn
		}
		s.PrintRight(dst, text, ui.SmallMono, r.Max.X-s.Px(6), base, textColour)
		y += row
	}
}
