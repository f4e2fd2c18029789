package game_test

import (
	"fmt"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

// Two players join and one walks. A second game, made from a checkpoint and fed with
// the entries after it, is the same.
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
	state := game.New(game.Config{Level: &maze.Level{Name: "A Corridor", Maze: m}, Seed: 1, Name: "Example"})
	entry := &game.Entry{
		Tick:    game.TickAfter(state.Tick(), false),
		Changes: []game.Change{{Kind: game.Join, Name: "Ann"}, {Kind: game.Join, Name: "ann"}},
	}
	events, err := state.Apply(entry, nil)
	if err != nil {
		panic(err)
	}
	for _, e := range events {
		if e.Kind == game.PlayerJoined {
			fmt.Printf("player %d joins as %s\n", e.ID, e.Name)
		}
	}

	var other *game.State
	for seq := uint32(1); seq <= sim.TickRate/2; seq++ {
		if seq == 10 {
			if other, err = game.DecodeCheckpoint(game.AppendCheckpoint(nil, state)); err != nil {
				panic(err)
			}
		}
		entry := &game.Entry{
			Tick:   game.TickAfter(state.Tick(), false),
			Inputs: []game.Input{{ID: 1, Seq: game.SeqBits(seq), Keys: sim.Right}},
		}
		for _, s := range []*game.State{state, other} {
			if s == nil {
				continue
			}
			if _, err := s.Apply(entry, nil); err != nil {
				panic(err)
			}
		}
	}
	fmt.Printf("tick %d: player 1 is in cell %v, its input %d was the last\n", state.Tick(), state.World().Player(1).Cell(), state.Player(1).Ack)
	fmt.Println("the same hash:", other.Hash() == state.Hash())
	// Output:
	// player 1 joins as Ann
	// player 2 joins as (1)ann
	// tick 31: player 1 is in cell {4 1}, its input 30 was the last
	// the same hash: true
}
