package lab

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
	"clew/net/rig/scenario"
)

// Options are what a Lab starts from.
type Options struct {
	Hands    kit.Hands          // nil: the real keyboard and mouse
	Scenario *scenario.Scenario // what to play
	Level    scenario.Resolver  // finds the level that it names
	Calm     bool               // reduced motion
}

// Lab is a film with its panes, its timeline and what is picked out of it.
type Lab struct {
	hands kit.Hands
	desk  *kit.Desk
	reel  *reel.Reel
	calm  bool

	places  places
	panes   []*pane
	server  *pane
	line    timeline
	buttons *kit.Sheet
	pencil  pencil
	quads   kit.Quads
	marks   kit.Marks

	told  telling
	fault string // what went wrong
	drag  drag
	leave bool
}

// New plays the scenario and opens it at its start, running.
func New(o Options) (*Lab, error) {
	r, err := reel.New(o.Scenario, o.Level)
	if err != nil {
		return nil, err
	}
	l := &Lab{desk: kit.NewDesk(o.Hands), reel: r, calm: o.Calm}
	l.hands = l.desk.Hands()
	for i := range min(2, len(o.Scenario.Clients)) {
		l.panes = append(l.panes, newPane(i))
	}
	l.server = newPane(truth)
	l.line = newTimeline()
	l.buttons = newButtons(l)
	r.Playing = true
	return l, nil
}

// tick is how long an Update lasts.
const tick = time.Second / sim.TickRate

// Update runs one tick of the window's time, in a window of w×h px. want is
// the scale the person wants, 0 for one that suits the window. It reports true
// when the person leaves.
func (l *Lab) Update(w, h int, want float64) bool {
	l.leave = false
	l.desk.Resize(kit.Fit(w, h, want))
	l.places = arrange(l.desk.Frame(), l.desk.Skin(), len(l.panes))
	l.line.lay(l.places.lines, l.desk.Frame().Scale)
	l.desk.Update()
	l.keys()
	l.mouse()
	if l.reel.Playing {
		l.reel.Tick()
		l.line.follow(l.reel.At(), l.reel.Ticks())
	}
	l.watch()
	return l.leave
}

// watch lets the panes see the game as it stands.
func (l *Lab) watch() {
	g := l.reel.Game()
	for _, p := range l.panes {
		p.see(g)
	}
	r := l.places.panes[1]
	l.server.witness(g, l.panes)
	l.server.settle(r.Dx(), r.Dy()-l.desk.Frame().Px(plateLine))
	for _, p := range l.panes {
		p.world.Update(tick, &p.view)
	}
	l.server.world.Update(tick, &l.server.view)
}

// Draw draws the Lab.
func (l *Lab) Draw(dst *ebiten.Image) {
	if l.places.head.Empty() {
		return // no Update yet
	}
	dst.Fill(theme.Night)
	s := l.desk.Skin()
	l.drawHead(dst, s)
	for i, p := range l.places.panes {
		l.drawPane(dst, s, l.at(i), p)
	}
	l.drawTimeline(dst, s)
	l.drawDetail(dst, s)
	l.drawHelp(dst, s)
	l.desk.Draw(dst)
}

// at is the pane at a place, from the left: a client, the server, a client.
func (l *Lab) at(i int) *pane {
	switch i {
	case 0:
		return l.panes[0]
	case 1:
		return l.server
	}
	return l.panes[1]
}
