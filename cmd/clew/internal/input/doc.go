// Package input is a gamepad with the standard layout, once its buttons and axes
// have been read: for how long each button has been down, and what a stick
// means. It knows no device, so that it is tested without one; package input
// reads those that there are.
//
// A stick counts as four buttons, one for each way that it can be pushed. Two
// of them are down at once where it is pushed diagonally, so that a walk goes
// in eight directions. A rest in the middle is dead (see deaf), since no stick
// rests quite at zero; and what is pushed lets go a little later than it took
// hold (see hold), so that a hand that trembles is no series of presses.
package input
