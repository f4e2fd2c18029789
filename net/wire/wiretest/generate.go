package wiretest

import (
	"math"

	"pgregory.net/rapid"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// AnyMessage generates valid messages of every type.
func AnyMessage() *rapid.Generator[wire.Message] {
	return rapid.OneOf(
		message(hello), message(welcome), message(level), message(row), message(inputs), message(snapshot), message(connectionStats),
		message(func(t *rapid.T) *wire.PlayerInfo {
			return &wire.PlayerInfo{ID: id(t), Avatar: avatar(t), Name: name(t), JoinTick: tick(t), Appearance: appearance(t)}
		}),
		message(func(t *rapid.T) *wire.PlayerLeft { return &wire.PlayerLeft{ID: id(t)} }),
		message(func(t *rapid.T) *wire.SendChat { return &wire.SendChat{ID: id(t), Text: chat(t)} }),
		message(func(t *rapid.T) *wire.Chat { return &wire.Chat{ID: id(t), Text: chat(t)} }),
		message(func(t *rapid.T) *wire.Rename { return &wire.Rename{ID: id(t), Name: name(t)} }),
		message(func(t *rapid.T) *wire.SetAppearance { return &wire.SetAppearance{ID: id(t), Appearance: appearance(t)} }),
		message(func(t *rapid.T) *wire.QueuePosition {
			return &wire.QueuePosition{Position: uint32(number(t, 1, sim.MaxPlayers))}
		}),
		message(func(t *rapid.T) *wire.ReachedExit { return &wire.ReachedExit{ID: id(t), Tick: tick(t)} }),
		message(func(t *rapid.T) *wire.Score {
			return &wire.Score{ID: id(t), Place: rapid.Uint32().Draw(t, "place"), Gained: points(t), Points: points(t), Ticks: tick(t)}
		}),
		message(func(t *rapid.T) *wire.Countdown { return &wire.Countdown{Tick: tick(t)} }),
		message(func(t *rapid.T) *wire.Record {
			if ticks := tick(t); ticks > 0 {
				return &wire.Record{Name: name(t), Ticks: ticks}
			}
			return &wire.Record{}
		}),
		message(func(t *rapid.T) *wire.Ping {
			return &wire.Ping{Time: rapid.Uint64().Draw(t, "time"), RTT: rtt(t), Loss: loss(t)}
		}),
		message(func(t *rapid.T) *wire.Pong { return &wire.Pong{Time: rapid.Uint64().Draw(t, "time"), Tick: tick(t)} }),
		message(func(t *rapid.T) *wire.Error { return &wire.Error{Code: code(t), Text: text(t)} }),
		message(func(t *rapid.T) *wire.Bye { return &wire.Bye{Code: code(t), Text: text(t)} }),
		message(func(t *rapid.T) *wire.Quit { return &wire.Quit{ID: id(t)} }),
		message(func(t *rapid.T) *wire.WalkCell { return &wire.WalkCell{ID: id(t), Dir: direction(t)} }),
		message(func(t *rapid.T) *wire.PlayerCell {
			return &wire.PlayerCell{ID: id(t), Avatar: avatar(t), X: number(t, 0, maze.MaxSize-1), Y: number(t, 0, maze.MaxSize-1)}
		}),
	)
}

func message[M wire.Message](make func(*rapid.T) M) *rapid.Generator[wire.Message] {
	return rapid.Custom(func(t *rapid.T) wire.Message { return make(t) })
}

func hello(t *rapid.T) *wire.Hello {
	if version := rapid.Uint32().Draw(t, "version"); version%2 == 0 && version != wire.Version {
		return &wire.Hello{Version: version}
	}
	m := &wire.Hello{Version: wire.Version, Token: token(t), Password: password(t), Appearance: appearance(t), Spectate: wire.Spectate(number(t, 0, int(wire.SpectateAlways)))}
	if rapid.Bool().Draw(t, "named") {
		m.Name = name(t)
	}
	return m
}

func welcome(t *rapid.T) *wire.Welcome {
	return &wire.Welcome{
		Version: wire.Version, ID: sim.ID(number(t, 0, int(wire.MaxID))), Avatar: avatar(t),
		TickRate: uint32(number(t, 1, wire.MaxRate)), Interval: uint32(number(t, 1, wire.MaxRate)),
		Tick: tick(t), Seq: rapid.Uint32().Draw(t, "seq"), Token: token(t),
		Resumed: rapid.Bool().Draw(t, "resumed"), Server: title(t), Dark: rapid.Bool().Draw(t, "dark"),
	}
}

func level(t *rapid.T) *wire.Level {
	return &wire.Level{W: number(t, maze.MinSize, maze.MaxSize), H: number(t, maze.MinSize, maze.MaxSize), Name: title(t), Number: rapid.Uint32().Draw(t, "number")}
}

func row(t *rapid.T) *wire.Row {
	tiles := rapid.StringOfN(rapid.RuneFrom([]rune("#.SE")), maze.MinSize, maze.MaxSize, -1)
	return &wire.Row{Y: number(t, 0, maze.MaxSize-1), Tiles: tiles.Draw(t, "tiles")}
}

func inputs(t *rapid.T) *wire.Inputs {
	m := &wire.Inputs{ID: id(t), Frames: make([]wire.InputFrame, number(t, 1, wire.MaxInputFrames))}
	m.First = rapid.Uint32Range(1, math.MaxUint32-uint32(len(m.Frames))+1).Draw(t, "first")
	for i := range m.Frames {
		m.Frames[i] = wire.InputFrame{Keys: sim.Input(number(t, 0, int(sim.AllKeys))), Tick: tick(t)}
	}
	return m
}

func snapshot(t *rapid.T) *wire.Snapshot {
	m := &wire.Snapshot{Tick: tick(t), Ack: uint32(tick(t)), Waiting: uint32(tick(t)), LevelNumber: rapid.Uint32().Draw(t, "level")}
	var last sim.ID
	for range number(t, 0, 20) {
		last += sim.ID(number(t, 1, 100_000_000))
		m.Bodies = append(m.Bodies, wire.Body{
			Player: sim.Player{
				ID: last, X: int32(number(t, 0, wire.MaxCoord)), Y: int32(number(t, 0, wire.MaxCoord)),
				Facing: direction(t), Moving: rapid.Bool().Draw(t, "moving"), ExitTick: tick(t),
			},
			Avatar: avatar(t),
		})
	}
	return m
}

func connectionStats(t *rapid.T) *wire.ConnectionStats {
	m := &wire.ConnectionStats{}
	var last sim.ID
	for range number(t, 0, 20) {
		last += sim.ID(number(t, 1, 100_000_000))
		m.Players = append(m.Players, wire.PlayerStats{ID: last, RTT: rtt(t), Loss: loss(t), Idle: uint16(number(t, 0, wire.MaxIdle))})
	}
	return m
}

func rtt(t *rapid.T) uint16    { return uint16(number(t, 0, wire.MaxRTT)) }
func points(t *rapid.T) uint32 { return uint32(number(t, 0, wire.MaxPoints)) }
func loss(t *rapid.T) uint8    { return uint8(number(t, 0, 100)) }

func id(t *rapid.T) sim.ID     { return sim.ID(number(t, 1, int(wire.MaxID))) }
func tick(t *rapid.T) sim.Tick { return sim.Tick(rapid.Uint32().Draw(t, "tick")) }
func direction(t *rapid.T) sim.Input {
	return rapid.SampledFrom([]sim.Input{sim.Up, sim.Down, sim.Left, sim.Right}).Draw(t, "direction")
}
func number(t *rapid.T, min, max int) int { return rapid.IntRange(min, max).Draw(t, "number") }
func avatar(t *rapid.T) rune {
	return rapid.SampledFrom([]rune("ABZaz09?#ßΩж字🧶𝔸")).Draw(t, "avatar")
}
func appearance(t *rapid.T) wire.Appearance {
	return wire.Appearance{Colour: uint8(number(t, 0, wire.Colours)), Shape: uint8(number(t, 0, wire.Shapes))}
}
func code(t *rapid.T) string  { return rapid.StringMatching("[a-z]{1,16}").Draw(t, "code") }
func token(t *rapid.T) string { return rapid.StringMatching("[!-~]{0,64}").Draw(t, "token") }

// letters generates texts of all kinds of characters, those with a meaning in
// text messages more often.
func letters() *rapid.Generator[string] {
	pick := rapid.RuneFrom([]rune("|%|%AzZ :/1é字🧶\u0301\u200d\ufe0fא"))
	return rapid.StringOf(rapid.OneOf(pick, pick, rapid.Rune()))
}

func text(t *rapid.T) string { return wire.CleanText(letters().Draw(t, "text")) }

func password(t *rapid.T) string {
	if s := text(t); len(s) <= wire.MaxTokenLen {
		return s
	}
	return "100 %|"
}

func chat(t *rapid.T) string {
	if s := text(t); s != "" {
		return s
	}
	return "%7C|"
}

func title(t *rapid.T) string {
	if s := text(t); wire.CheckTitle(s) == nil {
		return s
	}
	return "100 %|"
}

func name(t *rapid.T) string {
	if s := wire.CleanName(letters().Draw(t, "name")); s != "" {
		return s
	}
	return "%|"
}
