package netsim

import (
	"strings"
	"testing"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
)

// A game in which the ticks come near the end of their numbers goes on: in the
// same level again, which everybody is told in words, with the same connections.
func TestTicksRestart(t *testing.T) {
	const ms = time.Millisecond
	r := newSimulationFrom(t, game.LastTick-61*sim.TickRate, 5,
		netem.Config{},
		both(netem.Conditions{Latency: 60 * ms, Jitter: 20 * ms, Loss: 5, Reorder: 10}))
	server := r.Server.Game
	join(t, r)
	for i, c := range r.Clients {
		c.Input = wanderInput(uint64(i))
	}
	r.Run(30 * sim.TickRate)
	before := r.Clients[0].PredictedPlayer()
	warned, told, levels := false, false, 0
	for range 45 * sim.TickRate {
		r.Step()
		for _, n := range r.Clients[1].Events() {
			warned = warned || strings.Contains(n.Text, "in a minute")
			told = told || strings.Contains(n.Text, "restarts for everybody, and so does")
			if n.Kind == replica.EventLevel {
				levels++
			}
		}
	}
	if before == nil || !warned || !told || levels != 2 {
		t.Errorf("warned %v, told %v, %d levels", warned, told, levels)
	}
	if now := server.World().Tick(); now > 1<<20 {
		t.Fatalf("it is tick %d", now)
	}
	for i, c := range r.Clients {
		if c.Status().State != session.Playing || c.LinkNumber() != 1 {
			t.Errorf("client %d: %+v on link %d", i, c.Status(), c.LinkNumber())
		}
		var v replica.View
		c.View(r.Now(), &v)
		if len(v.Players) != 2 || v.Tick > server.World().Tick() || v.Tick+2*sim.TickRate < server.World().Tick() {
			t.Errorf("client %d shows %d at tick %d of %d", i, len(v.Players), v.Tick, server.World().Tick())
		}
		if s := c.Stats(); s.SnapshotRate < 15 || s.InterpolationDelay > time.Second {
			t.Errorf("client %d: %+v", i, s)
		}
	}
	runUntilInSync(t, r)
}

// A level that comes late restarts the ticks without saying so; a client that is
// disconnected then still gets its player back.
func TestTicksRestartWithALevel(t *testing.T) {
	r := newSimulationFrom(t, 1<<31+7, 6, netem.Config{}, netem.Config{})
	server := r.Server.Game
	join(t, r)
	id := r.Clients[1].ID()
	r.Disconnect(1)
	r.Run(7 * sim.TickRate)
	server.SetLevel(level(t), 9)
	r.Run(7 * sim.TickRate)
	r.Reconnect(1)
	r.Run(20 * sim.TickRate)
	if c := r.Clients[1]; c.Status().State != session.Playing || c.ID() != id || server.World().Tick() > 1<<20 {
		t.Errorf("%+v, player %d after %d, tick %d", c.Status(), c.ID(), id, server.World().Tick())
	}
	runUntilInSync(t, r)
}
