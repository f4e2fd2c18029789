package host_test

import (
	"io"
	"testing"
	"time"

	"clew/net/host"
)

// Who idles makes way, unless it is somebody of this computer whose place is
// kept; how many idle, and for how long, is in the Stats; and the time can be
// changed while the host runs.
func TestIdle(t *testing.T) {
	virtual(t, host.Config{MaxPlayers: 1, MaxWatchers: -1, PerAddress: -1, HostStays: true}, func(t *testing.T, p *pipes) {
		ann := netcat(p.dialFrom("10.0.0.1"))
		ann.until(t, "I|1|")
		ann.types(t, "c|1|hi|")
		pass(host.DefaultIdle - 40*time.Second)
		ann.until(t, "E|note|the game is full: press a key within 30 s")
		pass(20 * time.Second)
		if s := p.host.Stats(); s.Idle != 0 || s.IdleLongest < host.DefaultIdle-12*time.Second || s.IdleLongest > host.DefaultIdle {
			t.Errorf("%d idle, one for %v", s.Idle, s.IdleLongest)
		}
		if err := p.host.SetRules(host.Rules{MaxPlayers: 1, MaxWatchers: -1, PerAddress: -1, Idle: -1}); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if s := p.host.Stats(); s.Idle != 0 {
			t.Errorf("it is off, and %d idle", s.Idle)
		}
		if err := p.host.SetRules(host.Rules{MaxPlayers: 1, MaxWatchers: -1, PerAddress: -1, Idle: time.Minute}); err != nil {
			t.Fatal(err)
		}
		pass(time.Second)
		if s := p.host.Stats(); s.Idle != 1 {
			t.Errorf("%d idle", s.Idle)
		}
		ben := netcat(p.dialFrom("127.0.0.1"))
		ben.until(t, "I|2|")
		ann.until(t, "B|idle: you have pressed nothing for 5 min")
		ann.Close()
		ben.types(t, "c|2|hi|")
		ben.SetReadDeadline(time.Time{})
		go io.Copy(io.Discard, ben)
		pass(2 * time.Minute)
		cai := netcat(p.dialFrom("10.0.0.2"))
		cai.until(t, "E|full|")
		cai.Close()
		ben.Close()
	})
}
