package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// bodyAt returns the body of a player that walks to the right.
func bodyAt(id sim.ID, x int32) wire.Body {
	return wire.Body{Player: sim.Player{ID: id, X: x, Y: 2048, Facing: sim.Right, Moving: true}, Avatar: 'B'}
}

// moment returns when, on the client's clock, an Interpolator shows a moment of the
// server's; both clocks begin together, and packets take no time.
func moment(i *Interpolator, tick float64) time.Duration {
	return time.Duration(tick*float64(TickDuration)) + i.clock.delay
}

// Half-way between two snapshots everybody is half-way between their positions.
// Outside of all snapshots they are where the nearest one has them, and those
// that jumped or are new do not slide across the maze.
func TestInterpolatorPosition(t *testing.T) {
	var i Interpolator
	i.Reset(2 * TickDuration)
	add := func(tick sim.Tick, bodies ...wire.Body) { i.Add(time.Duration(tick)*TickDuration, tick, bodies) }
	add(88, bodyAt(2, 1000), bodyAt(3, 1000))
	add(90, bodyAt(2, 1200), bodyAt(3, 1001+maxWalk))
	add(92, bodyAt(2, 1300), bodyAt(3, 1001+maxWalk), bodyAt(4, 500))
	for _, tc := range []struct {
		tick float64
		want []int32
	}{
		{80, []int32{1000, 1000}},
		{88.5, []int32{1050, 1001 + maxWalk}},
		{89, []int32{1100, 1001 + maxWalk}},
		{90, []int32{1200, 1001 + maxWalk, 500}},
		{91, []int32{1250, 1001 + maxWalk, 500}},
		{99, []int32{1300, 1001 + maxWalk, 500}},
	} {
		s := i.Sample(moment(&i, tc.tick))
		bodies := s.Bodies()
		if len(bodies) != len(tc.want) {
			t.Errorf("tick %v: %d bodies, want %d", tc.tick, len(bodies), len(tc.want))
			continue
		}
		for k := range bodies {
			if got := s.Position(&bodies[k]); abs(got.X-tc.want[k]) > 1 || got.Y != 2048 {
				t.Errorf("tick %v: player %d is at %v, want %d", tc.tick, bodies[k].ID, got, tc.want[k])
			}
		}
		if want := sim.Tick(min(tc.tick+1e-6, 92)); s.Tick() != want {
			t.Errorf("tick %v: Tick is %d, want %d", tc.tick, s.Tick(), want)
		}
	}
	newest := i.Newest(moment(&i, 89))
	if got := newest.Position(&newest.Bodies()[0]); got.X != 1300 {
		t.Errorf("without interpolation: at %v", got)
	}
}

func abs(n int32) int32 { return max(n, -n) }

// A sample is stale once no snapshot has come for a while.
func TestInterpolatorStale(t *testing.T) {
	var i Interpolator
	i.Reset(2 * TickDuration)
	i.Add(88*TickDuration, 88, nil)
	if s := i.Sample(moment(&i, 97)); s.Stale() {
		t.Error("9 ticks after the snapshot it is stale")
	}
	if s := i.Sample(moment(&i, 99)); !s.Stale() {
		t.Error("11 ticks after the snapshot it is not stale")
	}
}

// A delay that is set holds; playback runs a little slower until it is there, and
// never backwards.
func TestInterpolatorSetDelay(t *testing.T) {
	var i Interpolator
	i.Reset(2 * TickDuration)
	now := 100 * TickDuration
	step := func() {
		now += TickDuration
		if tick := sim.Tick(now / TickDuration); tick%2 == 0 {
			i.Add(now, tick, nil)
		}
		i.Advance(now)
	}
	for range 100 {
		step()
	}
	i.SetDelay(200 * time.Millisecond)
	before := i.clock.time(now)
	for range 200 {
		step()
		after := i.clock.time(now)
		if gap := after - before; gap < TickDuration*8/10 || gap > TickDuration*11/10 {
			t.Fatalf("playback moves by %v in a tick", gap)
		}
		before = after
	}
	if behind := now - before; behind != 200*time.Millisecond {
		t.Errorf("shown %v in the past", behind)
	}
}

// Others are shown between two snapshots, delayed by more than the interval.
func TestInterpolation(t *testing.T) {
	r := begin(t, 2000, 2048)
	other := func(x int32) wire.Body {
		return wire.Body{Player: sim.Player{ID: 2, X: x, Y: 2048, Facing: sim.Right, Moving: true}, Avatar: 'B'}
	}
	var v View
	last := int32(0)
	for i := range 120 {
		now := time.Duration(i+1) * TickDuration
		if i%2 == 0 {
			r.Receive(now, newSnapshot(sim.Tick(11+i), 0, 2000, 2048, other(int32(2000+i*50))))
		}
		r.View(now, &v)
		if len(v.Players) != 2 {
			continue
		}
		x := v.Players[1].X
		if i > 40 {
			if step := x - last; step < 45 || step > 55 {
				t.Errorf("tick %d: moved by %d units", i, step)
			}
			if behind := int32(2000+i*50) - x; behind < 2*50 || behind > 4*50 {
				t.Errorf("tick %d: shown %d units behind", i, behind)
			}
		}
		last = x
	}
	if s := r.Stats(); s.InterpolationDelay != 2*TickDuration || s.DelayJitter != 0 || s.SnapshotRate < 29 || s.SnapshotRate > 31 {
		t.Errorf("%+v", s)
	}
}

// The delay follows the server's interval, unless it is set.
func TestDelayFollowsTheInterval(t *testing.T) {
	r := begin(t, 2000, 2048)
	tick := sim.Tick(10)
	feed := func(n int, gap sim.Tick) {
		for range n {
			tick += gap
			r.Receive(time.Duration(tick)*TickDuration, newSnapshot(tick, 0, 2000, 2048))
		}
	}
	feed(70, 2)
	if d := r.Stats().InterpolationDelay; d != 2*TickDuration {
		t.Errorf("a delay of %v", d)
	}
	feed(70, 6)
	if s := r.Stats(); s.InterpolationDelay != 6*TickDuration || s.DelayInterval != 6*TickDuration {
		t.Errorf("%+v after the server became slower", s)
	}
	r.SetInterpolationDelay(250 * time.Millisecond)
	feed(10, 6)
	if d := r.Stats().InterpolationDelay; d != 250*time.Millisecond {
		t.Errorf("a delay of %v, want the 250 ms that were set", d)
	}
	r.SetInterpolationDelay(0)
	if d := r.Stats().InterpolationDelay; d != 6*TickDuration {
		t.Errorf("a delay of %v, want it to follow the jitter again", d)
	}
}
