package rig

import (
	"fmt"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
)

// What the picture of one's own player promises in every game: as long as the
// same keys are held, it never goes against them. Only a correction may move it
// back, by the glide that it starts.

// strict has every tick of every Rig checked for that.
var strict bool

// BeStrict has every Rig of this program panic when it breaks what it promises.
// Tests call it before they make one, by importing package rigtest.
func BeStrict() { strict = true }

// pose is how a client shows its own player.
type pose struct {
	at    replica.Point
	held  sim.Input
	shown bool
}

func (c *Client) pose(now time.Duration) pose {
	at, shown := c.Self(now)
	return pose{at: at, held: c.Held(), shown: shown && c.Switches().Prediction}
}

// mustBeSteady panics where a client's tick has moved the picture of its own
// player against the keys that are held.
func (r *Rig) mustBeSteady(c *Client, before pose) {
	after := c.pose(r.now)
	if !before.shown || !after.shown || before.held != after.held || c.gliding(r.now) {
		return
	}
	if dx, dy := after.at.X-before.at.X, after.at.Y-before.at.Y; against(after.held, dx, dy) {
		panic(fmt.Sprintf("rig: in tick %d player %d is shown to go from %v by %d,%d units while %04b is held",
			r.tick, c.ID(), before.at, dx, dy, after.held))
	}
}

// gliding reports that a correction may still move the picture.
func (c *Client) gliding(now time.Duration) bool {
	all := c.Corrections()
	return len(all) > 0 && now-all[len(all)-1].At <= replica.GlideTime
}

// against reports that a step leads against the keys, or anywhere where there
// are none.
func against(keys sim.Input, dx, dy int32) bool {
	has := func(k sim.Input) bool { return keys&k != 0 }
	return keys == 0 && (dx != 0 || dy != 0) ||
		has(sim.Right) && !has(sim.Left) && dx < 0 || has(sim.Left) && !has(sim.Right) && dx > 0 ||
		has(sim.Down) && !has(sim.Up) && dy < 0 || has(sim.Up) && !has(sim.Down) && dy > 0
}
