package rollback_test

import (
	"fmt"

	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
)

// A client has predicted six ticks when the server says where its player really
// was before the fourth: Reconcile puts that in place and steps the rest again.
func ExampleTimeline_Reconcile() {
	m, err := maze.FromRows([]string{"#######", "#S...E#", "#######", "#######", "#######"})
	if err != nil {
		panic(err)
	}
	world := sim.New(m, 1)
	world.SetState(0, sim.Player{ID: 1, X: 1536, Y: 1536, Facing: sim.Right})
	predicted := rollback.New(world, 1, 60)
	for range 6 {
		predicted.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: sim.Right}}, nil)
	}
	fmt.Println("predicted: ", predicted.Current().Player(1).X)

	world.SetState(3, sim.Player{ID: 1, X: 1536 + 2*sim.WalkSpeed, Y: 1536, Facing: sim.Right}) // one input was lost
	predicted.Reconcile(world, 4)
	fmt.Println("reconciled:", predicted.Current().Player(1).X)
	// Output:
	// predicted:  2112
	// reconciled: 2016
}
