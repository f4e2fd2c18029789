package netsim

import (
	"math/rand/v2"
	"testing"
	"time"

	"clew/net/link/netem"
)

// Whenever its connections are cut, before the Welcome or after it, a client comes
// back to its own player: it always has a token that is good.
func TestTokensAcrossReconnects(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 5))
		slow := netem.Conditions{Latency: time.Duration(rng.IntN(200)) * time.Millisecond}
		flaky := netem.Config{Up: slow, Down: slow}
		r := newSimulation(t, seed, flaky, flaky)
		join(t, r)
		want := r.Clients[0].ID()
		for range 40 {
			r.Run(1 + rng.IntN(50))
			r.CloseLink(0)
		}
		r.Run(900)
		runUntilInSync(t, r)
		if got := r.Clients[0].ID(); got != want || r.Server.Game.PlayerCount() != 2 {
			t.Errorf("seed %d: player %d came back as %d; %d players", seed, want, got, r.Server.Game.PlayerCount())
		}
	}
}
