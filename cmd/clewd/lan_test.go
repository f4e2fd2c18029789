package main

import (
	"testing"
	"time"

	"clew/net/lan"
)

// A server is found on this computer, with what is so at the moment; one that
// does not want to be is not. They share the one port that there is for this
// with all others, and are told apart by their own.
func TestAnnounced(t *testing.T) {
	f, err := lan.Find(lan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	hidden := start(t, "-name", "Hidden", "-level", "spiral", "-lan=false")
	shown := start(t, "-name", "Shown", "-level", "spiral", "-max-players", "7", "-password", "xyzzy")
	shown.found(t, f, func(s lan.Server) bool {
		return s.Here && s.Name == "Shown" && s.Level != "" && s.Players == 0 && s.Max == 7 && s.Locked && !s.Foreign()
	})
	open := start(t, "-name", "Open", "-lan=true")
	open.join(t).until(t, "U|1|A|")
	open.found(t, f, func(s lan.Server) bool { return s.Name == "Open" && s.Players == 1 && !s.Locked })
	if s, is := hidden.among(f); is {
		t.Errorf("found %+v, which does not want that", s)
	}
	shown.Process.Kill()
	until(t, func() bool { _, is := shown.among(f); return !is })
}

// found waits until a server is found, and what is found is right.
func (p *process) found(t *testing.T, f *lan.Finder, right func(lan.Server) bool) {
	t.Helper()
	until(t, func() bool {
		s, is := p.among(f)
		return is && right(s)
	})
}

// among is the server as a finder lists it, if it does.
func (p *process) among(f *lan.Finder) (lan.Server, bool) {
	for _, s := range f.Servers(nil) {
		if s.Addr.String() == p.addr {
			return s, true
		}
	}
	return lan.Server{}, false
}

// until waits for something to become true.
func until(t *testing.T, ok func() bool) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		if time.Since(begin) > patience {
			t.Fatalf("it did not come true in %v", patience)
		}
		<-look.C
	}
}
