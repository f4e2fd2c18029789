package ui

import (
	"image"

	"github.com/ebitenui/ebitenui"
	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
)

// Root owns a stack of panels, bottom first, and routes keyboard, mouse and
// gamepad to them; gamepad buttons also count as keys. There may be several
// roots, but only one may be updated and drawn at a time, because ebitenui
// keeps its input in package variables.
type Root struct {
	// Shortcuts map gamepad buttons to keys while no panel has the keyboard.
	Shortcuts []GamepadShortcut

	input         *gamepadInput
	gamepad       input.Gamepad
	pointer       pointer
	ui            ebitenui.UI
	viewport      Viewport
	skin          *Skin
	panels        []*Panel
	osk           *onScreenKeyboard // created on first use
	focused       *Panel            // has the keyboard, or nil
	focusTicks    int               // since focused took the keyboard, including this tick
	hadFocus      bool              // a panel had the keyboard when this tick began
	chars         []rune
	hints         keyHints
	edition       int  // language edition of the panels
	gamepadHints  bool // panels name gamepad buttons
	building      bool // a panel is being built
	dirty         bool // panels must be rebuilt
	layoutChanged bool // since the last tick
	cursorDirty   bool // the cursor shape may be out of date
	drawn         bool // the last frame showed a panel
}

// NewRoot returns a root without panels. If in is nil, it uses the default
// Input.
func NewRoot(in Input) *Root {
	if in == nil {
		in = defaultInput
	}
	r := &Root{}
	r.input = &gamepadInput{in, r}
	r.gamepad = unfocusedGamepad{r}
	r.pointer.input = in
	r.ui.DisableDefaultFocus = true
	r.ui.Container = widget.NewContainer(widget.ContainerOpts.Layout(rootLayouter{r}))
	r.Resize(FitViewport(MinWidth, MinHeight, 1))
	return r
}

// Add puts a hidden panel on top. build adds its widgets; it runs again
// whenever the scale or the language changes, so all state must live outside
// it.
func (r *Root) Add(p *Panel, build func(*Builder)) {
	p.root, p.build = r, build
	r.panels = append(r.panels, p)
	p.rebuild()
	r.ui.Container.AddChild(p)
}

// Resize sets the window size. Panels are rebuilt for a new scale or language,
// or if they name keys and the player has switched to or from a gamepad.
func (r *Root) Resize(vp Viewport) {
	old := r.viewport
	r.viewport = vp
	if r.skin == nil || vp.Scale != old.Scale {
		r.skin, r.dirty = NewSkin(vp.Scale), true
		for _, p := range r.panels {
			p.revealPending = true
		}
	}
	for _, p := range r.panels {
		if p.shown && vp != old && p.GetWidget().Rect != p.Place(vp, p.wantSize.X, p.wantSize.Y) {
			p.revealPending, p.layoutPending = true, true
		}
	}
	for _, p := range r.panels {
		r.dirty = r.dirty || p.isSpacious(vp) != p.isSpacious(old)
	}
	if e := i18n.Revision(); e != r.edition {
		r.edition, r.dirty = e, true
	}
	if gamepadActive != r.gamepadHints && r.input.MousePressDuration() == 0 { // don't rebuild what is being clicked
		r.gamepadHints, r.dirty = gamepadActive, r.dirty || r.hints.used
	}
	if r.dirty {
		r.rebuild()
	}
}

func (r *Root) rebuild() {
	r.dirty = false
	r.ui.Container.RemoveChildren()
	for _, p := range r.panels {
		p.rebuild()
		r.ui.Container.AddChild(p)
	}
}

// Viewport returns what was passed to Resize.
func (r *Root) Viewport() Viewport { return r.viewport }

// Skin returns the skin for the current scale. Don't keep it.
func (r *Root) Skin() *Skin { return r.skin }

// Input returns the root's input, in which mapped gamepad buttons count as
// keys.
func (r *Root) Input() Input { return r.input }

// RawInput returns the input without that mapping.
func (r *Root) RawInput() Input { return r.input.Input }

