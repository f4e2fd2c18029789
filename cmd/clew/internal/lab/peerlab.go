package lab

import (
	"errors"
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/ui"
)

// Window is a Lab or a PeerLab.
type Window interface {
	// Update runs one tick in a window of w×h px and reports whether the user leaves.
	// scale is the user's setting, 0 for the default.
	Update(w, h int, scale float64) bool
	Draw(dst *ebiten.Image)
	Root() *ui.Root
}

// Open opens what the options name: a PeerLab for a game without a server, which can't be
// compared with another, else a Lab.
func Open(o Options) (Window, error) {
	if peers := o.Source != nil && o.Source.Peers != nil; o.CompareWith != nil && (peers || o.CompareWith.Peers != nil) {
		return nil, errors.New(i18n.T("peerlab.no-compare"))
	} else if peers {
		return NewPeers(o)
	}
	return New(o)
}

// PeerLab shows a game without a server: how each peer has it, with what it knows and
// what it guesses of every other, and the timeline of all.
type PeerLab struct {
	input         ui.Input
	root          *ui.Root
	player        *playback.PeerPlayer
	reducedMotion bool
	renderOptions func(now time.Duration) render.Options

	layout    peerLayout
	panes     []*peerPane
	selected  int  // the peer whose packets are shown, and that is changed
	maximised bool // only the selected peer's pane is shown
	timeline  timeline
	changes   *peerChanges
	lines     lineBatch
	sub       ui.SubImage
	texts     ui.TextCache[textKey]
	batch     ui.Batch
	shapes    ui.Shapes
	detail    peerDetail
	bytes     byteView
	errText   string // may be empty
	drag      drag
	hover     playback.PeerSelection
	cursor    image.Point
	repeat    keyRepeat
	leave     bool
}

// NewPeers opens a PeerLab at the start of the options' source, and plays it.
func NewPeers(o Options) (*PeerLab, error) {
	r, err := playback.OpenPeers(o.Source.Peers, o.Levels)
	if err != nil {
		return nil, err
	}
	l := &PeerLab{root: ui.NewRoot(o.Input), player: r, reducedMotion: o.ReducedMotion, renderOptions: o.RenderOptions}
	l.input, l.root.Shortcuts = l.root.Input(), gamepadShortcuts
	l.timeline = newTimeline()
	l.changes = newPeerChanges(l)
	l.updatePanes()
	r.Playing = true
	return l, nil
}

// Player returns the player of the game.
func (l *PeerLab) Player() *playback.PeerPlayer { return l.player }

// Root returns the root of the PeerLab's panels.
func (l *PeerLab) Root() *ui.Root { return l.root }

// Update implements Window.
func (l *PeerLab) Update(w, h int, scale float64) bool {
	l.leave = false
	l.repeat.tick()
	l.root.Resize(ui.FitViewport(w, h, scale))
	l.updateLayout()
	keyboardTaken := l.root.WantsKeyboard() // by a panel that Esc may close in this tick
	l.root.Update()
	if !keyboardTaken && !l.root.WantsKeyboard() {
		l.handleKeys()
	}
	l.handleMouse()
	l.player.Update()
	if l.player.Playing {
		l.timeline.follow(l.player.Tick(), l.player.Ticks())
	}
	l.updatePanes()
	l.updateLayout() // peers may have come, and a detail
	return l.leave
}

// updateLayout lays everything out. If the timeline's size has changed, it keeps the
// selection or the current tick visible.
func (l *PeerLab) updateLayout() {
	l.layout = l.newLayout()
	if l.timeline.setArea(l.layout.lanes, l.root.Viewport().Scale) {
		l.scrollToSelection()
	}
}

// scrollToSelection scrolls the timeline to the start of the selection, or else to the
// current tick.
func (l *PeerLab) scrollToSelection() {
	l.timeline.followSelection(l.player)
}

// updatePanes updates the panes to the current state; there may be more peers than
// before, or fewer.
func (l *PeerLab) updatePanes() {
	n := min(l.player.Peers(), playback.MaxPanes)
	for len(l.panes) < n {
		l.panes = append(l.panes, newPeerPane(len(l.panes)))
	}
	l.panes = l.panes[:n]
	l.selected = min(l.selected, n-1)
	for _, p := range l.panes {
		p.update(l.player)
	}
}

// shown returns the panes that are shown.
func (l *PeerLab) shown() []*peerPane {
	if l.maximised {
		return l.panes[l.selected : l.selected+1]
	}
	return l.panes
}

// text returns the text for a key, cached.
func (l *PeerLab) text(p textKey, write func(textKey) string) string { return l.texts.Get(p, write) }

// Draw implements Window.
func (l *PeerLab) Draw(dst *ebiten.Image) {
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
	l.drawTimeline(dst, s)
	l.drawDetail(dst, s)
	drawHints(dst, s, l.layout.help, l.layout.hints)
	l.drawHover(dst, s)
	l.root.Draw(dst)
}
