package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"clew/cmd/internal/cli"
)

// options is what the arguments say.
type options struct {
	command string // run, compare or sweep
	files   []string
	out     string
	level   string // instead of the scenarios' own; or empty
	window  window
	entries bool // write what entered each tick
	sets    sweepParams
}

func defaults() *options { return &options{out: "clewlab-out"} }

// window is the range of ticks that the packet plot shows. If it is zero,
// clewlab chooses one.
type window struct{ from, to int }

// maxWindow is the maximum length of a window: beyond it packets can't be told
// apart.
const maxWindow = 1200

// String implements flag.Value.
func (w *window) String() string {
	if *w == (window{}) {
		return ""
	}
	return fmt.Sprintf("%d:%d", w.from, w.to)
}

// Set implements flag.Value.
func (w *window) Set(text string) error {
	from, to, found := strings.Cut(text, ":")
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if !found || errA != nil || errB != nil || a < 1 || b <= a || b-a > maxWindow {
		return fmt.Errorf("want the first and the last tick, such as 300:360, at most %d apart", maxWindow)
	}
	*w = window{a, b}
	return nil
}

// flags returns the flags of a command.
func (o *options) flags(command string) *flag.FlagSet {
	fs := flag.NewFlagSet("clewlab "+command, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&o.out, "out", o.out, "write each result to a folder in `DIR`")
	fs.StringVar(&o.level, "level", o.level, "play on this `LEVEL` instead of the scenario's: a name, a file or random:SEED:WxH")
	if command != "sweep" {
		fs.BoolVar(&o.entries, "entries", o.entries, "write what entered each tick of the server to entries.txt, one line per tick")
		fs.Var(&o.window, "window", "show the packets of ticks `FROM:TO`; by default of 60 ticks, around the first correction if there is one")
	}
	if command != "run" && command != "compare" {
		fs.Var(&o.sets, "set", "play with each of these values: `PATH=VALUES`, see above; may be repeated")
	}
	return fs
}

// parse reads the arguments and the environment. If help isn't empty, it is to
// be printed and nothing else is to be done.
func (o *options) parse(args []string, lookup func(string) (string, bool)) (help string, err error) {
	if len(args) == 0 {
		return "", badInputf("missing command: run, compare or sweep (see clewlab -h)")
	}
	switch o.command = args[0]; o.command {
	case "run", "compare", "sweep":
	case "-h", "-help", "--help", "help":
		return usage(), nil
	case "-version", "--version", "version":
		return cli.VersionLine("clewlab"), nil
	default:
		return "", badInputf("unknown command %q: want run, compare or sweep (see clewlab -h)", o.command)
	}
	o.files, err = cli.ParseFlagsAndArgs(o.flags(o.command), args[1:], lookup)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return usage(), nil
	case err != nil:
		return "", badInputf("%w (see clewlab -h)", err)
	}
	return "", o.check()
}

// check reports arguments that don't go together.
func (o *options) check() error {
	n := len(o.files)
	switch {
	case o.command == "run" && n == 0:
		return badInputf("name the scenarios to run: files, or built-in ones (%s)", exampleNames())
	case o.command == "compare" && n != 2:
		return badInputf("compare takes two scenarios, not %d", n)
	case o.command == "sweep" && n != 1:
		return badInputf("sweep takes one scenario, not %d; use -set to vary it", n)
	case o.command == "sweep" && len(o.sets) == 0:
		return badInputf("sweep needs a -set, such as -set client.up.loss=0..20/5")
	case o.out == "":
		return badInputf("-out is empty; want a folder")
	}
	return nil
}
