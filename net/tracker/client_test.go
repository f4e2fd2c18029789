package tracker

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/discovery"
)

// simNet is a network in virtual time, with a tracker on it.
type simNet struct {
	mu      sync.Mutex // guards all that follows
	tracker *Tracker
	started time.Time
	lost    func() bool           // nil: nothing is lost
	answer  func(b []byte) []byte // nil: the tracker answers
	dialErr error                 // nil: a connection can be opened
}

func newSimNet() *simNet { return &simNet{tracker: New([32]byte{7}), started: time.Now()} }

// dialer returns a way to the tracker from an address.
func (n *simNet) dialer(from string) dialFunc {
	at := netip.MustParseAddrPort(from)
	return func(context.Context, string) (net.Conn, error) {
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.dialErr != nil {
			return nil, n.dialErr
		}
		near, far := net.Pipe()
		go func() {
			defer far.Close()
			buf := make([]byte, 2000)
			for {
				c, err := far.Read(buf)
				if err != nil {
					return
				}
				b := n.handle(at, buf[:c])
				if b == nil {
					continue
				}
				far.SetWriteDeadline(time.Now().Add(time.Millisecond)) // nobody may be waiting
				far.Write(b)
			}
		}()
		return near, nil
	}
}

// handle returns what comes back to a client, or nil: either way may lose it.
func (n *simNet) handle(from netip.AddrPort, b []byte) (answer []byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	lost := func() bool { return n.lost != nil && n.lost() }
	if lost() {
		return nil
	}
	if n.answer != nil {
		answer = n.answer(b)
	} else {
		answer = n.tracker.Handle(nil, time.Since(n.started), from, b)
	}
	if answer == nil || lost() {
		return nil
	}
	return answer
}

// mend makes all well again.
func (n *simNet) mend() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lost, n.answer, n.dialErr = nil, nil, nil
}

// pass lets time pass, and all goroutines come to rest.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// listing is what OnChange told.
type listing struct {
	at  netip.AddrPort
	err error
}

func (n *simNet) announce(from string, told *[]listing) *Announcer {
	return Announce(Advertisement{
		Tracker: "tracker.example:8857", Port: 8856, dial: n.dialer(from),
		Info:     func() discovery.Info { return discovery.Info{Name: "Ada's maze", Level: "First turn", MaxPlayers: 8} },
		OnChange: func(at netip.AddrPort, err error) { *told = append(*told, listing{at, err}) },
	})
}

// An announced game is found within seconds, even when a third of all datagrams is
// lost, stays while it runs, and is gone at once when it ends.
func TestAnnouncedAndFound(t *testing.T) {
	for _, every := range []int{0, 3} { // each third datagram is lost
		synctest.Test(t, func(t *testing.T) {
			n, sent := newSimNet(), 0
			n.lost = func() bool { sent++; return every > 0 && sent%every == 0 }
			var told []listing
			a := n.announce("20.0.0.1:40000", &told)
			b := browse("tracker.example:8857", n.dialer("20.1.0.1:50000"))
			pass(browseInterval + 10*time.Second)
			for range 20 {
				if got := b.Games(nil); len(got) != 1 || got[0].Addr.String() != "20.0.0.1:8856" || got[0].Name != "Ada's maze" || got[0].Incompatible() {
					t.Errorf("found %+v", got)
				}
				pass(30 * time.Second)
			}
			if want := []listing{{netip.MustParseAddrPort("20.0.0.1:8856"), nil}}; !slices.Equal(told, want) {
				t.Errorf("the announcer told %v, want %v", told, want)
			}
			n.mend()
			a.Close()
			synctest.Wait()
			if n.tracker.Len() != 0 {
				t.Error("not withdrawn")
			}
			pass(browseInterval + time.Second)
			if got := b.Games(nil); len(got) != 0 {
				t.Errorf("still found: %+v", got)
			}
			b.Close()
		})
	}
}

// A full tracker is read to the end.
func TestManyPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newSimNet()
		for i := range uint32(maxGames) {
			g := examples()[0].game
			g.Addr = netip.AddrPortFrom(publicAddr(i), 8856)
			n.tracker.table.put(0, g)
		}
		b := browse("tracker.example:8857", n.dialer("30.1.0.1:50000"))
		pass(30 * time.Second)
		if got := b.Games(nil); len(got) != maxGames {
			_, err := b.Status()
			t.Errorf("found %d games, %v", len(got), err)
		}
		b.Close()
	})
}

