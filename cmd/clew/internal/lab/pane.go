package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/view"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/rig/scenario"
)

// truth is the client of the pane that shows what the server has.
const truth = -1

// pane shows the game as one party has it.
type pane struct {
	client  int  // or truth
	around  int  // for truth: the client that it follows; truth: nobody, the whole maze
	settled bool // around is chosen
	world   *view.Renderer
	view    replica.View
}

func newPane(client int) *pane { return &pane{client: client, around: truth, world: view.New()} }

// see takes what a client shows at this moment.
func (p *pane) see(g *scenario.Game) { g.Clients[p.client].View(g.Now(), &p.view) }

// witness takes what is true on the server. Names and letters, which the rules
// do not know, are those that the clients were told.
func (p *pane) witness(g *scenario.Game, clients []*pane) {
	w := g.Server.Game.World()
	v := &p.view
	v.Maze, v.Tick, v.Figures = w.Maze(), w.Tick(), v.Figures[:0]
	var self sim.ID
	if p.around != truth {
		self = g.Clients[p.around].ID()
	}
	for i := range w.Players() {
		b := &w.Players()[i]
		f := replica.Figure{ID: b.ID, X: b.X, Y: b.Y, Facing: b.Facing, Moving: b.Moving, Exit: b.Exit, Self: b.ID == self && self != 0}
		for _, c := range clients {
			if known := figure(&c.view, b.ID); known != nil {
				f.Avatar, f.Name, f.Since = known.Avatar, known.Name, known.Since
			}
		}
		v.Figures = append(v.Figures, f)
	}
}

func figure(v *replica.View, id sim.ID) *replica.Figure {
	for i := range v.Figures {
		if v.Figures[i].ID == id {
			return &v.Figures[i]
		}
	}
	return nil
}

// options is how the pane's picture of w×h px is drawn.
func (p *pane) options(w, h int, now view.Options) view.Options {
	o := now
	o.Ghost = p.client != truth
	o.Reveal = p.client == truth
	if p.client == truth && p.around == truth && p.view.Maze != nil {
		o.Scale = whole(w, h, p.view.Maze.Width(), p.view.Maze.Height())
	}
	return o
}

// smallest is a cell, in pixels, below which a maze is not shown as a whole.
const smallest = 12

// settle lets the server's pane, when the maze is first known, follow a client
// where the maze as a whole is too large for a picture of w×h px.
func (p *pane) settle(w, h int) {
	m := p.view.Maze
	if p.settled || m == nil {
		return
	}
	p.settled = true
	if m.Width()*smallest > w || m.Height()*smallest > h {
		p.around = 0
	}
}

// whole is the scale at which a maze of mw×mh cells fills a picture.
func whole(w, h, mw, mh int) float64 {
	usual := min(float64(h)*56/720, float64(w)/15)
	return min(float64(w)/(float64(mw)+0.4), float64(h)/(float64(mh)+0.4)) / usual
}

// drawPane draws a pane and its name plate.
func (l *Lab) drawPane(dst *ebiten.Image, s *kit.Skin, p *pane, r image.Rectangle) {
	plate := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+s.Px(plateLine))
	picture := image.Rect(r.Min.X, plate.Max.Y, r.Max.X, r.Max.Y)
	o := p.options(picture.Dx(), picture.Dy(), view.Options{Now: l.reel.Game().Now(), ReducedMotion: l.calm || !l.reel.Playing})
	p.world.Draw(dst.SubImage(picture).(*ebiten.Image), &p.view, o)
	if len(p.view.Figures) == 0 {
		x, y := (r.Min.X+r.Max.X)/2, (picture.Min.Y+picture.Max.Y)/2
		s.PrintMid(dst, "not in the game yet", kit.Body, x, y, theme.Text)
	}
	l.outline(dst, r)
	l.drawPlate(dst, s, p, plate)
}

// outline draws the border of a pane.
func (l *Lab) outline(dst *ebiten.Image, r image.Rectangle) {
	x, y, w, h := float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy())
	l.quads.Rect(x, y, w, 1, theme.Border)
	l.quads.Rect(x, y+h-1, w, 1, theme.Border)
	l.quads.Rect(x, y, 1, h, theme.Border)
	l.quads.Rect(x+w-1, y, 1, h, theme.Border)
	l.quads.Draw(dst)
}

// drawPlate says whose pane it is, and how bad the wire is.
func (l *Lab) drawPlate(dst *ebiten.Image, s *kit.Skin, p *pane, r image.Rectangle) {
	s.Panel.Draw(dst, r, 1)
	x, base := r.Min.X+s.Px(10), s.Centre(kit.Strong, r.Min.Y, r.Max.Y)
	name, what, sim, ink := "Server", "what is true", "", theme.Accent
	if p.client != truth {
		name, what = l.reel.Name(p.client), "what "+l.reel.Name(p.client)+" sees"
		if me := p.view.Self(); me != nil {
			l.marks.Body(dst, s, theme.MarkOf(me.Avatar, me.ID), string(me.Avatar), x+s.Px(7), (r.Min.Y+r.Max.Y)/2, s.Px(8))
			x += s.Px(22)
		}
		sim = wireWords(&l.reel.Scenario().Clients[p.client], l.reel.At())
	}
	right := r.Max.X - s.Px(10)
	measure := func(t string) float64 { return s.Width(t, kit.Small) }
	x += int(s.Print(dst, name, kit.Strong, x, base, theme.Text)) + s.Px(10)
	if p.client == truth {
		sim, ink = "V: "+l.aroundWords(), theme.Dim
	}
	sim = kit.Cut(sim, float64(right-x), measure)
	used := s.PrintRight(dst, sim, kit.Small, right, base, ink)
	if room := float64(right-x) - used - 10*s.Scale; measure(what) < room {
		s.Print(dst, what, kit.Small, x, base, theme.Dim)
	}
}

// aroundWords says what the server's pane shows.
func (l *Lab) aroundWords() string {
	if l.server.around == truth {
		return "the whole maze"
	}
	return "around " + l.reel.Name(l.server.around)
}

// turn lets the server's pane follow the next one.
func (l *Lab) turn() {
	l.server.around++
	if l.server.around == len(l.panes) {
		l.server.around = truth
	}
}
