// Clewbot is a crowd: it joins a server with many players who walk about at
// random, and prints what each of them saw. Every one of them is a whole game
// client without a window, with all its prediction and reconciliation.
//
//	clewbot -addr localhost:8856 -n 64 -for 30s
//
// It ends with exit code 0 when all of them played to the end, with 1 when any
// was refused or dropped, with 2 when it was started wrongly, and with 130 when
// it was told to end twice.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"clew/cmd/internal/cli"
)

// The exit codes, beside cli.ExitInterrupted.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(cli.SignalContext(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}

// run is the whole program, until ctx ends. It returns the exit code.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdout, stderr io.Writer) int {
	opts := defaults()
	help, err := opts.parse(args, lookup)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "clewbot:", err)
		return exitUsage
	case help != "":
		fmt.Fprint(stdout, help)
		return exitOK
	}
	if opts.duration > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, opts.duration)
		defer cancel()
	}
	c := newPool(opts)
	c.play(ctx)
	c.leave()
	fmt.Fprint(stdout, table(c.bots))
	for _, b := range c.bots {
		if b.problem() != "" {
			return exitFailed
		}
	}
	return exitOK
}
