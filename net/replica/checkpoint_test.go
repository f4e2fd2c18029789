package replica

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// Every field of a Replica is in its Recap, follows from it, or is of no use to
// one that goes on. Whoever adds a field decides, here and in recap.go.
func TestRecapKnowsEveryField(t *testing.T) {
	const known = "cfg switches now ticked ticks joined id avatar interval server level number maze people health " +
		"past truth moves held walked made acked latest others clock trips glide history stats " + // are in it
		"out sent news speech token password place asked bye rows want levels due ahead before inputs ping" // are not: of this moment, or empty while one plays
	fields := strings.Fields(known)
	typ := reflect.TypeFor[Replica]()
	for i := range typ.NumField() {
		if name := typ.Field(i).Name; !slices.Contains(fields, name) {
			t.Errorf("Recap does not know of Replica.%s", name)
		}
	}
}

// A replica that goes on where another one was shows the same as that one.
func TestResume(t *testing.T) {
	r := begin(t, 2000, 2048)
	for i := range 80 {
		walk(r, 1, sim.Right)
		s := snapshot(sim.Tick(12+2*i), uint32(i), 2000, 2048)
		s.Bodies[0].X += int32(i)
		if err := r.Receive(r.now, s); err != nil {
			t.Fatal(err)
		}
	}
	c, ok := r.Checkpoint()
	if !ok {
		t.Fatal("there is nothing to go on with")
	}
	on, err := Restore(c)
	if err != nil {
		t.Fatal(err)
	}
	var a, b View
	for range 50 {
		r.View(r.now+TickDuration/2, &a) // between two ticks, where what is held shows
		on.View(on.now+TickDuration/2, &b)
		a.Maze, b.Maze = nil, nil // equal, but not the same
		if !reflect.DeepEqual(a, b) || r.Stats() != on.Stats() {
			t.Fatalf("it shows %+v, %+v, the other one %+v, %+v", b, on.Stats(), a, r.Stats())
		}
		walk(r, 1, sim.Down)
		walk(on, 1, sim.Down)
	}
	if len(b.PendingPath) < 40 || len(a.Corrections) == 0 && r.Stats().Corrections == 0 {
		t.Errorf("%d pending, %d corrections", len(b.PendingPath), r.Stats().Corrections)
	}
}

// There is nothing to go on with before one is in a level, and a Recap that
// makes no sense is refused.
func TestNoRecap(t *testing.T) {
	if _, ok := New(Config{}).Checkpoint(); ok {
		t.Error("a replica without a game has something to go on with")
	}
	r := begin(t, 2000, 2048)
	good, ok := r.Checkpoint()
	if !ok {
		t.Fatal("there is nothing to go on with")
	}
	r.Receive(r.now, &wire.Level{W: 5, H: 5})
	if _, ok := r.Checkpoint(); ok {
		t.Error("there is something to go on with while a level is coming in")
	}
	for what, spoil := range map[string]func(c *Checkpoint){
		"no rows":                 func(c *Checkpoint) { c.Rows = nil },
		"a row too many":          func(c *Checkpoint) { c.Rows = append(c.Rows[:len(c.Rows):len(c.Rows)], "#####") },
		"no snapshot":             func(c *Checkpoint) { c.Snapshots = nil },
		"snapshots out of order":  func(c *Checkpoint) { c.Snapshots = append(c.Snapshots[:1:1], c.Snapshots[0]) },
		"too many snapshots":      func(c *Checkpoint) { c.Snapshots = make([]TimedSnapshot, window+1) },
		"another player's place":  func(c *Checkpoint) { c.Base.ID++ },
		"a player whom none saw":  func(c *Checkpoint) { c.Welcome.ID, c.Base.ID = 99, 99 },
		"too many pending inputs": func(c *Checkpoint) { c.Pending = make([]wire.InputFrame, maxPending+1) },
	} {
		bad := good
		spoil(&bad)
		if _, err := Restore(bad); err == nil {
			t.Errorf("a Recap with %s was believed", what)
		}
	}
	if _, err := Restore(good); err != nil {
		t.Errorf("the good one: %v", err)
	}
}
