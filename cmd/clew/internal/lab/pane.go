package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/view"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/rig/tracer"
)

// truth is the client of the pane that shows what the server has.
const truth = -1

// pane shows the game as one party has it.
type pane struct {
	client  int  // or truth
	around  int  // for truth: the client that it follows; truth: nobody, the whole maze
	settled bool // around is chosen
	world   *view.Renderer
	part    kit.Clip // where it is drawn
	view    replica.View
	last    int           // the tick that was seen last …
	story   *tracer.Trace // … of this story
}

// recalled is how many ticks back a pane lays threads when one has jumped.
const recalled = 900

// recall lays the threads anew where one has not just gone on by a few ticks.
func (p *pane) recall(tape reel.Tape, g reel.Scene) {
	tick, story := g.Ticks(), tape.Story()
	gone := tick - p.last
	p.last = tick
	if p.story == story && gone >= 0 && gone <= 8 {
		return
	}
	p.story = story
	b := &story.Beliefs
	p.world.Recall(func(add func(id sim.ID, x, y int32)) {
		for at := max(tick-recalled, 1); at <= min(tick, b.Ticks()); at++ {
			for client := range tape.Clients() {
				place := b.Truth(at, client)
				if p.client != truth {
					place = b.Shown(at, p.client, client)
				}
				if !place.Absent {
					add(g.ID(client), place.X, place.Y)
				}
			}
		}
	})
}

func newPane(client int) *pane { return &pane{client: client, around: truth, world: view.New()} }

// see takes what a client shows at this moment.
func (p *pane) see(g reel.Scene) { g.View(p.client, &p.view) }

// witness takes what is true on the server, where somebody knows. Names and
// letters, which the rules do not know, are those that the clients were told.
func (p *pane) witness(g reel.Scene, clients []*pane) {
	w := g.World()
	v := &p.view
	if v.Figures = v.Figures[:0]; w == nil {
		return
	}
	v.Maze, v.Tick = w.Maze(), w.Tick()
	var self sim.ID
	if p.around != truth {
		self = g.ID(p.around)
	}
	for i := range w.Players() {
		b := &w.Players()[i]
		f := replica.Figure{ID: b.ID, X: b.X, Y: b.Y, Facing: b.Facing, Moving: b.Moving, Exit: b.Exit, Self: b.ID == self && self != 0}
		for _, c := range clients {
			if known := figure(&c.view, b.ID); known != nil {
				f.Avatar, f.Name, f.Since, f.Look = known.Avatar, known.Name, known.Since, known.Look
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
		o.Scale, _ = view.Whole(w, h, p.view.Maze)
	}
	return o
}

// settle lets the server's pane, when the maze is first known, follow a client
// where the maze as a whole is too large for a picture of w×h px.
func (p *pane) settle(w, h int) {
	m := p.view.Maze
	if p.settled || m == nil {
		return
	}
	p.settled = true
	if _, fits := view.Whole(w, h, m); !fits {
		p.around = 0
	}
}

// drawPane draws a pane and its name plate.
func (l *Lab) drawPane(dst *ebiten.Image, s *kit.Skin, p *pane, r image.Rectangle) {
	plate := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+s.Px(plateLine))
	picture := image.Rect(r.Min.X, plate.Max.Y, r.Max.X, r.Max.Y)
	o := p.options(picture.Dx(), picture.Dy(), view.Options{You: words.T("game.you"), Now: l.reel.Scene().Now(), ReducedMotion: l.calm || !l.reel.Playing})
	p.world.Draw(p.part.Of(dst, picture), &p.view, o)
	if len(p.view.Figures) == 0 {
		l.drawNobody(dst, s, p, picture)
	}
	l.outline(dst, r)
	l.drawPlate(dst, s, p, plate)
}

// drawNobody says over a picture why nobody is in it.
func (l *Lab) drawNobody(dst *ebiten.Image, s *kit.Skin, p *pane, r image.Rectangle) {
	l.quads.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), theme.With(theme.Night, 0.65))
	l.quads.Draw(dst)
	text := words.T("lab.not-yet")
	if p.client == truth && l.reel.Scene().World() == nil {
		text = words.T("lab.unknown")
	}
	lines, high := s.Wrap(text, kit.Body, 0, float64(r.Dx()-s.Px(16))), s.Line(kit.Body)
	top := (r.Min.Y + r.Max.Y - high*len(lines)) / 2
	for i, line := range lines {
		s.PrintMid(dst, line, kit.Body, (r.Min.X+r.Max.X)/2, s.Centre(kit.Body, top+i*high, top+(i+1)*high), theme.Text)
	}
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

