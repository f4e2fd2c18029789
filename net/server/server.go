// Package server runs a game in real time behind listeners. It is the one place
// on the server's side that has a clock, sockets and goroutines.
//
//	listener ─▶ accept ─▶ guest: sniffs the wire mode ─▶ loop: owns the game
//	             door: who may come in                    60 ticks a second
//
// One goroutine, the loop, owns the game and everything in it. A connection has
// a goroutine of its own that finds out what the other end speaks, makes a link
// of it and hands that to the loop; from then on it only waits for the link's
// end. So no client can make a tick wait.
package server

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
	"clew/net/link/tcp"
	"clew/net/session"
	"clew/net/wire"
)

// Server is a running server. Its methods may be called from any goroutine.
type Server struct {
	cfg       Config
	log       *slog.Logger
	listeners []net.Listener
	conns     *connLimiter
	ready     chan readyConn
	calls     chan func() // what the loop is to do, see do
	runtime   atomic.Pointer[RuntimeConfig]
	telemetry *telemetry
	passwords *PasswordLimiter // of the password
	logLimit  *logLimiter      // what strangers make the log say

	// The loop's alone.
	session     *session.Server
	connCount   uint64        // connections so far
	droppedTime durationStats // time that was dropped
	slowTicks   durationStats // ticks over their budget
	allTicks    durationStats // all ticks

	mutedUntil  map[string]time.Time // until when who joins from an address says nothing
	level       *maze.Level
	finished    bool                   // all who are in have found the exit, and Config.OnAllFinished was told
	players     []authority.PlayerInfo // reused
	links       []*tcp.Link            // those that are open, and some that are not any more
	silentConns []silentConn           // those in plain text that have said nothing, and some that are gone

	once   sync.Once
	reason string          // of the end; set before life ends
	ctx    context.Context // ended by Shutdown
	cancel context.CancelFunc
	wg     sync.WaitGroup
	done   chan struct{} // closed when nothing runs any more
}

// Start listens and runs the game until ctx ends or Shutdown is called. The
// error is for people: what was wrong, and what to do.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	if err := cfg.normalize(); err != nil {
		return nil, err
	}
	listeners, err := cfg.openListeners()
	if err != nil {
		return nil, err
	}
	h := &Server{
		cfg:        cfg,
		log:        cfg.Logger,
		listeners:  listeners,
		conns:      newConnLimiter(cfg.MaxPerAddr, cfg.MaxPlayers, cfg.MaxSpectators),
		passwords:  NewPasswordLimiter(),
		ready:      make(chan readyConn),
		calls:      make(chan func()),
		telemetry:  newTelemetry(),
		level:      cfg.Level,
		logLimit:   newLogLimiter(),
		mutedUntil: make(map[string]time.Time),
		done:       make(chan struct{}),
	}
	h.runtime.Store(cfg.runtime())
	h.session = session.NewServer(authority.New(h.authorityConfig()))
	h.updateGauges()
	h.allTicks.everTaken = true // the first tick alone tells nothing
	h.ctx, h.cancel = context.WithCancel(context.Background())
	h.wg.Go(h.loop)
	for _, l := range listeners {
		h.wg.Go(func() { h.accept(l) })
	}
	forget := context.AfterFunc(ctx, func() { h.Shutdown("the server stops") })
	go func() {
		h.wg.Wait()
		forget()
		close(h.done)
	}()
	return h, nil
}

// authorityConfig is how the authority is set up.
func (h *Server) authorityConfig() authority.Config {
	c := &h.cfg
	return authority.Config{
		Level:            c.Level,
		Seed:             c.Seed,
		Name:             c.Name,
		MaxPlayers:       c.MaxPlayers,
		MaxSpectators:    c.MaxSpectators,
		SnapshotInterval: SnapshotInterval(c.SnapshotRate),
		InputQueueTarget: inputQueueTarget,
		IdleTicks:        idleTicks(c.IdleTimeout),
		KeepSlot:         func(label string) bool { return c.KeepLocalPlayers && isLocal(AddrKey(label)) },
		NewToken:         func(sim.ID, uint32) string { return rand.Text() },
		Greeting:         c.Greeting,
		Admit:            h.checkLogin,
		MaySpectate:      h.checkSpectate,
		Commands:         true,
	}
}

// Addr is where the host listens; where there are several listeners, the first.
func (h *Server) Addr() net.Addr { return h.listeners[0].Addr() }

// Shutdown says goodbye to everybody, with the reason, and returns when all
// connections are closed and nothing of the Host runs any more. That takes
// little more than a second, where a client does not read. Called again, it
// only waits.
func (h *Server) Shutdown(reason string) {
	h.once.Do(func() {
		h.reason = wire.CleanText(reason)
		h.cancel()
		for _, l := range h.listeners {
			l.Close()
		}
	})
	<-h.done
}

// Stopping is closed when the Host begins to end.
func (h *Server) Stopping() <-chan struct{} { return h.ctx.Done() }

// Done is closed when nothing of the Host runs any more.
func (h *Server) Done() <-chan struct{} { return h.done }

// openListeners opens the listeners that there are not yet.
func (c *Config) openListeners() ([]net.Listener, error) {
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
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, explainListenError(err))
	}
	return l, nil
}
