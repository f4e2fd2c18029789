// Package ui is the client's small widget toolkit, built on ebitenui: panels
// with buttons, sliders, toggles, lists and text fields that work with
// keyboard, mouse and gamepad, plus text, icons and shapes drawn by hand. It
// knows nothing about the game.
//
// Layout and mouse handling are ebitenui's. The rest is done here because
// ebitenui v0.6.1 reads keys while drawing, which loses a tap between two
// frames, and does not keep the focus reliably: Root gives ebitenui a mouse
// (input.CursorUpdater) but no keys, and handles focus, typing and sliders
// itself, once per tick in Update. Widgets also draw themselves, and layout is
// redone only when something has changed, so that a frame does not allocate.
//
// Sizes are logical pixels (pixels at 100 % scale), except those called px,
// which are physical pixels.
package ui
