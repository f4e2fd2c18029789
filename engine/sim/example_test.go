package sim_test

import (
	"fmt"

	"clew/engine/maze"
	"clew/engine/sim"
)

// A player joins and walks right for half a second: the world is a value, and
// each Step turns it into the world one tick later.
func Example() {
	m, err := maze.FromRows([]string{
		"#######",
		"#S...E#",
		"#######",
		"#######",
		"#######",
	})
	if err != nil {
		panic(err)
	}
	world := sim.New(m, 1)
	world.Step([]sim.Command{{ID: 1, Kind: sim.Join}}, nil)
	for range sim.TickRate / 2 {
		world.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: sim.Right}}, nil)
	}
	p := world.Player(1)
	fmt.Printf("tick %d: x=%d y=%d, in cell %v\n", world.Tick(), p.X, p.Y, p.Cell())
	// Output: tick 31: x=4416 y=1536, in cell {4 1}
}
