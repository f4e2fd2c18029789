package replay_test

import (
	"bytes"
	"fmt"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
)

// Example records two seconds of a game, verifies the recording, and looks at a
// tick in the middle.
func Example() {
	m, err := maze.FromRows([]string{"########", "#S....E#", "########", "########", "########"})
	if err != nil {
		panic(err)
	}
	state := game.New(game.Config{Level: &maze.Level{Name: "corridor", Maze: m}, Name: "Crete"})
	var file bytes.Buffer
	w, err := replay.NewWriter(&file, state)
	if err != nil {
		panic(err)
	}
	for tick := range sim.Tick(120) {
		e := game.Entry{Tick: tick + 1}
		switch e.Tick {
		case 1:
			e.Changes = []game.Change{{Kind: game.Join, Name: "Ann"}}
		case 90:
			e.Changes = []game.Change{{Kind: game.Say, ID: 1, Text: "I can see the exit"}}
		default:
			e.Walks = []game.Walk{{ID: 1, Keys: sim.Right}}
		}
		if _, err := state.Apply(&e, nil); err != nil {
			panic(err)
		}
		w.WriteEntry(&e, state)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}

	report, err := replay.Verify(bytes.NewReader(file.Bytes()))
	fmt.Println(report.Ticks, report.Players, report.ChatLines, err)

	rec, err := replay.Load(&file)
	if err != nil {
		panic(err)
	}
	cursor := rec.Cursor()
	s, err := cursor.StateAt(30)
	fmt.Println(s.Player(1).Name, s.World().Player(1).Cell(), err)
	lines, err := cursor.Chat(nil, 60, 120)
	fmt.Println(lines[0].Player.Name, lines[0].Text, err)
	// Output:
	// 120 1 1 <nil>
	// Ann {4 1} <nil>
	// Ann I can see the exit <nil>
}
