// Package display says in words that there is no display to open a window on.
// Without it a person would be shown a panic of the window library, which
// looks for the display while the program is still being initialised. That is
// why this package does its work in an init function, and why it imports
// nothing but the standard library: so its turn comes first.
package display

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
)

func init() {
	if runtime.GOOS != "linux" {
		return
	}
	if why := missing(os.Getenv("DISPLAY"), answers); why != "" {
		fmt.Fprintf(os.Stderr, "clew: there is no display to open a window on: %s, or start clew from a desktop; a server alone is clewd\n", why)
		os.Exit(2)
	}
}

// missing tells what is wrong with a display and how to mend it, or nothing. The
// window is an X11 one, also on Wayland. Of displays only those of this computer
// are tried out: the way to others may be long, and the window library finds it.
func missing(display string, answers func(socket string) bool) string {
	if display == "" {
		return "set DISPLAY"
	}
	host, rest, _ := strings.Cut(display, ":")
	number, _, _ := strings.Cut(rest, ".")
	if _, err := strconv.ParseUint(number, 10, 16); err != nil || host != "" && host != "unix" {
		return ""
	}
	// Where a program may not see the files of the display, it may see its other name.
	if socket := "/tmp/.X11-unix/X" + number; !answers(socket) && !answers("@"+socket) {
		return fmt.Sprintf("DISPLAY is %q, where nothing answers: set it to a display that is there", display)
	}
	return ""
}

func answers(socket string) bool {
	c, err := net.Dial("unix", socket)
	if err != nil {
		return false
	}
	c.Close()
	return true
}
