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
}

// Beacon announces a server until it is closed. Its methods may be called from
// any goroutine.
type Beacon struct {
	a       Announcement
	own     *socket
	trouble troubles
	begin   time.Time

	mu    sync.Mutex // guards crier
	crier crier

	once sync.Once
	end  chan struct{}
	work sync.WaitGroup
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
		return nil, fmt.Errorf("the local network does not hear of this server: it listens on %s, but broadcasts need an IPv4 address", game)
	}
	own, err := open(netip.AddrPortFrom(at, 0), false)
	if err != nil {
		return nil, fmt.Errorf("the local network does not hear of this server: no UDP port can be had (%w)", err)
	}
	b := &Beacon{
		a:       a,
		own:     own,
		trouble: troubles{tell: a.Tell},
		begin:   time.Now(),
		crier:   crier{version: a.version, port: a.Game.Port(), throttle: newThrottle(answersEach)},
		end:     make(chan struct{}),
	}
	rand.Read(b.crier.id[:])
	b.look()
	b.start()
	return b, nil
}

// start starts all that runs until Close.
func (b *Beacon) start() {
	sockets := []*socket{b.own}
	if shared, err := openShared(b.a.port); err == nil {
		sockets = append(sockets, shared)
	} else {
		b.trouble.add(err)
	}
	for _, s := range sockets {
		b.work.Go(func() { s.read(b.hear) })
	}
	b.work.Go(func() {
		defer func() {
			for _, s := range sockets {
				s.close()
			}
		}()
		repeat(b.end, b.announce)
	})
}

// repeat does something now and then, until end is closed.
func repeat(end <-chan struct{}, do func()) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		do()
		select {
		case <-t.C:
		case <-end:
			return
		}
	}
}

// announce sends a beacon to each network that there is now.
func (b *Beacon) announce() {
	near := b.look()
	if len(near) == 0 {
		b.trouble.add(errNowhere)
	}
	info := b.a.Info()
	b.mu.Lock()
	msg := b.crier.beacon(nil, info)
	b.mu.Unlock()
	b.own.broadcast(near, b.a.port, msg, &b.trouble)
}

// look sees which networks there are now. When the system does not tell, those
// are left that it told of last.
func (b *Beacon) look() places {
	near, err := b.a.look()
	b.trouble.add(err)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.crier.near = near.of(b.a.Game.Addr())
	}
	return b.crier.near
}

func (b *Beacon) hear(from netip.AddrPort, heard []byte) {
	b.mu.Lock()
	answer := b.crier.hear(nil, time.Since(b.begin), from, heard, b.a.Info)
	b.mu.Unlock()
	if answer != nil {
		b.own.send(from, answer)
	}
}

// ID tells this server from others.
func (b *Beacon) ID() ID { return b.crier.id }

// Close ends the announcement, and returns when nothing of it runs any more.
func (b *Beacon) Close() {
	b.once.Do(func() { close(b.end) })
	b.work.Wait()
}
