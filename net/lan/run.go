package lan

import (
	"net/netip"
	"sync"
	"time"
)

// runner is what a Beacon and a Finder have in common: their sockets, and what
// runs until they are closed.
type runner struct {
	own     *socket // with a port of its own; all is sent from here
	trouble troubles
	begin   time.Time

	once sync.Once
	end  chan struct{}
	work sync.WaitGroup
}

// now is the time since the start, as crier and search want it.
func (r *runner) now() time.Duration { return time.Since(r.begin) }

// start starts to hear, from the own socket and from one that shares the port,
// and to do something at once and then once a second, until stop is called.
func (r *runner) start(port uint16, hear func(from netip.AddrPort, b []byte), do func()) {
	r.end = make(chan struct{})
	sockets := []*socket{r.own}
	if shared, err := openShared(port); err == nil {
		sockets = append(sockets, shared)
	} else {
		r.trouble.add(err)
	}
	for _, s := range sockets {
		r.work.Go(func() { s.read(hear) })
	}
	r.work.Go(func() {
		r.repeat(do)
		for _, s := range sockets {
			s.close()
		}
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
