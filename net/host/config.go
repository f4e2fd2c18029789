package host

import (
	"errors"
	"fmt"
	"log/slog"
	"net"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/wire"
)

// DefaultAddr is where a server listens unless told otherwise.
const DefaultAddr = ":8856"

// What a Config stands for where it is silent.
const (
	DefaultMaxPlayers   = 64
	DefaultSnapshotRate = 30
	DefaultPerAddress   = 64
)

// inputTarget is how many inputs of a client may wait without being hurried.
const inputTarget = 2

// Config is how a Host is set up. Only the Level is needed.
type Config struct {
	// Addr is where to listen, as "host:port"; port 0 takes any that is
	// free, see Host.Addr. Listeners, where there are any, are used instead,
	// and closed at the end.
	Addr      string
	Listeners []net.Listener

	Level        *maze.Level
	Seed         uint64 // for what the rules leave to chance
	Name         string // of the server, as players see it; empty: "Clew"
	MaxPlayers   int    // 1 to sim.MaxPlayers; 0: DefaultMaxPlayers
	SnapshotRate int    // a second, 1 to sim.TickRate; 0: DefaultSnapshotRate
	PerAddress   int    // connections from one address; 0: DefaultPerAddress, below: no bound

	// Flaky is what is done to each client's link, for trying out how a bad
	// wire feels; Up is towards the client. Unless it is a Stream, it treats
	// even TCP as a wire that loses what may be lost.
	Flaky flakylink.Config

	// Record, if not nil, is told the commands of every tick and the World
	// after it, by one goroutine. It must keep neither, and not dawdle.
	Record func(cmds []sim.Command, after *sim.World)

	// Logger gets joins, leaves, refusals, slow ticks, and at debug level
	// chat and connections. Names and texts in it come from strangers; the
	// handlers of slog quote them. nil: nobody is told.
	Logger *slog.Logger
}

// complete fills in the defaults and checks the rest.
func (c *Config) complete() error {
	orElse(&c.Addr, DefaultAddr)
	orElse(&c.Name, "Clew")
	orElse(&c.MaxPlayers, DefaultMaxPlayers)
	orElse(&c.SnapshotRate, DefaultSnapshotRate)
	orElse(&c.PerAddress, DefaultPerAddress)
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
	c.nameLevel()
	return nil
}

// nameLevel sees to it that the level's name can be sent: a level file may have
// characters in it that no message may have.
func (c *Config) nameLevel() {
	if wire.CheckTitle(c.Level.Name) != nil {
		l := *c.Level
		l.Name = wire.CleanText(l.Name)
		c.Level = &l
	}
}

// Interval is how many ticks lie between two snapshots when there are to be
// about so many of them a second.
func Interval(rate int) int { return (sim.TickRate + rate/2) / rate }

func orElse[T comparable](v *T, otherwise T) {
	if *v == *new(T) {
		*v = otherwise
	}
}
