package authority

import (
	"reflect"
	"testing"

	"clew/net/wire"
)

// Each game client is sent the connection statistics every two seconds, with the
// last report of each client, and nothing of clients that have not reported.
func TestConnStats(t *testing.T) {
	a, clients := crowd(t, 4)
	plain := a.AddClient(Plain, "nc")
	for i, c := range clients[:3] {
		c.Handle(&wire.Ping{RTT: 9})
		c.Handle(&wire.Ping{RTT: uint16(40 * i), Loss: uint8(i)}) // the first one takes it back
	}
	clients[2].Disconnect("cable")
	heard := map[*Client][]*wire.ConnectionStats{}
	for range 3 * ConnStatsTicks {
		a.Tick()
		for _, c := range append(clients, plain) {
			for _, m := range all[*wire.ConnectionStats](fetch(c)) {
				heard[c] = append(heard[c], told(m))
			}
		}
	}
	want := &wire.ConnectionStats{Players: []wire.PlayerStats{{ID: clients[1].ID(), RTT: 40, Loss: 1}}}
	for _, c := range []*Client{clients[0], clients[1], clients[3]} {
		if got := heard[c]; len(got) != 3 || !reflect.DeepEqual(got[0], want) || wire.Check(got[0]) != nil {
			t.Errorf("client %d was sent %+v in six seconds, want %+v every two", c.ID(), got, want)
		}
	}
	if len(heard[plain])+len(heard[clients[2]]) != 0 {
		t.Error("a plain text client was sent statistics")
	}
}

// told returns the connection statistics of a message without idle times.
func told(m *wire.ConnectionStats) *wire.ConnectionStats {
	of := &wire.ConnectionStats{}
	for _, v := range m.Players {
		if v.RTT > 0 {
			v.Idle = 0
			of.Players = append(of.Players, v)
		}
	}
	return of
}

// In a crowd, not everybody is sent the statistics in the same tick.
func TestConnStatsAreSpread(t *testing.T) {
	a, clients := crowd(t, 240)
	for _, c := range clients {
		c.Handle(&wire.Ping{RTT: 1})
	}
	for _, c := range clients[:40] {
		c.Close(wire.CodeKicked, "")
	}
	clients = clients[40:]
	for _, c := range clients {
		fetch(c)
	}
	total := 0
	for range ConnStatsTicks {
		a.Tick()
		now := 0
		for _, c := range clients {
			now += len(all[*wire.ConnectionStats](fetch(c)))
		}
		if total += now; now > 2 {
			t.Fatalf("%d clients were sent statistics in one tick", now)
		}
	}
	if total != len(clients) {
		t.Errorf("%d of %d were sent statistics in two seconds", total, len(clients))
	}
}
