// Package theme defines the common look of all screens: the palette, the marks that
// tell players apart, the fonts and the type scale. It draws nothing.
//
// Lengths are pixels at 100 % scale; a screen multiplies them by its own scale.
package theme
