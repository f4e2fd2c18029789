package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// While nothing comes in, and nothing can be told, nobody is shown walking on
// the spot: neither the others nor, once its inputs have come to an end, one's
// own player.
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
		t.Fatalf("player %d is not to be seen", id)
		return false
	}
	walk(r, 3, sim.Right)
	if !moving(1, r.now) || !moving(2, r.now) {
		t.Fatal("they do not walk")
	}
	walk(r, 100, sim.Right)
	if moving(1, r.now) || moving(2, r.now) {
		t.Error("100 ticks after the last snapshot somebody walks")
	}
	hello(t, r)
	if moving(1, r.now+time.Second) {
		t.Error("one's own player walks while there is no connection")
	}
}

// A Tick that can make no input, because the server is not heard yet on a new
// connection, leaves the picture where it is.
func TestResumingIsSteady(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 3, sim.Right)
	hello(t, r)
	was, _ := r.SelfPosition(r.now + TickDuration)
	for range 5 {
		walk(r, 1, sim.Right)
		for _, part := range []time.Duration{0, TickDuration / 2, TickDuration} {
			if is, shown := r.SelfPosition(r.now + part); !shown || is != was {
				t.Fatalf("shown at %v, then at %v", was, is)
			}
		}
	}
}
