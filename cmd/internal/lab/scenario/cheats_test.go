package scenario_test

import (
	"testing"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/levels"
	_ "clew/net/netsim/netsimtest"
	"clew/net/session"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// openHall is two rooms, one above the other, with a wall between them and a door
// far to the right.
const openHall = `
############################################################
#S.........................................................#
#..........................................................#
##########################################################.#
#..........................................................#
#.........................................................E#
############################################################
`

// playCheat tells the story of two clients that hold the same keys, of whom the
// first cheats.
func playCheat(t *testing.T, kind scenario.Cheat, keys string, ticks int) *eventlog.Tracer {
	t.Helper()
	src := `name = "cheat"
maze = """` + openHall + `"""
ticks = 900
`
	for _, k := range []scenario.Cheat{kind, scenario.NoCheat} {
		src += "[[client]]\ninput = \"" + keys + "\"\n"
		if k != scenario.NoCheat {
			src += "cheat = \"" + string(k) + "\"\n"
		}
	}
	s, err := scenario.Parse([]byte(src), "cheat.toml")
	if err != nil {
		t.Fatal(err)
	}
	g, err := s.Game(func(name string) (*maze.Level, error) {
		b, err := levels.Source(name)
		if err != nil {
			return nil, err
		}
		return maze.Parse(b)
	})
	if err != nil {
		t.Fatal(err)
	}
	tr := eventlog.NewTracer(g, g.Simulation)
	tr.Run(ticks)
	return tr
}

// distanceWalked returns how far to the right a player came at the server, in
// units.
func distanceWalked(tr *eventlog.Tracer, client int) int32 {
	n := tr.Positions.Ticks()
	return tr.Positions.OnServer(n, client).X - sim.CellUnits*3/2
}

// Who ticks three times as often walks no farther: the server takes one input
// a tick in the long run, and the others only wait in its queue.
func TestSpeedHack(t *testing.T) {
	tr := playCheat(t, scenario.SpeedHack, "keys: 60- 480r", 540)
	fast, honest := distanceWalked(tr, 0), distanceWalked(tr, 1)
	if honest < 470*sim.WalkSpeed {
		t.Fatalf("the honest one walks %d units", honest)
	}
	if fast > honest || fast < honest-60*sim.WalkSpeed {
		t.Errorf("after eight seconds the cheat is at %d, the honest one at %d", fast, honest)
	}
	if made := len(tr.Inputs[0]); made < len(tr.Inputs[1])+40 {
		t.Errorf("it made %d inputs, the honest one %d", made, len(tr.Inputs[1]))
	}
}

// Who has no walls walks through them on its own screen, and nowhere else.
func TestNoClip(t *testing.T) {
	tr := playCheat(t, scenario.NoClip, "keys: 60- 240d", 300)
	wall := int32(3 * sim.CellUnits)
	through := false
	for tick := 60; tick <= 300; tick++ {
		if y := tr.Positions.OnServer(tick, 0).Y; y >= wall {
			t.Fatalf("tick %d: it is at %d, in the wall", tick, y)
		}
		through = through || tr.Positions.OnScreen(tick, 0, 0).Y >= wall
	}
	if !through {
		t.Error("it does not even see itself in the wall")
	}
	if n := len(tr.Corrections); n < 50 {
		t.Errorf("it is corrected %d times", n)
	}
	for _, c := range tr.Corrections {
		if c.Cause != eventlog.ModifiedClient || c.Client != 0 {
			t.Fatalf("%+v", c)
		}
	}
}

// Who names somebody else moves nobody, because the server knows whose connection
// it is, and is cut off: its pings, with which nothing is wrong, don't save it.
func TestImpersonation(t *testing.T) {
	tr := playCheat(t, scenario.Impersonation, "keys: 60- 20r 340- 200d", 700)
	n := tr.Positions.Ticks()
	for client := range 2 {
		before, after := tr.Positions.OnServer(400, client), tr.Positions.OnServer(n, client)
		if moved := after.Y - before.Y; (moved != 0) != (client == 1) {
			t.Errorf("client %d moved by %d", client, moved)
		}
	}
	said := 0
	for _, p := range tr.Packets {
		if p.Type == "E" && p.Client == 0 {
			said++
		}
	}
	if said < 10 || said > 30 {
		t.Errorf("the server complained %d times", said)
	}
	if s := tr.Sim.Clients[0].Status(); s.State != session.Ended || s.Code != wire.CodeFlood {
		t.Errorf("it goes on: %+v", s)
	}
	if tr.Sim.Clients[1].Status().State != session.Playing {
		t.Error("the other one was thrown out")
	}
}

// A cheat remembers nothing: a game with one can be copied in every moment, and
// the copy goes the same way.
func TestCheatClone(t *testing.T) {
	for _, kind := range scenario.Cheats {
		whole := playCheat(t, kind, "keys: 60- 40r 40d repeat", 340)
		for at := 1; at < 320; at += 13 {
			part := playCheat(t, kind, "keys: 60- 40r 40d repeat", at)
			copied := part.Sim.Clone()
			copied.Run(340 - at)
			if got, want := copied.Server.Game.World().Hash(), whole.Positions.Hash(340); got != want {
				t.Fatalf("%s: a copy made at tick %d goes another way", kind, at)
			}
			for i, c := range copied.Clients {
				if got, want := c.PredictedPlayer(), whole.Sim.Clients[i].PredictedPlayer(); *got != *want {
					t.Fatalf("%s: a copy made at tick %d predicts otherwise", kind, at)
				}
			}
		}
	}
}

// A cheat changes nothing but what it is for.
func TestCheatCodec(t *testing.T) {
	in := &wire.Inputs{ID: 3, First: scenario.HonestInputs + 1, Frames: []wire.InputFrame{{Keys: sim.Up}}}
	row := &wire.Row{Y: 1, Tiles: "#.##.S.#"}
	for _, c := range []struct {
		kind  scenario.Cheat
		id    sim.ID
		tiles string
	}{{scenario.SpeedHack, 3, row.Tiles}, {scenario.NoClip, 3, "#....S.#"}, {scenario.Impersonation, 4, row.Tiles}} {
		codec, honest := c.kind.Codec(msgpack.New()), msgpack.New()
		b, err := codec.Append(nil, in)
		if err != nil || in.ID != 3 {
			t.Fatal(err, in.ID)
		}
		m, err := honest.Decode(b)
		if got, ok := m.(*wire.Inputs); err != nil || !ok || got.ID != c.id || got.First != in.First {
			t.Errorf("%s sends %+v, %v", c.kind, m, err)
		}
		b, _ = honest.Append(nil, row)
		m, err = codec.Decode(b)
		if got, ok := m.(*wire.Row); err != nil || !ok || got.Tiles != c.tiles || got.Y != 1 {
			t.Errorf("%s reads %+v, %v", c.kind, m, err)
		}
	}
	b, _ := msgpack.New().Append(nil, &wire.Row{Tiles: "########"})
	if m, _ := scenario.NoClip.Codec(msgpack.New()).Decode(b); m.(*wire.Row).Tiles != "########" {
		t.Error("an outer wall is gone")
	}
	if _, err := scenario.NoClip.Codec(msgpack.New()).Decode([]byte{1}); err == nil {
		t.Error("what is no message is none for a cheat")
	}
}
