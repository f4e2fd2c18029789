package wiretest

import (
	"clew/engine/sim"
	"clew/net/wire"
)

// Examples returns the messages of net/PROTOCOL.md: every message at least
// once, in the order in which they come in a game.
func Examples() []wire.Message {
	return []wire.Message{
		&wire.Hello{Version: wire.Version, Name: "Ann"},
		&wire.Hello{Version: wire.Version, Token: "f3a9c1d27b604e58"},
		&wire.Hello{Version: wire.Version, Name: "Ben", Password: "open sesame", Appearance: wire.Appearance{Colour: 7, Shape: 2}, Spectate: wire.SpectateIfFull},
		&wire.Hello{Version: 7},
		&wire.Welcome{
			Version: wire.Version, ID: 2, Avatar: 'B', TickRate: 60, Interval: 2, Tick: 1200,
			Token: "f3a9c1d27b604e58", Server: "Ada's maze", Dark: true,
		},
		&wire.Welcome{
			Version: wire.Version, Avatar: wire.NoAvatar, TickRate: 60, Interval: 2, Tick: 1200, Server: "Ada's maze",
		},
		&wire.Level{W: 5, H: 5, Name: "First turn", Number: 1},
		&wire.Row{Y: 1, Tiles: "#S.E#"},
		&wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "Zoë 50%|50%", JoinTick: 907, Appearance: wire.Appearance{Shape: 8}},
		&wire.Inputs{ID: 2, First: 7, Frames: []wire.InputFrame{
			{Keys: sim.Right, Tick: 1203},
			{Keys: sim.Up | sim.Right, Tick: 1204},
			{Keys: 0, Tick: 1206},
		}},
		&wire.Snapshot{Tick: 1210, Ack: 9, Waiting: 1, LevelNumber: 1, Bodies: []wire.Body{
			{Player: sim.Player{ID: 1, X: 3584, Y: 1536, Facing: sim.Down, ExitTick: 1100}, Avatar: 'A'},
			{Player: sim.Player{ID: 2, X: 1632, Y: 1536, Facing: sim.Right, Moving: true}, Avatar: 'B'},
		}},
		&wire.Ping{Time: 81500000, RTT: 48, Loss: 2},
		&wire.Pong{Time: 81500000, Tick: 1215},
		&wire.ConnectionStats{Players: []wire.PlayerStats{{ID: 1, RTT: 213}, {ID: 2, RTT: 48, Loss: 2, Idle: 312}, {ID: 4, Idle: 75}}},
		&wire.SendChat{ID: 2, Text: "which way?"},
		&wire.Chat{ID: 2, Text: "which way?"},
		&wire.Rename{ID: 2, Name: "Ben"},
		&wire.SetAppearance{ID: 2, Appearance: wire.Appearance{Colour: 5, Shape: 2}},
		&wire.ReachedExit{ID: 2, Tick: 1333},
		&wire.Score{ID: 2, Place: 2, Gained: 7, Points: 27, Ticks: 426},
		&wire.Countdown{Tick: 12133},
		&wire.Countdown{},
		&wire.Record{Name: "Ben", Ticks: 426},
		&wire.Record{},
		&wire.QueuePosition{Position: 2},
		&wire.PlayerLeft{ID: 1},
		&wire.WalkCell{ID: 2, Dir: sim.Up},
		&wire.WalkCell{ID: 2, Dir: sim.Down},
		&wire.WalkCell{ID: 2, Dir: sim.Left},
		&wire.WalkCell{ID: 2, Dir: sim.Right},
		&wire.PlayerCell{ID: 2, Avatar: 'B', X: 2, Y: 1},
		&wire.Error{Code: wire.CodeID, Text: "you are player 2"},
		&wire.Error{Code: wire.CodeNote, Text: "welcome, and mind the walls"},
		&wire.Quit{ID: 2},
		&wire.Bye{Code: wire.CodeShutdown, Text: "the server stops"},
	}
}
