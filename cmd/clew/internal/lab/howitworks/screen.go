package howitworks

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
)

// Options configure a Screen.
type Options struct {
	Input         ui.Input // nil: the real devices
	Keys          *input.KeyBindings
	Buttons       *input.ButtonBindings // nil: the defaults, like Keys
	ReducedMotion bool

	// RenderOptions returns how to draw mazes, as the settings say; nil: as usual.
	RenderOptions func(now time.Duration) render.Options
}

// Screen shows the game with its controls.
type Screen struct {
	demo
	root          *ui.Root
	controls      *ui.Panel
	movement      input.Movement
	renderOptions func(now time.Duration) render.Options
	reducedMotion bool
	walkHint      string // names the walking keys in braces

	layout    layout
	oneRow    bool     // of the controls as built
	linesFor  linesKey // of lines
	lines     int      // of the longest sentence
	panes     [placeCount]pane
	sentences ui.CachedText[sentenceKey]
	delays    ui.TextCache[delayKey]
	hints     ui.CachedText[string]
	batch     ui.Batch
	shapes    ui.Shapes
}

// pane shows the game as one of the parties has it.
type pane struct {
	view     *replica.View
	renderer *render.Renderer
	sub      ui.SubImage
}

// New starts the game.
func New(o Options) (*Screen, error) {
	d, err := newDemo()
	if err != nil {
		return nil, err
	}
	s := &Screen{demo: *d, root: ui.NewRoot(o.Input), renderOptions: o.RenderOptions, reducedMotion: o.ReducedMotion}
	s.Observe(s.liveGame)
	for i, v := range [placeCount]*replica.View{ownScreen: &s.views[ann], atServer: &s.server, othersScreen: &s.views[bob]} {
		s.panes[i] = pane{view: v, renderer: render.NewRenderer()}
	}
	s.movement = input.Movement{Keyboard: keyboard{s.root}, Gamepad: s.root.Gamepad(), Keys: o.Keys, Buttons: o.Buttons}
	s.walkHint = walkKeys(o.Keys)
	s.root.Shortcuts = gamepadShortcuts
	s.controls = s.newControls()
	return s, nil
}

// Root returns the root of the controls.
func (s *Screen) Root() *ui.Root { return s.root }

// Settings returns the settings in force.
func (s *Screen) Settings() Settings { return s.settings }

// tick is the duration of a tick.
const tick = time.Second / sim.TickRate

// Update runs one tick in a window of w×h px and reports whether the user leaves.
// scale is the user's setting, 0 for the default.
func (s *Screen) Update(w, h int, scale float64) (leaves bool) {
	vp := ui.FitViewport(w, h, scale)
	if inOneRow(vp) != s.oneRow {
		s.controls.Rebuild()
	}
	s.root.Resize(vp)
	s.layout = s.newLayout()
	s.root.Update()
	leaves = s.root.JustPressed(ebiten.KeyEscape)
	s.handleKeys()
	s.demo.update(s.movement.Input(s.root.WantsKeyboard()))
	for i := range s.panes {
		p := &s.panes[i]
		p.renderer.Update(tick, p.view)
	}
	return leaves
}

// keyboard reads the walking keys.
type keyboard struct{ root *ui.Root }

// IsKeyPressed implements input.Keyboard.
func (k keyboard) IsKeyPressed(key ebiten.Key) bool {
	return k.root.RawInput().KeyPressDuration(key) > 0
}

// IsKeyJustPressed implements input.Keyboard.
func (k keyboard) IsKeyJustPressed(key ebiten.Key) bool {
	return k.root.RawInput().KeyPressDuration(key) == 1
}
