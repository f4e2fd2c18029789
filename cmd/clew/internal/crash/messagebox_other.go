//go:build !windows

package crash

// showMessageBox does nothing: there is a standard error, which has the text already.
func showMessageBox(_, _ string) {}
