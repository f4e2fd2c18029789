package discovery

import (
	"net/netip"
	"sync"
	"time"
)

// runner is the common part of an Announcer and a Finder: their sockets and
// goroutines.
type runner struct {
	overrides
	gamePort uint16  // TCP port of the announced game; 0: none
	unicast  *socket // with a port of its own; sends everything
	problems errorLog
	started  time.Time
	lastDial time.Duration // when broadcastTargets last dialed this computer; 0: never

	mu             sync.Mutex // guards the fields below
	listener       *socket    // bound to the port; nil: another program has it
	lecturePeers   lecturePeers
	networks       networks      // datagrams from others are ignored
	listeningSince time.Duration // when listener was opened

	once sync.Once
	done chan struct{}
	wg   sync.WaitGroup
}

// now returns the time since the start.
func (r *runner) now() time.Duration { return time.Since(r.started) }

// start starts to receive from both sockets, and to call do at once and then every
// second, until stop is called.
func (r *runner) start(hear func(from netip.AddrPort, b []byte), do func()) {
	r.done = make(chan struct{})
	r.wg.Go(func() { r.unicast.read(hear) })
	r.listen(hear)
	r.wg.Go(func() {
		r.repeat(func() {
			r.listen(hear)
			r.mu.Lock()
			r.lecturePeers.expire(r.now())
			r.mu.Unlock()
			do()
		})
		r.unicast.close()
		if r.listener != nil {
			r.listener.close()
		}
	})
}

// listen opens the socket for broadcasts unless it is open. If another program
// has the port, that may change at any time.
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
			if r.networks.contain(from.Addr()) {
				r.lecturePeers.handle(r.now(), from, b)
			}
			r.mu.Unlock()
			hear(from, b)
		})
	})
}

// setNetworks sets the current networks, unless the system did not tell them.
func (r *runner) setNetworks(current networks, err error) {
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.networks = current
}

// heardLecturePeers appends the lecture peers on the current networks to buf.
func (r *runner) heardLecturePeers(buf []LecturePeer) []LecturePeer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lecturePeers.list(r.now(), r.networks, buf)
}

func (r *runner) repeat(do func()) {
	ticker := time.NewTicker(sendInterval)
	defer ticker.Stop()
	for {
		do()
		select {
		case <-ticker.C:
		case <-r.done:
			return
		}
	}
}

// stop returns when all goroutines have ended.
func (r *runner) stop() {
	r.once.Do(func() { close(r.done) })
	r.wg.Wait()
}

// broadcast sends to everybody on these networks who may receive it.
func (r *runner) broadcast(to networks, b []byte) {
	r.unicast.broadcast(r.broadcastTargets(r.now(), to), r.port, b, &r.problems)
}

// send sends to one address. Clew sends nothing from the port for broadcasts, so
// a datagram from there may be a lecture peer's.
func (r *runner) send(to netip.AddrPort, b []byte) {
	if to.Port() == r.port && r.silenced(r.now()) {
		return
	}
	r.unicast.send(to, b)
}

// silenced reports whether a broadcast might make a lecture peer exit: while there
// are some, or none could be heard yet, unless this process listens on the port
// that they dial.
func (r *runner) silenced(now time.Duration) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	peers, _ := r.lecturePeers.present(now, nil)
	return r.gamePort != lecturePort && r.listener != nil && (peers || now-r.listeningSince < initialSilence)
}

// broadcastTargets returns the networks to broadcast to. Loopback broadcasts never
// leave this computer. While silenced, the others get one every few seconds, if
// at that moment something on this computer accepts what lecture peers dial.
func (r *runner) broadcastTargets(now time.Duration, all networks) networks {
	if !r.silenced(now) {
		r.problems.resolve(Silenced)
		return all
	}
	r.mu.Lock()
	peers, here := r.lecturePeers.present(now, all)
	r.mu.Unlock()
	wait := !peers || r.lastDial != 0 && now-r.lastDial < dialInterval
	if !wait {
		r.lastDial = now
	}
	var kept networks
	for _, p := range all {
		own := p.prefix.Addr()
		// A lecture peer on this computer is not dialed: it would list this
		// computer, and may exit at any time.
		if own.IsLoopback() || !wait && !here && r.acceptsDial(own) {
			kept = append(kept, p)
		}
	}
	if !wait && len(kept) < len(all) {
		r.problems.add(errSilenced)
	}
	return kept
}
