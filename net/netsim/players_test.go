package netsim

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// playerView is how a client shows a player; nil: not at all.
func playerView(c *Client, now time.Duration, id sim.ID) *replica.PlayerView {
	var v replica.View
	c.View(now, &v)
	for i := range v.Players {
		if v.Players[i].ID == id {
			return &v.Players[i]
		}
	}
	return nil
}

// On a bad wire too, everybody sees everybody's look, also one that is new, and
// knows how good the others' wires are.
func TestAppearanceAndHealth(t *testing.T) {
	const ms = time.Millisecond
	wires := []netem.Conditions{
		{Latency: 10 * ms},
		{Latency: 100 * ms, Loss: 10, Reorder: 5},
		{Latency: 40 * ms, Jitter: 20 * ms, Loss: 25},
	}
	for seed := *seedFlag; seed < *seedFlag+4; seed++ {
		cfg := Config{Level: level(t), Seed: seed}
		for i, w := range wires {
			cfg.Clients = append(cfg.Clients, ClientConfig{Name: "Ana", Appearance: wire.Appearance{Colour: uint8(i + 2)}, Netem: both(w), Input: wanderInput(seed)})
		}
		r := New(cfg)
		join(t, r)
		r.Run(600)
		new := wire.Appearance{Colour: 8, Shape: 8}
		r.Clients[2].SetAppearance(new)
		r.Run(150)
		for i, c := range r.Clients {
			for k, other := range r.Clients {
				f := playerView(c, r.Now(), other.ID())
				if f == nil {
					t.Fatalf("seed %d: %d does not see %d", seed, i, k)
				}
				want := wire.Appearance{Colour: uint8(k + 2)}
				if k == 2 {
					want = new
				}
				if f.Appearance != want {
					t.Errorf("seed %d: %d sees %d as %+v, want %+v", seed, i, k, f.Appearance, want)
				}
				trip := 2 * wires[k].Latency
				if f.RTT < trip || f.RTT > trip+80*ms { // they wait for ticks, too, and some for others
					t.Errorf("seed %d: %d is told that %d has a round trip of %v, want a little more than %v", seed, i, k, f.RTT, trip)
				}
				if lost := wires[k].Loss + wires[k].Reorder; f.Loss < lost/3 || f.Loss > 2*lost+3 {
					t.Errorf("seed %d: %d is told that %d loses %d %%, want about %d", seed, i, k, f.Loss, lost)
				}
			}
		}
		names := map[string]bool{}
		for _, c := range r.Clients {
			names[playerView(c, r.Now(), c.ID()).Name] = true
		}
		if len(names) != 3 || !names["Ana"] || !names["(1)Ana"] || !names["(2)Ana"] {
			t.Errorf("seed %d: they are called %v", seed, names)
		}
	}
}

// A full game on bad wires: those who wait see it as the players do, get their
// places in the order in which they came, and then play.
func TestSpectatorsGetSlots(t *testing.T) {
	const ms = time.Millisecond
	for _, w := range []netem.Config{
		{},
		both(netem.Conditions{Latency: 80 * ms, Jitter: 100 * ms, Loss: 20, Duplicate: 10, Reorder: 20}),
		{Up: netem.Conditions{Latency: 60 * ms, Loss: 5}, Down: netem.Conditions{Latency: 60 * ms, Loss: 5}, Stream: true},
	} {
		for seed := *seedFlag; seed < *seedFlag+3; seed++ {
			t.Run(fmt.Sprintf("%v, seed %d", w, seed), func(t *testing.T) { spectatorsGetSlots(t, w, seed) })
		}
	}
}

func spectatorsGetSlots(t *testing.T, w netem.Config, seed uint64) {
	cfg := Config{Level: level(t), Seed: seed, MaxPlayers: 2, MaxSpectators: 4}
	for i := range 5 {
		wish := wire.SpectateIfFull
		if i == 4 {
			wish = wire.SpectateAlways
		}
		cfg.Clients = append(cfg.Clients, ClientConfig{Name: fmt.Sprint("player ", i), Spectate: wish, Netem: w, Input: wanderInput(seed + uint64(i))})
	}
	r := New(cfg)
	join(t, r)
	game := r.Server.Game
	var line []*Client // of those who wait, the first one first
	for _, c := range r.Clients {
		if place, is := c.Spectating(); is && place > 0 {
			line = append(line, c)
		}
	}
	slices.SortFunc(line, func(a, b *Client) int { pa, _ := a.Spectating(); pb, _ := b.Spectating(); return pa - pb })
	if len(line) != 2 || game.PlayerCount() != 2 || game.SpectatorCount() != 3 {
		t.Fatalf("%d stand in line, %d play, %d watch", len(line), game.PlayerCount(), game.SpectatorCount())
	}
	r.Run(200)
	game.SetLevel(corridor(t, 3), 9) // who watches is taken along
	r.Run(200)
	for i, next := range line {
		for _, c := range r.Clients {
			if c.ID() != 0 && c.Status().State == session.Playing && !slices.Contains(line, c) {
				c.Leave()
				break
			}
		}
		// A word of goodbye may be lost with its connection: then it takes as
		// long as for a disconnected player.
		for ticks := 0; next.ID() == 0 && ticks < 2*authority.ReservedTicks; ticks++ {
			r.Step()
		}
		r.Run(60) // for the others to hear of it
		if place, is := next.Spectating(); is || next.ID() == 0 {
			t.Fatalf("the first in line has the place %d, ID %d", place, next.ID())
		}
		for k, other := range line[i+1:] {
			if place, is := other.Spectating(); !is || place != k+1 {
				t.Errorf("the %d. behind it has the place %d, watches %v", k+1, place, is)
			}
		}
	}
	r.Run(200)
	for _, c := range line {
		truth := game.World().Player(c.ID())
		if truth == nil || c.PredictedPlayer() == nil {
			t.Fatalf("player %d is not in the game", c.ID())
		}
	}
	watcher := r.Clients[4]
	if place, is := watcher.Spectating(); !is || place != 0 || watcher.Status().State != session.Playing {
		t.Errorf("who only watches: place %d, %v, %+v", place, is, watcher.Status())
	}
	for _, c := range line {
		c.SetNetem(netem.Config{})
		c.Input = nil
	}
	watcher.SetNetem(netem.Config{})
	r.Run(200)
	for _, c := range line {
		truth, mine := game.World().Player(c.ID()), c.PredictedPlayer()
		seen := playerView(watcher, r.Now(), c.ID())
		if seen == nil || seen.X != truth.X || seen.Y != truth.Y || mine.X != truth.X || mine.Y != truth.Y {
			t.Errorf("player %d is at %d,%d; it believes %+v, who watches sees %+v", c.ID(), truth.X, truth.Y, mine, seen)
		}
	}
}
