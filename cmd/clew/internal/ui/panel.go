package ui

import (
	"image"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Panel is a box of widgets on a root. Set its exported fields before Root.Add.
type Panel struct {
	// Place returns the panel's rectangle in px, given its preferred size w×h.
	Place func(f Viewport, w, h int) image.Rectangle
	// Modal keeps mouse events from the panels below.
	Modal bool
	// NoBackground leaves out the background.
	NoBackground bool
	// Padding is the space inside the edges, Spacing that between widgets.
	Padding, Spacing float64
	// Spacious adds to both where the window is large enough.
	Spacious bool
	// Scrollable makes the panel scroll if it is too high.
	Scrollable bool
	// OnEscape is called when Esc is pressed while the panel has the keyboard.
	OnEscape func()
	// DrawUnder and DrawOver, if set, draw below and above the widgets.
	DrawUnder, DrawOver func(dst *ebiten.Image, s *Skin)
	// NoFocusFrame leaves out the frame around the focused widget.
	NoFocusFrame bool

	root          *Root
	build         func(*Builder)
	content       *widget.Container
	view          *scroll
	stops         []*tabStop
	focus         int // index of the focused tab stop, -1: none
	shown         bool
	revealPending bool                  // scroll to the focused stop once it has been laid out
	layoutPending bool                  // the panel has not got its new bounds yet
	laidOut       bool                  // was shown at the last layout
	wantSize      image.Point           // preferred size
	bounds        image.Rectangle       // as of the last layout
	layer         uiinput.Layer         // receives the mouse; ebitenui needs it set every frame
	layerRect     uiinput.LayerRectFunc // = layerBounds
	wheelRest     float64               // fraction of a wheel notch
	pendingMoves  []direction           // wait for the layout of new widgets
}

// tabStop is a widget that can have the focus.
type tabStop struct {
	rect       func() image.Rectangle
	setFocused func(bool)   // updates the widget's own look
	activate   func()       // Enter and, outside text fields, Space
	adjust     func(by int) // Left and Right; nil: they move the focus
	field      *TextField   // receives characters; for a number only while it is edited

	wheel     func(at image.Point, by int) bool // returns false if the mouse is not over it
	startEdit func(first string)                // starts editing a number; nil: has none
	cancel    func()                            // Esc while a number is edited
}

// editing reports whether the stop is a number being edited.
func (st *tabStop) editing() bool { return st.cancel != nil && st.field != nil }

// Rebuild recreates the widgets, as of the next tick.
func (s *Panel) Rebuild() { s.root.dirty = true }

func (s *Panel) rebuild() {
	b := &Builder{Skin: s.root.skin, panel: s}
	s.stops = nil
	b.begin()
	s.root.building = true
	s.build(b)
	s.root.building = false
	if s.view != nil && b.view != nil {
		b.view.offset = s.view.offset
	}
	s.content, s.view = b.root, b.view
	s.focus = min(s.focus, len(s.stops)-1)
	s.updateFocus()
}

// Show shows the panel; with keyboard true it also takes the keyboard.
func (s *Panel) Show(keyboard bool) {
	s.shown = true
	if keyboard {
		s.TakeKeyboard()
	}
}

// Hide hides the panel and releases the keyboard if it has it.
func (s *Panel) Hide() {
	s.ReleaseKeyboard()
	s.shown = false
}

// Shown reports whether the panel is shown.
func (s *Panel) Shown() bool { return s.shown }

// TakeKeyboard gives the keyboard to the panel.
func (s *Panel) TakeKeyboard() {
	if old := s.root.focused; old != nil && old != s {
		old.ReleaseKeyboard()
	}
	if s.root.focused != s {
		s.root.focused, s.root.focusTicks = s, 0
	}
	s.updateFocus()
}

// ReleaseKeyboard gives up the keyboard if the panel has it.
func (s *Panel) ReleaseKeyboard() {
	if s.root.focused == s {
		s.root.focused = nil
	}
	s.updateFocus()
}

// HasKeyboard reports whether the panel has the keyboard.
func (s *Panel) HasKeyboard() bool { return s.root.focused == s }

// Focus moves the focus to a tab stop, counted from 0 in build order.
func (s *Panel) Focus(i int) {
	s.focus = min(max(i, 0), len(s.stops)-1)
	s.updateFocus()
	if s.view != nil && s.focus >= 0 {
		s.view.reveal(s.stops[s.focus].rect())
	}
}

// FocusIndex returns the index of the focused tab stop.
func (s *Panel) FocusIndex() int { return s.focus }

// FocusRect returns the bounds of the focused tab stop in px.
func (s *Panel) FocusRect() image.Rectangle {
	st := s.focusedStop()
	if st == nil {
		return image.Rectangle{}
	}
	return st.rect()
}

// focusedStop returns the focused tab stop, or nil.
func (s *Panel) focusedStop() *tabStop {
	if s.focus < 0 || s.focus >= len(s.stops) {
		return nil
	}
	return s.stops[s.focus]
}

func (s *Panel) updateFocus() {
	for i, st := range s.stops {
		st.setFocused(i == s.focus && s.HasKeyboard())
	}
}

// handleKeys handles the keys of this tick.
func (s *Panel) handleKeys() {
	in := s.root.input
	if at := s.FocusRect(); s.revealPending && !s.layoutPending && s.view != nil && !at.Empty() {
		s.revealPending = false
		s.view.reveal(at)
	}
	if st := s.focusedStop(); st != nil && st.editing() && justPressed(in, ebiten.KeyEscape) {
		st.cancel()
		return
	}
	if justPressed(in, ebiten.KeyEscape) && s.OnEscape != nil {
		s.OnEscape()
		return
	}
	for len(s.pendingMoves) > 0 && !s.FocusRect().Empty() {
		dir := s.pendingMoves[0]
		s.pendingMoves = s.pendingMoves[1:]
		s.moveFocus(dir)
	}
	if st := s.focusedStop(); st != nil && st.handleKeys(s.root) {
		return
	}
	if dir, ok := focusMove(in); ok {
		s.moveFocus(dir)
	}
}

// handleKeys handles the keys of this tick and reports whether they are used
// up.
func (st *tabStop) handleKeys(root *Root) bool {
	in := root.input
	if st.field != nil && st.cancel == nil && root.wantsOSK() {
		root.openOSK(root.focused, st)
		return true
	}
	if st.field != nil {
		root.chars = in.AppendChars(root.chars[:0])
		st.field.handleKeys(in, root.chars)
	} else if st.startEdit != nil {
		st.beginEdit(root)
	}
	if justPressed(in, ebiten.KeyEnter, ebiten.KeyNumpadEnter) || st.field == nil && justPressed(in, ebiten.KeySpace) {
		if st.activate != nil {
			st.activate()
		}
		return true
	}
	if st.adjust != nil && st.field == nil {
		if by := adjustSteps(in); by != 0 {
			st.adjust(by)
			return true
		}
	}
	return st.field != nil && pressedOrRepeated(in, ebiten.KeyArrowLeft, ebiten.KeyArrowRight)
}

// beginEdit starts editing a number if a digit was typed.
func (st *tabStop) beginEdit(root *Root) {
	root.chars = root.input.AppendChars(root.chars[:0])
	for i, r := range root.chars {
		if '0' <= r && r <= '9' {
			st.startEdit(string(root.chars[i:]))
			return
		}
	}
}

// adjustSteps returns by how many steps this tick's keys move a slider.
func adjustSteps(in *gamepadInput) int {
	n := 0
	switch {
	case pressedOrRepeated(in, ebiten.KeyArrowLeft):
		n = -1
	case pressedOrRepeated(in, ebiten.KeyArrowRight):
		n = 1
	case pressedOrRepeated(in, ebiten.KeyPageDown):
		return -10
	case pressedOrRepeated(in, ebiten.KeyPageUp):
		return 10
	case justPressed(in, ebiten.KeyHome):
		return -farAway
	case justPressed(in, ebiten.KeyEnd):
		return farAway
	}
	return n * stepFactor(in)
}

func focusMove(in *gamepadInput) (direction, bool) {
	switch {
	case pressedOrRepeated(in, ebiten.KeyTab) && shiftHeld(in):
		return backward, true
	case pressedOrRepeated(in, ebiten.KeyTab):
		return forward, true
	case pressedOrRepeated(in, ebiten.KeyArrowUp):
		return up, true
	case pressedOrRepeated(in, ebiten.KeyArrowDown):
		return down, true
	case pressedOrRepeated(in, ebiten.KeyArrowLeft):
		return left, true
	case pressedOrRepeated(in, ebiten.KeyArrowRight):
		return right, true
	}
	return 0, false
}

// moveFocus moves the focus, or defers that until the widgets have been laid
// out.
func (s *Panel) moveFocus(dir direction) {
	if s.focus >= 0 && dir > backward && s.FocusRect().Empty() {
		s.pendingMoves = append(s.pendingMoves, dir)
		return
	}
	rects := make([]image.Rectangle, len(s.stops))
	for i, st := range s.stops {
		rects[i] = st.rect()
	}
	at := s.focus
	s.Focus(nextFocus(rects, at, dir))
	if s.focus != at {
		emit(FocusMoved)
	}
}

// GetWidget implements ebitenui's widget.HasWidget.
func (s *Panel) GetWidget() *widget.Widget { return s.content.GetWidget() }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (s *Panel) PreferredSize() (int, int) { return s.content.PreferredSize() }

// SetLocation implements ebitenui's widget.Locateable.
func (s *Panel) SetLocation(r image.Rectangle) {
	s.bounds = r
	s.content.SetLocation(r)
}

// LastBounds returns the panel's bounds at its last layout, in px. Unlike those
// of its widgets they stay valid during a rebuild.
func (s *Panel) LastBounds() image.Rectangle { return s.bounds }

// Update implements ebitenui's widget.Updater.
func (s *Panel) Update() {
	if s.shown {
		s.handleWheel()
		s.content.Update()
	}
}

// SetupInputLayer implements ebitenui's uiinput.Layerer.
func (s *Panel) SetupInputLayer(def uiinput.DeferredSetupInputLayerFunc) {
	if s.laidOut = s.shown; !s.shown {
		return
	}
	if s.layerRect == nil {
		s.layerRect = s.layerBounds
	}
	s.layer = uiinput.Layer{EventTypes: uiinput.LayerEventTypeAll, BlockLower: true, FullScreen: s.Modal, RectFunc: s.layerRect}
	s.GetWidget().ElevateToNewInputLayer(&s.layer)
	s.content.SetupInputLayer(def)
}

// layerBounds returns where the panel takes mouse events.
func (s *Panel) layerBounds() image.Rectangle { return s.GetWidget().Rect }

// Render implements ebitenui's widget.Renderer.
func (s *Panel) Render(dst *ebiten.Image) {
	if !s.shown {
		return
	}
	skin := s.root.skin
	if s.DrawUnder != nil {
		s.DrawUnder(dst, skin)
	}
	if !s.NoBackground {
		skin.Panel.Draw(dst, s.GetWidget().Rect, 1)
	}
	s.content.Render(dst)
	if s.HasKeyboard() && !s.NoFocusFrame && s.view == nil {
		s.drawFocusFrame(dst)
	}
	if s.DrawOver != nil {
		s.DrawOver(dst, skin)
	}
}

// drawFocusFrame draws the frame around the focus.
func (s *Panel) drawFocusFrame(dst *ebiten.Image) {
	if r := s.FocusRect(); !r.Empty() {
		s.root.skin.Focus.Draw(dst, r.Inset(-s.root.skin.FocusMargin), 1)
	}
}
