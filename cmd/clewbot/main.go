// Clewbot joins a server with many players that walk around at random, and
// prints what each of them saw. Every one of them is a complete game client
// without a window, with prediction and reconciliation.
//
//	clewbot -addr localhost:8856 -n 64 -for 30s
//	clewbot -together new -n 3
//
// The exit code is 0 if all of them played to the end, 1 if any was rejected
// or dropped, 2 if a flag is wrong, and 130 if it was interrupted twice.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"clew/cmd/internal/cli"
)

// The exit codes, besides cli.ExitInterrupted.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(cli.SignalContext(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}

// run runs the program until it is done or ctx ends, and returns its exit
// code.
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
	if opts.together != "" {
		return playTogether(ctx, opts, stdout, stderr)
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
