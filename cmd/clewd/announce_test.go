package main

import (
	"testing"
	"time"

	"clew/net/discovery"
)

// A server on this computer is discovered, with its current state; with -lan=false it is
// not. All servers share the discovery port, and differ by their own ports.
func TestAnnounced(t *testing.T) {
	f, err := discovery.Find(discovery.FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	hidden := start(t, "-name", "Hidden", "-level", "spiral", "-lan=false")
	shown := start(t, "-name", "Shown", "-level", "spiral", "-max-players", "7", "-password", "xyzzy")
	shown.waitFound(t, f, func(s discovery.Server) bool {
		return s.Local && s.Name == "Shown" && s.Level != "" && s.Players == 0 && s.MaxPlayers == 7 && s.HasPassword && !s.Incompatible()
	})
	open := start(t, "-name", "Open", "-lan=true")
	open.join(t).readUntil(t, "U|1|A|")
	open.waitFound(t, f, func(s discovery.Server) bool { return s.Name == "Open" && s.Players == 1 && !s.HasPassword })
	if s, is := hidden.findIn(f); is {
		t.Errorf("found %+v, which does not want that", s)
	}
	shown.Process.Kill()
	until(t, func() bool { _, is := shown.findIn(f); return !is })
}

// waitFound waits until a finder lists the server in the expected state.
func (p *process) waitFound(t *testing.T, f *discovery.Finder, right func(discovery.Server) bool) {
	t.Helper()
	until(t, func() bool {
		s, is := p.findIn(f)
		return is && right(s)
	})
}

// findIn returns the server as a finder lists it, if it does.
func (p *process) findIn(f *discovery.Finder) (discovery.Server, bool) {
	for _, s := range f.Servers(nil) {
		if s.Addr.String() == p.addr {
			return s, true
		}
	}
	return discovery.Server{}, false
}

// until waits for a condition.
func until(t *testing.T, ok func() bool) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		if time.Since(begin) > testTimeout {
			t.Fatalf("it did not come true in %v", testTimeout)
		}
		<-look.C
	}
}
