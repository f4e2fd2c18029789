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
	// Fade is how much of the background is left out, from 0 to 1.
	Fade float64
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
func (p *Panel) Rebuild() { p.root.dirty = true }

func (p *Panel) rebuild() {
	b := &Builder{Skin: p.root.skin, panel: p}
	p.stops = nil
	b.begin()
	p.root.building = true
	p.build(b)
	p.root.building = false
	if p.view != nil && b.view != nil {
		b.view.offset = p.view.offset
	}
	p.content, p.view = b.root, b.view
	p.focus = min(p.focus, len(p.stops)-1)
	p.updateFocus()
}

// Show shows the panel; with keyboard true it also takes the keyboard.
func (p *Panel) Show(keyboard bool) {
	p.shown = true
	if keyboard {
		p.TakeKeyboard()
	}
}

// Hide hides the panel and releases the keyboard if it has it.
func (p *Panel) Hide() {
	p.ReleaseKeyboard()
	p.shown = false
}

// Shown reports whether the panel is shown.
func (p *Panel) Shown() bool { return p.shown }

// TakeKeyboard gives the keyboard to the panel.
func (p *Panel) TakeKeyboard() {
	if old := p.root.focused; old != nil && old != p {
		old.ReleaseKeyboard()
	}
	if p.root.focused != p {
		p.root.focused, p.root.focusTicks = p, 0
	}
	p.updateFocus()
}

// ReleaseKeyboard gives up the keyboard if the panel has it.
func (p *Panel) ReleaseKeyboard() {
	if p.root.focused == p {
		p.root.focused = nil
	}
	p.updateFocus()
}

// HasKeyboard reports whether the panel has the keyboard.
func (p *Panel) HasKeyboard() bool { return p.root.focused == p }

// Focus moves the focus to a tab stop, counted from 0 in build order.
func (p *Panel) Focus(i int) {
	p.focus = min(max(i, 0), len(p.stops)-1)
	p.updateFocus()
	if p.view != nil && p.focus >= 0 {
		p.view.reveal(p.stops[p.focus].rect())
	}
}

// FocusIndex returns the index of the focused tab stop.
func (p *Panel) FocusIndex() int { return p.focus }

// FocusRect returns the bounds of the focused tab stop in px.
func (p *Panel) FocusRect() image.Rectangle {
	st := p.focusedStop()
	if st == nil {
		return image.Rectangle{}
	}
	return st.rect()
}

// focusedStop returns the focused tab stop, or nil.
func (p *Panel) focusedStop() *tabStop {
	if p.focus < 0 || p.focus >= len(p.stops) {
		return nil
	}
	return p.stops[p.focus]
}

func (p *Panel) updateFocus() {
	for i, st := range p.stops {
		st.setFocused(i == p.focus && p.HasKeyboard())
	}
}

// handleKeys handles the keys of this tick.
func (p *Panel) handleKeys() {
	in := p.root.input
	if at := p.FocusRect(); p.revealPending && !p.layoutPending && p.view != nil && !at.Empty() {
		p.revealPending = false
		p.view.reveal(at)
	}
	if st := p.focusedStop(); st != nil && st.editing() && justPressed(in, ebiten.KeyEscape) {
		st.cancel()
		return
	}
	if justPressed(in, ebiten.KeyEscape) && p.OnEscape != nil {
		p.OnEscape()
		return
	}
	for len(p.pendingMoves) > 0 && !p.FocusRect().Empty() {
		dir := p.pendingMoves[0]
		p.pendingMoves = p.pendingMoves[1:]
		p.moveFocus(dir)
	}
	if st := p.focusedStop(); st != nil && st.handleKeys(p.root) {
		return
	}
	if dir, ok := focusMove(in); ok {
		p.moveFocus(dir)
	}
}

// handleKeys handles the keys of this tick and reports whether they are used
// up.
func (st *tabStop) handleKeys(r *Root) bool {
	in := r.input
	if st.field != nil && st.cancel == nil && r.wantsOSK() {
		r.openOSK(r.focused, st)
		return true
	}
	if st.field != nil {
		r.chars = in.AppendChars(r.chars[:0])
		st.field.handleKeys(in, r.chars)
	} else if st.startEdit != nil {
		st.beginEdit(r)
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
func (p *Panel) moveFocus(dir direction) {
	if p.focus >= 0 && dir > backward && p.FocusRect().Empty() {
		p.pendingMoves = append(p.pendingMoves, dir)
		return
	}
	rects := make([]image.Rectangle, len(p.stops))
	for i, st := range p.stops {
		rects[i] = st.rect()
	}
	at := p.focus
	p.Focus(nextFocus(rects, at, dir))
	if p.focus != at {
		emit(FocusMoved)
	}
}

// GetWidget implements ebitenui's widget.HasWidget.
func (p *Panel) GetWidget() *widget.Widget { return p.content.GetWidget() }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (p *Panel) PreferredSize() (int, int) { return p.content.PreferredSize() }

// SetLocation implements ebitenui's widget.Locateable.
func (p *Panel) SetLocation(r image.Rectangle) {
	p.bounds = r
	p.content.SetLocation(r)
}

// LastBounds returns the panel's bounds at its last layout, in px. Unlike those
// of its widgets they stay valid during a rebuild.
func (p *Panel) LastBounds() image.Rectangle { return p.bounds }

// Update implements ebitenui's widget.Updater.
func (p *Panel) Update() {
	if p.shown {
		p.handleWheel()
		p.content.Update()
	}
}

// SetupInputLayer implements ebitenui's input.Layerer.
func (p *Panel) SetupInputLayer(def uiinput.DeferredSetupInputLayerFunc) {
	if p.laidOut = p.shown; !p.shown {
		return
	}
	if p.layerRect == nil {
		p.layerRect = p.layerBounds
	}
	p.layer = uiinput.Layer{EventTypes: uiinput.LayerEventTypeAll, BlockLower: true, FullScreen: p.Modal, RectFunc: p.layerRect}
	p.GetWidget().ElevateToNewInputLayer(&p.layer)
	p.content.SetupInputLayer(def)
}

// layerBounds returns where the panel takes mouse events.
func (p *Panel) layerBounds() image.Rectangle { return p.GetWidget().Rect }

// Render implements ebitenui's widget.Renderer.
func (p *Panel) Render(dst *ebiten.Image) {
	if !p.shown {
		return
	}
	skin := p.root.skin
	if p.DrawUnder != nil {
		p.DrawUnder(dst, skin)
	}
	if !p.NoBackground {
		skin.Panel.Draw(dst, p.GetWidget().Rect, 1-p.Fade)
	}
	p.content.Render(dst)
	if p.HasKeyboard() && !p.NoFocusFrame && p.view == nil {
		p.drawFocusFrame(dst)
	}
	if p.DrawOver != nil {
		p.DrawOver(dst, skin)
	}
}

// drawFocusFrame draws the frame around the focus.
func (p *Panel) drawFocusFrame(dst *ebiten.Image) {
	if r := p.FocusRect(); !r.Empty() {
		p.root.skin.Focus.Draw(dst, r.Inset(-p.root.skin.focusMargin), 1)
	}
}
