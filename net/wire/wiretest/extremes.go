package wiretest

import (
	"math"
	"strings"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

const maxTick = sim.Tick(math.MaxUint32)

// Extremes are valid messages at the ends of what is valid.
func Extremes() []wire.Message {
	token := strings.Repeat("|%~!", wire.MaxTokenLen/4)
	password := strings.Repeat("%|é", wire.MaxTokenLen/4)
	title := strings.Repeat("%|", wire.MaxNameLen/2)
	name := strings.Repeat("迷", wire.MaxNameRunes)
	text := strings.Repeat("🧶", wire.MaxTextLen/4)
	most := wire.Look{Colour: wire.Colours, Shape: wire.Shapes}
	code := strings.Repeat("z", wire.MaxCodeLen)
	return []wire.Message{
		&wire.Hello{Version: wire.Version},
		&wire.Hello{Version: wire.Version, Name: name, Token: token, Password: password, Look: most, Watch: wire.WatchAlways},
		&wire.Hello{Version: 1},
		&wire.Hello{Version: 0},
		&wire.Hello{Version: math.MaxUint32},
		&wire.Welcome{Version: wire.Version, ID: 1, Avatar: '!', TickRate: 1, Interval: 1},
		&wire.Welcome{
			Version: wire.Version, ID: wire.MaxID, Avatar: '🧶', TickRate: wire.MaxRate, Interval: wire.MaxRate,
			Tick: maxTick, Seq: math.MaxUint32, Token: token, Resumed: true, Server: title,
		},
		&wire.Welcome{Version: 7},
		&wire.Welcome{Version: wire.Version, Avatar: '!', TickRate: 1, Interval: 1},
		&wire.Level{W: maze.MinSize, H: maze.MaxSize},
		&wire.Level{W: maze.MaxSize, H: maze.MinSize, Name: title, Number: math.MaxUint32},
		&wire.Row{Y: 0, Tiles: strings.Repeat("#", maze.MinSize)},
		&wire.Row{Y: maze.MaxSize - 1, Tiles: strings.Repeat("#.SE", maze.MaxSize/4)},
		&wire.Who{ID: wire.MaxID, Avatar: 'ß', Name: name, Since: maxTick, Look: most},
		&wire.Who{ID: 1, Avatar: 'E', Name: "|"},
		&wire.Inputs{ID: 1, First: 1, Moves: []wire.Move{{}}},
		&wire.Inputs{ID: 1, First: math.MaxUint32, Moves: []wire.Move{{Keys: sim.Keys, Tick: maxTick}}},
		Inputs(wire.MaxMoves),
		&wire.Snapshot{},
		&wire.Snapshot{Tick: maxTick, Ack: math.MaxUint32, Waiting: math.MaxUint32, Level: math.MaxUint32},
		Snapshot(sim.MaxPlayers),
		&wire.Ping{},
		&wire.Ping{Time: math.MaxUint64, Trip: wire.MaxTrip, Loss: 100},
		&wire.Pong{},
		&wire.Pong{Time: math.MaxUint64, Tick: maxTick},
		&wire.Health{},
		Health(1),
		Health(sim.MaxPlayers),
		&wire.Say{ID: wire.MaxID, Text: text},
		&wire.Say{ID: 1, Text: strings.Repeat("%", wire.MaxTextLen)},
		&wire.Say{ID: 1, Text: " 👩\u200d🚀 می\u200cروم ❤\ufe0f e\u0301 "},
		&wire.Chat{ID: wire.MaxID, Text: strings.Repeat("|", wire.MaxTextLen)},
		&wire.Rename{ID: wire.MaxID, Name: name},
		&wire.Dress{ID: wire.MaxID, Look: most},
		&wire.Dress{ID: 1},
		&wire.Exited{ID: wire.MaxID, Tick: maxTick},
		&wire.Line{Place: 1},
		&wire.Line{Place: sim.MaxPlayers},
		&wire.Left{ID: wire.MaxID},
		&wire.Walk{ID: wire.MaxID, Dir: sim.Left},
		&wire.Cell{ID: 1, Avatar: '?', X: 0, Y: 0},
		&wire.Cell{ID: wire.MaxID, Avatar: '𝔸', X: maze.MaxSize - 1, Y: maze.MaxSize - 1},
		&wire.Error{Code: "x"},
		&wire.Error{Code: code, Text: text},
		&wire.Bye{Code: "x"},
		&wire.Bye{Code: code, Text: ": |% :"},
		&wire.Quit{ID: wire.MaxID},
	}
}

// Inputs is one with n moves whose ticks jump as far as they can.
func Inputs(n int) *wire.Inputs {
	m := &wire.Inputs{ID: wire.MaxID, First: math.MaxUint32 - uint32(n) + 1, Moves: make([]wire.Move, n)}
	for i := range m.Moves {
		m.Moves[i] = wire.Move{Keys: sim.Keys, Tick: maxTick * sim.Tick(i%2)}
	}
	return m
}

// Snapshot is one with n bodies of the longest kind, which still differ.
func Snapshot(n int) *wire.Snapshot {
	m := &wire.Snapshot{Tick: maxTick, Ack: math.MaxUint32, Waiting: math.MaxUint32, Level: math.MaxUint32, Bodies: make([]wire.Body, n)}
	for i := range m.Bodies {
		m.Bodies[i] = wire.Body{
			Player: sim.Player{
				ID: wire.MaxID - sim.ID(n-1-i),
				X:  wire.MaxPlace - int32(i), Y: wire.MaxPlace,
				Facing: sim.Up << (i % 4), Moving: i%3 > 0, Exit: maxTick,
			},
			Avatar: '𝔸',
		}
	}
	return m
}

// Health is one of n players with the longest numbers, as far as these can be.
func Health(n int) *wire.Health {
	m := &wire.Health{Players: make([]wire.Vitals, n)}
	for i := range m.Players {
		m.Players[i] = wire.Vitals{ID: wire.MaxID - sim.ID(n-1-i), Trip: wire.MaxTrip, Loss: 100, Idle: wire.MaxIdle}
	}
	return m
}

// Game is what a game of n players sends most: the second byte of a position
// is used, IDs follow each other, and letters are ASCII.
func Game(n int) (*wire.Inputs, *wire.Snapshot) {
	in := &wire.Inputs{ID: 3, First: 5000, Moves: make([]wire.Move, 8)}
	for i := range in.Moves {
		in.Moves[i] = wire.Move{Keys: sim.Right, Tick: 80000 + sim.Tick(i)}
	}
	snap := &wire.Snapshot{Tick: 80020, Ack: 4999, Waiting: 2, Level: 1, Bodies: make([]wire.Body, n)}
	for i := range snap.Bodies {
		snap.Bodies[i] = wire.Body{
			Player: sim.Player{
				ID: sim.ID(i + 1), X: 1536 + 512*int32(i), Y: 20000 - 96*int32(i),
				Facing: sim.Right, Moving: true,
			},
			Avatar: 'A' + rune(i%26),
		}
	}
	return in, snap
}
