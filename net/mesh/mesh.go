// Package mesh plays a game without a server in real time: it drives a session.Mesh
// with the clock, and gives it sockets. It listens, dials, and has itself found on the
// local networks.
//
//	mesh.go       the running peer, and its loop
//	accept.go     links of those who dial: peers, people with plain text, lecture peers
//	dial.go       links to others
//	neighbours.go the local networks
//	tracked.go    the tracker
package mesh

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"time"

	"clew/engine/sim"
	"clew/net/link/tcp"
	"clew/net/replica"
	"clew/net/session"
)

// Config configures a Mesh.
type Config struct {
	// Listen is the address to listen on: ":8856", or with another port if that is
	// taken, unless Strict. Empty: nobody can dial this peer.
	Listen string
	Strict bool // a port that is taken is an error

	Session session.MeshConfig // its Port is filled in

	Join      []string // what to dial at first: anything that dial.ParseAddr understands
	Named     string   // … and the name of a game to join that is found by Broadcast; may be empty
	Broadcast bool     // be found on the local networks, and find peers there

	// Tracker is the tracker, host:port, that lists the game if others can dial this
	// peer; empty: none. OnListed, which may be nil, is called as OnChange of a
	// tracker.Advertisement is.
	Tracker  string
	OnListed func(listed netip.AddrPort, err error)

	Log *slog.Logger // nil: no log
}

// Mesh is a running peer. Its methods may be called from any goroutine.
type Mesh struct {
	cfg      Config
	log      *slog.Logger
	started  time.Time
	listener net.Listener // nil: none
	ctx      context.Context
	cancel   context.CancelFunc // ends all goroutines but the loop
	wg       sync.WaitGroup     // of those
	events   chan func(s *session.Mesh, now time.Duration)
	leave    chan struct{}
	done     chan struct{}
	once     sync.Once
	pending  pending
	lecture  lecturePeers

	mu      sync.Mutex // guards what follows
	session *session.Mesh
	keys    sim.Input
	keysAt  time.Time
}

const (
	// keysCount is how long the keys of SetKeys are held, if it is not called again: a
	// window that is hidden or dragged must not let its player run on.
	keysCount = 250 * time.Millisecond

	leaveTimeout = 4 * time.Second // for the others' decision
)

// Start starts a peer, which plays until Close. The error says why it cannot listen.
func Start(cfg Config) (*Mesh, error) {
	m := &Mesh{
		cfg: cfg, log: cmp.Or(cfg.Log, slog.New(slog.DiscardHandler)), started: time.Now(),
		events: make(chan func(*session.Mesh, time.Duration)), leave: make(chan struct{}), done: make(chan struct{}),
	}
	m.ctx, m.cancel = context.WithCancel(context.Background())
	if err := m.listen(); err != nil {
		return nil, err
	}
	m.cfg.Session.Port = m.Addr().Port()
	m.session = session.NewMesh(m.cfg.Session)
	if m.listener != nil {
		m.log.Info("listening", "addr", m.listener.Addr().String())
		m.wg.Go(m.accept)
	}
	for _, addr := range cfg.Join {
		m.wg.Go(func() { m.resolve(addr) })
	}
	if cfg.Broadcast {
		m.wg.Go(m.meetNeighbours)
	}
	if cfg.Tracker != "" && m.listener != nil {
		m.wg.Go(m.announceToTracker)
	}
	go m.run()
	return m, nil
}

// listen opens the listener.
func (m *Mesh) listen() error {
	if m.cfg.Listen == "" {
		return nil
	}
	var err error
	m.listener, err = net.Listen("tcp", m.cfg.Listen)
	if tcp.IsErrno(err, syscall.EADDRINUSE, 10048) && !m.cfg.Strict {
		host, _, splitErr := net.SplitHostPort(m.cfg.Listen)
		if splitErr != nil {
			return splitErr
		}
		m.log.Warn("the port is taken, taking another", "addr", m.cfg.Listen)
		m.listener, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	return err
}

// run ticks until Close, and then until the others have decided.
func (m *Mesh) run() {
	defer close(m.done)
	defer m.end()
	var clock session.TickClock
	timer := time.NewTimer(0)
	defer timer.Stop()
	leave := m.leave
	var leavesAt time.Duration // 0: it stays
	for {
		select {
		case <-leave:
			leave, leavesAt = nil, m.Now()
			m.Do((*session.Mesh).Leave)
			continue
		case f := <-m.events:
			m.Do(func(s *session.Mesh) { f(s, m.Now()) })
			continue
		case <-timer.C:
		}
		now := m.Now()
		due, _ := clock.Due(now)
		for range due {
			m.tick(now)
		}
		if leavesAt > 0 && (now-leavesAt >= leaveTimeout || m.gone()) {
			return
		}
		timer.Reset(clock.UntilNext(m.Now()))
	}
}

// end frees everything.
func (m *Mesh) end() {
	m.Do((*session.Mesh).Close)
	m.cancel()
	if m.listener != nil {
		m.listener.Close()
	}
	m.wg.Wait()
}

func (m *Mesh) gone() (gone bool) {
	m.Do(func(s *session.Mesh) { gone = s.Gone() })
	return gone
}

// tick carries out a tick.
func (m *Mesh) tick(now time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, addr := range m.session.Dials(now) {
		m.wg.Go(func() { m.dial(addr) })
	}
	keys := m.keys
	if time.Since(m.keysAt) > keysCount {
		keys = 0
	}
	m.session.Tick(now, keys)
}

// tell has the loop call f, and returns false if the loop has ended.
func (m *Mesh) tell(f func(s *session.Mesh, now time.Duration)) bool {
	select {
	case m.events <- f:
		return true
	case <-m.ctx.Done():
		return false
	case <-m.done:
		return false
	}
}

// SetKeys says which keys are held, at least ten times a second while any are.
func (m *Mesh) SetKeys(keys sim.Input) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keys, m.keysAt = keys, time.Now()
}

// Do calls f with the session while nothing else uses it. f must be quick, and keep
// nothing of the session.
func (m *Mesh) Do(f func(s *session.Mesh)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f(m.session)
}

// View fills v with what to show now.
func (m *Mesh) View(v *replica.View) {
	m.Do(func(s *session.Mesh) { s.View(m.Now(), v) })
}

// Now returns the time on the clock of the session.
func (m *Mesh) Now() time.Duration { return time.Since(m.started) }

// Addr returns the address that it listens on, or an invalid one if it does not.
func (m *Mesh) Addr() netip.AddrPort {
	if m.listener == nil {
		return netip.AddrPort{}
	}
	return m.listener.Addr().(*net.TCPAddr).AddrPort()
}

// Learn tells the Mesh of more addresses at which peers may be dialed.
func (m *Mesh) Learn(addrs ...netip.AddrPort) {
	m.Do(func(s *session.Mesh) { s.Learn(addrs...) })
}

// Close leaves the game, plays on until the others have decided, for at most four
// seconds, and frees everything.
func (m *Mesh) Close() error {
	m.once.Do(func() { close(m.leave) })
	<-m.done
	return nil
}

// errClosing means that the Mesh closes.
var errClosing = errors.New("mesh: closing")
