package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"clew/cmd/clewd/internal/config"
	"clew/cmd/internal/cli"
	"clew/engine/sim"
	"clew/net/discovery"
	"clew/net/link/netem"
	"clew/net/server"
)

// options are what the flags say, and what the environment and the file of
// settings say instead where a flag is not given.
type options struct {
	config        string
	addr          string
	level         string // several, with commas between, are a rotation
	maxPlayers    int
	maxSpectators int
	snapshotRate  int
	maxPerAddr    perAddrLimit
	idleTimeout   time.Duration
	name          string
	motd          string
	password      string
	adminPassword string
	admin         string
	console       bool
	bans          string
	discovery     bool
	metrics       string
	record        string
	logLevel      slog.Level
	logFormat     string
	netemFlags    cli.NetemFlags
	netem         netem.Config // what bad asks for
	version       bool
}

func defaults() options {
	return options{
		addr:          server.DefaultAddr,
		level:         cli.LevelNames()[0],
		maxPlayers:    server.DefaultMaxPlayers,
		maxSpectators: server.DefaultMaxSpectators,
		snapshotRate:  server.DefaultSnapshotRate,
		maxPerAddr:    half,
		idleTimeout:   server.DefaultIdleTimeout,
		name:          "Clew",
		console:       true,
		discovery:     true,
		logFormat:     "text",
	}
}

// flags are the options as flags.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("clewd", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&o.config, "config", o.config, "read settings from this `FILE`, in which they are called as the flags are; flags and environment count more")
	fs.StringVar(&o.addr, "addr", o.addr, "listen on `HOST:PORT`; without the host on all addresses, and with port 0 on any port that is free")
	fs.StringVar(&o.level, "level", o.level, "play in this `LEVEL`: "+strings.Join(cli.LevelNames(), ", ")+", the path of a level file, or random:SEED:WxH; or in several one after the other, with commas between, the next one when all players are out")
	fs.IntVar(&o.maxSpectators, "max-watchers", o.maxSpectators, fmt.Sprintf("when the game is full, let `N` more watch and wait in line for a place, 0 to %d", sim.MaxPlayers))
	fs.IntVar(&o.maxPlayers, "max-players", o.maxPlayers, fmt.Sprintf("let in `N` players, 1 to %d", sim.MaxPlayers))
	fs.IntVar(&o.snapshotRate, "snapshot-rate", o.snapshotRate, fmt.Sprintf("send about `N` snapshots a second, 1 to %d", sim.TickRate))
	fs.Var(&o.maxPerAddr, "per-address", fmt.Sprintf("let `N` play or watch from one address; half is half of max-players, but at least %d, and 0 without a bound; from this computer all may", server.DefaultMaxPerAddr(1)))
	cli.DurationVar(fs, &o.idleTimeout, "idle", o.idleTimeout, "wait no longer with the next level for players who press nothing for this `TIME`, such as 5m, and give their places to whoever waits for one; 0: wait for ever")
	fs.StringVar(&o.name, "name", o.name, "the server's `NAME`, as players see it")
	fs.StringVar(&o.motd, "motd", o.motd, "greet each new player with this `TEXT`")
	fs.StringVar(&o.password, "password", o.password, "let in only who knows this `PASSWORD`; others on this computer can read flags, so better write it into the file of settings")
	fs.StringVar(&o.adminPassword, "admin-password", o.adminPassword, "players who know this `PASSWORD` can say /login PASSWORD and then give commands, which /help lists")
	fs.StringVar(&o.admin, "admin", o.admin, "take commands on this `HOST:PORT` of this computer, such as localhost:8857, from who knows the admin password; 'nc localhost 8857' will do")
	fs.BoolVar(&o.console, "console", o.console, "take commands that are typed here, from standard input")
	fs.StringVar(&o.bans, "bans", o.bans, "keep the list of who is banned in this `FILE`; without one the bans end with the server")
	fs.BoolVar(&o.discovery, "lan", o.discovery, fmt.Sprintf("let players on the local network find this server, over UDP port %d", discovery.Port))
	fs.StringVar(&o.metrics, "metrics", o.metrics, "answer /healthz and /metrics, for Prometheus, on this `HOST:PORT` of this computer, such as localhost:8858")
	fs.StringVar(&o.record, "record", o.record, "write a recording of the game to `FILE`, over what is in it, and of each later level to FILE-2, FILE-3 and so on; - is standard output, for the first level alone; 'clewd replay FILE' verifies it")
	fs.TextVar(&o.logLevel, "log-level", o.logLevel, "log from this `LEVEL` on: debug, which has chat too, info, warn or error")
	fs.StringVar(&o.logFormat, "log-format", o.logFormat, "log in this `FORMAT`: text or json")
	o.netemFlags.Register(fs, "every client's round trip")
	fs.BoolVar(&o.version, "version", false, "print the version and end")
	return fs
}

// fileRules is what may stand in the file of settings, when these flags were given
// in another way.
func fileRules(given map[string]bool) config.KeyRules {
	return config.KeyRules{
		Overridden: func(name string) bool { return given[name] },
		Excluded:   func(name string) bool { return name == "config" || name == "version" },
		IsList:     func(name string) bool { return name == "level" },
	}
}

// parse reads the arguments, the environment, and the file that they name. A
// help that is not empty is to be printed, and no server to be run.
func (o *options) parse(args []string, lookup func(string) (string, bool)) (help string, err error) {
	fs := o.flags()
	err = cli.ParseFlags(fs, args, lookup)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return usageText(fs), nil
	case err != nil:
		return "", fmt.Errorf("%w (clewd -h lists the flags)", err)
	case o.version:
		return cli.VersionLine("clewd"), nil
	}
	if o.config != "" {
		if err := o.readFile(fs); err != nil {
			return "", err
		}
	}
	return "", o.check()
}

// readFile takes over what the file of settings says and nobody else does.
func (o *options) readFile(fs *flag.FlagSet) error {
	settings, problems, err := config.Read(o.config)
	if err != nil {
		return err
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	problems = append(problems, config.Apply(fs, settings, fileRules(given))...)
	if len(problems) == 0 {
		return nil
	}
	config.SortProblems(problems)
	err = errors.New(problems[0].Format(o.config))
	if more := len(problems) - 1; more > 0 {
		err = fmt.Errorf("%w (and %d more; 'clewd config check %s' lists all)", err, more, o.config)
	}
	return err
}

// newHandlerLogger is the log that the options ask for.
func (o *options) newHandlerLogger(w io.Writer) *slog.Logger {
	h := &slog.HandlerOptions{Level: o.logLevel}
	if o.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, h))
	}
	return slog.New(slog.NewTextHandler(w, h))
}

// usageText is what -h prints.
func usageText(fs *flag.FlagSet) string {
	var b strings.Builder
	b.WriteString(`clewd is the server of Clew, a maze that people walk through together.

  clewd                         let people in on port 8856; one can play with
                                'nc localhost 8856' and nothing else
  clewd -level random:7:41x31   in a maze made from the seed 7
  clewd config init FILE        write a file of settings, with comments
  clewd config check FILE       tell what is wrong in one, line by line
  clewd -config FILE            run with the settings in it
  clewd replay FILE             play a recording again and compare every tick

Type 'help' while it runs for the commands that it takes. Ctrl-C or SIGTERM says
goodbye to everybody and ends it; a second one ends it at once. SIGHUP has it
read its settings and levels anew. Flags, each of which can also be set in the
environment (-max-players as CLEW_MAX_PLAYERS):

`)
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
