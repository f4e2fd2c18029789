package wiretest

import (
	"math"
	"strings"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

const maxTick = sim.Tick(math.MaxUint32)

// Extremes returns valid messages at the limits of their fields.
func Extremes() []wire.Message {
	token := strings.Repeat("|%~!", wire.MaxTokenLen/4)
	password := strings.Repeat("%|é", wire.MaxTokenLen/4)
	title := strings.Repeat("%|", wire.MaxNameLen/2)
	name := strings.Repeat("迷", wire.MaxNameRunes)
	text := strings.Repeat("🧶", wire.MaxTextLen/4)
	maxAppearance := wire.Appearance{Colour: wire.Colours, Shape: wire.Shapes}
	code := strings.Repeat("z", wire.MaxCodeLen)
	return []wire.Message{
		&wire.Hello{Version: wire.Version},
		&wire.Hello{Version: wire.Version, Name: name, Token: token, Password: password, Appearance: maxAppearance, Spectate: wire.SpectateAlways},
		&wire.Hello{Version: 1},
		&wire.Hello{Version: 0},
		&wire.Hello{Version: math.MaxUint32},
		&wire.Welcome{Version: wire.Version, ID: 1, Avatar: '!', TickRate: 1, Interval: 1},
		&wire.Welcome{
			Version: wire.Version, ID: wire.MaxID, Avatar: '🧶', TickRate: wire.MaxRate, Interval: wire.MaxRate,
			Tick: maxTick, Seq: math.MaxUint32, Token: token, Resumed: true, Server: title, Dark: true,
		},
		&wire.Welcome{Version: 7},
		&wire.Welcome{Version: wire.Version, Avatar: '!', TickRate: 1, Interval: 1},
		&wire.Level{W: maze.MinSize, H: maze.MaxSize},
		&wire.Level{W: maze.MaxSize, H: maze.MinSize, Name: title, Number: math.MaxUint32},
		&wire.Row{Y: 0, Tiles: strings.Repeat("#", maze.MinSize)},
		&wire.Row{Y: maze.MaxSize - 1, Tiles: strings.Repeat("#.SE", maze.MaxSize/4)},
		&wire.PlayerInfo{ID: wire.MaxID, Avatar: 'ß', Name: name, JoinTick: maxTick, Appearance: maxAppearance},
		&wire.PlayerInfo{ID: 1, Avatar: 'E', Name: "|"},
		&wire.Inputs{ID: 1, First: 1, Frames: []wire.InputFrame{{}}},
		&wire.Inputs{ID: 1, First: math.MaxUint32, Frames: []wire.InputFrame{{Keys: sim.AllKeys, Tick: maxTick}}},
		LargestInputs(wire.MaxInputFrames),
		&wire.Snapshot{},
		&wire.Snapshot{Tick: maxTick, Ack: math.MaxUint32, Waiting: math.MaxUint32, LevelNumber: math.MaxUint32},
		LargestSnapshot(sim.MaxPlayers),
		&wire.Ping{},
		&wire.Ping{Time: math.MaxUint64, RTT: wire.MaxRTT, Loss: 100},
		&wire.Pong{},
		&wire.Pong{Time: math.MaxUint64, Tick: maxTick},
		&wire.ConnectionStats{},
		LargestConnectionStats(1),
		LargestConnectionStats(sim.MaxPlayers),
		&wire.SendChat{ID: wire.MaxID, Text: text},
		&wire.SendChat{ID: 1, Text: strings.Repeat("%", wire.MaxTextLen)},
		&wire.SendChat{ID: 1, Text: " 👩\u200d🚀 می\u200cروم ❤\ufe0f e\u0301 "},
		&wire.Chat{ID: wire.MaxID, Text: strings.Repeat("|", wire.MaxTextLen)},
		&wire.Rename{ID: wire.MaxID, Name: name},
		&wire.SetAppearance{ID: wire.MaxID, Appearance: maxAppearance},
		&wire.SetAppearance{ID: 1},
		&wire.ReachedExit{ID: wire.MaxID, Tick: maxTick},
		&wire.Score{ID: 1},
		&wire.Score{ID: wire.MaxID, Place: math.MaxUint32, Gained: wire.MaxPoints, Points: wire.MaxPoints, Ticks: maxTick},
		&wire.Countdown{},
		&wire.Countdown{Tick: maxTick},
		&wire.Record{},
		&wire.Record{Name: name, Ticks: maxTick},
		&wire.Record{Name: "%|", Ticks: 1},
		&wire.QueuePosition{Position: 1},
		&wire.QueuePosition{Position: sim.MaxPlayers},
		&wire.PlayerLeft{ID: wire.MaxID},
		&wire.WalkCell{ID: wire.MaxID, Dir: sim.Left},
		&wire.PlayerCell{ID: 1, Avatar: '?', X: 0, Y: 0},
		&wire.PlayerCell{ID: wire.MaxID, Avatar: '𝔸', X: maze.MaxSize - 1, Y: maze.MaxSize - 1},
		&wire.Error{Code: "x"},
		&wire.Error{Code: code, Text: text},
		&wire.Bye{Code: "x"},
		&wire.Bye{Code: code, Text: ": |% :"},
		&wire.Quit{ID: wire.MaxID},
	}
}

// LargestInputs returns one with n frames whose ticks jump as far as they can.
func LargestInputs(n int) *wire.Inputs {
	m := &wire.Inputs{ID: wire.MaxID, First: math.MaxUint32 - uint32(n) + 1, Frames: make([]wire.InputFrame, n)}
	for i := range m.Frames {
		m.Frames[i] = wire.InputFrame{Keys: sim.AllKeys, Tick: maxTick * sim.Tick(i%2)}
	}
	return m
}

// LargestSnapshot returns one with n bodies of the longest kind, all different.
func LargestSnapshot(n int) *wire.Snapshot {
	m := &wire.Snapshot{Tick: maxTick, Ack: math.MaxUint32, Waiting: math.MaxUint32, LevelNumber: math.MaxUint32, Bodies: make([]wire.Body, n)}
	for i := range m.Bodies {
		m.Bodies[i] = wire.Body{
			Player: sim.Player{
				ID: wire.MaxID - sim.ID(n-1-i),
				X:  wire.MaxCoord - int32(i), Y: wire.MaxCoord,
				Facing: sim.Up << (i % 4), Moving: i%3 > 0, ExitTick: maxTick,
			},
			Avatar: '𝔸',
		}
	}
	return m
}

// LargestConnectionStats returns one of n players with the longest numbers.
func LargestConnectionStats(n int) *wire.ConnectionStats {
	m := &wire.ConnectionStats{Players: make([]wire.PlayerStats, n)}
	for i := range m.Players {
		m.Players[i] = wire.PlayerStats{ID: wire.MaxID - sim.ID(n-1-i), RTT: wire.MaxRTT, Loss: 100, Idle: wire.MaxIdle}
	}
	return m
}

// TypicalMessages returns what a game of n players sends most: the second byte
// of a position is used, IDs follow each other, and letters are ASCII.
func TypicalMessages(n int) (*wire.Inputs, *wire.Snapshot) {
	in := &wire.Inputs{ID: 3, First: 5000, Frames: make([]wire.InputFrame, 8)}
	for i := range in.Frames {
		in.Frames[i] = wire.InputFrame{Keys: sim.Right, Tick: 80000 + sim.Tick(i)}
	}
	snap := &wire.Snapshot{Tick: 80020, Ack: 4999, Waiting: 2, LevelNumber: 1, Bodies: make([]wire.Body, n)}
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
