package lab

import (
	"image"
	"image/color"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
	"clew/net/replica"
)

// serverPane is the client of the server's pane.
const serverPane = -1

// pane shows the game as one client, or the server, has it.
type pane struct {
	client       int  // or serverPane
	following    int  // of the server's pane: a client, or serverPane for the whole maze
	followChosen bool // following has been set
	renderer     *render.Renderer
	sub          ui.SubImage // where it is drawn
	view         replica.View
	lastTick     int             // last tick drawn …
	trace        *eventlog.Trace // … and its trace
}

// trailTicks is how many ticks of trails are rebuilt after a seek.
const trailTicks = 900

// rebuildTrails rebuilds the players' trails after a seek, that is unless the
// game has just advanced by a few ticks.
func (p *pane) rebuildTrails(game playback.Game, g playback.State) {
	tick, trace := g.Ticks(), game.Trace()
	advanced := tick - p.lastTick
	p.lastTick = tick
	if p.trace == trace && advanced >= 0 && advanced <= 8 {
		return
	}
	p.trace = trace
	b := &trace.Positions
	p.renderer.ReplaceTrails(func(add func(id sim.ID, x, y int32)) {
		for at := max(tick-trailTicks, 1); at <= min(tick, b.Ticks()); at++ {
			for client := range game.Clients() {
				place := b.OnServer(at, client)
				if p.client != serverPane {
					place = b.OnScreen(at, p.client, client)
				}
				if !place.Absent {
					add(g.ID(client), place.X, place.Y)
				}
			}
		}
	})
}

func newPane(client int) *pane {
	return &pane{client: client, following: serverPane, renderer: render.NewRenderer()}
}

// update sets the view to that of the client.
func (p *pane) update(g playback.State) { g.View(p.client, &p.view) }

// updateServer sets the view to the server's world, if known. Names and
// appearances, which are no part of it, come from the clients.
func (p *pane) updateServer(g playback.State, clients []*pane) {
	w := g.World()
	if w == nil {
		p.view.Players = p.view.Players[:0]
		return
	}
	playback.SetServerView(&p.view, w)
	for _, c := range clients {
		playback.AddNames(&p.view, &c.view)
	}
	if p.following != serverPane {
		p.view.Follow(g.ID(p.following))
	}
}

// options returns how to render the pane at w×h px.
func (p *pane) options(w, h int, now render.Options) render.Options {
	o := now
	o.Ghost = p.client != serverPane
	o.Reveal = p.client == serverPane
	if p.client == serverPane && p.following == serverPane && p.view.Maze != nil {
		o.Scale, _ = render.FitScale(w, h, p.view.Maze)
	}
	return o
}

// chooseFollow makes the server's pane follow a client if the whole maze does
// not fit into w×h px. It decides once, when the maze is known.
func (p *pane) chooseFollow(w, h int) {
	m := p.view.Maze
	if p.followChosen || m == nil {
		return
	}
	p.followChosen = true
	if _, fits := render.FitScale(w, h, m); !fits {
		p.following = 0
	}
}

// drawPane draws a pane and its header.
func (l *Lab) drawPane(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	header := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+s.Px(paneHeaderHeight))
	picture := image.Rect(r.Min.X, header.Max.Y, r.Max.X, r.Max.Y)
	o := p.options(picture.Dx(), picture.Dy(), l.paneOptions(l.player.State().Now()))
	if o.Presenter && o.Ghost {
		o.CorrectionText = func(c *replica.Correction) string { return l.correctionText(p, c) }
	}
	zoomed := l.zoom.shown && p == l.zoom.pane
	if zoomed {
		l.zoomOptions(&o, picture.Dx(), picture.Dy())
	}
	p.renderer.Draw(p.sub.Of(dst, picture), &p.view, o)
	if zoomed {
		l.drawZoom(dst, s, p, picture)
	}
	if len(p.view.Players) == 0 {
		l.drawNobody(dst, s, p, picture)
	}
	l.drawPaneBorder(dst, r)
	l.drawPaneHeader(dst, s, p, header)
}

// paneOptions returns what all panes have in common.
func (l *Lab) paneOptions(now time.Duration) (o render.Options) {
	if l.renderOptions != nil {
		o = l.renderOptions(now)
	}
	o.SelfName, o.Now, o.NameScale = i18n.T("game.you"), now, 0
	o.ReducedMotion = l.reducedMotion || !l.player.Playing
	return o
}

// causeTexts are the keys of what is written at a correction.
var causeTexts = map[eventlog.Cause]string{
	eventlog.InputLost: "presenter.lost", eventlog.InputLate: "presenter.late", eventlog.QueueFull: "presenter.full",
	eventlog.InputRejected: "presenter.refused", eventlog.Disconnected: "presenter.died",
	eventlog.ModifiedClient: "presenter.cheats", eventlog.Snapped: "presenter.snap",
}

