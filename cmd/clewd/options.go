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

// options hold the values of the flags, which the environment and the config file
// set if the command line does not.
type options struct {
	config        string
	addr          string
	level         string // separated by commas: a rotation
	maxPlayers    int
	maxSpectators int
	snapshotRate  int
	dark          bool
	maxPerAddr    perAddrLimit
	idleTimeout   time.Duration
	timeLimit     time.Duration
	name          string
	motd          string
	password      string
	adminPassword string
	admin         string
	console       bool
	bans          string
	records       string
	discovery     bool
	tracker       string // host:port; empty: none
	metrics       string
	record        string
	logLevel      slog.Level
	logFormat     string
	netemFlags    cli.NetemFlags
	netem         netem.Config // parsed from netemFlags
	version       bool
}

func defaults() options {
	return options{
		addr:          server.DefaultAddr,
		maxPlayers:    server.DefaultMaxPlayers,
		maxSpectators: server.DefaultMaxSpectators,
		snapshotRate:  server.DefaultSnapshotRate,
		maxPerAddr:    half,
		idleTimeout:   server.DefaultIdleTimeout,
		timeLimit:     3 * time.Minute,
		name:          "Clew",
		console:       true,
		discovery:     true,
		logFormat:     "text",
	}
}

// flags returns the flags that set the options.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("clewd", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&o.config, "config", o.config, "read the config `FILE`, whose keys are the names of the flags; flags and the environment override it")
	fs.StringVar(&o.addr, "addr", o.addr, "listen on `HOST:PORT`; without a host on all addresses, with port 0 on any free port")
	fs.StringVar(&o.level, "level", o.level, "play this `LEVEL` again and again: "+strings.Join(cli.LevelNames(), ", ")+", the path of a level file, or random:SEED:WxH; or several, separated by commas, in turn; without this flag all these levels are played, then random ones that grow")
	cli.DurationVar(fs, &o.timeLimit, "time-limit", o.timeLimit, "once the first player has reached the exit, the others have this `TIME`, such as 90s, until the next level begins; 0 lets them take theirs")
	fs.IntVar(&o.maxSpectators, "max-spectators", o.maxSpectators, fmt.Sprintf("let `N` spectators in, who watch and queue for a place while the game is full, 0 to %d", sim.MaxPlayers))
	fs.IntVar(&o.maxPlayers, "max-players", o.maxPlayers, fmt.Sprintf("let `N` players in, 1 to %d", sim.MaxPlayers))
	fs.IntVar(&o.snapshotRate, "snapshot-rate", o.snapshotRate, fmt.Sprintf("send about `N` snapshots a second, 1 to %d", sim.TickRate))
	fs.BoolVar(&o.dark, "dark", o.dark, "have players see only the parts of the maze that they have found, and others only where they see; clients are asked to, not forced")
	fs.Var(&o.maxPerAddr, "max-per-address", fmt.Sprintf("let `N` players and spectators in from one address; half means half of max-players, but at least %d; 0 means no limit; this computer has no limit", server.DefaultMaxPerAddr(1)))
	cli.DurationVar(fs, &o.idleTimeout, "idle", o.idleTimeout, "after this `TIME` without input, such as 5m, a player no longer holds up the next level and may lose its place to the queue; 0 turns this off")
	fs.StringVar(&o.name, "name", o.name, "`NAME` of the server, shown to players")
	fs.StringVar(&o.motd, "motd", o.motd, "send this `TEXT` to each new player")
	fs.StringVar(&o.password, "password", o.password, "require this `PASSWORD` of players; other users of this computer can see flags, so put it into the config file")
	fs.StringVar(&o.adminPassword, "admin-password", o.adminPassword, "`PASSWORD` of administrators: players type /login PASSWORD and then commands; /help lists them")
	fs.StringVar(&o.admin, "admin", o.admin, "accept admin commands on this local `HOST:PORT`, such as localhost:8857, after the admin password; connect with 'nc localhost 8857'")
	fs.BoolVar(&o.console, "console", o.console, "accept commands from standard input")
	fs.StringVar(&o.bans, "bans", o.bans, "keep the bans in this `FILE`; without it they end with the server")
	fs.StringVar(&o.records, "records", o.records, "keep the best time of each level in this `FILE`; without it they end with the server")
	fs.BoolVar(&o.discovery, "lan", o.discovery, fmt.Sprintf("announce this server on the local network, over UDP port %d", discovery.Port))
	fs.StringVar(&o.tracker, "tracker", o.tracker, "announce this server on the internet to the tracker at `HOST`, or HOST:PORT; see 'clewd tracker -h'")
	fs.StringVar(&o.metrics, "metrics", o.metrics, "serve /healthz and, for Prometheus, /metrics on this local `HOST:PORT`, such as localhost:8858")
	fs.StringVar(&o.record, "record", o.record, "record the first level to `FILE`, and later ones to FILE-2, FILE-3 and so on, replacing existing files; - is standard output, for the first level only; 'clewd replay FILE' verifies a recording")
	fs.TextVar(&o.logLevel, "log-level", o.logLevel, "log from this `LEVEL` on: debug (includes chat), info, warn or error")
	fs.StringVar(&o.logFormat, "log-format", o.logFormat, "log `FORMAT`: text or json")
	o.netemFlags.Register(fs, "each client's round trip")
	fs.BoolVar(&o.version, "version", false, "print the version and exit")
	return fs
}

// fileRules returns which keys a config file may have and which are overridden by
// given flags.
func fileRules(given map[string]bool) config.KeyRules {
	return config.KeyRules{
		Overridden: func(name string) bool { return given[name] },
		Excluded:   func(name string) bool { return name == "config" || name == "version" },
		IsList:     func(name string) bool { return name == "level" },
	}
}

// parse reads the arguments, the environment and the config file. A non-empty help
// text is to be printed instead of running a server.
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

// readFile sets the options that the config file has and that are not overridden.
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

// newHandlerLogger returns a logger with the options' format and level.
func (o *options) newHandlerLogger(w io.Writer) *slog.Logger {
	h := &slog.HandlerOptions{Level: o.logLevel}
	if o.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, h))
	}
	return slog.New(slog.NewTextHandler(w, h))
}

// usageText returns what -h prints.
func usageText(fs *flag.FlagSet) string {
	var b strings.Builder
	b.WriteString(`clewd is the dedicated server of Clew, a multiplayer maze game.

  clewd                         run a server on port 8856; players can join with
                                nothing but 'nc localhost 8856'
  clewd -level random:7:41x31   play a maze generated from the seed 7
  clewd config init FILE        write a commented config file
  clewd config check FILE       report mistakes in a config file, line by line
  clewd -config FILE            run with a config file
  clewd replay FILE             replay a recording and verify every tick
  clewd tracker                 run a tracker, a list of games on the internet

Type 'help' while it runs to list the commands. Ctrl-C or SIGTERM says goodbye to
all players and exits; a second one exits at once. SIGHUP reloads the settings,
the levels and the ban list. Flags, each of which can also be set in the
environment (-max-players as CLEW_MAX_PLAYERS):

`)
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
