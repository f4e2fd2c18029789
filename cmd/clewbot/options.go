package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"clew/cmd/internal/cli"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/link/netem"
)

// options are what the flags say.
type options struct {
	addr       string
	players    int
	wire       dial.Wire
	duration   time.Duration
	netemFlags cli.NetemFlags
	netem      netem.Config // what bad asks for
	redundancy int          // inputs that each message carries at most, likewise
	seed       uint64

	version bool
}

func defaults() options {
	return options{addr: "localhost:" + dial.DefaultPort, players: 8, duration: 30 * time.Second, seed: rand.Uint64()}
}

// flags are the options as flags.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("clewbot", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&o.addr, "addr", o.addr, "join the server at `HOST:PORT`")
	fs.IntVar(&o.players, "n", o.players, fmt.Sprintf("join with `N` players, 1 to %d", sim.MaxPlayers))
	fs.TextVar(&o.wire, "wire", o.wire, "speak this `WIRE`: msgpack or text")
	cli.DurationVar(fs, &o.duration, "for", o.duration, "play for this `TIME`; 0 is until Ctrl-C")
	o.netemFlags.Register(fs, "every round trip")
	o.netemFlags.RegisterRedundancy(fs)
	fs.BoolVar(&o.version, "version", false, "print the version and end")
	fs.Uint64Var(&o.seed, "seed", o.seed, "walk and lose at random as this `SEED` says")
	return fs
}

// parse reads the arguments and the environment. A help that is not empty is to
// be printed, and nothing to be played.
func (o *options) parse(args []string, lookup func(string) (string, bool)) (help string, err error) {
	fs := o.flags()
	switch err := cli.ParseFlags(fs, args, lookup); {
	case errors.Is(err, flag.ErrHelp):
		return usage(), nil
	case err != nil:
		return "", fmt.Errorf("%w (clewbot -h lists the flags)", err)
	case o.version:
		return cli.VersionLine("clewbot"), nil
	}
	if o.addr, err = dial.ParseAddr(o.addr); err != nil {
		return "", err
	}
	return "", o.check()
}

// check tells of values that cannot be.
func (o *options) check() error {
	if o.players < 1 || o.players > sim.MaxPlayers {
		return fmt.Errorf("-n is %d; give a number from 1 to %d", o.players, sim.MaxPlayers)
	}
	var err error
	if o.netem, err = o.netemFlags.Config(); err != nil {
		return err
	}
	o.redundancy, err = o.netemFlags.Redundancy()
	return err
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString(`clewbot joins a server of Clew with a crowd that walks about at random, and
prints what each of it saw. The exit code is 1 if any was refused or dropped.

  clewbot -n 64 -for 30s                  64 players on this computer's server
  clewbot -lag 200ms -jitter 50ms -loss 10   8 of them, on a bad wire

A server lets as many play from one address as half of its places, unless it was
started with another -max-per-address; from its own computer all may. Ctrl-C ends
early, with the table. Flags:

`)
	o := defaults()
	o.seed = 0 // the usual one is another each time
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