// correctionText tells how large a correction in a pane was and, unlike the client,
// why.
func (l *Lab) correctionText(p *pane, c *replica.Correction) string {
	game := l.player.Game()
	if p == l.reference {
		game = l.player.Reference()
	}
	all := game.Trace().Corrections
	for i := len(all) - 1; i >= 0; i-- {
		if key := causeTexts[all[i].Cause]; all[i].Client == p.client && all[i].Seq == c.Seq && key != "" {
			return netsettings.CorrectionTextOf(c.Size, key)
		}
	}
	return netsettings.CorrectionText(c)
}

// drawNobody tells why a pane shows no players.
func (l *Lab) drawNobody(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	l.batch.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), theme.WithAlpha(theme.Background, 0.65))
	l.batch.Draw(dst)
	text := i18n.T("lab.not-yet")
	if p.client == serverPane && l.player.State().World() == nil {
		text = i18n.T("lab.unknown")
	}
	lines, height := s.Wrap(text, ui.Body, 0, float64(r.Dx()-s.Px(16))), s.LineHeight(ui.Body)
	top := (r.Min.Y + r.Max.Y - height*len(lines)) / 2
	for i, line := range lines {
		s.PrintCentred(dst, line, ui.Body, (r.Min.X+r.Max.X)/2, s.Baseline(ui.Body, top+i*height, top+(i+1)*height), theme.Text)
	}
}

// drawPaneBorder draws a pane's border.
func (l *Lab) drawPaneBorder(dst *ebiten.Image, r image.Rectangle) {
	x, y, w, h := float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy())
	l.batch.Rect(x, y, w, 1, theme.Border)
	l.batch.Rect(x, y+h-1, w, 1, theme.Border)
	l.batch.Rect(x, y, 1, h, theme.Border)
	l.batch.Rect(x+w-1, y, 1, h, theme.Border)
	l.batch.Draw(dst)
}

// drawPaneHeader shows whose pane it is, who controls the player, and the
// network conditions.
func (l *Lab) drawPaneHeader(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	s.Panel.Draw(dst, r, 1)
	x, base := r.Min.X+s.Px(10), s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
	header := l.paneHeader(p)
	if self := p.view.Self(); self != nil && p.client != serverPane {
		l.shapes.Player(dst, s, theme.MarkOf(self.Avatar, self.ID, self.Appearance), l.text(textKey{key: "letter", n: int(self.Avatar)}, formatLetter), x+s.Px(7), (r.Min.Y+r.Max.Y)/2, s.Px(8))
		x += s.Px(22)
	}
	right := r.Max.X - s.Px(10)
	measure := func(header string) float64 { return s.TextWidth(header, ui.Small) }
	x += int(s.Print(dst, header.name, ui.BodyBold, x, base, theme.Text)) + s.Px(10)
	note := header.note
	if p.client != serverPane && float64(right-x) < measure(header.controller[1])+measure(note)+float64(s.Px(48)) {
		l.drawBadgeBelow(dst, s, note, r)
		note = ""
	}
	noteRoom := measure(note) + float64(s.Px(24))
	for _, controller := range header.controller {
		if controller == "" || float64(right-x) < measure(controller)+noteRoom {
			continue
		}
		w := int(measure(controller)) + s.Px(14)
		s.Key.Draw(dst, image.Rect(x, r.Min.Y+s.Px(4), x+w, r.Max.Y-s.Px(4)), 1)
		s.Print(dst, controller, ui.Small, x+s.Px(7), base, theme.Text)
		x += w + s.Px(10)
		break
	}
	if measure(note) > float64(right-x) {
		note = "" // the help names the key, too
	}
	used := s.PrintRight(dst, note, ui.Small, right, base, header.noteColour)
	if room := float64(right-x) - used - 10*s.Scale; measure(header.subtitle) < room {
		s.Print(dst, header.subtitle, ui.Small, x, base, theme.Dim)
	}
}

// badgeLines is in how many lines a badge below a header may be.
const badgeLines = 3

// drawBadgeBelow draws a badge that has no room in a pane's header below it, over
// the picture.
func (l *Lab) drawBadgeBelow(dst *ebiten.Image, s *ui.Skin, text string, header image.Rectangle) {
	if text == "" {
		return
	}
	room, height := float64(header.Dx()-s.Px(20)), s.LineHeight(ui.Small)
	lines := s.Wrap(text, ui.Small, 0, room)
	if len(lines) > badgeLines {
		lines = s.Wrap(l.truncateBadge(text, s, badgeLines*room*0.85), ui.Small, 0, room)
	}
	lines = lines[:min(len(lines), badgeLines)]
	l.batch.Rect(float32(header.Min.X), float32(header.Max.Y), float32(header.Dx()), float32(height*len(lines)+s.Px(4)), theme.WithAlpha(theme.Background, 0.8))
	l.batch.Draw(dst)
	for i, line := range lines {
		top := header.Max.Y + s.Px(2) + i*height
		s.Print(dst, line, ui.Small, header.Min.X+s.Px(10), s.Baseline(ui.Small, top, top+height), theme.Accent)
	}
}