// Update runs one tick: it handles focus, typing and sliders, and calls what
// was activated.
func (r *Root) Update() {
	uiinput.SetCursorUpdater(&r.pointer)
	r.pointer.read()
	detectDevice(r.input.Input)
	r.hadFocus = r.focused != nil
	r.focusTicks++
	r.cursorDirty = r.cursorDirty || r.layoutChanged || r.pointer.moved
	r.layoutChanged = false
	if r.anyShown() {
		r.ui.Update()
	}
	if r.hadFocus && r.focused != nil {
		if r.osk != nil && r.focused == r.osk.panel {
			r.osk.handleKeys(r.input)
		}
		if r.focused != nil {
			r.focused.handleKeys()
		}
	}
}

// Draw draws all shown panels.
func (r *Root) Draw(dst *ebiten.Image) {
	if r.anyShown() {
		uiinput.SetCursorUpdater(&r.pointer)
		if r.layoutValid() {
			uiinput.Draw(dst)
			r.ui.Container.Render(dst)
			if r.cursorDirty { // setting the cursor shape is not free
				uiinput.AfterDraw(dst)
			}
		} else {
			r.ui.Draw(dst)
			r.layoutChanged = true
		}
		r.drawn, r.cursorDirty = true, false
		return
	}
	if r.drawn { // a hidden button must not leave its cursor shape behind
		ebiten.SetCursorShape(ebiten.CursorShapeDefault)
		r.drawn, r.layoutChanged = false, true
	}
}

// LayoutNow lays everything out at once instead of in the next frame. It costs
// as much as a frame.
func (r *Root) LayoutNow() {
	if r.anyShown() {
		scratch := ebiten.NewImage(1, 1)
		defer scratch.Deallocate()
		r.Draw(scratch)
	}
}

// WantsKeyboard reports whether a panel has the keyboard.
func (r *Root) WantsKeyboard() bool { return r.focused != nil }

// JustPressed reports whether k was pressed in this tick and not taken by a
// panel. Panels never take function keys.
func (r *Root) JustPressed(k ebiten.Key) bool {
	return r.input.KeyPressDuration(k) == 1 && (!r.hadFocus || IsFunctionKey(k))
}

// Gamepad returns the gamepad for use outside the panels: while one has the
// keyboard, nothing is pressed.
func (r *Root) Gamepad() input.Gamepad { return r.gamepad }

// IsFunctionKey reports whether k is F1 to F12, which panels never take.
func IsFunctionKey(k ebiten.Key) bool { return k >= ebiten.KeyF1 && k <= ebiten.KeyF12 }

func (r *Root) anyShown() bool {
	for _, p := range r.panels {
		if p.shown {
			return true
		}
	}
	return false
}

// rootLayouter gives each panel of a root the bounds it asks for.
type rootLayouter struct{ root *Root }

// PreferredSize implements widget.Layouter.
func (rootLayouter) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) { return 0, 0 }

// Layout implements widget.Layouter.
func (l rootLayouter) Layout(_ []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for _, p := range l.root.panels {
		if p.shown {
			p.wantSize.X, p.wantSize.Y = p.PreferredSize()
			p.SetLocation(p.Place(l.root.viewport, p.wantSize.X, p.wantSize.Y))
			p.layoutPending = false
		}
	}
}

// layoutValid reports whether all shown panels are laid out and own their input
// layers. If so, drawing skips ebitenui's layout, which costs more than
// drawing.
func (r *Root) layoutValid() bool {
	for _, p := range r.panels {
		if !p.layoutValid() {
			return false
		}
	}
	return true
}

// layoutValid reports so for one panel. Drawing another root invalidates its
// layer, a rebuild its bounds.
func (p *Panel) layoutValid() bool {
	switch {
	case p.shown != p.laidOut:
		return false
	case !p.shown:
		return true
	case p.view != nil && p.view.offset != p.view.laidOffset:
		return false
	}
	return p.layer.Valid() && p.GetWidget().Rect == p.Place(p.root.viewport, p.wantSize.X, p.wantSize.Y)
}
