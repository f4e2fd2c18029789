package lab

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/player"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// Options are what a Lab starts from.
type Options struct {
	Input         ui.Input             // nil: the real keyboard and mouse
	Scenario      *scenario.Scenario   // what to play …
	Source        *Source              // … or something that was found, if not nil
	Levels        scenario.LevelLoader // finds the levels that are named
	CompareWith   *Source              // something to compare with; nil: the same, as it was at first
	Side          SidePanel            // a column at the left; nil: none
	ReducedMotion bool                 // reduced motion
}

// SidePanel is a column at the left of a Lab, such as a lesson.
type SidePanel interface {
	// Width is how wide it is, in pixels at 100 %.
	Width() float64
	// Update runs once a tick, after the Lab's own.
	Update(l *Lab)
	// Draw fills a part of the window, in px.
	Draw(dst *ebiten.Image, s *ui.Skin, r image.Rectangle)
}

// Lab is a game with its panes, its timeline and what is picked out of it.
type Lab struct {
	input         ui.Input
	root          *ui.Root
	player        *player.Player
	side          SidePanel
	reducedMotion bool

	layout         layout
	panes          []*pane // the clients'
	server         *pane
	reference      *pane // of the game that one compares with
	timeline       timeline
	actions        *actionPanel
	params         *paramPanel
	lines          lineBatch
	sub            ui.SubImage // of the timeline, or of the curves
	texts          ui.TextCache[textKey]
	badges         ui.TextCache[netsettings.Config]
	visiblePackets []packetLine // packets, as they are drawn
	detailLines    []string     // the lines of the detail
	batch          ui.Batch
	shapes         ui.Shapes

	comparing    bool // the two games are side by side
	selected     int  // the client that is compared, and set
	detail       detailText
	bytes        byteView
	errText      string // what went wrong
	drag         drag
	leave        bool
	ticksUndrawn int // ticks since the last frame
	frames       int // drawn so far
	pressedFrame int // how many there were when a key last went down
}

// Source is a scenario or a capture, see player.Source.
type Source = player.Source

// Find finds what an argument names, see player.Find.
func Find(arg string) (*Source, error) { return player.Find(arg) }

// New plays what the options name and opens it at its start, running unless a
// person plays in it.
func New(o Options) (*Lab, error) {
	if o.Source == nil {
		o.Source = &Source{Scenario: o.Scenario}
	}
	r, err := o.Source.Open(o.Levels)
	if err != nil {
		return nil, err
	}
	if o.CompareWith != nil {
		other, err := o.CompareWith.Open(o.Levels)
		if err != nil {
			return nil, err
		}
		r.Compare(other)
	}
	return open(r, o), nil
}

// open opens a game that is on the table.
func open(r *player.Player, o Options) *Lab {
	l := &Lab{root: ui.NewRoot(o.Input), player: r, side: o.Side, reducedMotion: o.ReducedMotion, comparing: o.CompareWith != nil}
	l.input, l.root.Shortcuts = l.root.Input(), l.shortcuts()
	for i := range min(2, r.Game().Clients()) {
		l.panes = append(l.panes, newPane(i))
	}
	l.server, l.reference = newPane(serverPane), newPane(0)
	l.timeline = newTimeline()
	l.actions, l.params = newActionPanel(l), newParamPanel(l)
	r.Playing = !r.HasHuman()
	return l
}

// Player is the game on the table.
func (l *Lab) Player() *player.Player { return l.player }

// Root is what the Lab's widgets lie on.
func (l *Lab) Root() *ui.Root { return l.root }

// tick is how long an Update lasts.
const tick = time.Second / sim.TickRate

// Update runs one tick of the window's time, in a window of w×h px. want is
// the scale the person wants, 0 for one that suits the window. It reports true
// when the person leaves.
func (l *Lab) Update(w, h int, want float64) bool {
	l.leave = false
	l.ticksUndrawn++
	l.root.Resize(ui.FitViewport(w, h, want))
	l.updateLayout()
	taken := l.root.WantsKeyboard() // by a sheet, which Esc may just close
	compared, told := l.comparing, l.hasDetail()
	l.root.Update()
	if !taken && !l.root.WantsKeyboard() {
		l.handleKeys()
	}
	l.handleMouse()
	if l.comparing != compared || l.hasDetail() != told { // no frame may show the one in the places of the other
		l.updateLayout()
	}
	l.params.apply()
	if l.player.Playing {
		l.player.Update(l.heldInput)
		l.timeline.follow(l.player.Tick(), l.player.Ticks())
	}
	l.updatePanes()
	if l.side != nil {
		l.side.Update(l)
	}
	return l.leave
}

// updateLayout puts everything in its place. What is looked at stays in sight where the
// window, or the part of it that the lanes have, is another one.
func (l *Lab) updateLayout() {
	l.layout = l.newLayout()
	if l.timeline.setArea(l.layout.lanes, l.root.Viewport().Scale) {
		l.scrollToSelection()
	}
	l.actions.update()
}

// scrollToSelection scrolls the lanes to where what is picked out began, or else to the tick
// looked at.
func (l *Lab) scrollToSelection() {
	at := l.player.Tick()
	if from, _, ok := l.player.Span(); ok {
		at = from
	}
	l.timeline.follow(at, l.player.Ticks())
}

// updatePanes lets the panes see the game as it stands.
func (l *Lab) updatePanes() {
	g := l.player.State()
	for _, p := range l.panes {
		p.update(g)
	}
	l.server.updateServer(g, l.panes)
	if len(l.layout.panes) > 1 {
		r := l.layout.panes[1]
		l.server.chooseFollow(r.Dx(), r.Dy()-l.root.Viewport().Px(paneHeaderHeight))
	}
	for _, p := range append(l.panes[:len(l.panes):len(l.panes)], l.server) {
		p.renderer.Update(tick, &p.view)
		p.rebuildTrails(l.player.Game(), g)
	}
	if l.comparing {
		l.reference.client = l.selected
		l.reference.update(l.player.ReferenceState())
		l.reference.renderer.Update(tick, &l.reference.view)
		l.reference.rebuildTrails(l.player.Reference(), l.player.ReferenceState())
	}
}

// Draw draws the Lab.
func (l *Lab) Draw(dst *ebiten.Image) {
	if l.layout.head.Empty() {
		return // no Update yet
	}
	l.ticksUndrawn = 0
	l.frames++
	dst.Fill(background)
	s := l.root.Skin()
	l.drawHeader(dst, s)
	for i, p := range l.shown() {
		l.drawPane(dst, s, p, l.layout.panes[i])
	}
	if l.comparing {
		l.drawCurves(dst, s)
	} else {
		l.drawTimeline(dst, s)
	}
	l.drawDetail(dst, s)
	l.drawHelp(dst, s)
	if l.side != nil {
		l.side.Draw(dst, s, l.layout.side)
	}
	l.root.Draw(dst)
}

// shown are the panes from the left: a client, the server where it is known,
// the other client; or the same client in two games.
func (l *Lab) shown() []*pane {
	switch {
	case l.comparing:
		return []*pane{l.reference, l.panes[l.selected]}
	case len(l.panes) == 1:
		return []*pane{l.panes[0], l.server}
	}
	return []*pane{l.panes[0], l.server, l.panes[1]}
}
