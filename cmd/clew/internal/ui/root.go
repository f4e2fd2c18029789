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
	d := &Root{}
	d.input = &gamepadInput{in, d}
	d.gamepad = unfocusedGamepad{d}
	d.pointer.input = in
	d.ui.DisableDefaultFocus = true
	d.ui.Container = widget.NewContainer(widget.ContainerOpts.Layout(rootLayouter{d}))
	d.Resize(FitViewport(MinWidth, MinHeight, 1))
	return d
}

// Add puts a hidden panel on top. build adds its widgets; it runs again
// whenever the scale or the language changes, so all state must live outside
// it.
func (root *Root) Add(s *Panel, build func(*Builder)) {
	s.root, s.build = root, build
	root.panels = append(root.panels, s)
	s.rebuild()
	root.ui.Container.AddChild(s)
}

// Resize sets the window size. Panels are rebuilt for a new scale or language,
// or if they name keys and the player has switched to or from a gamepad.
func (root *Root) Resize(f Viewport) {
	old := root.viewport
	root.viewport = f
	if root.skin == nil || f.Scale != old.Scale {
		root.skin, root.dirty = NewSkin(f.Scale), true
		for _, s := range root.panels {
			s.revealPending = true
		}
	}
	for _, s := range root.panels {
		if s.shown && f != old && s.GetWidget().Rect != s.Place(f, s.wantSize.X, s.wantSize.Y) {
			s.revealPending, s.layoutPending = true, true
		}
	}
	for _, s := range root.panels {
		root.dirty = root.dirty || s.isSpacious(f) != s.isSpacious(old)
	}
	if e := i18n.Revision(); e != root.edition {
		root.edition, root.dirty = e, true
	}
	if gamepadActive != root.gamepadHints && root.input.MousePressDuration() == 0 { // don't rebuild what is being clicked
		root.gamepadHints, root.dirty = gamepadActive, root.dirty || root.hints.used
	}
	if root.dirty {
		root.rebuild()
	}
}

func (root *Root) rebuild() {
	root.dirty = false
	root.ui.Container.RemoveChildren()
	for _, s := range root.panels {
		s.rebuild()
		root.ui.Container.AddChild(s)
	}
}

// Viewport returns what was passed to Resize.
func (root *Root) Viewport() Viewport { return root.viewport }

// Skin returns the skin for the current scale. Don't keep it.
func (root *Root) Skin() *Skin { return root.skin }

// Input returns the root's input, in which mapped gamepad buttons count as
// keys.
func (root *Root) Input() Input { return root.input }

// RawInput returns the input without that mapping.
func (root *Root) RawInput() Input { return root.input.Input }

// Update runs one tick: it handles focus, typing and sliders, and calls what
// was activated.
func (root *Root) Update() {
	uiinput.SetCursorUpdater(&root.pointer)
	root.pointer.read()
	detectDevice(root.input.Input)
	root.hadFocus = root.focused != nil
	root.focusTicks++
	root.cursorDirty = root.cursorDirty || root.layoutChanged || root.pointer.moved
	root.layoutChanged = false
	if root.anyShown() {
		root.ui.Update()
	}
	if root.hadFocus && root.focused != nil {
		if root.osk != nil && root.focused == root.osk.panel {
			root.osk.handleKeys(root.input)
		}
		if root.focused != nil {
			root.focused.handleKeys()
		}
	}
}

// Draw draws all shown panels.
func (root *Root) Draw(dst *ebiten.Image) {
	if root.anyShown() {
		uiinput.SetCursorUpdater(&root.pointer)
		if root.layoutValid() {
			uiinput.Draw(dst)
			root.ui.Container.Render(dst)
			if root.cursorDirty { // setting the cursor shape is not free
				uiinput.AfterDraw(dst)
			}
		} else {
			root.ui.Draw(dst)
			root.layoutChanged = true
		}
		root.drawn, root.cursorDirty = true, false
		return
	}
	if root.drawn { // a hidden button must not leave its cursor shape behind
		ebiten.SetCursorShape(ebiten.CursorShapeDefault)
		root.drawn, root.layoutChanged = false, true
	}
}

// LayoutNow lays everything out at once instead of in the next frame. It costs
// as much as a frame.
func (root *Root) LayoutNow() {
	if root.anyShown() {
		nowhere := ebiten.NewImage(1, 1)
		defer nowhere.Deallocate()
		root.Draw(nowhere)
	}
}

// WantsKeyboard reports whether a panel has the keyboard.
func (root *Root) WantsKeyboard() bool { return root.focused != nil }

// JustPressed reports whether k was pressed in this tick and not taken by a
// panel. Panels never take function keys.
func (root *Root) JustPressed(k ebiten.Key) bool {
	return root.input.KeyPressDuration(k) == 1 && (!root.hadFocus || IsFunctionKey(k))
}

// Gamepad returns the gamepad for use outside the panels: while one has the
// keyboard, nothing is pressed.
func (root *Root) Gamepad() input.Gamepad { return root.gamepad }

// IsFunctionKey reports whether k is F1 to F12, which panels never take.
func IsFunctionKey(k ebiten.Key) bool { return k >= ebiten.KeyF1 && k <= ebiten.KeyF12 }

func (root *Root) anyShown() bool {
	for _, s := range root.panels {
		if s.shown {
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
	for _, s := range l.root.panels {
		if s.shown {
			s.wantSize.X, s.wantSize.Y = s.PreferredSize()
			s.SetLocation(s.Place(l.root.viewport, s.wantSize.X, s.wantSize.Y))
			s.layoutPending = false
		}
	}
}

// layoutValid reports whether all shown panels are laid out and own their input
// layers. If so, drawing skips ebitenui's layout, which costs more than
// drawing.
func (root *Root) layoutValid() bool {
	for _, s := range root.panels {
		if !s.layoutValid() {
			return false
		}
	}
	return true
}

// layoutValid reports so for one panel. Drawing another root invalidates its
// layer, a rebuild its bounds.
func (s *Panel) layoutValid() bool {
	switch {
	case s.shown != s.laidOut:
		return false
	case !s.shown:
		return true
	case s.view != nil && s.view.offset != s.view.laidOffset:
		return false
	}
	return s.layer.Valid() && s.GetWidget().Rect == s.Place(s.root.viewport, s.wantSize.X, s.wantSize.Y)
}
