package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/player"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
	"clew/net/replica"
)

// serverPane is the client of the pane that shows what the server has.
const serverPane = -1

// pane shows the game as one party has it.
type pane struct {
	client       int  // or truth
	following    int  // for truth: the client that it follows; truth: nobody, the whole maze
	followChosen bool // around is chosen
	renderer     *render.Renderer
	sub          ui.SubImage // where it is drawn
	view         replica.View
	lastTick     int             // the tick that was seen last …
	trace        *eventlog.Trace // … of this story
}

// trailTicks is how many ticks back a pane lays threads when one has jumped.
const trailTicks = 900

// rebuildTrails lays the threads anew where one has not just gone on by a few ticks.
func (p *pane) rebuildTrails(tape player.Game, g player.State) {
	tick, story := g.Ticks(), tape.Trace()
	gone := tick - p.lastTick
	p.lastTick = tick
	if p.trace == story && gone >= 0 && gone <= 8 {
		return
	}
	p.trace = story
	b := &story.Positions
	p.renderer.ReplaceTrails(func(add func(id sim.ID, x, y int32)) {
		for at := max(tick-trailTicks, 1); at <= min(tick, b.Ticks()); at++ {
			for client := range tape.Clients() {
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

// update takes what a client shows at this moment.
func (p *pane) update(g player.State) { g.View(p.client, &p.view) }

// updateServer takes what is true on the server, where somebody knows. Names and
// letters, which the rules do not know, are those that the clients were told.
func (p *pane) updateServer(g player.State, clients []*pane) {
	w := g.World()
	v := &p.view
	if v.Players = v.Players[:0]; w == nil {
		return
	}
	v.Maze, v.Tick = w.Maze(), w.Tick()
	var self sim.ID
	if p.following != serverPane {
		self = g.ID(p.following)
	}
	for i := range w.Players() {
		b := &w.Players()[i]
		f := replica.PlayerView{ID: b.ID, X: b.X, Y: b.Y, Facing: b.Facing, Moving: b.Moving, ExitTick: b.ExitTick, Self: b.ID == self && self != 0}
		for _, c := range clients {
			if known := playerByID(&c.view, b.ID); known != nil {
				f.Avatar, f.Name, f.JoinTick, f.Appearance = known.Avatar, known.Name, known.JoinTick, known.Appearance
			}
		}
		v.Players = append(v.Players, f)
	}
}

func playerByID(v *replica.View, id sim.ID) *replica.PlayerView {
	for i := range v.Players {
		if v.Players[i].ID == id {
			return &v.Players[i]
		}
	}
	return nil
}

// options is how the pane's picture of w×h px is drawn.
func (p *pane) options(w, h int, now render.Options) render.Options {
	o := now
	o.Ghost = p.client != serverPane
	o.Reveal = p.client == serverPane
	if p.client == serverPane && p.following == serverPane && p.view.Maze != nil {
		o.Scale, _ = render.FitScale(w, h, p.view.Maze)
	}
	return o
}

// chooseFollow lets the server's pane, when the maze is first known, follow a client
// where the maze as a whole is too large for a picture of w×h px.
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

// drawPane draws a pane and its name plate.
func (l *Lab) drawPane(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	plate := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+s.Px(paneHeaderHeight))
	picture := image.Rect(r.Min.X, plate.Max.Y, r.Max.X, r.Max.Y)
	o := p.options(picture.Dx(), picture.Dy(), render.Options{SelfName: i18n.T("game.you"), Now: l.player.State().Now(), ReducedMotion: l.reducedMotion || !l.player.Playing})
	p.renderer.Draw(p.sub.Of(dst, picture), &p.view, o)
	if len(p.view.Players) == 0 {
		l.drawNobody(dst, s, p, picture)
	}
	l.drawPaneBorder(dst, r)
	l.drawPaneHeader(dst, s, p, plate)
}

// drawNobody says over a picture why nobody is in it.
func (l *Lab) drawNobody(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	l.batch.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), theme.WithAlpha(theme.Background, 0.65))
	l.batch.Draw(dst)
	text := i18n.T("lab.not-yet")
	if p.client == serverPane && l.player.State().World() == nil {
		text = i18n.T("lab.unknown")
	}
	lines, high := s.Wrap(text, ui.Body, 0, float64(r.Dx()-s.Px(16))), s.LineHeight(ui.Body)
	top := (r.Min.Y + r.Max.Y - high*len(lines)) / 2
	for i, line := range lines {
		s.PrintCentred(dst, line, ui.Body, (r.Min.X+r.Max.X)/2, s.Baseline(ui.Body, top+i*high, top+(i+1)*high), theme.Text)
	}
}

// drawPaneBorder draws the border of a pane.
func (l *Lab) drawPaneBorder(dst *ebiten.Image, r image.Rectangle) {
	x, y, w, h := float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy())
	l.batch.Rect(x, y, w, 1, theme.Border)
	l.batch.Rect(x, y+h-1, w, 1, theme.Border)
	l.batch.Rect(x, y, 1, h, theme.Border)
	l.batch.Rect(x+w-1, y, 1, h, theme.Border)
	l.batch.Draw(dst)
}

// drawPaneHeader says whose pane it is, who plays there, and how bad the wire is.
func (l *Lab) drawPaneHeader(dst *ebiten.Image, s *ui.Skin, p *pane, r image.Rectangle) {
	s.Panel.Draw(dst, r, 1)
	x, base := r.Min.X+s.Px(10), s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
	t := l.paneHeader(p)
	if me := p.view.Self(); me != nil && p.client != serverPane {
		l.shapes.Player(dst, s, theme.MarkOf(me.Avatar, me.ID, me.Appearance), l.text(textKey{key: "letter", n: int(me.Avatar)}, formatLetter), x+s.Px(7), (r.Min.Y+r.Max.Y)/2, s.Px(8))
		x += s.Px(22)
	}
	right := r.Max.X - s.Px(10)
	measure := func(t string) float64 { return s.TextWidth(t, ui.Small) }
	x += int(s.Print(dst, t.name, ui.BodyBold, x, base, theme.Text)) + s.Px(10)
	least := measure(l.truncateBadge(t.note, s, 0)) + float64(s.Px(24))
	for _, hand := range t.controller {
		if hand == "" || float64(right-x) < measure(hand)+least {
			continue
		}
		w := int(measure(hand)) + s.Px(14)
		s.Key.Draw(dst, image.Rect(x, r.Min.Y+s.Px(4), x+w, r.Max.Y-s.Px(4)), 1)
		s.Print(dst, hand, ui.Small, x+s.Px(7), base, theme.Text)
		x += w + s.Px(10)
		break
	}
	note := t.note
	switch room := float64(right - x); {
	case measure(note) <= room:
	case p.client == serverPane:
		note = "" // the help names the key, too
	default:
		note = l.truncateBadge(note, s, room)
	}
	used := s.PrintRight(dst, note, ui.Small, right, base, t.noteColour)
	if room := float64(right-x) - used - 10*s.Scale; measure(t.subtitle) < room {
		s.Print(dst, t.subtitle, ui.Small, x, base, theme.Dim)
	}
}

// paneHeader is what a plate says.
type paneHeader struct {
	name       string
	controller [2]string // who plays, and that in short; empty where it can't be changed
	subtitle   string    // where there is room
	note       string    // at the right
	noteColour colour    // of the note
}

func (l *Lab) paneHeader(p *pane) paneHeader {
	if p.client == serverPane {
		return paneHeader{name: i18n.T("lab.server"), subtitle: i18n.T("lab.what-is-true"), note: l.followText(), noteColour: theme.Dim}
	}
	tape := l.player.Game()
	if p == l.reference {
		tape = l.player.Reference()
	}
	t := paneHeader{name: tape.Name(p.client), subtitle: l.text(textKey{key: "lab.sees", names: [3]string{tape.Name(p.client)}}, formatName), noteColour: theme.Accent}
	t.note = l.badges.Get(l.configOf(tape, p.client), badgeText)
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
	case !l.player.IsCapture():
		t.controller = [2]string{l.controllerText(p.client), l.controllerShortText(p.client)}
	}
	return t
}

