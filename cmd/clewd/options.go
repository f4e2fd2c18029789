package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"strings"

	"clew/cmd/internal/flagenv"
	"clew/cmd/internal/pick"
	"clew/cmd/internal/wireflags"
	"clew/engine/sim"
	"clew/net/host"
	"clew/net/link/flakylink"
	"clew/net/wire"
)

// options are what the flags say.
type options struct {
	addr         string
	level        string
	maxPlayers   int
	snapshotRate int
	perAddress   int
	name         string
	record       string
	logLevel     slog.Level
	logFormat    string
	bad          wireflags.Flags
	flaky        flakylink.Config // what bad asks for
	version      bool
}

func defaults() options {
	return options{
		addr:         host.DefaultAddr,
		level:        pick.Names()[0],
		maxPlayers:   host.DefaultMaxPlayers,
		snapshotRate: host.DefaultSnapshotRate,
		perAddress:   host.DefaultPerAddress,
		name:         "Clew",
		logFormat:    "text",
	}
}

// flags are the options as flags.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("clewd", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&o.addr, "addr", o.addr, "listen on `HOST:PORT`; without the host on all addresses, and with port 0 on any port that is free")
	fs.StringVar(&o.level, "level", o.level, "play in this `LEVEL`: "+strings.Join(pick.Names(), ", ")+", the path of a level file, or random:SEED:WxH")
	fs.IntVar(&o.maxPlayers, "max-players", o.maxPlayers, fmt.Sprintf("let in `N` players, 1 to %d", sim.MaxPlayers))
	fs.IntVar(&o.snapshotRate, "snapshot-rate", o.snapshotRate, fmt.Sprintf("send about `N` snapshots a second, 1 to %d", sim.TickRate))
	fs.IntVar(&o.perAddress, "per-address", o.perAddress, "take `N` connections from one address; 0 is without a bound")
	fs.StringVar(&o.name, "name", o.name, "the server's `NAME`, as players see it")
	fs.StringVar(&o.record, "record", o.record, "write a recording of the game to `FILE`, over what is in it; 'clewd replay FILE' verifies it")
	fs.TextVar(&o.logLevel, "log-level", o.logLevel, "log from this `LEVEL` on: debug, which has chat too, info, warn or error")
	fs.StringVar(&o.logFormat, "log-format", o.logFormat, "log in this `FORMAT`: text or json")
	o.bad.Add(fs, "every client's round trip")
	fs.BoolVar(&o.version, "version", false, "print the version and end")
	return fs
}

// parse reads the arguments and the environment. A help that is not empty is to
// be printed, and no server to be run.
func (o *options) parse(args []string, lookup func(string) (string, bool)) (help string, err error) {
	fs := o.flags()
	err = flagenv.Parse(fs, args, lookup)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return usage(fs), nil
	case err != nil:
		return "", fmt.Errorf("%w (clewd -h lists the flags)", err)
	case o.version:
		return fmt.Sprintf("clewd, protocol %d, built with %s for %s/%s\n", wire.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH), nil
	}
	return "", o.check()
}

// check tells of values that cannot be.
func (o *options) check() error {
	for _, n := range []struct {
		flag          string
		value, lo, hi int
	}{
		{"max-players", o.maxPlayers, 1, sim.MaxPlayers},
		{"snapshot-rate", o.snapshotRate, 1, sim.TickRate},
		{"per-address", o.perAddress, 0, 1 << 20},
	} {
		if n.value < n.lo || n.value > n.hi {
			return fmt.Errorf("-%s is %d; give a number from %d to %d", n.flag, n.value, n.lo, n.hi)
		}
	}
	var err error
	if o.flaky, err = o.bad.Config(); err != nil {
		return err
	}
	if o.logFormat != "text" && o.logFormat != "json" {
		return fmt.Errorf("-log-format is %q; use text or json", o.logFormat)
	}
	if err := wire.CheckTitle(o.name); err != nil {
		return fmt.Errorf("-name cannot be %q; choose another (%w)", o.name, err)
	}
	return nil
}

// logger is the log that the options ask for.
func (o *options) logger(w io.Writer) *slog.Logger {
	h := &slog.HandlerOptions{Level: o.logLevel}
	if o.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, h))
	}
	return slog.New(slog.NewTextHandler(w, h))
}

// usage is what -h prints.
func usage(fs *flag.FlagSet) string {
	var b strings.Builder
	b.WriteString(`clewd is the server of Clew, a maze that people walk through together.

  clewd                         let people in on port 8856; one can play with
                                'nc localhost 8856' and nothing else
  clewd -level random:7:41x31   in a maze made from the seed 7
  clewd replay FILE             play a recording again and compare every tick

Ctrl-C or SIGTERM says goodbye to everybody and ends it; a second one ends it
at once. Flags, each of which can also be set in the environment (-max-players
as CLEW_MAX_PLAYERS):

`)
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
