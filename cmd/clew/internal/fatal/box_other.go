//go:build !windows

package fatal

// box does nothing: there is a standard error, which has the text already.
func box(_, _ string) {}
