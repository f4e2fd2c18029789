package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
	"clew/net/replica"
)

// zoom is a place that is shown enlarged: where a player was on its own screen, and
// where it was on the server.
type zoom struct {
	shown      bool
	maximised  bool          // the pane was maximised for it
	item       zoomedItem    // that the rest is about
	pane       *pane         // that shows it
	screen     replica.Point // predicted, for a correction
	server     replica.Point
	middle     replica.Point
	units      int32 // distance
	known      bool  // the server's position is known
	correction bool
}

// zoomedItem identifies what a zoom is about.
type zoomedItem struct {
	selection playback.Selection
	trace     *eventlog.Trace
}

// maximise shows a pane alone; nil shows all again.
func (l *Lab) maximise(p *pane) {
	l.maximised = p
	if p == nil {
		l.zoom = zoom{}
	}
}

// toggleMaximised maximises the pane of the selection's client, or else the first
// one, or shows all panes again.
func (l *Lab) toggleMaximised() {
	switch client, ok := l.selectedClient(); {
	case l.maximised != nil:
		l.maximise(nil)
	case l.comparing:
		l.maximise(l.panes[l.selected])
	case ok:
		l.maximise(l.panes[client])
	default:
		l.maximise(l.panes[0])
	}
}

// back leaves the zoom, then the maximised pane, then the Lab.
func (l *Lab) back() {
	switch {
	case l.zoom.shown:
		l.toggleZoom()
	case l.maximised != nil:
		l.maximise(nil)
	default:
		l.leave = true
	}
}

// selectedClient returns the client that the selection is about; ok is false if
// there is none that has a pane.
func (l *Lab) selectedClient() (client int, ok bool) {
	t, s := l.player.Trace(), l.player.Selected()
	switch s.Kind {
	case playback.Packet:
		client = t.Packets[s.Index].Client
	case playback.Input:
		client = s.Client
	case playback.Correction:
		client = t.Corrections[s.Index].Client
	case playback.Entry:
		if inputs := l.player.EntryInputs(s.Index); len(inputs) > 0 {
			client = inputs[0].Client
		}
	default:
		return 0, false
	}
	return client, client < len(l.panes)
}

// toggleZoom shows the place of the selection enlarged, at its tick, or everything
// again.
func (l *Lab) toggleZoom() {
	l.errText = ""
	if l.zoom.shown {
		if l.zoom.maximised {
			l.maximised = nil
		}
		l.zoom = zoom{}
		return
	}
	if _, ok := l.selectedClient(); !ok {
		l.errText = l.root.ExpandKeys(i18n.T("lab.zoom-nothing"))
		return
	}
	l.comparing = false
	l.zoom = zoom{shown: true, maximised: l.maximised == nil}
	l.updateZoom()
}

// updateZoom makes the zoom show the selection, and leaves it if there is none.
func (l *Lab) updateZoom() {
	item := zoomedItem{l.player.Selected(), l.player.Trace()}
	if !l.zoom.shown || l.zoom.item == item {
		return
	}
	client, ok := l.selectedClient()
	if !ok || l.comparing {
		l.toggleZoom()
		return
	}
	z := zoom{shown: true, maximised: l.zoom.maximised, item: item, pane: l.panes[client]}
	l.player.Playing = false
	l.maximised = z.pane
	_, at, _ := l.player.Span()
	if s := item.selection; s.Kind == playback.Input {
		at = l.player.Trace().Input(s.Client, s.Seq).Sampled
	}
	l.player.Seek(at)
	positions := &item.trace.Positions
	screen, server := positions.OnScreen(at, client, client), positions.OnServer(at, client)
	if item.selection.Kind == playback.Correction {
		c := item.trace.Corrections[item.selection.Index]
		screen, server = eventlog.Position{X: c.Predicted.X, Y: c.Predicted.Y}, eventlog.Position{X: c.Authoritative.X, Y: c.Authoritative.Y}
		z.correction = true
	}
	if screen.Absent {
		l.zoom = z
		l.toggleZoom()
		l.errText = i18n.T("lab.not-yet")
		return
	}
	z.units, z.known = screen.Distance(server)
	if !z.known {
		server = screen
	}
	z.screen, z.server = replica.Point{X: screen.X, Y: screen.Y}, replica.Point{X: server.X, Y: server.Y}
	z.middle = replica.Point{X: (screen.X + server.X) / 2, Y: (screen.Y + server.Y) / 2}
	l.zoom = z
}

// zoomedSpan is the part of a pane that the distance of a zoom takes.
const zoomedSpan = 0.3

// zoomOptions changes the options of a pane of w×h px so that it shows the zoom.
func (l *Lab) zoomOptions(o *render.Options, w, h int) {
	cell := zoomedSpan * float64(min(w, h)) / (float64(max(l.zoom.units, 1)) / sim.CellUnits)
	o.Scale, o.LookAt = render.ScaleOf(w, h, max(cell, 1)), &l.zoom.middle
	o.Ghost = false // its marks would hide the place
}

// drawZoom marks both positions and tells how far they are apart, in cells.
func (l *Lab) drawZoom(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	z, u := &l.zoom, float32(s.Scale)
	ax, ay, _ := p.renderer.ScreenPosition(z.screen)
	bx, by, _ := p.renderer.ScreenPosition(z.server)
	x0, y0, x1, y1 := float32(ax), float32(ay), float32(bx), float32(by)
	part := p.sub.Of(dst, r)
	l.lines.begin(part)
	if z.units > 0 {
		l.lines.line(x0, y0, x1, y1, 3*u, theme.NetCorrection)
	}
	l.lines.cross(x0, y0, 7*u, 3*u, theme.NetInput)
	if z.known {
		l.lines.line(x1-10*u, y1, x1+10*u, y1, 2*u, theme.Text)
		l.lines.line(x1, y1-10*u, x1, y1+10*u, 2*u, theme.Text)
	}
	l.lines.flush()
	key := "lab.zoom-place"
	switch {
	case z.correction:
		key = "lab.zoom-correction"
	case !z.known:
		key = "lab.zoom-unknown"
	}
	text := l.text(textKey{key: key, names: [3]string{l.player.Name(p.client)}, n: int(z.units)}, formatZoom)
	lines, height := s.Wrap(text, ui.BodyBold, 0, float64(r.Dx()-s.Px(32))), s.LineHeight(ui.BodyBold)
	box := image.Rect(r.Min.X+s.Px(8), r.Max.Y-s.Px(18)-height*len(lines), r.Max.X-s.Px(8), r.Max.Y-s.Px(8))
	l.batch.Rect(float32(box.Min.X), float32(box.Min.Y), float32(box.Dx()), float32(box.Dy()), theme.WithAlpha(theme.Background, 0.85))
	l.batch.Draw(part)
	for i, line := range lines {
		top := box.Min.Y + s.Px(5) + i*height
		s.PrintCentred(part, line, ui.BodyBold, (box.Min.X+box.Max.X)/2, s.Baseline(ui.BodyBold, top, top+height), theme.Text)
	}
}

// formatZoom tells how far two positions are apart.
func formatZoom(p textKey) string {
	if p.key == "lab.zoom-unknown" {
		return formatName(p)
	}
	return i18n.Tf(p.key, p.names[0], i18n.FormatCells(int32(p.n)))
}