// Every failure has its kind, and is told once; then all is well again.
func TestFailures(t *testing.T) {
	answering := func(m message) func(*simNet) {
		return func(n *simNet) {
			n.answer = func(b []byte) []byte {
				head, _ := parseHead(b)
				m.nonce = head.nonce
				return m.append(nil)
			}
		}
	}
	for what, c := range map[string]struct {
		fail func(*simNet)
		kind ErrorKind
	}{
		"no answer":      {func(n *simNet) { n.lost = func() bool { return true } }, Silent},
		"noise":          {func(n *simNet) { n.answer = func(b []byte) []byte { return b } }, Silent},
		"always a retry": {answering(message{format: format, kind: retry}), Silent},
		"full":           {answering(message{format: format, kind: refused, reason: refusedFull}), Full},
		"too many":       {answering(message{format: format, kind: refused, reason: refusedTooMany}), TooManyGames},
		"another format": {answering(message{format: format + 1, kind: refused, reason: refusedFormat}), OtherFormat},
		"no host":        {func(n *simNet) { n.dialErr = &net.DNSError{IsNotFound: true} }, HostNotFound},
		"no network":     {func(n *simNet) { n.dialErr = errors.New("network is down") }, Unreachable},
	} {
		synctest.Test(t, func(t *testing.T) {
			n := newSimNet()
			c.fail(n)
			var told []listing
			a := n.announce("20.0.0.1:40000", &told)
			b := browse("tracker.example:8857", n.dialer("20.1.0.1:50000"))
			pass(3 * time.Minute)
			var e *Error
			if asked, err := b.Status(); !asked || !errors.As(err, &e) || e.Kind != c.kind || e.Tracker != "tracker.example:8857" {
				t.Errorf("%s: the browser tells %v", what, err)
			}
			if len(told) != 1 || !errors.As(told[0].err, &e) || e.Kind != c.kind {
				t.Errorf("%s: the announcer tells %v", what, told)
			}
			n.mend()
			pass(time.Minute)
			if _, err := b.Status(); err != nil || len(b.Games(nil)) != 1 || len(told) != 2 || told[1].err != nil {
				t.Errorf("%s: then the browser tells %v, the announcer %v", what, err, told)
			}
			a.Close()
			b.Close()
		})
	}
}

// A tracker cannot keep a client reading.
func TestEndlessPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, asked := newSimNet(), 0
		n.answer = func(b []byte) []byte {
			asked++
			head, _ := parseHead(b)
			m := examples()[6].message
			m.nonce = head.nonce
			return m.append(nil)
		}
		b := browse("tracker.example:8857", n.dialer("20.1.0.1:50000"))
		pass(time.Second)
		if asked != 2 && asked != 1 || len(b.Games(nil)) != 2 {
			t.Errorf("asked %d times, found %+v", asked, b.Games(nil))
		}
		b.Close()
	})
}

// On real sockets.
func TestLoopback(t *testing.T) {
	conn, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := conn.LocalAddr().String()
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- Serve(ctx, conn) }()
	told := make(chan listing, 8)
	a := Announce(Advertisement{Tracker: at, Port: 8856, Info: func() discovery.Info { return discovery.Info{Name: "Ada's maze"} },
		OnChange: func(at netip.AddrPort, err error) { told <- listing{at, err} }})
	if got := <-told; got.err != nil || got.at.String() != "127.0.0.1:8856" {
		t.Errorf("the announcer tells %v", got)
	}
	c := client{tracker: at, dial: dialUDP}
	if games, err := c.list(t.Context()); err != nil || len(games) != 1 || games[0].Name != "Ada's maze" {
		t.Errorf("%+v, %v", games, err)
	}
	a.Close()
	if games, err := c.list(t.Context()); err != nil || len(games) != 0 {
		t.Errorf("after the end: %+v, %v", games, err)
	}
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
	var e *Error
	if _, err := c.list(t.Context()); !errors.As(err, &e) || e.Kind != NotRunning {
		t.Errorf("without a tracker: %v", err)
	}
}
