package wiretest

import (
	"math"
	"strings"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// InvalidMessage is a message that no codec may write or read, and the code of
// what is wrong with it.
type InvalidMessage struct {
	Code    string
	Message wire.Message
}

// InvalidMessages returns messages that each have one field just beyond its
// limits.
func InvalidMessages() []InvalidMessage {
	var list []InvalidMessage
	add := func(code string, all ...wire.Message) {
		for _, m := range all {
			list = append(list, InvalidMessage{code, m})
		}
	}
	for _, id := range []sim.ID{0, wire.MaxID + 1, math.MaxUint32} {
		add(wire.CodeID, &wire.PlayerLeft{ID: id}, &wire.Quit{ID: id}, &wire.ReachedExit{ID: id}, &wire.Score{ID: id},
			&wire.WalkCell{ID: id, Dir: sim.Up}, &wire.PlayerCell{ID: id, Avatar: 'A'},
			&wire.SendChat{ID: id, Text: "x"}, &wire.Rename{ID: id, Name: "x"}, &wire.SetAppearance{ID: id},
			&wire.Inputs{ID: id, First: 1, Frames: make([]wire.InputFrame, 1)})
	}
	for _, id := range []sim.ID{wire.MaxID + 1, math.MaxUint32} {
		add(wire.CodeID, &wire.Welcome{Version: wire.Version, ID: id, Avatar: 'A', TickRate: 1, Interval: 1})
	}
	for _, r := range []rune{0, '|', '%', ' ', '\n', 0x7F, 0x85, 0x301, 0x200B, 0x200D, 0x202E, 0x2800, 0x3164, 0xE000} {
		add(wire.CodeText, &wire.PlayerInfo{ID: 1, Avatar: r, Name: "x"}, &wire.PlayerCell{ID: 1, Avatar: r})
	}
	for _, s := range InvalidTexts() {
		add(wire.CodeText, &wire.SendChat{ID: 1, Text: s}, &wire.Chat{ID: 1, Text: s}, &wire.Rename{ID: 1, Name: s},
			&wire.Error{Code: "x", Text: s}, &wire.Bye{Code: "x", Text: s}, &wire.Hello{Version: wire.Version, Name: s},
			&wire.Level{W: 5, H: 5, Name: s}, &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: s}, &wire.Record{Name: s, Ticks: 1})
	}
	for _, s := range InvalidNames() {
		add(wire.CodeText, &wire.Rename{ID: 1, Name: s}, &wire.Hello{Version: wire.Version, Name: s}, &wire.Record{Name: s, Ticks: 1})
	}
	add(wire.CodeText, &wire.Record{Ticks: 1},
		&wire.SendChat{ID: 1}, &wire.SendChat{ID: 1, Text: "   "}, &wire.Chat{ID: 1}, &wire.Rename{ID: 1},
		&wire.Hello{Version: wire.Version, Token: "a b"}, &wire.Hello{Version: wire.Version, Token: "é"},
		&wire.Hello{Version: wire.Version, Token: strings.Repeat("x", wire.MaxTokenLen+1)},
		&wire.Hello{Version: wire.Version, Password: strings.Repeat("x", wire.MaxTokenLen+1)},
		&wire.Hello{Version: wire.Version, Password: "a\nb"},
		&wire.Level{W: 5, H: 5, Name: strings.Repeat("x", wire.MaxNameLen+1)},
		&wire.Error{Code: "Up", Text: "x"}, &wire.Error{Code: "", Text: "x"},
		&wire.Error{Code: strings.Repeat("x", wire.MaxCodeLen+1)},
		&wire.Row{Y: 0, Tiles: "####"}, &wire.Row{Y: 0, Tiles: "##x##"}, &wire.Row{Y: 0, Tiles: "##\n##"},
		&wire.Row{Y: 0, Tiles: strings.Repeat("#", maze.MaxSize+1)},
	)
	return append(list, invalidNumbers()...)
}

