package server

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"time"

	"golang.org/x/text/unicode/norm"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// DefaultAddr is where a server listens unless told otherwise.
const DefaultAddr = ":8856"

// What a Config stands for where it is silent.
const (
	DefaultMaxPlayers    = 64
	DefaultSnapshotRate  = 30
	DefaultMaxSpectators = 16
	DefaultIdleTimeout   = 5 * time.Minute
)

// minPerAddr is what one address may have where half of all places is less: a
// household.
const minPerAddr = 4

// DefaultMaxPerAddr is how many of so many places one address may have unless
// another bound is set: half of them, so that nobody fills a server alone, but at
// least minPerAddr.
func DefaultMaxPerAddr(maxPlayers int) int { return max(maxPlayers/2, minPerAddr) }

// inputQueueTarget is how many inputs of a client may wait without being hurried.
const inputQueueTarget = 2

// Config is how a Host is set up. Only the Level is needed.
type Config struct {
	// Addr is where to listen, as "host:port"; port 0 takes any that is
	// free, see Server.Addr. Listeners, where there are any, are used instead,
	// and closed at the end.
	Addr      string
	Listeners []net.Listener

	Level         *maze.Level
	Seed          uint64 // for what the rules leave to chance
	Name          string // of the server, as players see it; empty: "Clew"
	MaxPlayers    int    // 1 to sim.MaxPlayers; 0: DefaultMaxPlayers
	SnapshotRate  int    // a second, 1 to sim.TickRate; 0: DefaultSnapshotRate
	MaxSpectators int    // who have no player; 0: DefaultMaxSpectators, below: none
	Password      string // that players must know; empty: none
	Greeting      string // for each new player; may be empty

	// MaxPerAddr is how many may play or watch from one address, and spare
	// more may be connected; 0: DefaultMaxPerAddr, below: no bound. From this
	// computer itself all may: who is on it needs no network to harm it, and
	// behind a tunnel or a proxy everybody comes from there.
	MaxPerAddr int

	// IdleTimeout is for how long a player may press nothing until the next level does
	// not wait for it, and its place is for whoever waits for one; 0:
	// DefaultIdleTimeout, below: for ever. With HostStays, players of this computer
	// keep their places.
	IdleTimeout      time.Duration
	KeepLocalPlayers bool

	// CheckBan, if not nil, reports that an address (see Origin) may not play
	// here, and what it is to be told. Command, if not nil, is given what a
	// player says that begins with a slash, without that; it reports false
	// when it is too busy. Finished, if not nil, is told when all who are in
	// have found the exit; again, if others came in later and have too.
	//
	// They are called from the midst of things: they must not wait for
	// anything, nor call the Host.
	CheckBan      func(origin string, now time.Time) (text string, is bool)
	OnCommand     func(who CommandSender, line string) bool
	OnAllFinished func()

	// Netem is what is done to each client's link, for trying out how a bad
	// wire feels; Up is towards the client. Unless it is a Stream, it treats
	// even TCP as a wire that loses what may be lost.
	Netem netem.Config

	// OnTick, if not nil, is told the commands of every tick and the World
	// after it, by one goroutine. It must keep neither, and not dawdle.
	OnTick func(cmds []sim.Command, after *sim.World)

	// OnLevelChange, if not nil, is told of a new level before Record is told of its
	// first tick, which follows this one.
	OnLevelChange func(l *maze.Level, seed uint64, now sim.Tick)

	// OnPlayerInfo, if not nil, is told who a player is, in each level and whenever
	// its name or look change, see authority.Config.OnPlayerInfo.
	OnPlayerInfo func(*wire.PlayerInfo)

	// Logger gets joins, leaves, refusals, slow ticks, and at debug level
	// chat and connections. Names and texts in it come from strangers; the
	// handlers of slog quote them. nil: nobody is told.
	Logger *slog.Logger
}

// normalize fills in the defaults and checks the rest.
func (c *Config) normalize() error {
	orElse(&c.Addr, DefaultAddr)
	orElse(&c.Name, "Clew")
	orElse(&c.MaxPlayers, DefaultMaxPlayers)
	orElse(&c.SnapshotRate, DefaultSnapshotRate)
	orElse(&c.MaxPerAddr, DefaultMaxPerAddr(c.MaxPlayers))
	orElse(&c.MaxSpectators, DefaultMaxSpectators)
	orElse(&c.IdleTimeout, DefaultIdleTimeout)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Level == nil || c.Level.Maze == nil {
		return errors.New("there is no level to play; give one")
	}
	if c.MaxPlayers < 1 || c.MaxPlayers > sim.MaxPlayers {
		return fmt.Errorf("%d players at most cannot be; give a number from 1 to %d", c.MaxPlayers, sim.MaxPlayers)
	}
	if c.SnapshotRate < 1 || c.SnapshotRate > sim.TickRate {
		return fmt.Errorf("%d snapshots a second cannot be; give a number from 1 to %d", c.SnapshotRate, sim.TickRate)
	}
	if err := wire.CheckTitle(c.Name); err != nil {
		return fmt.Errorf("the server cannot have this name: %w", err)
	}
	c.Password = norm.NFC.String(c.Password)
	if f := wire.Check(&wire.Hello{Version: wire.Version, Password: c.Password}); f != nil {
		return fmt.Errorf("the server cannot have this password: %w", f)
	}
	if err := wire.CheckText(c.Greeting); err != nil {
		return fmt.Errorf("the server cannot greet with this: %w", err)
	}
	c.Level = withSendableName(c.Level)
	return nil
}

// withSendableName is the level with a name that can be sent: a level file may have
// characters in it that no message may have.
func withSendableName(l *maze.Level) *maze.Level {
	if wire.CheckTitle(l.Name) == nil {
		return l
	}
	named := *l
	named.Name = wire.CleanText(l.Name)
	return &named
}

// SnapshotInterval is how many ticks lie between two snapshots when there are to be
// about so many of them a second.
func SnapshotInterval(rate int) int { return (sim.TickRate + rate/2) / rate }

// idleTicks is an Idle in ticks, 0 without a bound.
func idleTicks(d time.Duration) sim.Tick {
	return sim.Tick(min(max(d/replica.TickDuration, 0), math.MaxInt32))
}

func orElse[T comparable](v *T, otherwise T) {
	if *v == *new(T) {
		*v = otherwise
	}
}
