package netsim_test

import (
	"fmt"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/netsim"
)

// A whole game on a virtual clock: a server and two clients, 100 ms of round
// trip away. Ann walks to the right for a second. Her client predicts it, so
// that she is ahead of the server on her own screen; afterwards they agree.
func Example() {
	m, err := maze.FromRows([]string{
		"###########",
		"#S........#",
		"#.#######.#",
		"#S.......E#",
		"###########",
	})
	if err != nil {
		panic(err)
	}
	lag := netem.Conditions{Latency: 50 * time.Millisecond}
	far := netem.Config{Up: lag, Down: lag}
	game := netsim.New(netsim.Config{
		Level: &maze.Level{Name: "two corridors", Maze: m},
		Seed:  1,
		Clients: []netsim.ClientConfig{
			{Name: "Ann", Netem: far, Input: func(tick int) sim.Input {
				if tick > 60 && tick <= 120 {
					return sim.Right
				}
				return 0
			}},
			{Name: "Ben", Netem: far},
		},
	})

	ann := game.Clients[0]
	report := func(when string) {
		onServer := game.Server.Game.World().Player(ann.ID())
		fmt.Printf("%s: on her screen x = %d, on the server x = %d\n", when, ann.PredictedPlayer().X, onServer.X)
	}
	game.Run(60)
	report("before")
	game.Run(30)
	report("while she walks")
	game.Run(60)
	report("afterwards")
	fmt.Println("corrections:", ann.Stats().Corrections)

	// Output:
	// before: on her screen x = 1536, on the server x = 1536
	// while she walks: on her screen x = 4416, on the server x = 4032
	// afterwards: on her screen x = 7296, on the server x = 7296
	// corrections: 0
}
