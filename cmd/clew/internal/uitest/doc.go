// Package uitest has what tests of screens and panels share: window sizes,
// checks of text layout, contrast, focus and allocations, and sample players.
package uitest
