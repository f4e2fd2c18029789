// Package startup says in words that there is no display to open a window on.
// Without it a person would be shown a panic of the window library, which
// looks for the display while the program is still being initialised. What needs
// no window is answered all the same.
//
// That is why this package does its work in an init function. Packages are
// initialised in the order of their paths, each after those that it imports, so
// its turn comes before the window library's as long as it imports nothing that
// waits for longer than that: a test runs the program without a display.
package startup

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"

	"clew/cmd/internal/cli"
)

func init() {
	if runtime.GOOS != "linux" {
		return
	}
	if why := displayProblem(os.Getenv("DISPLAY"), acceptsConnections); why != "" {
		os.Exit(runWithoutDisplay(os.Args[1:], os.LookupEnv, why, os.Stdout, os.Stderr))
	}
}

// The exit codes, as main has them.
const (
	exitOK    = 0
	exitUsage = 2
)

// runWithoutDisplay does what can be done without a window. It returns the exit code.
func runWithoutDisplay(args []string, lookup func(string) (string, bool), why string, stdout, stderr io.Writer) int {
	o, err := Parse(args, lookup)
	switch {
	case errors.Is(err, flag.ErrHelp):
		Usage(stdout)
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage
	case o.Version:
		io.WriteString(stdout, cli.VersionLine("clew"))
		return exitOK
	}
	if err := o.CheckFiles(); err != nil {
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(stderr, "clew: there is no display to open a window on: %s, or start clew from a desktop; a server alone is clewd\n", why)
	return exitUsage
}

// displayProblem tells what is wrong with a display and how to mend it, or nothing. The
// window is an X11 one, also on Wayland. Of displays only those of this computer
// are tried out: the way to others may be long, and the window library finds it.
func displayProblem(display string, answers func(socket string) bool) string {
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

func acceptsConnections(socket string) bool {
	c, err := net.Dial("unix", socket)
	if err != nil {
		return false
	}
	c.Close()
	return true
}
