// Package host runs a game in real time behind listeners. It is the one place
// on the server's side that has a clock, sockets and goroutines.
//
//	listener ─▶ accept ─▶ guest: sniffs the wire mode ─▶ loop: owns the game
//	             door: who may come in                    60 ticks a second
//
// One goroutine, the loop, owns the game and everything in it. A connection has
// a goroutine of its own that finds out what the other end speaks, makes a link
// of it and hands that to the loop; from then on it only waits for the link's
// end. So no client can make a tick wait.
package host

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/endpoint"
	"clew/net/host/guess"
	"clew/net/link/tcplink"
	"clew/net/wire"
)

// Host is a running server. Its methods may be called from any goroutine.
type Host struct {
	cfg       Config
	log       *slog.Logger
	listeners []net.Listener
	door      *door
	arrivals  chan arrival
	asks      chan func() // what the loop is to do, see do
	rules     atomic.Pointer[Rules]
	gauge     *gauge
	guard     *guess.Guard // of the password
	quiet     *quiet       // what strangers make the log say

	// The loop's alone.
	server *endpoint.Server
	seats  uint64 // connections so far
	behind tally  // time that was dropped
	slow   tally  // ticks over their budget
	usual  tally  // all ticks

	mutes    map[string]time.Time // until when who joins from an address says nothing
	level    *maze.Level
	finished bool               // all who are in have found the exit, and Config.Finished was told
	people   []authority.Person // reused
	links    []*tcplink.Link    // those that are open, and some that are not any more
	silent   []silent           // those in plain text that have said nothing, and some that are gone

	once   sync.Once
	reason string          // of the end; set before life ends
	life   context.Context // ended by Shutdown
	end    context.CancelFunc
	work   sync.WaitGroup
	done   chan struct{} // closed when nothing runs any more
}

// Start listens and runs the game until ctx ends or Shutdown is called. The
// error is for people: what was wrong, and what to do.
func Start(ctx context.Context, cfg Config) (*Host, error) {
	if err := cfg.complete(); err != nil {
		return nil, err
	}
	listeners, err := cfg.listen()
	if err != nil {
		return nil, err
	}
	h := &Host{
		cfg:       cfg,
		log:       cfg.Logger,
		listeners: listeners,
		door:      newDoor(cfg.PerAddress, cfg.MaxPlayers, cfg.MaxWatchers),
		guard:     guess.New(),
		arrivals:  make(chan arrival),
		asks:      make(chan func()),
		gauge:     newGauge(),
		level:     cfg.Level,
		quiet:     newQuiet(),
		mutes:     make(map[string]time.Time),
		done:      make(chan struct{}),
	}
	h.rules.Store(cfg.rules())
	h.server = endpoint.NewServer(authority.New(h.game()))
	h.look()
	h.usual.ever = true // the first tick alone tells nothing
	h.life, h.end = context.WithCancel(context.Background())
	h.work.Go(h.loop)
	for _, l := range listeners {
		h.work.Go(func() { h.accept(l) })
	}
	forget := context.AfterFunc(ctx, func() { h.Shutdown("the server stops") })
	go func() {
		h.work.Wait()
		forget()
		close(h.done)
	}()
	return h, nil
}

// game is how the authority is set up.
func (h *Host) game() authority.Config {
	c := &h.cfg
	return authority.Config{
		Level:       c.Level,
		Seed:        c.Seed,
		Name:        c.Name,
		MaxPlayers:  c.MaxPlayers,
		MaxWatchers: c.MaxWatchers,
		Interval:    Interval(c.SnapshotRate),
		Target:      inputTarget,
		Idle:        idleTicks(c.Idle),
		KeepsPlace:  func(label string) bool { return c.HostStays && local(Origin(label)) },
		NewToken:    func(sim.ID, uint32) string { return rand.Text() },
		Greeting:    c.Greeting,
		Admit:       h.admit,
		MayWatch:    h.mayWatch,
		Muted:       func(c *authority.Client) sim.Tick { return h.tickAt(h.mutes[Origin(c.Label())]) },
		Command:     h.command,
		Entered:     func(c *authority.Client) { h.door.entered(c.Label()) },
		Record:      c.Record,
		Relevel:     c.Relevel,
		Met:         c.Met,
	}
}

// Addr is where the host listens; where there are several listeners, the first.
func (h *Host) Addr() net.Addr { return h.listeners[0].Addr() }

// Shutdown says goodbye to everybody, with the reason, and returns when all
// connections are closed and nothing of the Host runs any more. That takes
// little more than a second, where a client does not read. Called again, it
// only waits.
func (h *Host) Shutdown(reason string) {
	h.once.Do(func() {
		h.reason = wire.CleanText(reason)
		h.end()
		for _, l := range h.listeners {
			l.Close()
		}
	})
	<-h.done
}

// Ending is closed when the Host begins to end.
func (h *Host) Ending() <-chan struct{} { return h.life.Done() }

// Done is closed when nothing of the Host runs any more.
func (h *Host) Done() <-chan struct{} { return h.done }

// listen opens the listeners that there are not yet.
func (c *Config) listen() ([]net.Listener, error) {
	if len(c.Listeners) > 0 {
		return c.Listeners, nil
	}
	l, err := Listen(c.Addr)
	if err != nil {
		return nil, err
	}
	return []net.Listener{l}, nil
}

// Listen opens a TCP listener. The error is for people, as that of Start.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, explain(err))
	}
	return l, nil
}
