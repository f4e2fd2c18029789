package capture

import (
	"testing"

	"clew/engine/maze"
	"clew/net/link/netem"
	"clew/net/netsim"
	"clew/net/wire"
)

// Who watches can be captured too, and goes on to play in the same capture.
func TestSpectator(t *testing.T) {
	m, err := maze.Generate(*seedFlag, 21, 15, 60)
	if err != nil {
		t.Fatal(err)
	}
	cfg := netsim.Config{Level: &maze.Level{Name: "full", Maze: m}, Seed: *seedFlag, MaxPlayers: 2, MaxSpectators: 2}
	for i := range uint64(3) {
		cfg.Clients = append(cfg.Clients, netsim.ClientConfig{Spectate: wire.SpectateIfFull, Input: wanderInput(*seedFlag + i)})
	}
	// Whoever is late finds the game full.
	cfg.Clients[0].Netem, cfg.Clients[0].Redundancy = both(netem.Conditions{Latency: 80 * ms, Jitter: 40 * ms, Loss: 20}), 3
	l := &liveGame{Simulation: netsim.New(cfg)}
	l.Run(30)
	l.capture(t, "msgpack")
	if _, is := l.Clients[0].Spectating(); !is {
		t.Fatal("nobody watches")
	}
	l.run(200)
	l.Clients[1].Leave()
	l.run(300)
	if l.Clients[0].ID() == 0 {
		t.Fatal("nobody got the place")
	}
	f := l.done(t).Replay(Overrides{})
	l.same(t, f.At(0))
	for _, tick := range []int{500, 100, 260} {
		l.same(t, f.At(tick))
	}
	if f.Name(0) == "" || f.Level() != "full" {
		t.Errorf("%q, %q", f.Name(0), f.Level())
	}
}
