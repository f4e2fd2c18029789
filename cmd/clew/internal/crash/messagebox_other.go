//go:build !windows

package crash

// showMessageBox does nothing: standard error has the text already.
func showMessageBox(_, _ string) {}
