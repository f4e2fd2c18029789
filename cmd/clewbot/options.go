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
	"clew/net/peer"
)

// options is what the flags say.
type options struct {
	addr       string
	together   string // newGame, or an address; empty: on a server
	listen     string // with together
	json       bool   // with together
	password   string
	players    int
	wire       dial.Wire
	duration   time.Duration
	netemFlags cli.NetemFlags
	netem      netem.Config // from netemFlags
	redundancy int          // from netemFlags
	seed       uint64

	version bool
}

func defaults() options {
	return options{addr: "localhost:" + dial.DefaultPort, listen: ":" + dial.DefaultPort, players: 8, duration: 30 * time.Second, seed: rand.Uint64()}
}

// flags returns the flags.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("clewbot", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&o.addr, "addr", o.addr, "join the server at `HOST:PORT`")
	fs.StringVar(&o.together, "together", o.together, "play without a server: `GAME` is \"new\", or HOST:PORT of somebody who plays")
	fs.StringVar(&o.listen, "listen", o.listen, "with -together: the `ADDRESS` at which others can reach the first bot; another port if it is taken")
	fs.BoolVar(&o.json, "json", o.json, "with -together: print a line of JSON for each bot every second, in place of the table")
	fs.StringVar(&o.password, "password", o.password, "give this `PASSWORD` to the server, or to those who play without one")
	fs.IntVar(&o.players, "n", o.players, fmt.Sprintf("join with `N` players, 1 to %d", sim.MaxPlayers))
	fs.TextVar(&o.wire, "wire", o.wire, "speak this `WIRE`: msgpack or text")
	cli.DurationVar(fs, &o.duration, "for", o.duration, "play for this `TIME`; 0 is until Ctrl-C")
	o.netemFlags.Register(fs, "every round trip")
	o.netemFlags.RegisterRedundancy(fs)
	fs.BoolVar(&o.version, "version", false, "print the version and exit")
	fs.Uint64Var(&o.seed, "seed", o.seed, "use this `SEED` for random walks and the simulated network")
	return fs
}

// parse reads the arguments and the environment. If help isn't empty, it is to
// be printed and nothing is to be played.
func (o *options) parse(args []string, lookup func(string) (string, bool)) (help string, err error) {
	fs := o.flags()
	switch err := cli.ParseFlags(fs, args, lookup); {
	case errors.Is(err, flag.ErrHelp):
		return usage(), nil
	case err != nil:
		return "", fmt.Errorf("%w (see clewbot -h)", err)
	case o.version:
		return cli.VersionLine("clewbot"), nil
	}
	if _, err := dial.ParseAddr(o.addr); err != nil {
		return "", err
	}
	if o.together != "" && o.together != newGame {
		if _, err := dial.ParseAddr(o.together); err != nil {
			return "", err
		}
	}
	return "", o.check()
}

// check reports values that are out of range.
func (o *options) check() error {
	if o.players < 1 || o.players > sim.MaxPlayers {
		return fmt.Errorf("-n is %d; give a number from 1 to %d", o.players, sim.MaxPlayers)
	}
	if o.together != "" && o.players > peer.MaxMembers {
		return fmt.Errorf("-n is %d; without a server at most %d can play", o.players, peer.MaxMembers)
	}
	if o.json && o.together == "" {
		return errors.New("-json is only for -together")
	}
	var err error
	if o.netem, err = o.netemFlags.Config(); err != nil {
		return err
	}
	o.redundancy, err = o.netemFlags.Redundancy()
	return err
}

// usage returns the output of -h.
func usage() string {
	var b strings.Builder
	b.WriteString(`clewbot joins a Clew server with many players that walk around at random, and
prints what each of them saw. The exit code is 1 if any was rejected or dropped.

  clewbot -n 64 -for 30s                     64 players on this computer's server
  clewbot -together new -n 3                 3 players without a server
  clewbot -lag 200ms -jitter 50ms -loss 10   8 players on a simulated bad network

By default, a server accepts half of its players from a single address (see its
-max-per-address), but all of them from its own computer. Ctrl-C ends the run early
and still prints the table. Flags:

`)
	o := defaults()
	o.seed = 0 // the default is different each time
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
