package maze_test

import (
	"fmt"

	"clew/engine/maze"
)

// The same seed grows the same maze on every machine.
func ExampleGenerate() {
	m, err := maze.Generate(7, 15, 7, 0)
	if err != nil {
		panic(err)
	}
	for y := range m.Height() {
		fmt.Println(m.Row(y))
	}
	// Output:
	// ###############
	// #E#S#.#.......#
	// #.#S#.#######.#
	// #.#SS.........#
	// #.###########.#
	// #.............#
	// ###############
}
