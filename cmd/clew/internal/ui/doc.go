// Package ui is what panels are made of: a desk on which sheets of widgets
// lie, buttons, dials, toggles and text fields that work by keyboard and by
// mouse and look alike, and words and marks drawn by hand where there are no
// widgets. It knows nothing of the game.
//
// The widgets are those of ebitenui. What kit adds is the keyboard: ebitenui
// v0.6.1 reads keys while it draws, where a tap between two frames is lost,
// and it forgets which widget has the focus. So kit gives ebitenui a mouse
// (through its CursorUpdater) but no keys, and moves the focus, types and
// turns dials itself, in Update, once a tick.
// It draws everything itself, too, and has ebitenui find the places of widgets
// only when something is elsewhere than before: a frame allocates nothing.
//
// Lengths in the API are pixels at 100 % scale unless they are called px.
package ui
