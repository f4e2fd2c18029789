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

// Root holds sheets, the lowest first, and gives them the keyboard, the mouse
// and the gamepad, whose buttons count as keys. A program may have several desks, but must update and draw only one
// of them at a time, because ebitenui keeps its input in package variables.
type Root struct {
	// Shortcuts is what the buttons of a gamepad stand for while no sheet has the
	// keyboard.
	Shortcuts []GamepadShortcut

	input         *gamepadInput
	gamepad       input.Gamepad
	pointer       pointer
	ui            ebitenui.UI
	viewport      Viewport
	skin          *Skin
	panels        []*Panel
	osk           *onScreenKeyboard // nil until it was needed
	focused       *Panel            // has the keyboard; nil: nobody here
	focusTicks    int               // for how many ticks it has had the keyboard, this one included
	hadFocus      bool              // somebody here had the keyboard when this tick began
	chars         []rune
	hints         keyHints
	edition       int  // of the words that the sheets were built with
	gamepadHints  bool // the hands hold a gamepad, as the sheets know it
	building      bool // a sheet at present
	dirty         bool // a sheet needs other widgets
	layoutChanged bool // something got another place since the last tick
	cursorDirty   bool // the cursor may need another one
	drawn         bool // there were sheets in the last frame
}

// NewRoot makes an empty desk; nil hands are the real ones, unless SetDefaultInput
// has said otherwise.
func NewRoot(h Input) *Root {
	if h == nil {
		h = defaultInput
	}
	d := &Root{}
	d.input = &gamepadInput{h, d}
	d.gamepad = unfocusedGamepad{d}
	d.pointer.input = h
	d.ui.DisableDefaultFocus = true
	d.ui.Container = widget.NewContainer(widget.ContainerOpts.Layout(rootLayouter{d}))
	d.Resize(FitViewport(MinWidth, MinHeight, 1))
	return d
}

// Add puts a sheet on top, hidden. build makes its widgets; it runs again
// whenever the scale or the language changes, so it must take all state, and
// all words, from outside.
func (d *Root) Add(s *Panel, build func(*Builder)) {
	s.root, s.build = d, build
	d.panels = append(d.panels, s)
	s.rebuild()
	d.ui.Container.AddChild(s)
}

// Resize tells the desk how large the window is. A new scale, another
// language, or a change between keyboard and gamepad where sheets name keys,
// builds the sheets anew.
func (d *Root) Resize(f Viewport) {
	old := d.viewport
	d.viewport = f
	if d.skin == nil || f.Scale != old.Scale {
		d.skin, d.dirty = NewSkin(f.Scale), true
		for _, s := range d.panels {
			s.revealPending = true
		}
	}
	for _, s := range d.panels {
		if s.shown && f != old && s.GetWidget().Rect != s.Place(f, s.wantSize.X, s.wantSize.Y) {
			s.revealPending, s.layoutPending = true, true
		}
	}
	for _, s := range d.panels {
		d.dirty = d.dirty || s.isSpacious(f) != s.isSpacious(old)
	}
	if e := i18n.Revision(); e != d.edition {
		d.edition, d.dirty = e, true
	}
	if gamepadActive != d.gamepadHints && d.input.MousePressDuration() == 0 { // what is being clicked must stay
		d.gamepadHints, d.dirty = gamepadActive, d.dirty || d.hints.used
	}
	if d.dirty {
		d.rebuild()
	}
}

func (d *Root) rebuild() {
	d.dirty = false
	d.ui.Container.RemoveChildren()
	for _, s := range d.panels {
		s.rebuild()
		d.ui.Container.AddChild(s)
	}
}

// Viewport is the window as Resize last told.
func (d *Root) Viewport() Viewport { return d.viewport }

// Skin is what things are drawn from at the present scale. Do not keep it.
func (d *Root) Skin() *Skin { return d.skin }

// Input is where the keys come from, those among them for which the buttons of
// a gamepad stand.
func (d *Root) Input() Input { return d.input }

// RawInput is the hands without that: a button is a button only.
func (d *Root) RawInput() Input { return d.input.Input }

// Update runs one tick: it moves the focus, types, turns dials and calls what
// was pressed.
func (d *Root) Update() {
	uiinput.SetCursorUpdater(&d.pointer)
	d.pointer.read()
	detectDevice(d.input.Input)
	d.hadFocus = d.focused != nil
	d.focusTicks++
	d.cursorDirty = d.cursorDirty || d.layoutChanged || d.pointer.moved
	d.layoutChanged = false
	if d.anyShown() {
		d.ui.Update()
	}
	if d.hadFocus && d.focused != nil {
		if d.osk != nil && d.focused == d.osk.panel {
			d.osk.handleKeys(d.input)
		}
		if d.focused != nil {
			d.focused.handleKeys()
		}
	}
}

// Draw draws all sheets that are shown.
func (d *Root) Draw(dst *ebiten.Image) {
	if d.anyShown() {
		uiinput.SetCursorUpdater(&d.pointer)
		if d.layoutValid() {
			uiinput.Draw(dst)
			d.ui.Container.Render(dst)
			if d.cursorDirty { // asking Ebitengine for the cursor is not free
				uiinput.AfterDraw(dst)
			}
		} else {
			d.ui.Draw(dst)
			d.layoutChanged = true
		}
		d.drawn, d.cursorDirty = true, false
		return
	}
	if d.drawn { // a button that has gone must not leave its cursor behind
		ebiten.SetCursorShape(ebiten.CursorShapeDefault)
		d.drawn, d.layoutChanged = false, true
	}
}

// LayoutNow gives everything its place, which else the next frame does. Its cost is
// that of a frame.
func (d *Root) LayoutNow() {
	if d.anyShown() {
		nowhere := ebiten.NewImage(1, 1)
		defer nowhere.Deallocate()
		d.Draw(nowhere)
	}
}

// WantsKeyboard says whether a sheet has the keyboard.
func (d *Root) WantsKeyboard() bool { return d.focused != nil }

// JustPressed says whether k went down in this tick and no sheet has taken it. The
// function keys are nobody's.
func (d *Root) JustPressed(k ebiten.Key) bool {
	return d.input.KeyPressDuration(k) == 1 && (!d.hadFocus || IsFunctionKey(k))
}

// Gamepad is the gamepad for whatever is no sheet: while one has the keyboard,
// nothing on it is down.
func (d *Root) Gamepad() input.Gamepad { return d.gamepad }

// IsFunctionKey says whether k is one of those keys that are nobody's.
func IsFunctionKey(k ebiten.Key) bool { return k >= ebiten.KeyF1 && k <= ebiten.KeyF12 }

func (d *Root) anyShown() bool {
	for _, s := range d.panels {
		if s.shown {
			return true
		}
	}
	return false
}

// rootLayouter lays out the sheets of a desk, each where it wants to be.
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

// layoutValid says that everything has its place, and the mouse is whose it should be.
// Without this ebitenui would do all of that anew in each frame, which
// costs more than the drawing.
func (d *Root) layoutValid() bool {
	for _, s := range d.panels {
		if !s.layoutValid() {
			return false
		}
	}
	return true
}

// layoutValid says so of a sheet. Another desk that is drawn takes the mouse from it;
// new widgets are nowhere.
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
