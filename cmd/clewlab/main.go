// Clewlab runs scenarios, whole networked games on a virtual clock, and writes
// what happened in them as traces, tables and plots, for slides and papers. It
// needs no display.
//
//	clewlab run 3-loss my.toml -out results
//	clewlab compare a.toml b.toml -out results
//	clewlab sweep 3-loss -set client.up.loss=0..20/5 -out results
//
// The same scenario gives the same bytes in every trace and table. A result
// appears in its folder when it is complete, or not at all.
//
// The exit code is 0 if everything was written, 1 if something could not be, 2
// if a file or a flag is wrong, and 130 if it was interrupted.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"clew/cmd/internal/cli"
)

// The exit codes, besides cli.ExitInterrupted, which is returned whenever the
// program is interrupted before everything is written.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(cli.SignalContext(), os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr))
}

// badInput is an error in the program's input.
type badInput struct{ error }

func (e badInput) Unwrap() error { return e.error }

// badInputf formats an error in the program's input.
func badInputf(format string, args ...any) error {
	return badInput{fmt.Errorf(format, args...)}
}

// run runs the program until it is done or ctx ends, and returns its exit
// code.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdout, stderr io.Writer) int {
	opts := defaults()
	help, err := opts.parse(args, lookup)
	if help != "" {
		fmt.Fprint(stdout, help)
		return exitOK
	}
	if err == nil {
		err = runCommand(ctx, opts, stdout, stderr)
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "clewlab: interrupted; nothing was written")
		return cli.ExitInterrupted
	}
	fmt.Fprintln(stderr, "clewlab:", err)
	if errors.As(err, &badInput{}) {
		return exitUsage
	}
	return exitFailed
}

// runCommand does what the options ask for. All results appear at its end, at
// once.
func runCommand(ctx context.Context, opts *options, stdout, stderr io.Writer) (err error) {
	sources, err := load(opts.files, opts.level)
	if err == nil {
		err = opts.checkPeers(sources)
	}
	if err != nil {
		return err
	}
	job := map[string]func(*runner) error{"run": runAll, "compare": compare, "sweep": sweep}[opts.command]
	box := &outputDir{dir: opts.out}
	defer box.discard()
	t := &runner{ctx: ctx, opts: opts, sources: sources, output: box, progress: newProgress(stderr)}
	err = job(t)
	t.progress.clear()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	if err := box.publish(); err != nil {
		return err
	}
	_, err = io.WriteString(stdout, t.report.String()+box.summary())
	return err
}
