package replica

import (
	"reflect"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// sendLevel is what a server tells of the level, beginning with a Welcome.
func sendLevel(t *testing.T, r *Replica, w *wire.Welcome) {
	t.Helper()
	w.Version, w.TickRate, w.Interval = wire.Version, sim.TickRate, 2
	msgs := []wire.Message{w, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"}}
	for y, row := range rows {
		msgs = append(msgs, &wire.Row{Y: y, Tiles: row})
	}
	for _, m := range msgs {
		if err := r.Receive(r.now, m); err != nil {
			t.Fatalf("%T: %v", m, err)
		}
	}
}

// others is a snapshot without oneself.
func others(tick sim.Tick, x int32) *wire.Snapshot {
	return &wire.Snapshot{Tick: tick, Bodies: []wire.Body{
		{Player: sim.Player{ID: 2, X: x, Y: 2048, Facing: sim.Right, Moving: true}, Avatar: 'B'},
		{Player: sim.Player{ID: 3, X: 5000, Y: 2048, Facing: sim.Up}, Avatar: 'C'},
	}}
}

// Who watches sees the others as everybody does, sends no inputs, and says
// nothing; with a second Welcome it plays.
func TestWatches(t *testing.T) {
	r := New(Config{Name: "Cai", Spectate: wire.SpectateIfFull})
	if h := hello(t, r); h.Spectate != wire.SpectateIfFull {
		t.Errorf("%+v", h)
	}
	sendLevel(t, r, &wire.Welcome{Avatar: wire.NoAvatar})
	if r.Ready() {
		t.Error("ready before there is anybody to see")
	}
	r.Receive(r.now, &wire.QueuePosition{Position: 2})
	said := map[string]int{}
	for i := range 60 {
		if i%2 == 0 {
			if err := r.Receive(r.now, others(sim.Tick(20+i), int32(2000+50*i))); err != nil {
				t.Fatal(err)
			}
		}
		r.Tick(r.now+TickDuration, sim.Right)
		r.SendChat("hello")
		r.SetName("Dio")
		r.SetAppearance(wire.Appearance{Colour: 1})
		r.Quit()
		for m := r.Next(); m != nil; m = r.Next() {
			if _, ping := m.(*wire.Ping); !ping {
				t.Fatalf("it sends %T", m)
			}
			said["ping"]++
		}
	}
	if place, is := r.Spectating(); place != 2 || !is || !r.Ready() || r.ID() != 0 || said["ping"] < 3 {
		t.Errorf("place %d, watches %v, ready %v, %v", place, is, r.Ready(), said)
	}
	var v View
	r.View(r.now, &v)
	if len(v.Players) != 2 || v.Self() != nil || v.HasServerPosition || len(v.PendingPath) != 0 || v.Players[0].X < 4000 {
		t.Errorf("it sees %+v", v)
	}
	if !v.Follow(3) || v.Self().ID != 3 || v.Follow(7) {
		t.Error("it can't follow somebody")
	}
	c, ok := r.Checkpoint()
	on, err := Restore(c)
	if !ok || err != nil {
		t.Fatalf("it can't be gone on with: %v, %v", ok, err)
	}
	on.Tick(r.now, 0)
	var w View
	if on.View(r.now, &w); !reflect.DeepEqual(w, seen(r)) {
		t.Errorf("whoever goes on sees %+v, and not %+v", w, seen(r))
	}
	if s := r.Stats(); s.Pending != 0 || s.SnapshotRate < 25 {
		t.Errorf("%+v", s)
	}
	again := r.Clone()
	again.Tick(again.now+TickDuration, 0)

	sendLevel(t, r, &wire.Welcome{ID: 9, Avatar: 'I', Tick: 90, Token: "t"})
	if _, is := r.Spectating(); is || r.Ready() || r.queuePosition != 0 {
		t.Error("it watches, although it has a player")
	}
	s := others(92, 5000)
	s.Bodies = append(s.Bodies, wire.Body{Player: sim.Player{ID: 9, X: 1536, Y: 1536, Facing: sim.Down}, Avatar: 'I'})
	if err := r.Receive(r.now, s); err != nil || !r.Ready() {
		t.Fatalf("ready %v, %v", r.Ready(), err)
	}
	// What one wished for meanwhile is said now, one after the other.
	if m, ok := r.Next().(*wire.Rename); !ok || *m != (wire.Rename{ID: 9, Name: "Dio"}) {
		t.Errorf("it says %+v", m)
	}
	r.Receive(r.now, &wire.PlayerInfo{ID: 9, Avatar: 'I', Name: "Cai"})
	if m := r.Next(); m != nil {
		t.Errorf("before the answer it says %+v", m)
	}
	r.Receive(r.now, &wire.PlayerInfo{ID: 9, Avatar: 'I', Name: "Dio"})
	r.Tick(r.now, 0)
	if m, ok := r.Next().(*wire.SetAppearance); !ok || *m != (wire.SetAppearance{ID: 9, Appearance: wire.Appearance{Colour: 1}}) {
		t.Errorf("it says %+v", m)
	}
	if in := walk(r, 1, sim.Right); in == nil || in.ID != 9 || in.First != 1 {
		t.Errorf("it sends %+v", in)
	}
	if r.Stats().Corrections != 0 {
		t.Errorf("%+v", r.Corrections())
	}
}

// Who comes back to a game that is full, after the player was given up, watches
// without what was that player's.
func TestWatchesAfterPlaying(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 5, sim.Right)
	hello(t, r)
	var v View
	if r.View(r.now, &v); v.Self() == nil {
		t.Error("while the connection is away, one does not see where one was")
	}
	// The last that it heard was that a level begins, so it is nowhere yet.
	r.Receive(r.now, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"})
	for y, row := range rows {
		r.Receive(r.now, &wire.Row{Y: y, Tiles: row})
	}
	sendLevel(t, r, &wire.Welcome{Avatar: wire.NoAvatar, Tick: 5000})
	r.Receive(r.now, others(5002, 3000))
	walk(r, 20, sim.Right)
	r.View(r.now+time.Second, &v)
	if len(v.Players) != 2 || v.Self() != nil || v.HasServerPosition || len(v.Corrections) != 0 || r.token != "" {
		t.Errorf("it sees %+v", v)
	}
	sendLevel(t, r, &wire.Welcome{ID: 9, Avatar: 'I', Tick: 5100})
	r.Receive(r.now, &wire.Snapshot{Tick: 5102, Bodies: []wire.Body{
		{Player: sim.Player{ID: 9, X: 1536, Y: 1536, Facing: sim.Down}, Avatar: 'I'},
	}})
	if !r.Ready() || len(r.Corrections()) != 0 {
		t.Errorf("a new player is told to have been elsewhere: %+v", r.Corrections())
	}
}

// seen is what a replica shows now.
func seen(r *Replica) (v View) {
	r.View(r.now, &v)
	return v
}