// paneHeader is the content of a pane's header.
type paneHeader struct {
	name       string
	controller [2]string // long and short text; empty if it can't be changed
	subtitle   string    // shown if there is room
	note       string    // at the right
	noteColour color.NRGBA
}

func (l *Lab) paneHeader(p *pane) paneHeader {
	if p.client == serverPane {
		if l.player.IsPeers() {
			return paneHeader{name: i18n.T("lab.settled"), subtitle: i18n.T("lab.what-is-settled"), note: l.followText(), noteColour: theme.Dim}
		}
		return paneHeader{name: i18n.T("lab.server"), subtitle: i18n.T("lab.what-is-true"), note: l.followText(), noteColour: theme.Dim}
	}
	game := l.player.Game()
	if p == l.reference {
		game = l.player.Reference()
	}
	t := paneHeader{name: game.Name(p.client), subtitle: l.text(textKey{key: "lab.sees", names: [3]string{game.Name(p.client)}}, formatName), noteColour: theme.Accent}
	t.note = l.badges.Get(l.configOf(game, p.client), badgeText)
	switch {
	case p == l.reference:
		t.subtitle = i18n.T("lab.before")
		if l.player.Reference().Title() != l.player.Game().Title() {
			t.subtitle = l.player.Reference().Title()
		}
	case l.comparing:
		t.subtitle = i18n.T("lab.with-change")
		if n := len(l.player.ChangeTexts()); n > 1 {
			t.subtitle = l.text(textKey{key: "lab.with-changes", n: n}, formatNumber)
		} else if n == 0 {
			t.subtitle = l.player.Game().Title()
		}
	case l.player.CanChange():
		t.controller = [2]string{l.controllerText(p.client), l.controllerShortText(p.client)}
	}
	return t
}

// configOf returns a client's settings at the current tick.
func (l *Lab) configOf(game playback.Game, client int) netsettings.Config {
	s := game.Settings(client, l.player.Tick())
	return netsettings.Config{Netem: s.Netem, Switches: s.Switches, Redundancy: s.Redundancy}
}

// truncateBadge shortens a badge's text to room px, cached.
func (l *Lab) truncateBadge(text string, s *ui.Skin, room float64) string {
	return l.text(textKey{key: "short", names: [3]string{text}, n: int(room), m: int(s.Scale * 64)}, func(textKey) string {
		return netsettings.TruncateBadge(text, room, func(t string) float64 { return s.TextWidth(t, ui.Small) })
	})
}

// controllerText tells who controls a client's player, and with which keys.
func (l *Lab) controllerText(client int) string {
	h := l.player.Controller(client)
	switch h.Kind {
	case playback.Human:
		keys := l.root.ExpandKeys(i18n.T([...]string{"lab.wasd", "lab.arrows"}[client]))
		return l.text(textKey{key: "lab.you-play", names: [3]string{l.controllerKey(client), keys}}, formatNames)
	case playback.Bot:
		return l.text(textKey{key: "lab.bot-plays", names: [3]string{l.controllerKey(client)}, n: int(h.Seed)}, formatNameAndSeed)
	}
	return l.text(textKey{key: "lab.recorded", names: [3]string{l.controllerKey(client)}}, formatName)
}

// controllerShortText tells only who.
func (l *Lab) controllerShortText(client int) string {
	key := [...]string{"lab.recorded", "lab.you", "lab.bot"}[l.player.Controller(client).Kind]
	return l.text(textKey{key: key, names: [3]string{l.controllerKey(client)}}, formatName)
}

// controllerKey returns the name of the key that changes a client's controller.
func (l *Lab) controllerKey(client int) string {
	return l.root.ExpandKeys([...]string{"{F6}", "{F7}"}[client])
}

// followText tells what the server's pane shows, after the key that changes it.
func (l *Lab) followText() string {
	key := l.root.ExpandKeys("{V}")
	if l.server.following == serverPane {
		return l.text(textKey{key: "lab.whole", names: [3]string{"", key}}, formatAfterKey)
	}
	return l.text(textKey{key: "lab.around", names: [3]string{l.player.Name(l.server.following), key}}, formatAfterKey)
}

// cycleFollow makes the server's pane follow the next client.
func (l *Lab) cycleFollow() {
	l.server.following++
	if l.server.following == len(l.panes) {
		l.server.following = serverPane
	}
}
