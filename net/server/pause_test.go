package server_test

import (
	"io"
	"testing"
	"time"

	"clew/net/dial"
	"clew/net/server"
	"clew/net/session"
)

// The game stands still on request, as long as there is no second client, and
// goes on afterwards where it was.
func TestPause(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dialFrom("127.0.0.1"))
		ann.readUntil(t, "I|1|")
		go io.Copy(io.Discard, ann.in)
		ticksIn := func(d time.Duration) int {
			_, before := p.server.Players()
			advance(d)
			_, after := p.server.Players()
			return int(after - before)
		}
		p.server.SetPaused(true)
		advance(time.Second)
		if n := ticksIn(time.Minute); n != 0 || !p.server.IsPaused() {
			t.Errorf("paused: %d ticks", n)
		}
		p.server.SetPaused(false)
		if n := ticksIn(time.Second); n < 58 || n > 61 || p.server.IsPaused() {
			t.Errorf("in the second after a minute's pause: %d ticks", n)
		}
		if s := p.server.Stats(); s.LongestIdle > 5*time.Second {
			t.Errorf("the pause counts as idle: %v", s.LongestIdle)
		}
		p.server.SetPaused(true)
		advance(time.Second)
		ben := newPlainClient(p.dialFrom("127.0.0.1"))
		ben.readUntil(t, "I|2|")
		go io.Copy(io.Discard, ben.in)
		if n := ticksIn(time.Second); n < 58 || p.server.IsPaused() {
			t.Errorf("with a second client: %d ticks", n)
		}
		ben.Close()
		advance(time.Second)
		if n := ticksIn(time.Second); n != 0 || !p.server.IsPaused() {
			t.Errorf("alone again: %d ticks", n)
		}
		ann.Close()
	})
}

// A client that comes back while the game stands still is let in, also when the
// game notices the end of its old connection only then.
func TestPauseEndsForNewcomer(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dialFrom("127.0.0.1"))
		ann.readUntil(t, "I|1|")
		p.server.SetPaused(true)
		advance(time.Second)
		if !p.server.IsPaused() {
			t.Fatal("the game goes on")
		}
		ann.Close()
		for range 20 {
			again := newGameClient(t, p.dialFrom("127.0.0.1"), dial.Msgpack)
			again.runUntilPhase(t, session.Playing)
			again.Leave()
		}
	})
}