// configOf is what is made of a client's wire at the tick that is looked at.
func (l *Lab) configOf(tape player.Game, client int) netsettings.Config {
	s := tape.Settings(client, l.player.Tick())
	return netsettings.Config{Netem: s.Netem, Switches: s.Switches, Redundancy: s.Redundancy}
}

// truncateBadge is as much of a badge's text as has room.
func (l *Lab) truncateBadge(text string, s *ui.Skin, room float64) string {
	return l.text(textKey{key: "short", names: [3]string{text}, n: int(room), m: int(s.Scale * 64)}, func(textKey) string {
		return netsettings.TruncateBadge(text, room, func(t string) float64 { return s.TextWidth(t, ui.Small) })
	})
}

// controllerText says who plays a client's player, and with which keys.
func (l *Lab) controllerText(client int) string {
	h := l.player.Controller(client)
	switch h.Kind {
	case player.Human:
		keys := l.root.ExpandKeys(i18n.T([...]string{"lab.wasd", "lab.arrows"}[client]))
		return l.text(textKey{key: "lab.you-play", names: [3]string{l.controllerKey(client), keys}}, formatNames)
	case player.Bot:
		return l.text(textKey{key: "lab.bot-plays", names: [3]string{l.controllerKey(client)}, n: int(h.Seed)}, formatNameAndSeed)
	}
	return l.text(textKey{key: "lab.recorded", names: [3]string{l.controllerKey(client)}}, formatName)
}

// controllerShortText says only who.
func (l *Lab) controllerShortText(client int) string {
	key := [...]string{"lab.recorded", "lab.you", "lab.bot"}[l.player.Controller(client).Kind]
	return l.text(textKey{key: key, names: [3]string{l.controllerKey(client)}}, formatName)
}

// controllerKey is the key that hands a client's player over.
func (l *Lab) controllerKey(client int) string {
	return l.root.ExpandKeys([...]string{"{F6}", "{F7}"}[client])
}

// followText says what the server's pane shows, after the key that changes it.
func (l *Lab) followText() string {
	key := l.root.ExpandKeys("{V}")
	if l.server.following == serverPane {
		return l.text(textKey{key: "lab.whole", names: [3]string{"", key}}, formatAfterKey)
	}
	return l.text(textKey{key: "lab.around", names: [3]string{l.player.Name(l.server.following), key}}, formatAfterKey)
}

// cycleFollow lets the server's pane follow the next one.
func (l *Lab) cycleFollow() {
	l.server.following++
	if l.server.following == len(l.panes) {
		l.server.following = serverPane
	}
}
