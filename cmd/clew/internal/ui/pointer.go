package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// pointer presents an Input's mouse to ebitenui. It implements
// input.CursorUpdater.
type pointer struct {
	input    Input
	position image.Point
	known    bool // position has been read
	moved    bool // since the last tick
	pressed  int
}

// read reads the mouse, once per tick. The first position is not a move: the
// window may have opened under a resting mouse.
func (p *pointer) read() {
	at := p.input.Cursor()
	p.moved = p.known && at != p.position
	p.position, p.known = at, true
	p.pressed = p.input.MousePressDuration()
}

// Update implements input.CursorUpdater; read has done the work.
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
	return b == ebiten.MouseButtonLeft && p.pressed == 1
}

// CursorPosition implements input.CursorUpdater.
func (p *pointer) CursorPosition() (int, int) { return p.position.X, p.position.Y }

// GetCursorImage implements input.CursorUpdater; the system's cursor is used.
func (p *pointer) GetCursorImage(string) *ebiten.Image { return nil }

// GetCursorOffset implements input.CursorUpdater.
func (p *pointer) GetCursorOffset(string) image.Point { return image.Point{} }
