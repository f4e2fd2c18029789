package server_test

import (
	"io"
	"testing"
	"time"

	"clew/net/server"
)

// Idle players make room, except for local ones that keep their places; Stats count
// them and their times; and the timeout can change while the server runs.
func TestIdle(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 1, MaxSpectators: -1, MaxPerAddr: -1, KeepLocalPlayers: true}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dialFrom("10.0.0.1"))
		ann.readUntil(t, "I|1|")
		ann.send(t, "c|1|hi|")
		advance(server.DefaultIdleTimeout - 40*time.Second)
		ann.readUntil(t, "E|note|the game is full: press a key within 30 s")
		advance(20 * time.Second)
		if s := p.server.Stats(); s.IdlePlayers != 0 || s.LongestIdle < server.DefaultIdleTimeout-12*time.Second || s.LongestIdle > server.DefaultIdleTimeout {
			t.Errorf("%d idle, one for %v", s.IdlePlayers, s.LongestIdle)
		}
		if err := p.server.Reconfigure(server.RuntimeConfig{MaxPlayers: 1, MaxSpectators: -1, MaxPerAddr: -1, IdleTimeout: -1}); err != nil {
			t.Fatal(err)
		}
		advance(time.Minute)
		if s := p.server.Stats(); s.IdlePlayers != 0 {
			t.Errorf("it is off, and %d idle", s.IdlePlayers)
		}
		if err := p.server.Reconfigure(server.RuntimeConfig{MaxPlayers: 1, MaxSpectators: -1, MaxPerAddr: -1, IdleTimeout: time.Minute}); err != nil {
			t.Fatal(err)
		}
		advance(time.Second)
		if s := p.server.Stats(); s.IdlePlayers != 1 {
			t.Errorf("%d idle", s.IdlePlayers)
		}
		ben := newPlainClient(p.dialFrom("127.0.0.1"))
		ben.readUntil(t, "I|2|")
		ann.readUntil(t, "B|idle: you were idle for 5 min")
		ann.Close()
		ben.send(t, "c|2|hi|")
		ben.SetReadDeadline(time.Time{})
		go io.Copy(io.Discard, ben)
		advance(2 * time.Minute)
		cai := newPlainClient(p.dialFrom("10.0.0.2"))
		cai.readUntil(t, "E|full|")
		cai.Close()
		ben.Close()
	})
}
