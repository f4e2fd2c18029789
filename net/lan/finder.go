package lan

import (
	"crypto/rand"
	"fmt"
	"net/netip"
	"sync"
	"time"
)

// Options are how a Finder is set up; none is needed.
type Options struct {
	Mine []ID // servers of this program's own, which are not listed

	setup
}

// Finder looks for servers until it is closed. Its methods may be called from
// any goroutine, and wait for nothing but each other.
type Finder struct {
	o   Options
	run runner

	mu     sync.Mutex // guards search
	search *search
}

// Find looks for servers. The error says why that is not possible at all, in a
// sentence; for less than that see Problem.
func Find(o Options) (*Finder, error) {
	o.complete()
	own, err := open(netip.AddrPortFrom(netip.IPv4Unspecified(), 0), false)
	if err != nil {
		return nil, fmt.Errorf("cannot look for servers on the local network: %w", &Trouble{Kind: NoSocket, Err: err})
	}
	var key [32]byte
	rand.Read(key[:])
	f := &Finder{o: o, run: runner{setup: o.setup, own: own, begin: time.Now()}, search: newSearch(key, o.Mine)}
	f.look()
	f.run.start(f.hear, f.ask)
	return f, nil
}

// ask calls to each network that there is now, and probes all that are known.
func (f *Finder) ask() {
	near := f.look()
	if len(near) == 0 {
		f.run.trouble.add(errNowhere)
	}
	type probe struct {
		to  netip.AddrPort
		msg []byte
	}
	var probes []probe
	f.mu.Lock()
	call := f.search.call(nil)
	f.search.tick(f.run.now(), func(to netip.AddrPort, msg []byte) { probes = append(probes, probe{to, msg}) })
	f.mu.Unlock()
	for _, p := range probes {
		f.run.send(p.to, p.msg)
	}
	f.run.broadcast(near, call)
}

// look sees which networks there are now. When the system does not tell, those
// are left that it told of last.
func (f *Finder) look() places {
	near, err := f.o.look()
	f.run.trouble.add(err)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.search.near = near
	}
	return f.search.near
}

func (f *Finder) hear(from netip.AddrPort, heard []byte) {
	f.mu.Lock()
	probe := f.search.hear(nil, f.run.now(), from, heard)
	f.mu.Unlock()
	if probe != nil {
		f.run.send(from, probe)
	}
}

// Servers appends to buf the servers that there are now, each once, by name. It
// is cheap enough for every frame.
func (f *Finder) Servers(buf []Server) []Server {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.search.servers(f.run.now(), buf)
}

// Problem is what does not work, in a sentence, or nil. Servers may be found
// all the same.
func (f *Finder) Problem() error { return f.run.trouble.newest() }

// Close ends the search, and returns when nothing of it runs any more.
func (f *Finder) Close() { f.run.stop() }
