package netsim

import (
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
)

// What the picture of one's own player promises in every game: as long as the
// same keys are held, it never goes against them. Only a correction may move it
// back, by the glide that it starts.

// checkSelf turns on the check in every tick of every Simulation.
var checkSelf bool

// EnableChecks makes every Simulation of this program panic when a client
// shows its own player moving against the keys it holds. Tests call it by
// importing package netsimtest.
func EnableChecks() { checkSelf = true }

// selfView describes how a client shows its own player.
type selfView struct {
	id    sim.ID
	pos   replica.Point
	held  sim.Input
	shown bool
}

func (c *Client) selfView(now time.Duration) selfView {
	at, shown := c.SelfPosition(now)
	return selfView{id: c.ID(), pos: at, held: c.LastInput(), shown: shown && c.Switches().Prediction}
}

// checkSelfView panics if a client's tick has moved its own player, as shown,
// against the keys that are held.
func (s *Simulation) checkSelfView(c *Client, before selfView) {
	after := c.selfView(s.now)
	if !before.shown || !after.shown || before.id != after.id || before.held != after.held || c.smoothing(s.now) {
		return
	}
	if dx, dy := after.pos.X-before.pos.X, after.pos.Y-before.pos.Y; movesAgainst(after.held, dx, dy) {
		panic(fmt.Sprintf("netsim: in tick %d player %d is shown to go from %v by %d,%d units while %04b is held",
			s.tick, c.ID(), before.pos, dx, dy, after.held))
	}
}

// smoothing reports whether a correction may still be moving the shown player.
func (c *Client) smoothing(now time.Duration) bool {
	all := c.Corrections()
	return len(all) > 0 && now-all[len(all)-1].At <= replica.SmoothingTime
}

// movesAgainst reports whether a step goes against the keys, or anywhere if
// none are held.
func movesAgainst(keys sim.Input, dx, dy int32) bool {
	has := func(k sim.Input) bool { return keys&k != 0 }
	return keys == 0 && (dx != 0 || dy != 0) ||
		has(sim.Right) && !has(sim.Left) && dx < 0 || has(sim.Left) && !has(sim.Right) && dx > 0 ||
		has(sim.Down) && !has(sim.Up) && dy < 0 || has(sim.Up) && !has(sim.Down) && dy > 0
}
