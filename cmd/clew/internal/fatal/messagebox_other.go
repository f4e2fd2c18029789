//go:build !windows

package fatal

// showMessageBox does nothing: there is a standard error, which has the text already.
func showMessageBox(_, _ string) {}
