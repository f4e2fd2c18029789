package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// pointer is the mouse as ebitenui sees it. It implements ebitenui's
// input.CursorUpdater over Hands.
//
// ebitenui asks for a press both in Update and, in text fields, in Draw. There
// may be several ticks to a frame, so while drawing a press holds from the
// tick it happened in until the frame is done.
type pointer struct {
	hands   Hands
	at      image.Point
	shift   image.Point // added to the position, for a field that draws itself elsewhere
	moved   bool        // since the last tick
	pressed int
	latched bool // pressed since the last frame
	drawing bool
}

// tick reads the hands, once a tick.
func (p *pointer) tick() {
	at := p.hands.Cursor()
	p.moved = at != p.at
	p.at = at
	p.pressed = p.hands.Pressed()
	p.latched = p.latched || p.pressed == 1
}

// Update implements input.CursorUpdater; tick has done its work.
func (p *pointer) Update() {}

// Draw implements input.CursorUpdater.
func (p *pointer) Draw(*ebiten.Image) { p.drawing = true }

// AfterDraw implements input.CursorUpdater.
func (p *pointer) AfterDraw(*ebiten.Image) { p.drawing, p.latched = false, false }

// MouseButtonPressed implements input.CursorUpdater.
func (p *pointer) MouseButtonPressed(b ebiten.MouseButton) bool {
	return b == ebiten.MouseButtonLeft && p.pressed > 0
}

// MouseButtonJustPressed implements input.CursorUpdater.
func (p *pointer) MouseButtonJustPressed(b ebiten.MouseButton) bool {
	if b != ebiten.MouseButtonLeft {
		return false
	}
	if p.drawing {
		return p.latched
	}
	return p.pressed == 1
}

// CursorPosition implements input.CursorUpdater.
func (p *pointer) CursorPosition() (int, int) { return p.at.X + p.shift.X, p.at.Y + p.shift.Y }

// GetCursorImage implements input.CursorUpdater: the system's cursor is used.
func (p *pointer) GetCursorImage(string) *ebiten.Image { return nil }

// GetCursorOffset implements input.CursorUpdater.
func (p *pointer) GetCursorOffset(string) image.Point { return image.Point{} }
