package replica

import (
	"reflect"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// Every field of a Replica and of the types that it is composed of is in its
// Checkpoint, follows from it, or is not needed to go on. For a new field decide
// here and in checkpoint.go.
func TestCheckpointKnowsEveryField(t *testing.T) {
	const known = `
		cfg switches tickedAt ticks joined id avatar serverName dark
		level.maze level.name level.number
		roster.players roster.stats newest.tick newest.known
		predictor.id predictor.timeline predictor.server predictor.frames
		predictor.lastSeq predictor.acked predictor.lastInput predictor.lastInputAt predictor.snapped
		interpolator.snapshots interpolator.interval interpolator.delay
		interpolator.clock.lags interpolator.clock.arrivals interpolator.clock.n
		interpolator.clock.lag interpolator.clock.movedAt interpolator.clock.target
		interpolator.clock.minLag interpolator.clock.jitter interpolator.clock.deviation interpolator.clock.delay
		smoother.x smoother.y smoother.at rtt.smoothed rtt.measured
		backlog.waiting backlog.minWaiting backlog.samples backlog.backlog
		corrections.recent corrections.count corrections.last corrections.max
		ranking.scores ranking.left ranking.countdown ranking.record ranking.recordKnown
		ranking.sorted ranking.stale`
	// Of this moment only, or empty while one plays:
	const unneeded = `
		now outbox sent events requests token password queuePosition hello bye
		level.rows level.height level.loading level.burst newest.oldLevel
		predictor.next predictor.previous predictor.last inputs ping`
	unseen := map[string]bool{}
	for _, name := range strings.Fields(known + unneeded) {
		unseen[name] = true
	}
	var walk func(typ reflect.Type, prefix string)
	walk = func(typ reflect.Type, prefix string) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			name := prefix + f.Name
			switch {
			case unseen[name]:
				delete(unseen, name)
			case f.Type.Kind() == reflect.Struct && f.Type.PkgPath() == typ.PkgPath():
				walk(f.Type, name+".")
			default:
				t.Errorf("Checkpoint does not know of Replica.%s", name)
			}
		}
	}
	walk(reflect.TypeFor[Replica](), "")
	for name := range unseen {
		t.Errorf("there is no Replica.%s", name)
	}
}

// A replica restored from a checkpoint shows the same as the original.
func TestRestore(t *testing.T) {
	r := begin(t, 2000, 2048)
	for i := range 80 {
		walk(r, 1, sim.Right)
		s := newSnapshot(sim.Tick(12+2*i), uint32(i), 2000, 2048)
		s.Bodies[0].X += int32(i)
		if err := r.Receive(r.now, s); err != nil {
			t.Fatal(err)
		}
	}
	c, ok := r.Checkpoint()
	if !ok {
		t.Fatal("there is no checkpoint")
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
	if !b.Dark {
		t.Error("the maze is no longer dark")
	}
	if len(b.PendingPath) < 40 || len(a.Corrections) == 0 && r.Stats().Corrections == 0 {
		t.Errorf("%d pending, %d corrections", len(b.PendingPath), r.Stats().Corrections)
	}
}

// There is no checkpoint before the player is in a level, and Restore rejects an
// inconsistent one.
func TestInvalidCheckpoint(t *testing.T) {
	if _, ok := New(Config{}).Checkpoint(); ok {
		t.Error("a replica without a game makes a checkpoint")
	}
	r := begin(t, 2000, 2048)
	good, ok := r.Checkpoint()
	if !ok {
		t.Fatal("there is no checkpoint")
	}
	r.Receive(r.now, &wire.Level{W: 5, H: 5})
	if _, ok := r.Checkpoint(); ok {
		t.Error("there is a checkpoint while a level is loading")
	}
	for name, spoil := range map[string]func(c *Checkpoint){
		"no rows":                   func(c *Checkpoint) { c.Rows = nil },
		"a row too many":            func(c *Checkpoint) { c.Rows = append(c.Rows[:len(c.Rows):len(c.Rows)], "#####") },
		"no snapshot":               func(c *Checkpoint) { c.Snapshots = nil },
		"snapshots out of order":    func(c *Checkpoint) { c.Snapshots = append(c.Snapshots[:1:1], c.Snapshots[0]) },
		"too many snapshots":        func(c *Checkpoint) { c.Snapshots = make([]TimedSnapshot, window+1) },
		"another player's position": func(c *Checkpoint) { c.Base.ID++ },
		"a player in no snapshot":   func(c *Checkpoint) { c.Welcome.ID, c.Base.ID = 99, 99 },
		"too many pending inputs":   func(c *Checkpoint) { c.Pending = make([]wire.InputFrame, maxPending+1) },
	} {
		bad := good
		spoil(&bad)
		if _, err := Restore(bad); err == nil {
			t.Errorf("a checkpoint with %s was restored", name)
		}
	}
	if _, err := Restore(good); err != nil {
		t.Errorf("the good one: %v", err)
	}
}
