package replica

import (
	"reflect"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// nextPing returns the next Ping.
func nextPing(t *testing.T, r *Replica) wire.Ping {
	t.Helper()
	for range pingInterval {
		r.Tick(r.now+TickDuration, 0)
		for m := r.Next(); m != nil; m = r.Next() {
			if p, ok := m.(*wire.Ping); ok {
				return *p
			}
		}
	}
	t.Fatal("no Ping")
	return wire.Ping{}
}

func TestPingCarriesRTT(t *testing.T) {
	r := begin(t, 2000, 2048)
	if p := nextPing(t, r); p.RTT != 0 {
		t.Errorf("before there is a round trip: %+v", p)
	}
	for _, tc := range []struct {
		rtt  time.Duration
		want uint16
	}{{20 * time.Microsecond, 1}, {48 * time.Millisecond, 48}, {time.Minute, wire.MaxRTT}} {
		r.rtt = RTT{}
		p := nextPing(t, r)
		r.Receive(r.now+tc.rtt, &wire.Pong{Time: p.Time})
		if p := nextPing(t, r); p.RTT != tc.want {
			t.Errorf("a round trip of %v is sent as %d ms", tc.rtt, p.RTT)
		}
	}
}

// Lost and overtaken snapshots count as lost, as long as they are recent.
func TestPingCarriesLoss(t *testing.T) {
	r := begin(t, 2000, 2048)
	tick := sim.Tick(10)
	feed := func(n int, comes func(i int) bool) {
		for i := range n {
			tick += 2
			r.now += 2 * TickDuration
			if comes(i) {
				r.Receive(r.now, newSnapshot(tick, 0, 2000, 2048))
			}
		}
	}
	feed(100, func(int) bool { return true })
	if p := nextPing(t, r); p.Loss != 0 {
		t.Errorf("nothing is lost: %+v", p)
	}
	feed(200, func(i int) bool { return i%4 != 0 })
	if p := nextPing(t, r); p.Loss < 24 || p.Loss > 26 {
		t.Errorf("every fourth is lost: %+v", p)
	}
	r.Receive(r.now, newSnapshot(tick-2, 0, 2000, 2048)) // one that was overtaken
	if p := nextPing(t, r); p.Loss < 24 {
		t.Errorf("an overtaken one came: %+v", p)
	}
	feed(100, func(int) bool { return true })
	if p := nextPing(t, r); p.Loss != 0 {
		t.Errorf("nothing is lost now: %+v", p)
	}
	feed(100, func(i int) bool { return i%50 == 49 })
	if p := nextPing(t, r); p.Loss < 55 || p.Loss > 100 {
		t.Errorf("nearly all is lost: %+v", p)
	}
}

// View shows the connections as the server tells them, but the local player's as
// this client measures it.
func TestViewShowsConnections(t *testing.T) {
	r := begin(t, 2000, 2048)
	other := func(id sim.ID) wire.Body {
		return wire.Body{Player: sim.Player{ID: id, X: 3000, Y: 2048, Facing: sim.Up}, Avatar: 'B'}
	}
	r.Receive(0, newSnapshot(12, 0, 2000, 2048, other(2), other(3), other(5)))
	r.Receive(0, &wire.ConnectionStats{Players: []wire.PlayerStats{{ID: 1, RTT: 9, Idle: 3}, {ID: 3, RTT: 213, Loss: 7, Idle: 61}, {ID: 4, RTT: 1}}})
	r.rtt.Add(50 * time.Millisecond)
	var v View
	r.View(time.Second, &v)
	type health struct {
		rtt  time.Duration
		loss int
		idle time.Duration
	}
	var got []health
	for _, f := range v.Players {
		got = append(got, health{f.RTT, f.Loss, f.Idle})
	}
	if want := []health{{50 * time.Millisecond, 0, 3 * time.Second}, {}, {213 * time.Millisecond, 7, 61 * time.Second}, {}}; !reflect.DeepEqual(got, want) {
		t.Errorf("shows %v, want %v", got, want)
	}
	if n := testing.AllocsPerRun(100, func() { r.View(time.Second, &v) }); n != 0 {
		t.Errorf("View allocates %v times", n)
	}
	c, ok := r.Checkpoint()
	if !ok {
		t.Fatal("there is no checkpoint")
	}
	on, err := Restore(c)
	if err != nil {
		t.Fatal(err)
	}
	var again View
	on.View(time.Second, &again)
	if again.Players[2].Loss != 7 {
		t.Errorf("the restored replica shows %+v", again.Players[2])
	}
	r.Receive(0, &wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2})
	if r.roster.stats != nil {
		t.Error("on a new connection the old connection stats are still known")
	}
}
