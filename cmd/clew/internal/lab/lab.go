package lab

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// Options configure a Lab.
type Options struct {
	Input         ui.Input             // nil: the real devices
	Scenario      *scenario.Scenario   // what to play …
	Source        *Source              // … unless this is not nil
	Levels        scenario.LevelLoader // resolves level names
	CompareWith   *Source              // nil: the unchanged game
	Side          SidePanel            // may be nil
	ReducedMotion bool

	// RenderOptions returns how to draw mazes, as the settings say; nil: as usual.
	RenderOptions func(now time.Duration) render.Options
}

// SidePanel is a column at the left of a Lab, such as a lesson.
type SidePanel interface {
	// Width returns the width in logical pixels.
	Width() float64
	// Update runs once per tick, after the Lab's own.
	Update(l *Lab)
	// Draw fills r, in px.
	Draw(dst *ebiten.Image, s *ui.Skin, r image.Rectangle)
}

// Lab shows a game with its panes, its timeline and the selection.
type Lab struct {
	input         ui.Input
	root          *ui.Root
	player        *playback.Player
	side          SidePanel
	reducedMotion bool
	renderOptions func(now time.Duration) render.Options

	layout         layout
	panes          []*pane // clients
	server         *pane
	reference      *pane // the game to compare with
	timeline       timeline
	actions        *actionPanel
	params         *paramPanel
	lines          lineBatch
	sub            ui.SubImage // of the timeline or the curves
	texts          ui.TextCache[textKey]
	badges         ui.TextCache[netsettings.Config]
	visiblePackets []packetLine // as drawn
	batch          ui.Batch
	shapes         ui.Shapes

	maximised  *pane   // shown alone; nil: all are shown
	shownPanes []*pane // reused by shown
	zoom       zoom
	waiting    bool              // until the user acts, see Wait
	comparing  bool              // two games side by side
	equal      [len(curves)]bool // the visible parts of both games' curves, as drawn
	selected   int               // client compared and configured
	detail     detailText
	bytes      byteView
	errText    string // may be empty
	drag       drag
	lastClick  click
	tickCount  int // updates so far
	leave      bool
	repeat     keyRepeat
}

// Source is a scenario or a capture; see playback.Source.
type Source = playback.Source

// Find finds what an argument names; see playback.Find.
func Find(arg string) (*Source, error) { return playback.Find(arg) }

// New opens a Lab at the start of what the options name. It runs at once unless
// a human plays or there is a side panel to read.
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

// open opens a Lab for a player.
func open(r *playback.Player, o Options) *Lab {
	l := &Lab{root: ui.NewRoot(o.Input), player: r, side: o.Side, reducedMotion: o.ReducedMotion, renderOptions: o.RenderOptions, comparing: o.CompareWith != nil}
	l.input, l.root.Shortcuts = l.root.Input(), l.shortcuts()
	for i := range min(2, r.Game().Clients()) {
		l.panes = append(l.panes, newPane(i))
	}
	l.server, l.reference = newPane(serverPane), newPane(0)
	l.timeline = newTimeline()
	if r.HasEntries() {
		l.timeline.entryLane = entryLaneHeight
	}
	l.actions, l.params = newActionPanel(l), newParamPanel(l)
	if r.Playing = !r.HasHuman(); o.Side != nil {
		l.Wait()
	}
	return l
}

// Player returns the player of the game.
func (l *Lab) Player() *playback.Player { return l.player }

// Root returns the root of the Lab's panels.
func (l *Lab) Root() *ui.Root { return l.root }

// tick is the duration of a tick.
const tick = time.Second / sim.TickRate

// Update runs one tick in a window of w×h px and reports whether the user
// leaves. scale is the user's setting, 0 for the default.
func (l *Lab) Update(w, h int, scale float64) bool {
	l.leave = false
	l.repeat.tick()
	l.tickCount++
	l.root.Resize(ui.FitViewport(w, h, scale))
	l.updateLayout()
	keyboardTaken := l.root.WantsKeyboard() // by a panel that Esc may close in this tick
	wasComparing, hadDetail, wasMaximised := l.comparing, l.hasDetail(), l.maximised
	l.root.Update()
	if !keyboardTaken && !l.root.WantsKeyboard() {
		l.handleKeys()
	}
	l.handleMouse()
	l.updateZoom()
	if l.comparing != wasComparing || l.hasDetail() != hadDetail || l.maximised != wasMaximised { // don't draw one mode in the layout of the other
		l.updateLayout()
	}
	l.params.apply()
	l.endWait()
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

// updateLayout lays everything out. If the timeline's size has changed, it
// keeps the selection or the current tick visible.
func (l *Lab) updateLayout() {
	l.layout = l.newLayout()
	if l.timeline.setArea(l.layout.lanes, l.root.Viewport().Scale) {
		l.scrollToSelection()
	}
	l.actions.update()
}

// scrollToSelection scrolls the timeline to the start of the selection, or else
// to the current tick.
func (l *Lab) scrollToSelection() {
	l.timeline.followSelection(l.player)
}

// updatePanes updates the panes to the current state.
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
	l.repeat.drawn()
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
	l.drawWait(dst, s)
	l.drawDetail(dst, s)
	drawHints(dst, s, l.layout.help, l.layout.hints)
	if l.side != nil {
		l.side.Draw(dst, s, l.layout.side)
	}
	l.root.Draw(dst)
}

// isMaximised reports whether a pane is shown alone. One that is not part of the
// current view does not count.
func (l *Lab) isMaximised() bool {
	switch l.maximised {
	case nil:
		return false
	case l.reference:
		return l.comparing
	case l.server:
		return !l.comparing
	}
	return !l.comparing || l.maximised == l.panes[l.selected]
}

// shown returns the panes from the left: first client, server, second client;
// or, in a comparison, the same client in both games; or the maximised one. The
// slice is valid until the next call.
func (l *Lab) shown() []*pane {
	to := l.shownPanes[:0]
	switch {
	case l.isMaximised():
		to = append(to, l.maximised)
	case l.comparing:
		to = append(to, l.reference, l.panes[l.selected])
	case len(l.panes) == 1:
		to = append(to, l.panes[0], l.server)
	default:
		to = append(to, l.panes[0], l.server, l.panes[1])
	}
	l.shownPanes = to
	return to
}
