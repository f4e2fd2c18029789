package netsim

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"clew/net/link/netem"
)

// Whatever the wires do, in the end everybody agrees: games drawn from seeds,
// with loss to 25 %, jitter to 250 ms, doubling to 25 %, reordering to 30 %,
// stalls of clients and of the server, and cut cables.
func TestDrawnGames(t *testing.T) {
	last := *seedFlag + seedCount(t)
	for seed := *seedFlag; seed < last; seed++ {
		rng := rand.New(rand.NewPCG(seed, 7))
		draw := func() netem.Config {
			one := func() netem.Conditions {
				return netem.Conditions{
					Latency: time.Duration(rng.IntN(150)) * time.Millisecond,
					Jitter:  time.Duration(rng.IntN(250)) * time.Millisecond,
					Loss:    rng.IntN(26), Duplicate: rng.IntN(26), Reorder: rng.IntN(31),
				}
			}
			c := netem.Config{Up: one(), Down: one()}
			if rng.IntN(4) == 0 {
				c.Stream, c.Up.Loss, c.Down.Loss = true, c.Up.Loss/8, c.Down.Loss/8
			}
			return c
		}
		r := newSimulation(t, seed, netem.Config{}, netem.Config{})
		join(t, r)
		for _, c := range r.Clients {
			c.SetNetem(draw())
		}
		for range 6 {
			r.Run(120)
			switch rng.IntN(8) {
			case 0:
				r.StallClient(rng.IntN(2), rng.IntN(180))
			case 1:
				r.StallServer(rng.IntN(180))
			case 2:
				i := rng.IntN(2)
				r.Clients[i].SetNetem(netem.Config{}) // the way back is not what this is about
				r.CloseLink(i)
			}
		}
		r.Run(600)
		runUntilInSync(t, r)
		if t.Failed() {
			t.Fatalf("-seed %d gives it again", seed)
		}
	}
}

// seedCount returns how many random games to play: 200, or CLEW_SEEDS; 10 with
// -short.
func seedCount(t *testing.T) uint64 {
	if testing.Short() {
		return 10
	}
	n, err := strconv.ParseUint(os.Getenv("CLEW_SEEDS"), 10, 32)
	if err != nil {
		return 200
	}
	t.Logf("%d seeds", n)
	return n
}
