// Package stats writes how a game goes for its client: a line of JSON for each
// tick, for whoever measures or plots it. Line says what is in one.
//
// Lengths are in cells, times in the unit that the name ends in, shares in per
// cent. A place is the middle of a body.
package stats
