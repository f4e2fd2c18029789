package ui

import (
	"image"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Panel is a panel of widgets on a desk. Set its exported fields before
// Root.Add.
type Panel struct {
	// Place says where the sheet goes in a frame, in px, if it would like to
	// be w×h px large.
	Place func(f Viewport, w, h int) image.Rectangle
	// Modal keeps the mouse from the sheets below.
	Modal bool
	// NoBackground leaves out the ground.
	NoBackground bool
	// Padding is what stays free inside the edges, Gap what stays free between
	// the widgets, which lie one below the other.
	Padding, Spacing float64
	// Spacious has more of both in a window with room for them.
	Spacious bool
	// Scrollable lets the person scroll where the sheet is too high.
	Scrollable bool
	// OnEscape is called when Esc is pressed while the sheet has the keyboard.
	OnEscape func()
	// DrawUnder and Over draw below and above the widgets, if set.
	DrawUnder, DrawOver func(dst *ebiten.Image, s *Skin)
	// NoFocusFrame leaves out the frame around the focus, for a sheet that shows
	// the focus by itself.
	NoFocusFrame bool

	root          *Root
	build         func(*Builder)
	content       *widget.Container
	view          *scroll
	stops         []*tabStop
	focus         int // index of the stop that has the focus; -1: none
	shown         bool
	revealPending bool                  // the stop with the focus is to be brought into view, once it has its place …
	layoutPending bool                  // … which it has not yet: the sheet's is another one
	laidOut       bool                  // it was shown when the sheets were last laid out
	wantSize      image.Point           // that it would like to have
	bounds        image.Rectangle       // that it got last
	layer         uiinput.Layer         // in which the mouse is the sheet's; ebitenui wants it anew in each frame
	layerRect     uiinput.LayerRectFunc // reach
	wheelRest     float64               // of the wheel that are not a whole one yet
	pendingMoves  []direction           // that wait until new widgets have their places
}

// tabStop is a widget on which the focus can be.
type tabStop struct {
	rect       func() image.Rectangle
	setFocused func(bool)   // shows and hides the focus in the widget itself
	activate   func()       // Enter and, outside fields, Space
	adjust     func(by int) // Left and Right; nil: they move the focus
	field      *TextField   // what takes characters; that of a number only while it is edited

	wheel     func(at image.Point, by int) bool // the wheel over it; false: it is not over it
	startEdit func(first string)                // a character that begins to edit a number; nil: it has none
	cancel    func()                            // Esc while a number is edited
}

// editing says that the stop is a number that is being edited.
func (st *tabStop) editing() bool { return st.cancel != nil && st.field != nil }

// Rebuild makes the widgets anew, because other ones are needed. It takes
// effect in the next tick.
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

// Show shows the sheet. With keyboard true it also gets the keyboard, with
// the focus on the first stop.
func (s *Panel) Show(keyboard bool) {
	s.shown = true
	if keyboard {
		s.TakeKeyboard()
	}
}

// Hide hides the sheet; the keyboard, if it had it, is nobody's then.
func (s *Panel) Hide() {
	s.ReleaseKeyboard()
	s.shown = false
}

// Shown says whether the sheet is shown.
func (s *Panel) Shown() bool { return s.shown }

// TakeKeyboard gives the keyboard to the sheet.
func (s *Panel) TakeKeyboard() {
	if old := s.root.focused; old != nil && old != s {
		old.ReleaseKeyboard()
	}
	if s.root.focused != s {
		s.root.focused, s.root.focusTicks = s, 0
	}
	s.updateFocus()
}

// ReleaseKeyboard gives the keyboard back, if the sheet has it.
func (s *Panel) ReleaseKeyboard() {
	if s.root.focused == s {
		s.root.focused = nil
	}
	s.updateFocus()
}

// HasKeyboard says whether the sheet has the keyboard.
func (s *Panel) HasKeyboard() bool { return s.root.focused == s }

// Focus moves the focus to a stop, counted from 0 in the order of building.
func (s *Panel) Focus(i int) {
	s.focus = min(max(i, 0), len(s.stops)-1)
	s.updateFocus()
	if s.view != nil && s.focus >= 0 {
		s.view.reveal(s.stops[s.focus].rect())
	}
}

// FocusIndex is the stop that has the focus.
func (s *Panel) FocusIndex() int { return s.focus }

// FocusRect is where the stop that has the focus is, in px.
func (s *Panel) FocusRect() image.Rectangle {
	st := s.focusedStop()
	if st == nil {
		return image.Rectangle{}
	}
	return st.rect()
}

// focusedStop is the stop that has the focus, or nil.
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

// handleKeys lets the sheet use the keys of this tick.
func (s *Panel) handleKeys() {
	h := s.root.input
	if at := s.FocusRect(); s.revealPending && !s.layoutPending && s.view != nil && !at.Empty() {
		s.revealPending = false
		s.view.reveal(at)
	}
	if st := s.focusedStop(); st != nil && st.editing() && justPressed(h, ebiten.KeyEscape) {
		st.cancel()
		return
	}
	if justPressed(h, ebiten.KeyEscape) && s.OnEscape != nil {
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
	if dir, ok := focusMove(h); ok {
		s.moveFocus(dir)
	}
}

// handleKeys lets the stop use the keys; true: nothing more is to be done with them.
func (st *tabStop) handleKeys(d *Root) bool {
	h := d.input
	if st.field != nil && st.cancel == nil && d.wantsOSK() {
		d.openOSK(d.focused, st)
		return true
	}
	if st.field != nil {
		d.chars = h.AppendChars(d.chars[:0])
		st.field.handleKeys(h, d.chars)
	} else if st.startEdit != nil {
		st.beginEdit(d)
	}
	if justPressed(h, ebiten.KeyEnter, ebiten.KeyNumpadEnter) || st.field == nil && justPressed(h, ebiten.KeySpace) {
		if st.activate != nil {
			st.activate()
		}
		return true
	}
	if st.adjust != nil && st.field == nil {
		if by := adjustSteps(h); by != 0 {
			st.adjust(by)
			return true
		}
	}
	return st.field != nil && pressedOrRepeated(h, ebiten.KeyArrowLeft, ebiten.KeyArrowRight)
}

// beginEdit begins to edit a number with the digit that was typed, if there is one.
func (st *tabStop) beginEdit(d *Root) {
	d.chars = d.input.AppendChars(d.chars[:0])
	for i, r := range d.chars {
		if '0' <= r && r <= '9' {
			st.startEdit(string(d.chars[i:]))
			return
		}
	}
}

// adjustSteps is how many steps a dial turns in this tick.
func adjustSteps(h *gamepadInput) int {
	n := 0
	switch {
	case pressedOrRepeated(h, ebiten.KeyArrowLeft):
		n = -1
	case pressedOrRepeated(h, ebiten.KeyArrowRight):
		n = 1
	case pressedOrRepeated(h, ebiten.KeyPageDown):
		return -10
	case pressedOrRepeated(h, ebiten.KeyPageUp):
		return 10
	case justPressed(h, ebiten.KeyHome):
		return -farAway
	case justPressed(h, ebiten.KeyEnd):
		return farAway
	}
	return n * stepFactor(h)
}

func focusMove(h *gamepadInput) (direction, bool) {
	switch {
	case pressedOrRepeated(h, ebiten.KeyTab) && shiftHeld(h):
		return backward, true
	case pressedOrRepeated(h, ebiten.KeyTab):
		return forward, true
	case pressedOrRepeated(h, ebiten.KeyArrowUp):
		return up, true
	case pressedOrRepeated(h, ebiten.KeyArrowDown):
		return down, true
	case pressedOrRepeated(h, ebiten.KeyArrowLeft):
		return left, true
	case pressedOrRepeated(h, ebiten.KeyArrowRight):
		return right, true
	}
	return 0, false
}

// moveFocus moves the focus, as soon as the widgets have their places.
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

// LastBounds is where the sheet lay when it was last laid out, in px, also while new
// widgets have no place yet.
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

// layerBounds is where the sheet takes the mouse.
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
