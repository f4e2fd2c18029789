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

// Advertisement describes a server, or a peer of a game without one, to announce.
// GameAddr and Info are required.
type Advertisement struct {
	// GameAddr is the game's TCP address. If it is unspecified, the game is
	// announced on all networks, otherwise on the network of that address.
	GameAddr netip.AddrPort

	// Info is called before each datagram, on any goroutine.
	Info func() Info

	// Peer, if not 0, is the GUID of a peer of a game without a server. It is
	// announced while Info has a Game. If the peer listens on port 8856, its bare
	// GUID is broadcast too, so that lecture peers find it.
	Peer ID

	// OnError, if not nil, is called once for each problem, on any goroutine. The
	// errors are sentences for people.
	OnError func(error)

	overrides
}

// overrides replace parts of an Announcer or a Finder in tests.
type overrides struct {
	port         uint16
	version      uint32
	listNetworks func() (networks, error)
	acceptsDial  func(own netip.Addr) bool // whether lecture peers could connect
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

// Announcer announces a server until it is closed. Its methods are safe for
// concurrent use.
type Announcer struct {
	ad     Advertisement
	runner runner

	mu        sync.Mutex // guards responder
	responder responder
	lastGUID  time.Duration // when the bare GUID was broadcast last; 0: never. Only sendBeacon uses it
}

// Announce starts to announce a server. It returns an error, a sentence for people,
// if that is impossible; lesser problems go to OnError.
func Announce(ad Advertisement) (*Announcer, error) {
	ad.setDefaults()
	game := ad.GameAddr.Addr().Unmap()
	if ad.GameAddr.Port() == 0 {
		return nil, errors.New("discovery: the game has no port")
	}
	at := netip.IPv4Unspecified()
	switch {
	case game.Is4():
		at = game // so that answers come from there, too
	case game.IsValid() && !game.IsUnspecified():
		return nil, fmt.Errorf("cannot announce this server on the local network: %w", &Error{Kind: NoIPv4, Target: game.String()})
	}
	own, err := openSocket(netip.AddrPortFrom(at, 0), false)
	if err != nil {
		return nil, fmt.Errorf("cannot announce this server on the local network: %w", &Error{Kind: NoSocket, Err: err})
	}
	b := &Announcer{
		ad:        ad,
		runner:    runner{overrides: ad.overrides, gamePort: ad.GameAddr.Port(), unicast: own, problems: errorLog{onError: ad.OnError}, started: time.Now()},
		responder: responder{version: ad.version, port: ad.GameAddr.Port(), limiter: newRateLimiter(answersPerAddr)},
	}
	if b.responder.id, b.responder.peer = ad.Peer, ad.Peer != (ID{}); !b.responder.peer {
		rand.Read(b.responder.id[:])
	}
	b.refreshNetworks()
	b.runner.start(b.handle, b.sendBeacon)
	return b, nil
}

// sendBeacon sends a beacon to each current network.
func (a *Announcer) sendBeacon() {
	current := a.refreshNetworks()
	if len(current) == 0 {
		a.runner.problems.add(errNoNetwork)
	}
	info := a.ad.Info()
	a.mu.Lock()
	msg := a.responder.beacon(nil, info)
	a.mu.Unlock()
	if len(msg) == 0 {
		return
	}
	a.runner.broadcast(current, msg)
	a.sendGUID(current)
}

// sendGUID broadcasts the bare GUID of a peer that lecture peers can dial. It follows
// a beacon, which tells Clew that the GUID is not a lecture peer's.
func (a *Announcer) sendGUID(current networks) {
	now := a.runner.now()
	if !a.responder.peer || a.ad.GameAddr.Port() != lecturePort || a.lastGUID != 0 && now-a.lastGUID < guidInterval-sendInterval/2 {
		return
	}
	a.lastGUID = now
	a.runner.broadcast(current, append([]byte(a.responder.id.GUID()), 0))
}

// refreshNetworks returns the current networks. If the system does not tell, it
// keeps the last known ones.
func (a *Announcer) refreshNetworks() networks {
	current, err := a.ad.listNetworks()
	a.runner.problems.add(err)
	a.runner.setNetworks(current, err)
	a.mu.Lock()
	defer a.mu.Unlock()
	if err == nil {
		a.responder.networks = current.reachableAt(a.ad.GameAddr.Addr())
	}
	return a.responder.networks
}

func (a *Announcer) handle(from netip.AddrPort, heard []byte) {
	a.mu.Lock()
	answer := a.responder.handle(nil, a.runner.now(), from, heard, a.ad.Info)
	a.mu.Unlock()
	if answer != nil {
		a.runner.send(from, answer)
	}
}

// LecturePeers appends the lecture peers on the networks of this computer to buf, those
// that were heard first first. It is cheap enough to call every tick.
func (a *Announcer) LecturePeers(buf []LecturePeer) []LecturePeer {
	return a.runner.heardLecturePeers(buf)
}

// ID returns the ID of this server or peer.
func (a *Announcer) ID() ID { return a.responder.id }

// LastError returns the latest unresolved problem, a sentence for people, or nil.
func (a *Announcer) LastError() error { return a.runner.problems.latest() }

// Close ends the announcement, and returns when its goroutines have ended.
func (a *Announcer) Close() { a.runner.stop() }
