// Clewd is the dedicated server of Clew: it runs a maze that people walk
// through together, and is right about everything in it.
//
//	clewd [flags]        run a server; -h lists the flags
//	clewd config …       write a file of settings, or check one
//	clewd replay FILE    play a recording again and see whether it is the same
//
// It ends with exit code 0 when it was told to end, with 1 when a recording
// does not play as it did or could not be finished, and when the system refuses
// now what it may grant later, such as a port that is still taken; with 2 when it
// was started wrongly, and with 130 when it was told to end twice.
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

// run is the whole program, until ctx ends. It returns the exit code.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "replay" {
		return runReplay(args[1:], stdin, stdout, stderr)
	}
	if len(args) > 0 && args[0] == "config" {
		return runConfig(args[1:], stdin, stdout, stderr)
	}
	anew := func() (options, error) {
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
	return serve(ctx, opts, anew, FindNotifier(lookup), stdin, stdout, stderr)
}
