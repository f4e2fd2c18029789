package lab

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/engine/sim"
	"clew/net/rig/scenario"
)

// Options are what a Lab starts from.
type Options struct {
	Hands    kit.Hands          // nil: the real keyboard and mouse
	Scenario *scenario.Scenario // what to play …
	Found    *Found             // … or something that was found, if not nil
	Level    scenario.Resolver  // finds the levels that are named
	With     *Found             // something to compare with; nil: the same, as it was at first
	Side     Side               // a column at the left; nil: none
	Calm     bool               // reduced motion
}

// Side is a column at the left of a Lab, such as a lesson.
type Side interface {
	// Width is how wide it is, in pixels at 100 %.
	Width() float64
	// Update runs once a tick, after the Lab's own.
	Update(l *Lab)
	// Draw fills a part of the window, in px.
	Draw(dst *ebiten.Image, s *kit.Skin, r image.Rectangle)
}

// Lab is a game with its panes, its timeline and what is picked out of it.
type Lab struct {
	hands kit.Hands
	desk  *kit.Desk
	reel  *reel.Reel
	side  Side
	calm  bool

	places  places
	panes   []*pane // the clients'
	server  *pane
	beside  *pane // of the game that one compares with
	line    timeline
	actions *actions
	tuner   *tuner
	pencil  pencil
	part    kit.Clip // of the timeline, or of the curves
	phrases kit.Texts[phrase]
	badges  kit.Texts[tuning.Setup]
	drawn   []way    // packets, as they are drawn
	pageful []string // the lines of the detail
	quads   kit.Quads
	marks   kit.Marks

	compares bool // the two games are side by side
	chosen   int  // the client that is compared, and set
	told     telling
	chips    chips
	fault    string // what went wrong
	drag     drag
	leave    bool
	undrawn  int // ticks since the last frame
	frames   int // drawn so far
	pressed  int // how many there were when a key last went down
}

// Found is a scenario or a capture, see reel.Found.
type Found = reel.Found

// Find finds what an argument names, see reel.Find.
func Find(arg string) (*Found, error) { return reel.Find(arg) }

// New plays what the options name and opens it at its start, running unless a
// person plays in it.
func New(o Options) (*Lab, error) {
	if o.Found == nil {
		o.Found = &Found{Scenario: o.Scenario}
	}
	r, err := o.Found.Open(o.Level)
	if err != nil {
		return nil, err
	}
	if o.With != nil {
		other, err := o.With.Open(o.Level)
		if err != nil {
			return nil, err
		}
		r.Compare(other)
	}
	return open(r, o), nil
}

// open opens a game that is on the table.
func open(r *reel.Reel, o Options) *Lab {
	l := &Lab{desk: kit.NewDesk(o.Hands), reel: r, side: o.Side, calm: o.Calm, compares: o.With != nil}
	l.hands, l.desk.Loose = l.desk.Hands(), l.grips()
	for i := range min(2, r.Tape().Clients()) {
		l.panes = append(l.panes, newPane(i))
	}
	l.server, l.beside = newPane(truth), newPane(0)
	l.line = newTimeline()
	l.actions, l.tuner = newActions(l), newTuner(l)
	r.Playing = !r.Live()
	return l
}

// Reel is the game on the table.
func (l *Lab) Reel() *reel.Reel { return l.reel }

// Desk is what the Lab's widgets lie on.
func (l *Lab) Desk() *kit.Desk { return l.desk }

// tick is how long an Update lasts.
const tick = time.Second / sim.TickRate

// Update runs one tick of the window's time, in a window of w×h px. want is
// the scale the person wants, 0 for one that suits the window. It reports true
// when the person leaves.
func (l *Lab) Update(w, h int, want float64) bool {
	l.leave = false
	l.undrawn++
	l.desk.Resize(kit.Fit(w, h, want))
	l.place()
	taken := l.desk.Keyboard() // by a sheet, which Esc may just close
	compared, told := l.compares, l.tells()
	l.desk.Update()
	if !taken && !l.desk.Keyboard() {
		l.keys()
	}
	l.mouse()
	if l.compares != compared || l.tells() != told { // no frame may show the one in the places of the other
		l.place()
	}
	l.tuner.apply()
	if l.reel.Playing {
		l.reel.Tick(l.held)
		l.line.follow(l.reel.At(), l.reel.Ticks())
	}
	l.watch()
	if l.side != nil {
		l.side.Update(l)
	}
	return l.leave
}

// place puts everything in its place. What is looked at stays in sight where the
// window, or the part of it that the lanes have, is another one.
func (l *Lab) place() {
	l.places = l.arrange()
	if l.line.lay(l.places.lines, l.desk.Frame().Scale) {
		l.sight()
	}
	l.actions.follow()
}

// sight scrolls the lanes to where what is picked out began, or else to the tick
// looked at.
func (l *Lab) sight() {
	at := l.reel.At()
	if from, _, ok := l.reel.Span(); ok {
		at = from
	}
	l.line.follow(at, l.reel.Ticks())
}

// watch lets the panes see the game as it stands.
func (l *Lab) watch() {
	g := l.reel.Scene()
	for _, p := range l.panes {
		p.see(g)
	}
	l.server.witness(g, l.panes)
	if len(l.places.panes) > 1 {
		r := l.places.panes[1]
		l.server.settle(r.Dx(), r.Dy()-l.desk.Frame().Px(plateLine))
	}
	for _, p := range append(l.panes[:len(l.panes):len(l.panes)], l.server) {
		p.world.Update(tick, &p.view)
		p.recall(l.reel.Tape(), g)
	}
	if l.compares {
		l.beside.client = l.chosen
		l.beside.see(l.reel.Beside())
		l.beside.world.Update(tick, &l.beside.view)
		l.beside.recall(l.reel.Reference(), l.reel.Beside())
	}
}

// Draw draws the Lab.
func (l *Lab) Draw(dst *ebiten.Image) {
	if l.places.head.Empty() {
		return // no Update yet
	}
	l.undrawn = 0
	l.frames++
	dst.Fill(night)
	s := l.desk.Skin()
	l.drawHead(dst, s)
	for i, p := range l.shown() {
		l.drawPane(dst, s, p, l.places.panes[i])
	}
	if l.compares {
		l.drawCurves(dst, s)
	} else {
		l.drawTimeline(dst, s)
	}
	l.drawDetail(dst, s)
	l.drawHelp(dst, s)
	if l.side != nil {
		l.side.Draw(dst, s, l.places.side)
	}
	l.desk.Draw(dst)
}

// shown are the panes from the left: a client, the server where it is known,
// the other client; or the same client in two games.
func (l *Lab) shown() []*pane {
	switch {
	case l.compares:
		return []*pane{l.beside, l.panes[l.chosen]}
	case len(l.panes) == 1:
		return []*pane{l.panes[0], l.server}
	}
	return []*pane{l.panes[0], l.server, l.panes[1]}
}
