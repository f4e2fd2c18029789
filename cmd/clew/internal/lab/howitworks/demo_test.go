package howitworks

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
)

func start(t *testing.T) *demo {
	t.Helper()
	d, err := newDemo()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// run plays ticks in which a person holds keys.
func (d *demo) run(ticks int, keys sim.Input) {
	for range ticks {
		d.update(keys)
	}
}

// allSettings returns settings with each combination of the switches, near and far.
func allSettings() (all []Settings) {
	for _, lag := range []time.Duration{0, 20 * time.Millisecond, 200 * time.Millisecond, MaxLag} {
		for _, r := range replica.Reconciliations {
			for i := range 4 {
				all = append(all, Settings{Lag: lag, Reconciliation: r, Prediction: i&1 != 0, Interpolation: i&2 != 0})
			}
		}
	}
	return all
}

// positions returns where the players are in a view.
func positions(v *replica.View) (all []replica.Point) {
	for _, p := range v.Players {
		all = append(all, replica.Point{X: p.X, Y: p.Y})
	}
	return all
}

// As long as nobody does anything, something moves on each pane in every second,
// whatever the settings are, and both players walk for ever.
func TestAlwaysMoving(t *testing.T) {
	for _, s := range allSettings() {
		d := start(t)
		d.stopTour()
		d.settings = s
		d.run(3*sim.TickRate, 0)
		views := [placeCount]*replica.View{&d.views[ann], &d.server, &d.views[bob]}
		var walked [placeCount]map[replica.Point]bool
		for i := range walked {
			walked[i] = map[replica.Point]bool{}
		}
		for second := range 20 {
			var moved [placeCount]bool
			var before [placeCount][]replica.Point
			for i, v := range views {
				before[i] = positions(v)
			}
			for range sim.TickRate {
				d.update(0)
				for i, v := range views {
					now := positions(v)
					if len(now) != 2 {
						t.Fatalf("%+v: pane %d shows %d players", s, i, len(now))
					}
					moved[i] = moved[i] || now[0] != before[i][0] || now[1] != before[i][1]
					walked[i][now[ann]] = true
				}
			}
			for i := range moved {
				if !moved[i] {
					t.Errorf("%+v: nothing moves on pane %d in second %d", s, i, second)
				}
			}
		}
		for i := range walked {
			if len(walked[i]) < 40 {
				t.Errorf("%+v: on pane %d Ann is seen at %d places only", s, i, len(walked[i]))
			}
		}
	}
}

// A key takes Ann over and ends the tour; after a while without any she walks by
// herself again, and the settings stay.
func TestTakeOver(t *testing.T) {
	d := start(t)
	d.run(2*stepTicks+10, 0)
	if !d.touring || !d.walksByHerself() || d.tourIndex() != 2 {
		t.Fatalf("touring: %v, by herself: %v, step %d", d.touring, d.walksByHerself(), d.tourIndex())
	}
	shown := d.settings
	d.run(1, sim.Left)
	if d.touring || d.walksByHerself() || d.Clients[ann].LastInput() != sim.Left {
		t.Fatalf("a key does not take over: touring %v, by herself %v, %v is held", d.touring, d.walksByHerself(), d.Clients[ann].LastInput())
	}
	for range idleTicks - 1 {
		d.update(0)
		if d.Clients[ann].LastInput() != 0 {
			t.Fatal("Ann walks although a person has her")
		}
	}
	d.run(walkCycle, 0)
	if !d.walksByHerself() || d.touring || d.settings != shown {
		t.Errorf("afterwards: by herself %v, touring %v, %+v, were %+v", d.walksByHerself(), d.touring, d.settings, shown)
	}
}

// The tour goes through all its steps, and begins again.
func TestTour(t *testing.T) {
	d := start(t)
	seen := map[string]bool{}
	for range len(tour) * stepTicks {
		d.update(0)
		seen[sentence(d.sentenceKey())] = true
	}
	if len(seen) != len(tour) {
		t.Errorf("%d sentences in %d steps", len(seen), len(tour))
	}
	if d.tourIndex() != 0 || !d.touring {
		t.Errorf("at step %d, touring: %v", d.tourIndex(), d.touring)
	}
}

// delays lets Ann walk and returns the longest and the shortest delay of her keys at a
// place, in ticks.
func (d *demo) delaysOf(where place, ticks int) (shortest, longest int) {
	shortest = 1 << 30
	for range ticks {
		before := d.inputs.seen[where]
		if d.update(0); d.inputs.seen[where] != before {
			_, delay := d.inputs.keys(where)
			shortest, longest = min(shortest, delay), max(longest, delay)
		}
	}
	return shortest, longest
}

// The slider changes the lag of the game that goes on, and no input is lost by it.
func TestLagChangesLive(t *testing.T) {
	d := start(t)
	d.stopTour()
	d.noLosses = true
	for _, lag := range []time.Duration{400 * time.Millisecond, 0, 100 * time.Millisecond, MaxLag} {
		s := d.settings
		s.Lag = lag
		before := d.Clients[ann].Stats().Corrections
		d.change(aboutLag, s)
		d.run(12*sim.TickRate, 0)
		way := int(lag / replica.TickDuration)
		shortest, longest := d.delaysOf(atServer, 10*sim.TickRate)
		if shortest < way || longest > way+8 {
			t.Errorf("%v: keys are at the server after %d to %d ticks", lag, shortest, longest)
		}
		if n := d.Clients[ann].Stats().Corrections - before; n != 0 {
			t.Errorf("%v: %d corrections", lag, n)
		}
	}
}

// What the sentences say of the delays is so.
func TestDelays(t *testing.T) {
	for _, s := range allSettings() {
		d := start(t)
		d.stopTour()
		d.noLosses = true
		d.change(aboutLag, s)
		d.run(12*sim.TickRate, 0)
		way := int(s.Lag / replica.TickDuration)
		shortest, longest := d.delaysOf(ownScreen, 10*sim.TickRate)
		switch {
		case s.Prediction && longest != 0:
			t.Errorf("%+v: a step is seen up to %d ticks after its key", s, longest)
		case !s.Prediction && (shortest < 2*way || longest > 2*way+16):
			t.Errorf("%+v: a step is seen %d to %d ticks after its key", s, shortest, longest)
		}
		if shortest, _ = d.delaysOf(othersScreen, 10*sim.TickRate); shortest < 2*way {
			t.Errorf("%+v: Bob sees a step %d ticks after its key", s, shortest)
		}
	}
}

// jump returns the largest step by which a player is seen to move within a tick.
func (d *demo) jump(v *replica.View, ticks int) (units int32) {
	last := positions(v)[ann]
	for range ticks {
		d.update(0)
		now := positions(v)[ann]
		units = max(units, now.Distance(last))
		last = now
	}
	return units
}

// Interpolation glides, and without it Bob's screen jumps.
func TestInterpolation(t *testing.T) {
	for on, want := range map[bool][2]int32{true: {sim.WalkSpeed / 2, 2 * sim.WalkSpeed}, false: {4 * sim.WalkSpeed, 8 * sim.WalkSpeed}} {
		d := start(t)
		d.stopTour()
		d.noLosses = true
		d.settings = defaultSettings
		d.settings.Interpolation = on
		d.run(sim.TickRate, 0)
		if units := d.jump(&d.views[bob], 10*sim.TickRate); units < want[0] || units > want[1] {
			t.Errorf("interpolation %v: Ann moves by up to %d units on Bob's screen", on, units)
		}
	}
}

// After a loss, replay brings Ann's screen and the server together, ignore does not;
// snap throws her back although nothing is lost.
func TestReconciliation(t *testing.T) {
	apart := func(r replica.Reconciliation, losses bool) (corrections int, units int32) {
		d := start(t)
		d.stopTour()
		d.settings = defaultSettings
		d.settings.Reconciliation = r
		d.noLosses = true
		d.run(2*sim.TickRate, 0)
		before := d.Clients[ann].Stats().Corrections
		for d.walkedFor < lossWalk {
			d.update(0)
		}
		if losses {
			d.lose()
		}
		d.run(sim.TickRate, 0)
		corrections = d.Clients[ann].Stats().Corrections - before
		for range 2 * walkCycle { // once she has stood still for long enough, both should agree
			d.update(0)
			if d.walkedFor == 0 && d.Ticks()%walkCycle == stopTicks-1 {
				units = max(units, replica.Point{X: d.server.Players[ann].X, Y: d.server.Players[ann].Y}.Distance(positions(&d.views[ann])[ann]))
			}
		}
		return corrections, units
	}
	if n, units := apart(replica.ReconcileReplay, false); n != 0 || units > 10 {
		t.Errorf("replay without losses: %d corrections, %d units apart", n, units)
	}
	if n, units := apart(replica.ReconcileReplay, true); n != 1 || units > 10 {
		t.Errorf("replay: %d corrections, %d units apart", n, units)
	}
	if n, units := apart(replica.ReconcileIgnore, true); n != 0 || units < sim.CellUnits/2 {
		t.Errorf("ignore: %d corrections, %d units apart", n, units)
	}
	if n, _ := apart(replica.ReconcileSnap, false); n < 3 {
		t.Errorf("snap: thrown back %d times", n)
	}
}
