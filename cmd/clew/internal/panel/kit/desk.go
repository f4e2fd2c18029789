package kit

import (
	"image"

	"github.com/ebitenui/ebitenui"
	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/words"
)

// Desk holds sheets, the lowest first, and gives them the keyboard, the mouse
// and the gamepad, whose buttons count as keys. A program may have several desks, but must update and draw only one
// of them at a time, because ebitenui keeps its input in package variables.
type Desk struct {
	// Loose is what the buttons of a gamepad stand for while no sheet has the
	// keyboard.
	Loose []Chord

	hands    *grip
	pad      pad.Buttons
	pointer  pointer
	ui       ebitenui.UI
	frame    Frame
	skin     *Skin
	sheets   []*Sheet
	board    *board // nil until it was needed
	front    *Sheet // has the keyboard; nil: nobody here
	since    int    // for how many ticks it has had the keyboard, this one included
	busy     bool   // somebody here had the keyboard when this tick began
	chars    []rune
	prompts  prompts
	edition  int  // of the words that the sheets were built with
	padded   bool // the hands hold a gamepad, as the sheets know it
	building bool // a sheet at present
	stale    bool // a sheet needs other widgets
	stirred  bool // something got another place since the last tick
	shape    bool // the cursor may need another one
	drew     bool // there were sheets in the last frame
}

// NewDesk makes an empty desk; nil hands are the real ones, unless SetHands
// has said otherwise.
func NewDesk(h Hands) *Desk {
	if h == nil {
		h = usual
	}
	d := &Desk{}
	d.hands = &grip{h, d}
	d.pad = loose{d}
	d.pointer.hands = h
	d.ui.DisableDefaultFocus = true
	d.ui.Container = widget.NewContainer(widget.ContainerOpts.Layout(stack{d}))
	d.Resize(Fit(MinWidth, MinHeight, 1))
	return d
}

// Add puts a sheet on top, hidden. build makes its widgets; it runs again
// whenever the scale or the language changes, so it must take all state, and
// all words, from outside.
func (d *Desk) Add(s *Sheet, build func(*Builder)) {
	s.desk, s.build = d, build
	d.sheets = append(d.sheets, s)
	s.rebuild()
	d.ui.Container.AddChild(s)
}

// Resize tells the desk how large the window is. A new scale, another
// language, or a change between keyboard and gamepad where sheets name keys,
// builds the sheets anew.
func (d *Desk) Resize(f Frame) {
	old := d.frame
	d.frame = f
	if d.skin == nil || f.Scale != old.Scale {
		d.skin, d.stale = NewSkin(f.Scale), true
		for _, s := range d.sheets {
			s.again = true
		}
	}
	for _, s := range d.sheets {
		if s.shown && f != old && s.GetWidget().Rect != s.Place(f, s.size.X, s.size.Y) {
			s.again, s.afoot = true, true
		}
	}
	for _, s := range d.sheets {
		d.stale = d.stale || s.airs(f) != s.airs(old)
	}
	if e := words.Edition(); e != d.edition {
		d.edition, d.stale = e, true
	}
	if padded != d.padded && d.hands.Pressed() == 0 { // what is being clicked must stay
		d.padded, d.stale = padded, d.stale || d.prompts.built
	}
	if d.stale {
		d.rebuild()
	}
}

func (d *Desk) rebuild() {
	d.stale = false
	d.ui.Container.RemoveChildren()
	for _, s := range d.sheets {
		s.rebuild()
		d.ui.Container.AddChild(s)
	}
}

// Frame is the window as Resize last told.
func (d *Desk) Frame() Frame { return d.frame }

// Skin is what things are drawn from at the present scale. Do not keep it.
func (d *Desk) Skin() *Skin { return d.skin }

// Hands is where the keys come from, those among them for which the buttons of
// a gamepad stand.
func (d *Desk) Hands() Hands { return d.hands }

// Plain is the hands without that: a button is a button only.
func (d *Desk) Plain() Hands { return d.hands.Hands }

// Update runs one tick: it moves the focus, types, turns dials and calls what
// was pressed.
func (d *Desk) Update() {
	input.SetCursorUpdater(&d.pointer)
	d.pointer.tick()
	feel(d.hands.Hands)
	d.busy = d.front != nil
	d.since++
	d.shape = d.shape || d.stirred || d.pointer.moved
	d.stirred = false
	if d.anyShown() {
		d.ui.Update()
	}
	if d.busy && d.front != nil {
		if d.board != nil && d.front == d.board.sheet {
			d.board.keys(d.hands)
		}
		if d.front != nil {
			d.front.keys()
		}
	}
}

// Draw draws all sheets that are shown.
func (d *Desk) Draw(dst *ebiten.Image) {
	if d.anyShown() {
		input.SetCursorUpdater(&d.pointer)
		if d.settled() {
			input.Draw(dst)
			d.ui.Container.Render(dst)
			if d.shape { // asking Ebitengine for the cursor is not free
				input.AfterDraw(dst)
			}
		} else {
			d.ui.Draw(dst)
			d.stirred = true
		}
		d.drew, d.shape = true, false
		return
	}
	if d.drew { // a button that has gone must not leave its cursor behind
		ebiten.SetCursorShape(ebiten.CursorShapeDefault)
		d.drew, d.stirred = false, true
	}
}

// Settle gives everything its place, which else the next frame does. Its cost is
// that of a frame.
func (d *Desk) Settle() {
	if d.anyShown() {
		nowhere := ebiten.NewImage(1, 1)
		defer nowhere.Deallocate()
		d.Draw(nowhere)
	}
}

// Keyboard says whether a sheet has the keyboard.
func (d *Desk) Keyboard() bool { return d.front != nil }

// Struck says whether k went down in this tick and no sheet has taken it. The
// function keys are nobody's.
func (d *Desk) Struck(k ebiten.Key) bool {
	return d.hands.Held(k) == 1 && (!d.busy || FunctionKey(k))
}

// Pad is the gamepad for whatever is no sheet: while one has the keyboard,
// nothing on it is down.
func (d *Desk) Pad() pad.Buttons { return d.pad }

// FunctionKey says whether k is one of those keys that are nobody's.
func FunctionKey(k ebiten.Key) bool { return k >= ebiten.KeyF1 && k <= ebiten.KeyF12 }

func (d *Desk) anyShown() bool {
	for _, s := range d.sheets {
		if s.shown {
			return true
		}
	}
	return false
}

// stack lays out the sheets of a desk, each where it wants to be.
type stack struct{ desk *Desk }

// PreferredSize implements widget.Layouter.
func (stack) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) { return 0, 0 }

// Layout implements widget.Layouter.
func (l stack) Layout(_ []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for _, s := range l.desk.sheets {
		if s.shown {
			s.size.X, s.size.Y = s.PreferredSize()
			s.SetLocation(s.Place(l.desk.frame, s.size.X, s.size.Y))
			s.afoot = false
		}
	}
}

// settled says that everything has its place, and the mouse is whose it should be.
// Without this ebitenui would do all of that anew in each frame, which
// costs more than the drawing.
func (d *Desk) settled() bool {
	for _, s := range d.sheets {
		if !s.settled() {
			return false
		}
	}
	return true
}

// settled says so of a sheet. Another desk that is drawn takes the mouse from it;
// new widgets are nowhere.
func (s *Sheet) settled() bool {
	switch {
	case s.shown != s.laid:
		return false
	case !s.shown:
		return true
	case s.view != nil && s.view.offset != s.view.laid:
		return false
	}
	return s.layer.Valid() && s.GetWidget().Rect == s.Place(s.desk.frame, s.size.X, s.size.Y)
}
