// Clewd is the dedicated server of Clew: it runs mazes for players who walk
// through them together, and is the authority over everything in them.
//
//	clewd [flags]        run a server; -h lists the flags
//	clewd config …       write or check a config file
//	clewd tracker        run a list of games on the internet
//	clewd replay FILE    replay a recording and verify that the game is the same
//
// It exits with 0 after a normal stop; with 1 if a recording does not replay
// identically or could not be finished, and after a failure that may pass, such
// as a port in use; with 2 after a usage or configuration error; and with 130
// after a second interrupt.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"clew/cmd/internal/cli"
)

func main() {
	os.Exit(run(cli.SignalContext(), os.Args[1:], os.LookupEnv, os.Stdin, os.Stdout, os.Stderr))
}

// run runs the program until ctx ends, and returns its exit code.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "replay" {
		return runReplay(args[1:], stdin, stdout, stderr)
	}
	if len(args) > 0 && args[0] == "config" {
		return runConfig(args[1:], stdin, stdout, stderr)
	}
	if len(args) > 0 && args[0] == "tracker" {
		return runTracker(ctx, args[1:], stdout, stderr)
	}
	reparse := func() (options, error) {
		o := defaults()
		_, err := o.parse(args, lookup)
		return o, err
	}
	opts := defaults()
	help, err := opts.parse(args, lookup)
	switch {
	case err != nil:
		return usageError(stderr, err)
	case help != "":
		fmt.Fprint(stdout, help)
		return exitOK
	}
	return serve(ctx, opts, reparse, newNotifier(lookup), stdin, stdout, stderr)
}
