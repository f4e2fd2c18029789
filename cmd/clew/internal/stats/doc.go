// Package stats writes one line of JSON for each tick of a game, to measure or plot
// it. Line describes the fields.
//
// Lengths are in cells, times in the unit that ends the name, shares in percent. A
// position is the centre of a body.
package stats
