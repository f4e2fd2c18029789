package sim

import (
	"reflect"
	"slices"
	"testing"
)

var small = []string{"#######", "#S.S..#", "#.###.#", "#....E#", "#######"}

func TestJoinLeave(t *testing.T) {
	w := New(mustMaze(t, small...), 7)
	events := w.Step([]Command{{ID: 2, Kind: Join}, {ID: 1, Kind: Join}, {ID: 2, Kind: Join}, {ID: 0, Kind: Join}, {ID: 9, Kind: Leave}}, nil)
	want := []Event{{1, 2, PlayerJoined}, {1, 1, PlayerJoined}, {1, 2, JoinRejected}, {1, 0, JoinRejected}}
	if !slices.Equal(events, want) {
		t.Errorf("events %v, want %v", events, want)
	}
	if ps := w.Players(); len(ps) != 2 || ps[0].ID != 1 || ps[1].ID != 2 {
		t.Errorf("players %+v", ps)
	}
	events = w.Step([]Command{{ID: 1, Kind: Leave}, {ID: 1, Input: Right}}, events[:0])
	if !slices.Equal(events, []Event{{2, 1, PlayerLeft}}) || w.Player(1) != nil {
		t.Errorf("leaving: %v, %+v", events, w.Players())
	}
}

func TestFull(t *testing.T) {
	w := New(mustMaze(t, small...), 7)
	for id := range ID(MaxPlayers) {
		w.Step([]Command{{ID: id + 1, Kind: Join}}, nil)
	}
	if events := w.Step([]Command{{ID: 9999, Kind: Join}}, nil); events[0].Kind != JoinRejected {
		t.Errorf("a player too many was let in: %v", events)
	}
}

func TestReachedExitIsReportedOnce(t *testing.T) {
	w := onePlayer(t, 3, 3, small...)
	var events []Event
	for range 100 {
		events = w.Step([]Command{{ID: 1, Input: Right}}, events)
	}
	if len(events) != 1 || events[0].Kind != ReachedExit {
		t.Fatalf("events %v", events)
	}
	if p := w.Player(1); p.ExitTick != events[0].Tick {
		t.Errorf("ExitTick %d, event at %d", p.ExitTick, events[0].Tick)
	}
}

func TestCopyIsDeep(t *testing.T) {
	w := onePlayer(t, 1, 1, small...)
	var c World
	c.CopyFrom(w)
	if c.Hash() != w.Hash() {
		t.Fatal("a copy has another hash")
	}
	hold(&c, Right, 3)
	if w.Player(1).X != center(1) {
		t.Error("stepping a copy moved the original's player")
	}
}

// Every field of World and Player must count in Hash. A field that is added
// and forgotten has no entry here, or one that does not bite.
func TestHashCoversEveryField(t *testing.T) {
	other := mustMaze(t, "#####", "#S.E#", "#####", "#####", "#####")
	changes := map[string]func(*World){
		"World.maze":      func(w *World) { w.maze = other },
		"World.tick":      func(w *World) { w.tick++ },
		"World.random":    func(w *World) { w.random++ },
		"World.players":   func(w *World) { w.players = append(w.players, Player{ID: 2}) },
		"Player.ID":       func(w *World) { w.players[0].ID++ },
		"Player.X":        func(w *World) { w.players[0].X++ },
		"Player.Y":        func(w *World) { w.players[0].Y++ },
		"Player.Facing":   func(w *World) { w.players[0].Facing = Up },
		"Player.Moving":   func(w *World) { w.players[0].Moving = true },
		"Player.ExitTick": func(w *World) { w.players[0].ExitTick++ },
	}
	fields := 0
	for _, v := range []any{World{}, Player{}} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			name := typ.Name() + "." + typ.Field(i).Name
			change := changes[name]
			if change == nil {
				t.Errorf("%s: add it to Hash and to this test", name)
				continue
			}
			fields++
			w := onePlayer(t, 1, 1, small...)
			before := w.Hash()
			change(w)
			if w.Hash() == before {
				t.Errorf("Hash does not see a change of %s", name)
			}
		}
	}
	if fields != len(changes) {
		t.Errorf("%d fields seen, %d changes listed", fields, len(changes))
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	w, cmds := manyPlayers(t, 64)
	events := make([]Event, 0, 256)
	if n := testing.AllocsPerRun(200, func() { events = w.Step(cmds, events[:0]) }); n != 0 {
		t.Errorf("Step allocates %v times", n)
	}
}

// manyPlayers makes a world of n players that all walk, each its own way.
func manyPlayers(t testing.TB, n int) (*World, []Command) {
	w := New(mustMaze(t, small...), 1)
	var cmds []Command
	for i := range n {
		w.Step([]Command{{ID: ID(i + 1), Kind: Join}}, nil)
		cmds = append(cmds, Command{ID: ID(i + 1), Input: []Input{Up, Down, Left, Right, Up | Right, Down | Left}[i%6]})
	}
	return w, cmds
}

func BenchmarkStep(b *testing.B) {
	for _, n := range []int{1, 64, MaxPlayers} {
		b.Run(map[int]string{1: "1", 64: "64", MaxPlayers: "2048"}[n], func(b *testing.B) {
			w, cmds := manyPlayers(b, n)
			events := make([]Event, 0, 4*MaxPlayers)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%32 == 0 { // turn everybody around, so that they keep walking
					for j := range cmds {
						in := cmds[j].Input
						cmds[j].Input = (in&5)<<1 | (in&10)>>1
					}
				}
				events = w.Step(cmds, events[:0])
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/player")
		})
	}
}

func BenchmarkHash(b *testing.B) {
	w, _ := manyPlayers(b, 64)
	b.ReportAllocs()
	for b.Loop() {
		w.Hash()
	}
}

func BenchmarkCopy(b *testing.B) {
	w, _ := manyPlayers(b, 64)
	var c World
	c.CopyFrom(w)
	b.ReportAllocs()
	for b.Loop() {
		c.CopyFrom(w)
	}
}
