package discovery

import (
	"crypto/rand"
	"fmt"
	"net/netip"
	"sync"
	"time"
)

// FindOptions configure a Finder. The zero value is ready to use.
type FindOptions struct {
	Exclude []ID // servers not to list, such as the program's own

	overrides
}

// Finder looks for servers until it is closed. Its methods are safe for concurrent
// use and return at once.
type Finder struct {
	opts   FindOptions
	runner runner

	mu       sync.Mutex // guards what follows
	search   *search
	scan     *scan // the latest; nil: none
	scanning bool  // its queries are being sent
}

// Find starts to look for servers. It returns an error, a sentence for people, if
// that is impossible; for lesser problems see LastError.
func Find(opts FindOptions) (*Finder, error) {
	opts.setDefaults()
	own, err := openSocket(netip.AddrPortFrom(netip.IPv4Unspecified(), 0), false)
	if err != nil {
		return nil, fmt.Errorf("cannot search the local network for servers: %w", &Error{Kind: NoSocket, Err: err})
	}
	var key [32]byte
	rand.Read(key[:])
	f := &Finder{opts: opts, runner: runner{overrides: opts.overrides, unicast: own, started: time.Now()}, search: newSearch(key, opts.Exclude)}
	f.refreshNetworks()
	f.runner.start(f.handle, f.sendProbes)
	return f, nil
}

// sendProbes sends a query to each current network, and a probe to each known
// server.
func (f *Finder) sendProbes() {
	current := f.refreshNetworks()
	if len(current) == 0 {
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
	f.runner.broadcast(current, call)
}

// refreshNetworks returns the current networks. If the system does not tell, it
// keeps the last known ones.
func (f *Finder) refreshNetworks() networks {
	current, err := f.opts.listNetworks()
	f.runner.problems.add(err)
	f.runner.setNetworks(current, err)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.search.networks = current
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

// Servers appends the current servers and games of peers to buf, each once, sorted by
// name: a game of peers has a Game, and Doors to try in turn. It is cheap enough to
// call every frame.
func (f *Finder) Servers(buf []Server) []Server {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.search.servers(f.runner.now(), buf)
}

// LastError returns the latest unresolved problem, a sentence for people, or nil.
// Some servers may be found anyway.
func (f *Finder) LastError() error { return f.runner.problems.latest() }

// Close ends the search, and returns when its goroutines have ended.
func (f *Finder) Close() { f.runner.stop() }
