// Package input turns the keyboard and gamepads into actions and into the
// sim.Input of each tick.
//
// Bindings map an Action to keys and buttons, which the user can change. Movement
// reads the directions held, and SOCD decides between opposite ones. All
// gamepads with the standard layout count as one, as all keyboards do;
// GamepadState knows no device, so it is tested without one.
//
// A stick counts as four buttons, one for each direction; a diagonal push presses
// two, so a player walks in eight directions. The middle is a dead zone, since no
// stick rests exactly at zero. A stick is released a little closer to the middle
// than it is pressed, so that a trembling hand is not a series of presses.
package input
