package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// Without news from the server nobody is shown walking on the spot for long:
// neither the others nor, once the prediction halts, the local player.
func TestNobodyWalksOnTheSpot(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.Receive(r.now, newSnapshot(12, 0, 2000, 2048, wire.Body{Player: sim.Player{ID: 2, X: 5000, Y: 2048, Facing: sim.Right, Moving: true}, Avatar: 'B'}))
	moving := func(id sim.ID, now time.Duration) bool {
		var v View
		r.View(now, &v)
		for _, f := range v.Players {
			if f.ID == id {
				return f.Moving
			}
		}
		t.Fatalf("player %d is not in the view", id)
		return false
	}
	walk(r, 3, sim.Right)
	if !moving(1, r.now) || !moving(2, r.now) {
		t.Fatal("they do not walk")
	}
	walk(r, 100, sim.Right)
	if moving(1, r.now) || moving(2, r.now) {
		t.Error("100 ticks after the last snapshot somebody is shown walking")
	}
	hello(t, r)
	if moving(1, r.now+time.Second) {
		t.Error("the local player is shown walking without a connection")
	}
}

// A Tick that makes no input, because the server has not answered on a new
// connection, leaves the picture where it is.
func TestPictureStandsWhileResuming(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 3, sim.Right)
	hello(t, r)
	before, _ := r.SelfPosition(r.now + TickDuration)
	for range 5 {
		walk(r, 1, sim.Right)
		for _, part := range []time.Duration{0, TickDuration / 2, TickDuration} {
			if pos, shown := r.SelfPosition(r.now + part); !shown || pos != before {
				t.Fatalf("shown at %v, then at %v", before, pos)
			}
		}
	}
}
