package discovery

import (
	"net/netip"
	"sync"
	"time"
)

// runner is what a Beacon and a Finder have in common: their sockets, and what
// runs until they are closed.
type runner struct {
	overrides
	gamePort uint16  // TCP port of the game that is announced; 0: none
	unicast  *socket // with a port of its own; all is sent from here
	problems errorLog
	started  time.Time
	lastDial time.Duration // when audience dialed this computer last; 0: never

	mu             sync.Mutex // guards what follows
	listener       *socket    // bound to the port; nil: another program has it
	lecturePeers   lecturePeers
	listeningSince time.Duration // when shared was opened

	once sync.Once
	done chan struct{}
	wg   sync.WaitGroup
}

// now is the time since the start, as crier and search want it.
func (r *runner) now() time.Duration { return time.Since(r.started) }

// start starts to hear, from the own socket and from one that shares the port,
// and to do something at once and then once a second, until stop is called.
func (r *runner) start(hear func(from netip.AddrPort, b []byte), do func()) {
	r.done = make(chan struct{})
	r.wg.Go(func() { r.unicast.read(hear) })
	r.listen(hear)
	r.wg.Go(func() {
		r.repeat(func() { r.listen(hear); do() })
		r.unicast.close()
		if r.listener != nil {
			r.listener.close()
		}
	})
}

// listen opens the socket that hears broadcasts, unless it is open. When another
// program has the port, that may have ended since.
func (r *runner) listen(hear func(from netip.AddrPort, b []byte)) {
	if r.listener != nil {
		return
	}
	s, err := openListener(r.port)
	if err != nil {
		r.problems.add(err)
		return
	}
	r.problems.resolve(CannotListen)
	r.mu.Lock()
	r.listener, r.listeningSince = s, r.now()
	r.mu.Unlock()
	r.wg.Go(func() {
		s.read(func(from netip.AddrPort, b []byte) {
			r.mu.Lock()
			r.lecturePeers.handle(r.now(), from, b)
			r.mu.Unlock()
			hear(from, b)
		})
	})
}

func (r *runner) repeat(do func()) {
	t := time.NewTicker(sendInterval)
	defer t.Stop()
	for {
		do()
		select {
		case <-t.C:
		case <-r.done:
			return
		}
	}
}

// stop returns when nothing runs any more.
func (r *runner) stop() {
	r.once.Do(func() { close(r.done) })
	r.wg.Wait()
}

// broadcast sends to all on these networks who may hear it.
func (r *runner) broadcast(near networks, b []byte) {
	r.unicast.broadcast(r.broadcastTargets(r.now(), near), r.port, b, &r.problems)
}

// send sends to one address. Clew sends nothing from the port on which
// broadcasts come, so whoever is there may be a lecture peer.
func (r *runner) send(to netip.AddrPort, b []byte) {
	if to.Port() == r.port && r.silenced(r.now()) {
		return
	}
	r.unicast.send(to, b)
}

// silenced tells whether what is heard from here may end a lecture peer: unless
// this process listens for it, while there are some, and before that can be
// known.
func (r *runner) silenced(now time.Duration) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	peers, _ := r.lecturePeers.present(now, nil)
	return r.gamePort != lecturePort && r.listener != nil && (peers || now-r.listeningSince < initialSilence)
}

// broadcastTargets keeps those networks that may hear a broadcast now. What is sent to
// 127.255.255.255 leaves this computer for none. The others hear nothing while
// hushed but every few seconds, if just then something else on this computer
// accepts what lecture peers dial.
func (r *runner) broadcastTargets(now time.Duration, near networks) networks {
	if !r.silenced(now) {
		r.problems.resolve(Silenced)
		return near
	}
	r.mu.Lock()
	r.lecturePeers.expire(now)
	peers, here := r.lecturePeers.present(now, near)
	r.mu.Unlock()
	wait := !peers || r.lastDial != 0 && now-r.lastDial < dialInterval
	if !wait {
		r.lastDial = now
	}
	var kept networks
	for _, p := range near {
		own := p.prefix.Addr()
		// The one here is not dialed, as it would list its own computer, and
		// may end at any time.
		if own.IsLoopback() || !wait && !here && r.acceptsDial(own) {
			kept = append(kept, p)
		}
	}
	if !wait && len(kept) < len(near) {
		r.problems.add(errSilenced)
	}
	return kept
}
