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
	if problem := displayProblem(os.Getenv("DISPLAY"), acceptsConnections); problem != "" {
		os.Exit(runWithoutDisplay(os.Args[1:], os.LookupEnv, problem, os.Stdout, os.Stderr))
	}
}

// The exit codes, as in package main.
const (
	exitOK    = 0
	exitUsage = 2
)

// runWithoutDisplay does what needs no window and returns the exit code.
func runWithoutDisplay(args []string, lookup func(string) (string, bool), problem string, stdout, stderr io.Writer) int {
	opts, err := Parse(args, lookup)
	switch {
	case errors.Is(err, flag.ErrHelp):
		Usage(stdout)
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage
	case opts.Version:
		io.WriteString(stdout, cli.VersionLine("clew"))
		return exitOK
	}
	if err := opts.CheckFiles(); err != nil {
		fmt.Fprintf(stderr, "clew: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(stderr, "clew: no display to open a window on: %s, or start clew from a desktop; for a server without a window use clewd\n", problem)
	return exitUsage
}

// displayProblem explains what is wrong with an X11 display and how to mend it,
// or returns "". It tries only local displays; the window library finds out about
// remote ones, which may take long.
func displayProblem(display string, accepts func(socket string) bool) string {
	if display == "" {
		return "set DISPLAY"
	}
	host, rest, _ := strings.Cut(display, ":")
	number, _, _ := strings.Cut(rest, ".")
	if _, err := strconv.ParseUint(number, 10, 16); err != nil || host != "" && host != "unix" {
		return ""
	}
	// A sandbox may hide the socket's file but not its abstract name.
	if socket := "/tmp/.X11-unix/X" + number; !accepts(socket) && !accepts("@"+socket) {
		return fmt.Sprintf("DISPLAY is %q, where nothing answers; set it to a running display", display)
	}
	return ""
}

func acceptsConnections(socket string) bool {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
