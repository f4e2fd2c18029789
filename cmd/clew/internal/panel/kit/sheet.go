package kit

import (
	"image"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Sheet is a panel of widgets on a desk. Set its exported fields before
// Desk.Add.
type Sheet struct {
	// Place says where the sheet goes in a frame, in px, if it would like to
	// be w×h px large.
	Place func(f Frame, w, h int) image.Rectangle
	// Modal keeps the mouse from the sheets below.
	Modal bool
	// Bare leaves out the ground.
	Bare bool
	// Pad is what stays free inside the edges, Gap what stays free between
	// the widgets, which lie one below the other.
	Pad, Gap float64
	// Airy has more of both in a window with room for them.
	Airy bool
	// Scrolls lets the person scroll where the sheet is too high.
	Scrolls bool
	// Escape is called when Esc is pressed while the sheet has the keyboard.
	Escape func()
	// Under and Over draw below and above the widgets, if set.
	Under, Over func(dst *ebiten.Image, s *Skin)
	// Unframed leaves out the frame around the focus, for a sheet that shows
	// the focus by itself.
	Unframed bool

	desk    *Desk
	build   func(*Builder)
	box     *widget.Container
	view    *scroll
	stops   []*stop
	at      int // index of the stop that has the focus; -1: none
	shown   bool
	again   bool                // the stop with the focus is to be brought into view, once it has its place …
	afoot   bool                // … which it has not yet: the sheet's is another one
	laid    bool                // it was shown when the sheets were last laid out
	size    image.Point         // that it would like to have
	place   image.Rectangle     // that it got last
	layer   input.Layer         // in which the mouse is the sheet's; ebitenui wants it anew in each frame
	where   input.LayerRectFunc // reach
	notches float64             // of the wheel that are not a whole one yet
	moves   []direction         // that wait until new widgets have their places
}

// stop is a widget on which the focus can be.
type stop struct {
	rect  func() image.Rectangle
	light func(bool)   // shows and hides the focus in the widget itself
	act   func()       // Enter and, outside fields, Space
	turn  func(by int) // Left and Right; nil: they move the focus
	field *Field       // what takes characters; that of a number only while it is edited

	spin   func(at image.Point, by int) bool // the wheel over it; false: it is not over it
	edit   func(first string)                // a character that begins to edit a number; nil: it has none
	cancel func()                            // Esc while a number is edited
}

// editing says that the stop is a number that is being edited.
func (st *stop) editing() bool { return st.cancel != nil && st.field != nil }

// Rebuild makes the widgets anew, because other ones are needed. It takes
// effect in the next tick.
func (s *Sheet) Rebuild() { s.desk.stale = true }

func (s *Sheet) rebuild() {
	b := &Builder{Skin: s.desk.skin, sheet: s}
	s.stops = nil
	b.start()
	s.desk.building = true
	s.build(b)
	s.desk.building = false
	if s.view != nil && b.view != nil {
		b.view.offset = s.view.offset
	}
	s.box, s.view = b.root, b.view
	s.at = min(s.at, len(s.stops)-1)
	s.relight()
}

// Show shows the sheet. With keyboard true it also gets the keyboard, with
// the focus on the first stop.
func (s *Sheet) Show(keyboard bool) {
	s.shown = true
	if keyboard {
		s.Take()
	}
}

// Hide hides the sheet; the keyboard, if it had it, is nobody's then.
func (s *Sheet) Hide() {
	s.Drop()
	s.shown = false
}

// Shown says whether the sheet is shown.
func (s *Sheet) Shown() bool { return s.shown }

// Take gives the keyboard to the sheet.
func (s *Sheet) Take() {
	if old := s.desk.front; old != nil && old != s {
		old.Drop()
	}
	if s.desk.front != s {
		s.desk.front, s.desk.since = s, 0
	}
	s.relight()
}

// Drop gives the keyboard back, if the sheet has it.
func (s *Sheet) Drop() {
	if s.desk.front == s {
		s.desk.front = nil
	}
	s.relight()
}

// HasKeyboard says whether the sheet has the keyboard.
func (s *Sheet) HasKeyboard() bool { return s.desk.front == s }

// Focus moves the focus to a stop, counted from 0 in the order of building.
func (s *Sheet) Focus(i int) {
	s.at = min(max(i, 0), len(s.stops)-1)
	s.relight()
	if s.view != nil && s.at >= 0 {
		s.view.reveal(s.stops[s.at].rect())
	}
}

// Focused is the stop that has the focus.
func (s *Sheet) Focused() int { return s.at }

// FocusRect is where the stop that has the focus is, in px.
func (s *Sheet) FocusRect() image.Rectangle {
	st := s.focused()
	if st == nil {
		return image.Rectangle{}
	}
	return st.rect()
}

// focused is the stop that has the focus, or nil.
func (s *Sheet) focused() *stop {
	if s.at < 0 || s.at >= len(s.stops) {
		return nil
	}
	return s.stops[s.at]
}

func (s *Sheet) relight() {
	for i, st := range s.stops {
		st.light(i == s.at && s.HasKeyboard())
	}
}

// keys lets the sheet use the keys of this tick.
func (s *Sheet) keys() {
	h := s.desk.hands
	if at := s.FocusRect(); s.again && !s.afoot && s.view != nil && !at.Empty() {
		s.again = false
		s.view.reveal(at)
	}
	if st := s.focused(); st != nil && st.editing() && struck(h, ebiten.KeyEscape) {
		st.cancel()
		return
	}
	if struck(h, ebiten.KeyEscape) && s.Escape != nil {
		s.Escape()
		return
	}
	for len(s.moves) > 0 && !s.FocusRect().Empty() {
		dir := s.moves[0]
		s.moves = s.moves[1:]
		s.move(dir)
	}
	if st := s.focused(); st != nil && st.use(s.desk) {
		return
	}
	if dir, ok := moves(h); ok {
		s.move(dir)
	}
}

// use lets the stop use the keys; true: nothing more is to be done with them.
func (st *stop) use(d *Desk) bool {
	h := d.hands
	if st.field != nil && st.cancel == nil && d.opensBoard() {
		d.openBoard(d.front, st)
		return true
	}
	if st.field != nil {
		d.chars = h.Chars(d.chars[:0])
		st.field.keys(h, d.chars)
	} else if st.edit != nil {
		st.begin(d)
	}
	if struck(h, ebiten.KeyEnter, ebiten.KeyNumpadEnter) || st.field == nil && struck(h, ebiten.KeySpace) {
		if st.act != nil {
			st.act()
		}
		return true
	}
	if st.turn != nil && st.field == nil {
		if by := turns(h); by != 0 {
			st.turn(by)
			return true
		}
	}
	return st.field != nil && acts(h, ebiten.KeyArrowLeft, ebiten.KeyArrowRight)
}

// begin begins to edit a number with the digit that was typed, if there is one.
func (st *stop) begin(d *Desk) {
	d.chars = d.hands.Chars(d.chars[:0])
	for i, r := range d.chars {
		if '0' <= r && r <= '9' {
			st.edit(string(d.chars[i:]))
			return
		}
	}
}

// turns is how many steps a dial turns in this tick.
func turns(h *grip) int {
	n := 0
	switch {
	case acts(h, ebiten.KeyArrowLeft):
		n = -1
	case acts(h, ebiten.KeyArrowRight):
		n = 1
	case acts(h, ebiten.KeyPageDown):
		return -10
	case acts(h, ebiten.KeyPageUp):
		return 10
	case struck(h, ebiten.KeyHome):
		return -far
	case struck(h, ebiten.KeyEnd):
		return far
	}
	return n * fold(h)
}

func moves(h *grip) (direction, bool) {
	switch {
	case acts(h, ebiten.KeyTab) && shifted(h):
		return back, true
	case acts(h, ebiten.KeyTab):
		return forward, true
	case acts(h, ebiten.KeyArrowUp):
		return up, true
	case acts(h, ebiten.KeyArrowDown):
		return down, true
	case acts(h, ebiten.KeyArrowLeft):
		return left, true
	case acts(h, ebiten.KeyArrowRight):
		return right, true
	}
	return 0, false
}

// move moves the focus, as soon as the widgets have their places.
func (s *Sheet) move(dir direction) {
	if s.at >= 0 && dir > back && s.FocusRect().Empty() {
		s.moves = append(s.moves, dir)
		return
	}
	rects := make([]image.Rectangle, len(s.stops))
	for i, st := range s.stops {
		rects[i] = st.rect()
	}
	at := s.at
	s.Focus(neighbour(rects, at, dir))
	if s.at != at {
		tell(Moved)
	}
}

// GetWidget implements ebitenui's widget.HasWidget.
func (s *Sheet) GetWidget() *widget.Widget { return s.box.GetWidget() }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (s *Sheet) PreferredSize() (int, int) { return s.box.PreferredSize() }

// SetLocation implements ebitenui's widget.Locateable.
func (s *Sheet) SetLocation(r image.Rectangle) {
	s.place = r
	s.box.SetLocation(r)
}

// Lies is where the sheet lay when it was last laid out, in px, also while new
// widgets have no place yet.
func (s *Sheet) Lies() image.Rectangle { return s.place }

// Update implements ebitenui's widget.Updater.
func (s *Sheet) Update() {
	if s.shown {
		s.wheel()
		s.box.Update()
	}
}

// SetupInputLayer implements ebitenui's input.Layerer.
func (s *Sheet) SetupInputLayer(def input.DeferredSetupInputLayerFunc) {
	if s.laid = s.shown; !s.shown {
		return
	}
	if s.where == nil {
		s.where = s.reach
	}
	s.layer = input.Layer{EventTypes: input.LayerEventTypeAll, BlockLower: true, FullScreen: s.Modal, RectFunc: s.where}
	s.GetWidget().ElevateToNewInputLayer(&s.layer)
	s.box.SetupInputLayer(def)
}

// reach is where the sheet takes the mouse.
func (s *Sheet) reach() image.Rectangle { return s.GetWidget().Rect }

// Render implements ebitenui's widget.Renderer.
func (s *Sheet) Render(dst *ebiten.Image) {
	if !s.shown {
		return
	}
	skin := s.desk.skin
	if s.Under != nil {
		s.Under(dst, skin)
	}
	if !s.Bare {
		skin.Panel.Draw(dst, s.GetWidget().Rect, 1)
	}
	s.box.Render(dst)
	if s.HasKeyboard() && !s.Unframed && s.view == nil {
		s.frame(dst)
	}
	if s.Over != nil {
		s.Over(dst, skin)
	}
}

// frame draws the frame around the focus.
func (s *Sheet) frame(dst *ebiten.Image) {
	if r := s.FocusRect(); !r.Empty() {
		s.desk.skin.Focus.Draw(dst, r.Inset(-s.desk.skin.Halo), 1)
	}
}
