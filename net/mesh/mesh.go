// Package mesh plays a game without a server in real time: it drives a session.Mesh
// with the clock. It has no sockets yet, so that its peer plays alone.
package mesh

import (
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/session"
)

// Config configures a Mesh.
type Config struct {
	// Listen is the address to listen on: ":8856", or with another port if that is
	// taken, unless Strict.
	Listen string
	Strict bool // a port that is taken is an error

	Session session.MeshConfig // its Port is filled in

	Join      []string // addresses to dial at first: HOST:PORT, or HOST
	Broadcast bool     // be found on the local networks, and find peers there
	Log       *slog.Logger
}

// Mesh is a running peer. Its methods may be called from any goroutine.
type Mesh struct {
	started time.Time
	stop    chan struct{}
	done    chan struct{}
	once    sync.Once

	mu      sync.Mutex // guards what follows
	session *session.Mesh
	keys    sim.Input
	keysAt  time.Time
}

// keysCount is how long the keys of SetKeys are held, if it is not called again: a
// window that is hidden or dragged must not let its player run on.
const keysCount = 250 * time.Millisecond

// Start starts a peer, which plays until Close.
func Start(cfg Config) (*Mesh, error) {
	m := &Mesh{started: time.Now(), stop: make(chan struct{}), done: make(chan struct{}), session: session.NewMesh(cfg.Session)}
	go m.run()
	return m, nil
}

// run ticks until Close.
func (m *Mesh) run() {
	defer close(m.done)
	var clock session.TickClock
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-m.stop:
			return
		case <-timer.C:
		}
		now := time.Since(m.started)
		due, _ := clock.Due(now)
		for range due {
			m.tick(now)
		}
		timer.Reset(clock.UntilNext(time.Since(m.started)))
	}
}

func (m *Mesh) tick(now time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	keys := m.keys
	if time.Since(m.keysAt) > keysCount {
		keys = 0
	}
	m.session.Tick(now, keys)
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

// Addr returns the address that it listens on.
func (m *Mesh) Addr() netip.AddrPort { return netip.AddrPort{} }

// Learn tells the Mesh of more addresses at which peers may be dialed.
func (m *Mesh) Learn(addrs ...netip.AddrPort) {
	m.Do(func(s *session.Mesh) { s.Learn(addrs...) })
}

// Close leaves the game, plays on until the others have decided, for at most four
// seconds, and frees everything.
func (m *Mesh) Close() error {
	m.once.Do(func() { close(m.stop) })
	<-m.done
	return nil
}
