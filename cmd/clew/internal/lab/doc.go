// Package lab implements the Lab: a whole networked game on one virtual clock
// that can be stopped, stepped, rewound, inspected packet by packet, and
// replayed with one packet edited. Package playback holds the game and the
// selection; this package draws them and handles the input.
package lab
