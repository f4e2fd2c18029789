package server

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"time"

	"golang.org/x/text/unicode/norm"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// DefaultAddr is the default address to listen on.
const DefaultAddr = ":8856"

// Defaults of a Config.
const (
	DefaultMaxPlayers    = 64
	DefaultSnapshotRate  = 30
	DefaultMaxSpectators = 16
	DefaultIdleTimeout   = 5 * time.Minute
)

// minPerAddr is the minimum of DefaultMaxPerAddr: enough for a household.
const minPerAddr = 4

// DefaultMaxPerAddr returns the default limit of players from one address: half
// of all places, so that nobody fills a server alone, but at least minPerAddr.
func DefaultMaxPerAddr(maxPlayers int) int { return max(maxPlayers/2, minPerAddr) }

// inputQueueTarget is the length up to which input queues are not sped up.
const inputQueueTarget = 2

// Config configures a Server. Only Level is required.
type Config struct {
	// Addr is the "host:port" to listen on; port 0 picks a free one, see
	// Server.Addr. If there are any Listeners, they are used instead, and
	// closed on shutdown.
	Addr      string
	Listeners []net.Listener

	Level         *maze.Level
	Seed          uint64 // for everything random in the game
	Name          string // shown to players; default "Clew"
	MaxPlayers    int    // 1 to sim.MaxPlayers; default DefaultMaxPlayers
	SnapshotRate  int    // per second, 1 to sim.TickRate; default DefaultSnapshotRate
	MaxSpectators int    // default DefaultMaxSpectators; negative: none
	Dark          bool   // tell clients to show a player only what it has found
	Password      string // required of players unless empty
	Greeting      string // sent to each new player unless empty

	// MaxPerAddr limits the players and spectators from one address; some more
	// connections may be open. The default is DefaultMaxPerAddr; a negative value
	// lifts the limit. It does not apply to this computer: its users need no
	// network to harm the server, and behind a tunnel or a proxy everybody
	// comes from here.
	MaxPerAddr int

	// IdleTimeout is how long a player may go without input before the next
	// level stops waiting for it and its place may be given to somebody else.
	// The default is DefaultIdleTimeout; a negative value lifts the limit. With
	// KeepLocalPlayers, players on this computer always keep their places.
	IdleTimeout      time.Duration
	KeepLocalPlayers bool

	// CheckBan, if not nil, reports whether an address (see AddrKey) is banned,
	// and the message for it. OnCommand, if not nil, takes a player's chat line
	// that begins with a slash, without the slash; it returns false if it is
	// busy.
	//
	// They are called on the server's goroutines: they must not block, nor
	// call the Server.
	CheckBan  func(addr string, now time.Time) (text string, banned bool)
	OnCommand func(sender CommandSender, line string) bool

	// NextLevel, if not nil, returns the level that begins when everybody is out, or
	// the TimeLimit is over, and its seed. It is called on the loop and must return
	// within milliseconds. TimeLimit is how long the others have once the first
	// player is out; 0: as long as they like. Intermission is the time between the
	// last player's exit and the next level; 0: authority.DefaultIntermission.
	// Records, if not nil, keeps the best times; its methods are called on the loop.
	NextLevel    func() (*maze.Level, uint64)
	TimeLimit    time.Duration
	Intermission time.Duration
	Records      authority.Records

	// Netem simulates a bad network on each client's link; Up is towards the
	// client. Unless it is a Stream, packets may be lost even over TCP.
	Netem netem.Config

	// OnStart, if not nil, is called by Start with the game before its first
	// entry, and OnEntry with each entry that was committed and applied. The
	// arguments are valid during the call. Both run in the loop or before it.
	OnStart func(s *game.State)
	OnEntry func(e *game.Entry, after *game.State)

	// Logger gets joins, leaves, refusals and slow ticks, and at debug level
	// chat and connections. Names and texts in it come from strangers; slog's
	// handlers quote them. The default discards everything.
	Logger *slog.Logger
}

// normalize fills in the defaults and validates the rest.
func (c *Config) normalize() error {
	c.Addr = cmp.Or(c.Addr, DefaultAddr)
	c.Name = cmp.Or(c.Name, "Clew")
	c.MaxPlayers = cmp.Or(c.MaxPlayers, DefaultMaxPlayers)
	c.SnapshotRate = cmp.Or(c.SnapshotRate, DefaultSnapshotRate)
	c.MaxPerAddr = cmp.Or(c.MaxPerAddr, DefaultMaxPerAddr(c.MaxPlayers))
	c.MaxSpectators = cmp.Or(c.MaxSpectators, DefaultMaxSpectators)
	c.IdleTimeout = cmp.Or(c.IdleTimeout, DefaultIdleTimeout)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Level == nil || c.Level.Maze == nil {
		return errors.New("no level given")
	}
	if c.MaxPlayers < 1 || c.MaxPlayers > sim.MaxPlayers {
		return fmt.Errorf("the maximum number of players is %d; it must be from 1 to %d", c.MaxPlayers, sim.MaxPlayers)
	}
	if c.SnapshotRate < 1 || c.SnapshotRate > sim.TickRate {
		return fmt.Errorf("the snapshot rate is %d per second; it must be from 1 to %d", c.SnapshotRate, sim.TickRate)
	}
	if err := wire.CheckTitle(c.Name); err != nil {
		return fmt.Errorf("invalid server name: %w", err)
	}
	c.Password = norm.NFC.String(c.Password)
	if f := wire.Check(&wire.Hello{Version: wire.Version, Password: c.Password}); f != nil {
		return fmt.Errorf("invalid password: %w", f)
	}
	if err := wire.CheckText(c.Greeting); err != nil {
		return fmt.Errorf("invalid greeting: %w", err)
	}
	c.Level = withSendableName(c.Level)
	return nil
}

// withSendableName returns the level, renamed if no message can carry its name:
// level files may contain characters that messages may not.
func withSendableName(l *maze.Level) *maze.Level {
	if wire.CheckTitle(l.Name) == nil {
		return l
	}
	named := *l
	named.Name = wire.CleanText(l.Name)
	return &named
}

// SnapshotInterval returns the number of ticks between snapshots that comes
// closest to a rate per second.
func SnapshotInterval(rate int) int { return (sim.TickRate + rate/2) / rate }

// ticksOf converts an IdleTimeout or a TimeLimit to ticks; 0 means no limit.
func ticksOf(d time.Duration) sim.Tick {
	return sim.Tick(min(max(d/replica.TickDuration, 0), math.MaxInt32))
}
