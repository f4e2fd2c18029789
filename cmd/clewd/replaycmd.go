package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"clew/cmd/internal/files"
	"clew/engine/replay"
	"clew/net/replica"
)

const replayUsage = `clewd replay FILE plays a recording of 'clewd -record FILE' again, compares the
world after every tick with the recorded one, and says where they first differ.
FILE - is standard input. Exit code 0: they are the same; 1: they differ; 2: FILE is no recording.
`

// stdioName is the name of a file that stands for standard input, or output.
const stdioName = "-"

// runReplay is the program that verifies a recording.
func runReplay(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help") {
		fmt.Fprint(stdout, replayUsage)
		return exitOK
	}
	if len(args) != 1 {
		return usageError(stderr, errors.New("replay takes one recording; write 'clewd replay FILE'"))
	}
	name, in := "standard input", stdin
	if args[0] != stdioName {
		f, err := files.OpenRegular(args[0])
		if err != nil {
			return usageError(stderr, fmt.Errorf("the recording can't be read: %w", err))
		}
		defer f.Close()
		name, in = args[0], f
	}
	report, err := replay.Verify(in)
	var differs *replay.DesyncError
	switch {
	case errors.As(err, &differs):
		fmt.Fprintf(stderr, "%s first differs at tick %d (%v after its start): the hash is %08x, the recorded one %08x; these are other rules than it was played by\n",
			name, differs.Tick, ticksDuration(uint64(differs.Tick-report.Header.StartTick)), differs.Got, differs.Want)
		return exitFailed
	case err != nil:
		return usageError(stderr, fmt.Errorf("%s: %w", name, err))
	}
	fmt.Fprintln(stdout, summary(name, report))
	return exitOK
}

// summary says in one line what is in a recording that plays as it did.
func summary(file string, r replay.Report) string {
	s := fmt.Sprintf("%s: %d ticks (%v) of %q on the server %q, %s, %s; every tick is as it was recorded",
		file, r.Ticks, ticksDuration(uint64(r.Ticks)), r.Header.Level.Name, r.Header.ServerName,
		plural(r.Players, "player"), plural(r.Exits, "exit found", "exits found"))
	if r.Truncated {
		s += ", but its end is missing: the server was killed, or its disk was full, and up to a second of the game is lost"
	}
	return s
}

// ticksDuration is how long so many ticks take.
func ticksDuration(ticks uint64) time.Duration {
	return (time.Duration(ticks) * replica.TickDuration).Round(10 * time.Millisecond)
}

// plural is a number with its noun; the plural has an s unless it is given.
func plural(n int, one string, many ...string) string {
	switch {
	case n == 1:
	case len(many) > 0:
		one = many[0]
	default:
		one += "s"
	}
	return fmt.Sprintf("%d %s", n, one)
}
