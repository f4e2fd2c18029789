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

const replayUsage = `clewd replay FILE replays a recording of 'clewd -record FILE', compares the game after
every tick with the recorded one, and reports the first difference: in where the players
are, who they are, or which of their inputs counted. FILE - is standard input.
Exit codes: 0 if they are the same, 1 if they differ, 2 if FILE is not a recording.
`

// stdioName is the file name that stands for standard input or output.
const stdioName = "-"

// runReplay runs the subcommand replay, which verifies a recording.
func runReplay(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help") {
		fmt.Fprint(stdout, replayUsage)
		return exitOK
	}
	if len(args) != 1 {
		return usageError(stderr, errors.New("usage: clewd replay FILE"))
	}
	name, in := "standard input", stdin
	if args[0] != stdioName {
		f, err := files.OpenRegular(args[0])
		if err != nil {
			return usageError(stderr, fmt.Errorf("cannot read the recording: %w", err))
		}
		defer f.Close()
		name, in = args[0], f
	}
	report, err := replay.Verify(in)
	var differs *replay.DesyncError
	switch {
	case errors.As(err, &differs):
		if differs.Checkpoint {
			fmt.Fprintf(stderr, "%s has a wrong checkpoint at tick %d (%v after its start): its hash is %016x, that of the game %016x; the file was changed\n",
				name, differs.Tick, ticksDuration(differs.Count), differs.Want, differs.Got)
			return exitFailed
		}
		fmt.Fprintf(stderr, "%s first differs at tick %d (%v after its start): its hash is %08x, not %08x as recorded; it was recorded with different game rules\n",
			name, differs.Tick, ticksDuration(differs.Count), differs.Got, differs.Want)
		return exitFailed
	case err != nil:
		return usageError(stderr, fmt.Errorf("%s: %w", name, err))
	}
	fmt.Fprintln(stdout, summary(name, report))
	return exitOK
}

// summary describes a verified recording in one line.
func summary(file string, r replay.Report) string {
	level, _ := r.Start.Level()
	s := fmt.Sprintf("%s: %d ticks (%v) of %q on the server %q, %s, %d finished, %s, %s; every tick matches",
		file, r.Ticks, ticksDuration(r.Ticks), level.Name, r.Start.Name(),
		plural(r.Players, "player"), r.Exits, plural(r.ChatLines, "chat line"), plural(r.Resumes, "resume"))
	if r.Truncated {
		s += ", but it is truncated: the server was killed or its disk was full, and up to a second of the game is missing"
	}
	return s
}

// ticksDuration returns the duration of a number of ticks.
func ticksDuration(ticks int) time.Duration {
	return (time.Duration(ticks) * replica.TickDuration).Round(10 * time.Millisecond)
}

// plural returns a number with its noun.
func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