func invalidNumbers() []InvalidMessage {
	var list []InvalidMessage
	add := func(m wire.Message) { list = append(list, InvalidMessage{wire.CodeNumber, m}) }
	for _, n := range []int{-1, 0, maze.MinSize - 1, maze.MaxSize + 1, math.MaxInt32} {
		add(&wire.Level{W: n, H: 5})
		add(&wire.Level{W: 5, H: n})
	}
	for _, n := range []int{-1, maze.MaxSize, math.MaxInt32} {
		add(&wire.Row{Y: n, Tiles: "#####"})
		add(&wire.PlayerCell{ID: 1, Avatar: 'A', X: n})
		add(&wire.PlayerCell{ID: 1, Avatar: 'A', Y: n})
	}
	for _, n := range []int32{-1, wire.MaxCoord + 1, math.MinInt32, math.MaxInt32} {
		add(&wire.Snapshot{Bodies: []wire.Body{body(1, n, 0, sim.Up)}})
		add(&wire.Snapshot{Bodies: []wire.Body{body(1, 0, n, sim.Up)}})
	}
	for _, d := range []sim.Input{0, sim.Up | sim.Left, sim.AllKeys} {
		add(&wire.Snapshot{Bodies: []wire.Body{body(1, 0, 0, d)}})
	}
	for _, n := range []uint32{0, wire.MaxRate + 1, math.MaxUint32} {
		add(&wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: n, Interval: 1})
		add(&wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: 1, Interval: n})
	}
	for _, n := range []uint32{0, sim.MaxPlayers + 1, math.MaxUint32} {
		add(&wire.QueuePosition{Position: n})
	}
	add(&wire.Hello{Version: wire.Version, Spectate: wire.SpectateAlways + 1})
	add(&wire.Hello{Version: wire.Version, Spectate: math.MaxUint8})
	for _, n := range []uint8{wire.Colours + 1, math.MaxUint8} {
		for _, l := range []wire.Appearance{{Colour: n}, {Shape: n}} {
			add(&wire.Hello{Version: wire.Version, Appearance: l})
			add(&wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "x", Appearance: l})
			add(&wire.SetAppearance{ID: 1, Appearance: l})
		}
	}
	for _, n := range []uint16{wire.MaxRTT + 1, math.MaxUint16} {
		add(&wire.Ping{RTT: n})
		add(&wire.ConnectionStats{Players: []wire.PlayerStats{{ID: 1, RTT: n}}})
	}
	for _, n := range []uint8{101, math.MaxUint8} {
		add(&wire.Ping{Loss: n})
		add(&wire.ConnectionStats{Players: []wire.PlayerStats{{ID: 1, RTT: 1, Loss: n}}})
	}
	for _, n := range []uint32{wire.MaxPoints + 1, math.MaxUint32} {
		add(&wire.Score{ID: 1, Gained: n})
		add(&wire.Score{ID: 1, Points: n})
	}
	add(&wire.Record{Name: "x"})
	add(&wire.ConnectionStats{Players: make([]wire.PlayerStats, sim.MaxPlayers+1)})
	add(&wire.Snapshot{Bodies: make([]wire.Body, sim.MaxPlayers+1)})
	add(&wire.Inputs{ID: 1, First: 1})
	add(&wire.Inputs{ID: 1, First: 1, Frames: make([]wire.InputFrame, wire.MaxInputFrames+1)})
	add(&wire.Inputs{ID: 1, First: 1, Frames: []wire.InputFrame{{Keys: sim.AllKeys + 1, Tick: 10}}})
	add(&wire.Inputs{ID: 1, First: 0, Frames: make([]wire.InputFrame, 1)})
	add(&wire.Inputs{ID: 1, First: math.MaxUint32, Frames: make([]wire.InputFrame, 2)})
	return append(list, InvalidMessage{wire.CodeMalformed, &wire.Snapshot{
		Bodies: []wire.Body{body(1, 0, 0, sim.Up), body(1, 0, 0, sim.Up)},
	}})
}

func body(id sim.ID, x, y int32, facing sim.Input) wire.Body {
	return wire.Body{Player: sim.Player{ID: id, X: x, Y: y, Facing: facing}, Avatar: 'A'}
}

// InvalidTexts returns strings that are neither valid texts nor valid names.
func InvalidTexts() []string {
	return []string{
		"\x00", "a\nb", "a\rb", "a\tb", "\x1b[2J", "\x1b]0;title\x07", "\x7f", "\u0085", "\u009b31m",
		"\xff", "\xc3", "\xe2\x82", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "é\xa9",
		"\u202eabc", "a\u2066b", "\u200e", "\u061c", "a\u2028b", "a\u2029b",
		"a\u200bb", "\ufeffa", "\u00ad", "\u2060", "\u180e", "\u3164", "\u115f", "\u2800", "\u034f",
		"\U000e0041", "\U000e0100", "\ue000", "\U0010ffff", "\u00a0", "\u3000",
		"\u200da", "a\u200d", "a\u200d\u200db", "a\u200d b", "\ufe0f", "\u0301", " \u0301",
		"e\u0301\u0301\u0301\u0301\u0301",
		strings.Repeat("x", wire.MaxTextLen+1), strings.Repeat("🧶", wire.MaxTextLen/4) + "x",
	}
}

// InvalidNames returns strings that are valid texts, but not valid names.
func InvalidNames() []string {
	return []string{
		" a", "a ", "a  b", " ", "👩\u200d🚀", "a\u200cb", "❤\ufe0f",
		strings.Repeat("x", wire.MaxNameRunes+1), strings.Repeat("🧶", wire.MaxNameLen/4+1),
	}
}
