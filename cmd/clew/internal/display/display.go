// Package display says in words that there is no display to open a window on.
// Without it a person would be shown a panic of the window library, which
// looks for the display while the program is still being initialised. That is
// why this package does its work in an init function, and why it imports
// nothing but the standard library: so its turn comes first.
package display

import (
	"fmt"
	"os"
	"runtime"
)

func init() {
	if runtime.GOOS == "linux" && missing(os.Getenv) {
		fmt.Fprintln(os.Stderr, "clew: there is no display to open a window on: set DISPLAY, or start clew from a desktop; a server alone is clewd")
		os.Exit(2)
	}
}

// missing tells whether the environment names no display. The window is an X11
// one, also on Wayland.
func missing(getenv func(string) string) bool { return getenv("DISPLAY") == "" }
