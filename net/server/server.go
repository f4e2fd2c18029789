// Package server runs a game in real time behind listeners. On the server's
// side, it alone has a clock, sockets and goroutines.
//
//	listener ─▶ accept ─▶ serveConn: detects the wire mode ─▶ loop: owns the game
//	             connLimiter: limits connections               60 ticks a second
//
// A single goroutine, the loop, owns the game and all its state. Each connection
// has its own goroutine, which detects the client's protocol, makes a link of the
// connection and passes the link to the loop; after that it only waits for the
// link to end. So no client can hold up a tick.
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
	"clew/net/authority"
	"clew/net/link/tcp"
	"clew/net/session"
	"clew/net/wire"
)

// Server is a running server. Its methods are safe for concurrent use.
type Server struct {
	cfg       Config
	log       *slog.Logger
	listeners []net.Listener
	conns     *connLimiter
	ready     chan readyConn
	calls     chan func() // functions to run on the loop, see onLoop
	runtime   atomic.Pointer[RuntimeConfig]
	telemetry *telemetry
	passwords *PasswordLimiter
	logLimit  *logLimiter // for lines that strangers can cause

	pauseWanted, paused atomic.Bool // see SetPaused

	// Owned by the loop.
	session          *session.Server
	connCount        uint64        // connections so far
	ticksSinceAttach int           // ticks since the last of them
	droppedTime      durationStats // skipped because the loop fell behind
	slowTicks        durationStats // those over their budget
	allTicks         durationStats

	mutedUntil  map[string]time.Time // by AddrKey; applies to players who join later
	level       *maze.Level
	players     []authority.PlayerInfo // reused
	links       []*tcp.Link            // some may be closed already
	silentConns []silentConn           // plain text connections without any input yet; some may be closed already

	once   sync.Once
	reason string          // for the shutdown; set before cancel is called
	ctx    context.Context // canceled by Shutdown
	cancel context.CancelFunc
	wg     sync.WaitGroup
	done   chan struct{} // closed when all goroutines have ended
}

// Start listens and runs the game until ctx ends or Shutdown is called. Its
// error tells people what went wrong and what to do about it.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	if err := cfg.normalize(); err != nil {
		return nil, err
	}
	listeners, err := cfg.openListeners()
	if err != nil {
		return nil, err
	}
	s := &Server{
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
	s.runtime.Store(cfg.runtime())
	s.session = session.NewServer(authority.New(s.authorityConfig()))
	if cfg.OnStart != nil {
		cfg.OnStart(s.session.Game.State())
	}
	s.updateGauges()
	s.allTicks.everTaken = true // the first tick alone is no statistic
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.wg.Go(s.loop)
	for _, l := range listeners {
		s.wg.Go(func() { s.accept(l) })
	}
	forget := context.AfterFunc(ctx, func() { s.Shutdown("the server stops") })
	go func() {
		s.wg.Wait()
		forget()
		close(s.done)
	}()
	return s, nil
}

// authorityConfig returns the configuration of the game.
func (s *Server) authorityConfig() authority.Config {
	c := &s.cfg
	return authority.Config{
		Level:            c.Level,
		Seed:             c.Seed,
		Name:             c.Name,
		MaxPlayers:       c.MaxPlayers,
		MaxSpectators:    c.MaxSpectators,
		SnapshotInterval: SnapshotInterval(c.SnapshotRate),
		InputQueueTarget: inputQueueTarget,
		Dark:             c.Dark,
		IdleTicks:        ticksOf(c.IdleTimeout),
		KeepSlot:         func(label string) bool { return c.KeepLocalPlayers && isLocal(AddrKey(label)) },
		NewToken:         func(uint64) string { return rand.Text() },
		OnEntry:          c.OnEntry,
		Rounds:           s.rounds(),
		Records:          c.Records,
		Greeting:         c.Greeting,
		Admit:            s.checkLogin,
		MaySpectate:      s.checkSpectate,
		Commands:         true,
	}
}

// rounds returns how levels follow one another, or nil.
func (s *Server) rounds() *authority.Rounds {
	next := s.cfg.NextLevel
	if next == nil {
		return nil
	}
	return &authority.Rounds{
		TimeLimit: ticksOf(s.cfg.TimeLimit), Intermission: ticksOf(s.cfg.Intermission),
		Next: func() (*maze.Level, uint64) {
			level, seed := next()
			if level != nil {
				s.level = withSendableName(level)
			}
			return s.level, seed
		},
	}
}

// Addr returns the address of the first listener.
func (s *Server) Addr() net.Addr { return s.listeners[0].Addr() }

// IsDark returns Config.Dark.
func (s *Server) IsDark() bool { return s.cfg.Dark }

// Shutdown says goodbye to all clients, with the reason, and returns when all
// connections are closed and all goroutines have ended. With clients that don't
// read, this takes little more than a second. Further calls only wait.
func (s *Server) Shutdown(reason string) {
	s.once.Do(func() {
		s.reason = wire.CleanText(reason)
		s.cancel()
		for _, l := range s.listeners {
			l.Close()
		}
	})
	<-s.done
}

// Stopping returns a channel that is closed when the shutdown begins.
func (s *Server) Stopping() <-chan struct{} { return s.ctx.Done() }

// Done returns a channel that is closed when the shutdown is complete.
func (s *Server) Done() <-chan struct{} { return s.done }

// openListeners returns the configured listeners, or opens one on Addr.
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

// Listen opens a TCP listener. Like Start's, its error is written for people.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, explainListenError(err))
	}
	return l, nil
}
