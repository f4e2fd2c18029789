package replica_test

import (
	"fmt"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// The player walks to the right while inputs and snapshots take 100 ms each way.
// The prediction runs 200 ms ahead of what the server says, and is right, until
// the server loses an input: that costs one correction, a round trip later.
func ExamplePredictor() {
	const lag = 6 // ticks: 100 ms
	hall, err := maze.FromRows([]string{
		"############",
		"#S.........#",
		"#..........#",
		"#.........E#",
		"############",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	server := sim.New(hall, 1)
	server.Step([]sim.Command{{ID: 1, Kind: sim.Join}}, nil)

	var client replica.Predictor
	client.Restart(1, 0)
	if _, err := client.Start(hall, server.Tick(), 0, *server.Player(1)); err != nil {
		fmt.Println(err)
		return
	}

	type snapshot struct {
		tick   sim.Tick
		ack    uint32
		player sim.Player
	}
	var snapshots []snapshot // under way
	for tick := 1; tick <= 48; tick++ {
		// Client: take in the snapshot that arrives, then predict and send.
		if len(snapshots) == lag {
			s := snapshots[0]
			snapshots = snapshots[1:]
			if err := client.Acknowledge(s.tick, s.ack, s.player); err != nil {
				fmt.Println(err)
				return
			}
			if c := client.Reconcile(); c != nil {
				fmt.Printf("tick %d: input %d was wrong by %d units\n", tick, c.Seq, c.Size)
			}
		}
		client.Predict(time.Duration(tick)*replica.TickDuration, wire.InputFrame{Keys: sim.Right})

		// Server: step with the input that arrives, and send a snapshot.
		if seq := tick - lag; seq > 0 {
			keys := sim.Right
			if seq == 20 {
				keys = 0 // lost
			}
			server.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: keys}}, nil)
			snapshots = append(snapshots, snapshot{server.Tick(), uint32(seq), *server.Player(1)})
		}
		if tick%12 == 0 {
			fmt.Printf("tick %d: %d inputs pending, shown %d units ahead of the newest snapshot\n",
				tick, client.Pending(), client.Player().X-client.Server().X)
		}
	}
	// Output:
	// tick 12: 12 inputs pending, shown 1152 units ahead of the newest snapshot
	// tick 24: 12 inputs pending, shown 1152 units ahead of the newest snapshot
	// tick 32: input 20 was wrong by 96 units
	// tick 36: 12 inputs pending, shown 1152 units ahead of the newest snapshot
	// tick 48: 12 inputs pending, shown 1152 units ahead of the newest snapshot
}
