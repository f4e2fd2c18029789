// Package theme holds what makes every screen of Clew look like the same
// game: the palette, the marks by which players are told apart, the fonts and
// the type scale. It draws nothing.
//
// Lengths are pixels at 100 % scale; a screen multiplies them by its own scale.
package theme