// drawPlate says whose pane it is, who plays there, and how bad the wire is.
func (l *Lab) drawPlate(dst *ebiten.Image, s *kit.Skin, p *pane, r image.Rectangle) {
	s.Panel.Draw(dst, r, 1)
	x, base := r.Min.X+s.Px(10), s.Centre(kit.Strong, r.Min.Y, r.Max.Y)
	t := l.plate(p)
	if me := p.view.Self(); me != nil && p.client != truth {
		l.marks.Body(dst, s, theme.MarkOf(me.Avatar, me.ID, me.Look), l.say(phrase{key: "letter", n: int(me.Avatar)}, letter), x+s.Px(7), (r.Min.Y+r.Max.Y)/2, s.Px(8))
		x += s.Px(22)
	}
	right := r.Max.X - s.Px(10)
	measure := func(t string) float64 { return s.Width(t, kit.Small) }
	x += int(s.Print(dst, t.name, kit.Strong, x, base, theme.Text)) + s.Px(10)
	least := measure(l.short(t.note, s, 0)) + float64(s.Px(24))
	for _, hand := range t.hand {
		if hand == "" || float64(right-x) < measure(hand)+least {
			continue
		}
		w := int(measure(hand)) + s.Px(14)
		s.Key.Draw(dst, image.Rect(x, r.Min.Y+s.Px(4), x+w, r.Max.Y-s.Px(4)), 1)
		s.Print(dst, hand, kit.Small, x+s.Px(7), base, theme.Text)
		x += w + s.Px(10)
		break
	}
	note := t.note
	switch room := float64(right - x); {
	case measure(note) <= room:
	case p.client == truth:
		note = "" // the help names the key, too
	default:
		note = l.short(note, s, room)
	}
	used := s.PrintRight(dst, note, kit.Small, right, base, t.ink)
	if room := float64(right-x) - used - 10*s.Scale; measure(t.what) < room {
		s.Print(dst, t.what, kit.Small, x, base, theme.Dim)
	}
}

// plate is what a plate says.
type plate struct {
	name string
	hand [2]string // who plays, and that in short; empty where it can't be changed
	what string    // where there is room
	note string    // at the right
	ink  colour    // of the note
}

func (l *Lab) plate(p *pane) plate {
	if p.client == truth {
		return plate{name: words.T("lab.server"), what: words.T("lab.what-is-true"), note: l.aroundWords(), ink: theme.Dim}
	}
	tape := l.reel.Tape()
	if p == l.beside {
		tape = l.reel.Reference()
	}
	t := plate{name: tape.Name(p.client), what: l.say(phrase{key: "lab.sees", of: [3]string{tape.Name(p.client)}}, ofName), ink: theme.Accent}
	t.note = l.badges.Of(l.madeOf(tape, p.client), badge)
	switch {
	case p == l.beside:
		t.what = words.T("lab.before")
		if l.reel.Reference().Title() != l.reel.Tape().Title() {
			t.what = l.reel.Reference().Title()
		}
	case l.compares:
		t.what = words.T("lab.with-change")
		if n := len(l.reel.Changes()); n > 1 {
			t.what = l.say(phrase{key: "lab.with-changes", n: n}, ofNumber)
		} else if n == 0 {
			t.what = l.reel.Tape().Title()
		}
	case !l.reel.Captured():
		t.hand = [2]string{l.handWords(p.client), l.handShort(p.client)}
	}
	return t
}

// madeOf is what is made of a client's wire at the tick that is looked at.
func (l *Lab) madeOf(tape reel.Tape, client int) tuning.Setup {
	s := tape.Settings(client, l.reel.At())
	return tuning.Setup{Lag: s.Flaky, Switches: s.Switches, Redundancy: s.Redundancy}
}

// short is as much of a badge's text as has room.
func (l *Lab) short(text string, s *kit.Skin, room float64) string {
	return l.say(phrase{key: "short", of: [3]string{text}, n: int(room), m: int(s.Scale * 64)}, func(phrase) string {
		return tuning.Short(text, room, func(t string) float64 { return s.Width(t, kit.Small) })
	})
}

// handWords says who plays a client's player, and with which keys.
func (l *Lab) handWords(client int) string {
	h := l.reel.Hand(client)
	switch h.Kind {
	case reel.ByPerson:
		keys := l.desk.Fill(words.T([...]string{"lab.wasd", "lab.arrows"}[client]))
		return l.say(phrase{key: "lab.you-play", of: [3]string{l.handKey(client), keys}}, ofNames)
	case reel.ByBot:
		return l.say(phrase{key: "lab.bot-plays", of: [3]string{l.handKey(client)}, n: int(h.Seed)}, ofNameAndSeed)
	}
	return l.say(phrase{key: "lab.recorded", of: [3]string{l.handKey(client)}}, ofName)
}

// handShort says only who.
func (l *Lab) handShort(client int) string {
	key := [...]string{"lab.recorded", "lab.you", "lab.bot"}[l.reel.Hand(client).Kind]
	return l.say(phrase{key: key, of: [3]string{l.handKey(client)}}, ofName)
}

// handKey is the key that hands a client's player over.
func (l *Lab) handKey(client int) string { return l.desk.Fill([...]string{"{F6}", "{F7}"}[client]) }

// aroundWords says what the server's pane shows, after the key that changes it.
func (l *Lab) aroundWords() string {
	key := l.desk.Fill("{V}")
	if l.server.around == truth {
		return l.say(phrase{key: "lab.whole", of: [3]string{"", key}}, afterKey)
	}
	return l.say(phrase{key: "lab.around", of: [3]string{l.reel.Name(l.server.around), key}}, afterKey)
}

// turn lets the server's pane follow the next one.
func (l *Lab) turn() {
	l.server.around++
	if l.server.around == len(l.panes) {
		l.server.around = truth
	}
}
