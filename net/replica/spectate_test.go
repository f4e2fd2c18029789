package replica

import (
	"reflect"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// sendLevel makes the replica receive a Welcome and a level.
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

// others returns a snapshot without the local player.
func others(tick sim.Tick, x int32) *wire.Snapshot {
	return &wire.Snapshot{Tick: tick, Bodies: []wire.Body{
		{Player: sim.Player{ID: 2, X: x, Y: 2048, Facing: sim.Right, Moving: true}, Avatar: 'B'},
		{Player: sim.Player{ID: 3, X: 5000, Y: 2048, Facing: sim.Up}, Avatar: 'C'},
	}}
}

// A spectator sees the others, sends no inputs and no requests; a second Welcome
// makes it a player.
func TestSpectates(t *testing.T) {
	r := New(Config{Name: "Cai", Spectate: wire.SpectateIfFull})
	if h := hello(t, r); h.Spectate != wire.SpectateIfFull {
		t.Errorf("%+v", h)
	}
	sendLevel(t, r, &wire.Welcome{Avatar: wire.NoAvatar})
	if r.Ready() {
		t.Error("ready before the first snapshot")
	}
	r.Receive(r.now, &wire.QueuePosition{Position: 2})
	sent := map[string]int{}
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
			sent["ping"]++
		}
	}
	if queuePosition, spectating := r.Spectating(); queuePosition != 2 || !spectating || !r.Ready() || r.ID() != 0 || sent["ping"] < 3 {
		t.Errorf("queue position %d, spectating %v, ready %v, %v", queuePosition, spectating, r.Ready(), sent)
	}
	var v View
	r.View(r.now, &v)
	if len(v.Players) != 2 || v.Self() != nil || v.HasServerPosition || len(v.PendingPath) != 0 || v.Players[0].X < 4000 {
		t.Errorf("it sees %+v", v)
	}
	if !v.Follow(3) || v.Self().ID != 3 || v.Follow(7) {
		t.Error("Follow is wrong")
	}
	c, ok := r.Checkpoint()
	on, err := Restore(c)
	if !ok || err != nil {
		t.Fatalf("no checkpoint: %v, %v", ok, err)
	}
	on.Tick(r.now, 0)
	var w View
	if on.View(r.now, &w); !reflect.DeepEqual(w, viewOf(r)) {
		t.Errorf("the restored replica shows %+v, want %+v", w, viewOf(r))
	}
	if s := r.Stats(); s.Pending != 0 || s.SnapshotRate < 25 {
		t.Errorf("%+v", s)
	}
	again := r.Clone()
	again.Tick(again.now+TickDuration, 0)

	sendLevel(t, r, &wire.Welcome{ID: 9, Avatar: 'I', Tick: 90, Token: "t"})
	if _, spectating := r.Spectating(); spectating || r.Ready() || r.queuePosition != 0 {
		t.Error("it spectates, although it has a player")
	}
	s := others(92, 5000)
	s.Bodies = append(s.Bodies, wire.Body{Player: sim.Player{ID: 9, X: 1536, Y: 1536, Facing: sim.Down}, Avatar: 'I'})
	if err := r.Receive(r.now, s); err != nil || !r.Ready() {
		t.Fatalf("ready %v, %v", r.Ready(), err)
	}
	// What was requested meanwhile is sent now, one after the other.
	if m, ok := r.Next().(*wire.Rename); !ok || *m != (wire.Rename{ID: 9, Name: "Dio"}) {
		t.Errorf("it sends %+v", m)
	}
	r.Receive(r.now, &wire.PlayerInfo{ID: 9, Avatar: 'I', Name: "Cai"})
	if m := r.Next(); m != nil {
		t.Errorf("before the answer it sends %+v", m)
	}
	r.Receive(r.now, &wire.PlayerInfo{ID: 9, Avatar: 'I', Name: "Dio"})
	r.Tick(r.now, 0)
	if m, ok := r.Next().(*wire.SetAppearance); !ok || *m != (wire.SetAppearance{ID: 9, Appearance: wire.Appearance{Colour: 1}}) {
		t.Errorf("it sends %+v", m)
	}
	if in := walk(r, 1, sim.Right); in == nil || in.ID != 9 || in.First != 1 {
		t.Errorf("it sends %+v", in)
	}
	if r.Stats().Corrections != 0 {
		t.Errorf("%+v", r.Corrections())
	}
}

// A client that resumes after the server removed its player, in a full game,
// spectates without anything of that player.
func TestSpectatesAfterPlaying(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 5, sim.Right)
	hello(t, r)
	var v View
	if r.View(r.now, &v); v.Self() == nil {
		t.Error("while disconnected, the player is not shown")
	}
	// The last message was a level, so the player has no position yet.
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
		t.Errorf("a new player gets corrections: %+v", r.Corrections())
	}
}

// viewOf returns what a replica shows now.
func viewOf(r *Replica) (v View) {
	r.View(r.now, &v)
	return v
}
