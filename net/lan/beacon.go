package lan

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"clew/net/wire"
)

// Announcement is what a server wants to be known. Game and Info are needed.
type Announcement struct {
	// Game is where the game listens for TCP. Without an address, or with
	// one that stands for all, it is announced on every network; otherwise on
	// the one that has this address.
	Game netip.AddrPort

	// Info is asked each time that something is sent, by any goroutine.
	Info func() Info

	// Tell, if not nil, is told what does not work, in a sentence, each
	// problem once, by any goroutine.
	Tell func(error)

	setup
}

// setup is what tests have otherwise; what is zero is as usual.
type setup struct {
	port    uint16
	version uint32
	look    func() (places, error)
	answers func(own netip.Addr) bool // whether lecture peers can connect
}

func (s *setup) complete() {
	if s.port == 0 {
		s.port = Port
	}
	if s.version == 0 {
		s.version = wire.Version
	}
	if s.look == nil {
		s.look = look
	}
	if s.answers == nil {
		s.answers = answers
	}
}

// Beacon announces a server until it is closed. Its methods may be called from
// any goroutine.
type Beacon struct {
	a   Announcement
	run runner

	mu    sync.Mutex // guards crier
	crier crier
}

// Announce tells the networks of a server. The error says why that is not
// possible at all, in a sentence; less than that goes to Tell.
func Announce(a Announcement) (*Beacon, error) {
	a.complete()
	game := a.Game.Addr().Unmap()
	if a.Game.Port() == 0 {
		return nil, errors.New("lan: a game without a port cannot be announced")
	}
	at := netip.IPv4Unspecified()
	switch {
	case game.Is4():
		at = game // then answers come from there, too
	case game.IsValid() && !game.IsUnspecified():
		return nil, fmt.Errorf("the local network does not hear of this server: %w", &Trouble{Kind: NoIPv4, Where: game.String()})
	}
	own, err := open(netip.AddrPortFrom(at, 0), false)
	if err != nil {
		return nil, fmt.Errorf("the local network does not hear of this server: %w", &Trouble{Kind: NoSocket, Err: err})
	}
	b := &Beacon{
		a:     a,
		run:   runner{setup: a.setup, game: a.Game.Port(), own: own, trouble: troubles{tell: a.Tell}, begin: time.Now()},
		crier: crier{version: a.version, port: a.Game.Port(), throttle: newThrottle(answersEach)},
	}
	rand.Read(b.crier.id[:])
	b.look()
	b.run.start(b.hear, b.announce)
	return b, nil
}

// announce sends a beacon to each network that there is now.
func (b *Beacon) announce() {
	near := b.look()
	if len(near) == 0 {
		b.run.trouble.add(errNowhere)
	}
	info := b.a.Info()
	b.mu.Lock()
	msg := b.crier.beacon(nil, info)
	b.mu.Unlock()
	b.run.broadcast(near, msg)
}

// look sees which networks there are now. When the system does not tell, those
// are left that it told of last.
func (b *Beacon) look() places {
	near, err := b.a.look()
	b.run.trouble.add(err)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.crier.near = near.of(b.a.Game.Addr())
	}
	return b.crier.near
}

func (b *Beacon) hear(from netip.AddrPort, heard []byte) {
	b.mu.Lock()
	answer := b.crier.hear(nil, b.run.now(), from, heard, b.a.Info)
	b.mu.Unlock()
	if answer != nil {
		b.run.send(from, answer)
	}
}

// ID tells this server from others.
func (b *Beacon) ID() ID { return b.crier.id }

// Problem is what does not work, in a sentence, or nil.
func (b *Beacon) Problem() error { return b.run.trouble.newest() }

// Close ends the announcement, and returns when nothing of it runs any more.
func (b *Beacon) Close() { b.run.stop() }
