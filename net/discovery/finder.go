package discovery

import (
	"crypto/rand"
	"fmt"
	"net/netip"
	"sync"
	"time"
)

// FindOptions are how a Finder is set up; none is needed.
type FindOptions struct {
	Exclude []ID // servers of this program's own, which are not listed

	overrides
}

// Finder looks for servers until it is closed. Its methods may be called from
// any goroutine, and wait for nothing but each other.
type Finder struct {
	opts   FindOptions
	runner runner

	mu     sync.Mutex // guards search
	search *search
}

// Find looks for servers. The error says why that is not possible at all, in a
// sentence; for less than that see Problem.
func Find(o FindOptions) (*Finder, error) {
	o.setDefaults()
	own, err := openSocket(netip.AddrPortFrom(netip.IPv4Unspecified(), 0), false)
	if err != nil {
		return nil, fmt.Errorf("cannot look for servers on the local network: %w", &Error{Kind: NoSocket, Err: err})
	}
	var key [32]byte
	rand.Read(key[:])
	f := &Finder{opts: o, runner: runner{overrides: o.overrides, unicast: own, started: time.Now()}, search: newSearch(key, o.Exclude)}
	f.refreshNetworks()
	f.runner.start(f.handle, f.sendProbes)
	return f, nil
}

// sendProbes calls to each network that there is now, and probes all that are known.
func (f *Finder) sendProbes() {
	near := f.refreshNetworks()
	if len(near) == 0 {
		f.runner.problems.add(errNoNetwork)
	}
	type probe struct {
		to  netip.AddrPort
		msg []byte
	}
	var probes []probe
	f.mu.Lock()
	call := f.search.query(nil)
	f.search.tick(f.runner.now(), func(to netip.AddrPort, msg []byte) { probes = append(probes, probe{to, msg}) })
	f.mu.Unlock()
	for _, p := range probes {
		f.runner.send(p.to, p.msg)
	}
	f.runner.broadcast(near, call)
}

// refreshNetworks sees which networks there are now. When the system does not tell, those
// are left that it told of last.
func (f *Finder) refreshNetworks() networks {
	near, err := f.opts.listNetworks()
	f.runner.problems.add(err)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.search.networks = near
	}
	return f.search.networks
}

func (f *Finder) handle(from netip.AddrPort, heard []byte) {
	f.mu.Lock()
	probe := f.search.handle(nil, f.runner.now(), from, heard)
	f.mu.Unlock()
	if probe != nil {
		f.runner.send(from, probe)
	}
}

// Servers appends to buf the servers that there are now, each once, by name. It
// is cheap enough for every frame.
func (f *Finder) Servers(buf []Server) []Server {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.search.servers(f.runner.now(), buf)
}

// LastError is what does not work, in a sentence, or nil. Servers may be found
// all the same.
func (f *Finder) LastError() error { return f.runner.problems.latest() }

// Close ends the search, and returns when nothing of it runs any more.
func (f *Finder) Close() { f.runner.stop() }
