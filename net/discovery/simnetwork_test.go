package discovery

import (
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// simNetwork is a network in virtual time, with one server and one finder on it. It
// loses what it is told to.
type simNetwork struct {
	now     time.Duration
	server  *testServer
	finder  *search
	delay   time.Duration
	lost    func() bool
	flying  []inFlight
	started time.Duration // when the server did
	stopped time.Duration // when it ends
	asks    time.Duration // when the finder begins
}

// inFlight is a datagram on its way.
type inFlight struct {
	due time.Duration
	up  bool // to the server
	b   []byte
}

const step = time.Millisecond

// run lets time pass until something is so, or until it is too late.
func (e *simNetwork) run(until time.Duration, so func() bool) bool {
	for ; e.now < until; e.now += step {
		if e.running() && (e.now-e.started)%sendInterval == 0 {
			e.send(false, e.server.beaconBytes())
		}
		if e.now >= e.asks && (e.now-e.asks)%sendInterval == 0 {
			if e.now-e.asks >= initialSilence {
				e.send(true, e.finder.query(nil))
			}
			e.finder.tick(e.now, func(_ netip.AddrPort, probe []byte) { e.send(true, probe) })
		}
		e.deliver()
		if so() {
			return true
		}
	}
	return false
}

func (e *simNetwork) running() bool { return e.now >= e.started && e.now < e.stopped }

func (e *simNetwork) send(up bool, b []byte) {
	if b != nil && !e.lost() {
		e.flying = append(e.flying, inFlight{e.now + e.delay, up, b})
	}
}

// deliver hands over what has arrived.
func (e *simNetwork) deliver() {
	for len(e.flying) > 0 && e.flying[0].due <= e.now {
		f := e.flying[0]
		e.flying = e.flying[1:]
		switch {
		case f.up && e.running():
			e.send(false, e.server.answers(e.now, finderAt, f.b))
		case !f.up && e.now >= e.asks:
			e.send(true, e.finder.handle(nil, e.now, e.server.at, f.b))
		}
	}
}

func (e *simNetwork) listed() bool { return len(e.finder.servers(e.now, nil)) > 0 }

// newSimNetwork draws when who comes and goes.
func newSimNetwork(t *rapid.T) *simNetwork {
	ms := func(lo, hi int, what string) time.Duration {
		return time.Duration(rapid.IntRange(lo, hi).Draw(t, what)) * time.Millisecond
	}
	e := &simNetwork{server: newTestServer(2, 1), finder: newTestSearch(), delay: ms(0, 100, "delay"), lost: func() bool { return false }}
	e.started, e.asks = ms(0, 3000, "the server starts"), ms(0, 3000, "the finder starts")
	e.stopped = max(e.started, e.asks) + ms(2500, 9000, "the server stops after")
	return e
}

// The promise: a server appears within 2 s, and the three ways that it takes,
// even when any one datagram is lost and the finder does not call yet, stays while it runs, and is gone within 6 s.
func TestAppearsAndGoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := newSimNetwork(t)
		loss := rapid.IntRange(-1, 8).Draw(t, "the datagram that is lost")
		e.lost = func() bool { loss--; return loss == -1 }
		if !e.run(max(e.started, e.asks)+2*time.Second+3*e.delay+step, e.listed) {
			t.Fatal("not listed 2 s and the way there after both were there")
		}
		if e.run(e.stopped, func() bool { return !e.listed() }) {
			t.Fatalf("gone at %v, but the server runs until %v", e.now, e.stopped)
		}
		// Its last answer may still be on its way.
		if !e.run(e.stopped+e.delay+serverTimeout+step, func() bool { return !e.listed() }) {
			t.Fatalf("still listed %v after its end", e.now-e.stopped)
		}
		if e.run(e.now+5*time.Second, e.listed) {
			t.Fatal("listed again, though it has ended")
		}
		if len(e.finder.routes) > 0 || len(e.finder.routesPerAddr) > 0 {
			t.Fatalf("something is kept of it: %v, %v", e.finder.routes, e.finder.routesPerAddr)
		}
	})
}

// On a network that loses a third of all, a server is listed nearly always.
func TestLossyNetwork(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	e := &simNetwork{server: newTestServer(2, 1), finder: newTestSearch(), delay: 5 * time.Millisecond, stopped: time.Hour}
	e.lost = func() bool { return rng.IntN(3) == 0 }
	seen, all := 0, 0
	e.run(10*time.Minute, func() bool {
		all++
		if e.listed() {
			seen++
		}
		return false
	})
	if part := float64(seen) / float64(all); part < 0.9 {
		t.Errorf("listed for only %.3f of the time", part)
	}
}

// A server and a finder say little to each other.
func TestLogLimiter(t *testing.T) {
	e := &simNetwork{server: newTestServer(2, 1), finder: newTestSearch(), stopped: time.Hour}
	said := 0
	e.lost = func() bool { said++; return false }
	e.run(time.Minute, func() bool { return false })
	// In a second: a beacon, a call, its answer, a probe and its answer.
	if most := 5*60 + 5; said > most {
		t.Errorf("%d datagrams in a minute, want at most %d", said, most)
	}
}
