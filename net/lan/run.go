package lan

import (
	"net/netip"
	"sync"
	"time"
)

// runner is what a Beacon and a Finder have in common: their sockets, and what
// runs until they are closed.
type runner struct {
	setup
	game    uint16  // TCP port of the game that is announced; 0: none
	own     *socket // with a port of its own; all is sent from here
	trouble troubles
	begin   time.Time
	dialed  time.Duration // when audience dialed this computer last; 0: never

	mu       sync.Mutex // guards what follows
	shared   *socket    // bound to the port; nil: another program has it
	lectures lectures
	since    time.Duration // when shared was opened

	once sync.Once
	end  chan struct{}
	work sync.WaitGroup
}

// now is the time since the start, as crier and search want it.
func (r *runner) now() time.Duration { return time.Since(r.begin) }

// start starts to hear, from the own socket and from one that shares the port,
// and to do something at once and then once a second, until stop is called.
func (r *runner) start(hear func(from netip.AddrPort, b []byte), do func()) {
	r.end = make(chan struct{})
	r.work.Go(func() { r.own.read(hear) })
	r.share(hear)
	r.work.Go(func() {
		r.repeat(func() { r.share(hear); do() })
		r.own.close()
		if r.shared != nil {
			r.shared.close()
		}
	})
}

// share opens the socket that hears broadcasts, unless it is open. When another
// program has the port, that may have ended since.
func (r *runner) share(hear func(from netip.AddrPort, b []byte)) {
	if r.shared != nil {
		return
	}
	s, err := openShared(r.port)
	if err != nil {
		r.trouble.add(err)
		return
	}
	r.trouble.mend(Deaf)
	r.mu.Lock()
	r.shared, r.since = s, r.now()
	r.mu.Unlock()
	r.work.Go(func() {
		s.read(func(from netip.AddrPort, b []byte) {
			r.mu.Lock()
			r.lectures.hear(r.now(), from, b)
			r.mu.Unlock()
			hear(from, b)
		})
	})
}

func (r *runner) repeat(do func()) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		do()
		select {
		case <-t.C:
		case <-r.end:
			return
		}
	}
}

// stop returns when nothing runs any more.
func (r *runner) stop() {
	r.once.Do(func() { close(r.end) })
	r.work.Wait()
}

// broadcast sends to all on these networks who may hear it.
func (r *runner) broadcast(near places, b []byte) {
	r.own.broadcast(r.audience(r.now(), near), r.port, b, &r.trouble)
}

// send sends to one address. Clew sends nothing from the port on which
// broadcasts come, so whoever is there may be a lecture peer.
func (r *runner) send(to netip.AddrPort, b []byte) {
	if to.Port() == r.port && r.hushed(r.now()) {
		return
	}
	r.own.send(to, b)
}

// hushed tells whether what is heard from here may end a lecture peer: unless
// this process listens for it, while there are some, and before that can be
// known.
func (r *runner) hushed(now time.Duration) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	peers, _ := r.lectures.peers(now, nil)
	return r.game != lecturePort && r.shared != nil && (peers || now-r.since < listenFirst)
}

// audience keeps those networks that may hear a broadcast now. What is sent to
// 127.255.255.255 leaves this computer for none. The others hear nothing while
// hushed but every few seconds, if just then something else on this computer
// accepts what lecture peers dial.
func (r *runner) audience(now time.Duration, near places) places {
	if !r.hushed(now) {
		r.trouble.mend(Hushed)
		return near
	}
	r.mu.Lock()
	r.lectures.forget(now)
	peers, here := r.lectures.peers(now, near)
	r.mu.Unlock()
	wait := !peers || r.dialed != 0 && now-r.dialed < dialEvery
	if !wait {
		r.dialed = now
	}
	var kept places
	for _, p := range near {
		own := p.own.Addr()
		// The one here is not dialed, as it would list its own computer, and
		// may end at any time.
		if own.IsLoopback() || !wait && !here && r.answers(own) {
			kept = append(kept, p)
		}
	}
	if !wait && len(kept) < len(near) {
		r.trouble.add(errHushed)
	}
	return kept
}
