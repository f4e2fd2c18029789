package discovery

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"clew/net/wire"
)

// Advertisement is what a server wants to be known. Game and Info are needed.
type Advertisement struct {
	// GameAddr is where the game listens for TCP. Without an address, or with
	// one that stands for all, it is announced on every network; otherwise on
	// the one that has this address.
	GameAddr netip.AddrPort

	// Info is asked each time that something is sent, by any goroutine.
	Info func() Info

	// OnError, if not nil, is told what does not work, in a sentence, each
	// problem once, by any goroutine.
	OnError func(error)

	overrides
}

// overrides is what tests have otherwise; what is zero is as usual.
type overrides struct {
	port         uint16
	version      uint32
	listNetworks func() (networks, error)
	acceptsDial  func(own netip.Addr) bool // whether lecture peers can connect
}

func (s *overrides) setDefaults() {
	if s.port == 0 {
		s.port = Port
	}
	if s.version == 0 {
		s.version = wire.Version
	}
	if s.listNetworks == nil {
		s.listNetworks = listNetworks
	}
	if s.acceptsDial == nil {
		s.acceptsDial = acceptsDial
	}
}

// Announcer announces a server until it is closed. Its methods may be called from
// any goroutine.
type Announcer struct {
	ad     Advertisement
	runner runner

	mu        sync.Mutex // guards crier
	responder responder
}

// Announce tells the networks of a server. The error says why that is not
// possible at all, in a sentence; less than that goes to Tell.
func Announce(a Advertisement) (*Announcer, error) {
	a.setDefaults()
	game := a.GameAddr.Addr().Unmap()
	if a.GameAddr.Port() == 0 {
		return nil, errors.New("lan: a game without a port cannot be announced")
	}
	at := netip.IPv4Unspecified()
	switch {
	case game.Is4():
		at = game // then answers come from there, too
	case game.IsValid() && !game.IsUnspecified():
		return nil, fmt.Errorf("the local network does not hear of this server: %w", &Error{Kind: NoIPv4, Target: game.String()})
	}
	own, err := openSocket(netip.AddrPortFrom(at, 0), false)
	if err != nil {
		return nil, fmt.Errorf("the local network does not hear of this server: %w", &Error{Kind: NoSocket, Err: err})
	}
	b := &Announcer{
		ad:        a,
		runner:    runner{overrides: a.overrides, gamePort: a.GameAddr.Port(), unicast: own, problems: errorLog{onError: a.OnError}, started: time.Now()},
		responder: responder{version: a.version, port: a.GameAddr.Port(), limiter: newRateLimiter(answersPerAddr)},
	}
	rand.Read(b.responder.id[:])
	b.refreshNetworks()
	b.runner.start(b.handle, b.sendBeacon)
	return b, nil
}

// sendBeacon sends a beacon to each network that there is now.
func (b *Announcer) sendBeacon() {
	near := b.refreshNetworks()
	if len(near) == 0 {
		b.runner.problems.add(errNoNetwork)
	}
	info := b.ad.Info()
	b.mu.Lock()
	msg := b.responder.beacon(nil, info)
	b.mu.Unlock()
	b.runner.broadcast(near, msg)
}

// refreshNetworks sees which networks there are now. When the system does not tell, those
// are left that it told of last.
func (b *Announcer) refreshNetworks() networks {
	near, err := b.ad.listNetworks()
	b.runner.problems.add(err)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.responder.networks = near.reachableAt(b.ad.GameAddr.Addr())
	}
	return b.responder.networks
}

func (b *Announcer) handle(from netip.AddrPort, heard []byte) {
	b.mu.Lock()
	answer := b.responder.handle(nil, b.runner.now(), from, heard, b.ad.Info)
	b.mu.Unlock()
	if answer != nil {
		b.runner.send(from, answer)
	}
}

// ID tells this server from others.
func (b *Announcer) ID() ID { return b.responder.id }

// LastError is what does not work, in a sentence, or nil.
func (b *Announcer) LastError() error { return b.runner.problems.latest() }

// Close ends the announcement, and returns when nothing of it runs any more.
func (b *Announcer) Close() { b.runner.stop() }
