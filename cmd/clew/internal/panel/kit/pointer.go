package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// pointer is the mouse as ebitenui sees it. It implements ebitenui's
// input.CursorUpdater over Hands.
//
// ebitenui asks for a press in Update, and where a text field is drawn, to set
// the caret. A field draws itself on a picture of its own, so for that time
// the pointer is lent to it: in its coordinates, pressed if the field was
// clicked since the last frame.
type pointer struct {
	hands   Hands
	at      image.Point
	seen    bool // at has been read
	moved   bool // since the last tick
	pressed int

	lent   bool
	origin image.Point // of the one it is lent to
	hit    bool        // that one was clicked
}

// tick reads the hands, once a tick. A pointer that is first seen has not
// moved: it may rest where the window has just opened.
func (p *pointer) tick() {
	at := p.hands.Cursor()
	p.moved = p.seen && at != p.at
	p.at, p.seen = at, true
	p.pressed = p.hands.Pressed()
}

// lend shows the pointer to a field whose picture lies at origin.
func (p *pointer) lend(origin image.Point, hit bool) { p.lent, p.origin, p.hit = true, origin, hit }

// back ends lend.
func (p *pointer) back() { p.lent, p.origin, p.hit = false, image.Point{}, false }

// Update implements input.CursorUpdater; tick has done its work.
func (p *pointer) Update() {}

// Draw implements input.CursorUpdater.
func (p *pointer) Draw(*ebiten.Image) {}

// AfterDraw implements input.CursorUpdater.
func (p *pointer) AfterDraw(*ebiten.Image) {}

// MouseButtonPressed implements input.CursorUpdater.
func (p *pointer) MouseButtonPressed(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && p.pressed > 0
}

// MouseButtonJustPressed implements input.CursorUpdater.
func (p *pointer) MouseButtonJustPressed(b ebiten.MouseButton) bool {
	if b != ebiten.MouseButtonLeft {
		return false
	}
	if p.lent {
		return p.hit
	}
	return p.pressed == 1
}

// CursorPosition implements input.CursorUpdater.
func (p *pointer) CursorPosition() (int, int) { return p.at.X - p.origin.X, p.at.Y - p.origin.Y }

// GetCursorImage implements input.CursorUpdater: the system's cursor is used.
func (p *pointer) GetCursorImage(string) *ebiten.Image { return nil }

// GetCursorOffset implements input.CursorUpdater.
func (p *pointer) GetCursorOffset(string) image.Point { return image.Point{} }
