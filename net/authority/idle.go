package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// idleWarningTicks is how long before the end of Config.IdleTicks a player is told of it
// where the game is full; of less than twice as much, it is half.
const idleWarningTicks = 30 * sim.TickRate

// SetIdleTicks changes Config.IdleTicks from the next tick on.
func (a *Authority) SetIdleTicks(ticks sim.Tick) { a.cfg.IdleTicks = ticks }

// markActive notes that somebody has done something for the player: a key is held
// in a new input, or there is a walk, a chat, a name or a look.
func (c *Client) markActive() { c.player.lastActive = c.a.world.Tick() }

// idleTicks is for how many ticks nobody has done anything for the player.
func (a *Authority) idleTicks(p *player) sim.Tick { return a.world.Tick() - p.lastActive }

// idleSeconds is idle as Health tells it.
func (a *Authority) idleSeconds(p *player) uint16 {
	return uint16(min(a.idleTicks(p)/sim.TickRate, wire.MaxIdle))
}

// isIdle reports whether a player has been idle for so long that nobody waits
// for it any more. A player who is cut off is another matter.
func (a *Authority) isIdle(p *player) bool {
	return a.cfg.IdleTicks > 0 && p.client != nil && a.idleTicks(p) >= a.cfg.IdleTicks
}

// keepsSlot reports whether a player keeps its place however long it idles.
func (a *Authority) keepsSlot(p *player) bool {
	return a.cfg.KeepSlot != nil && a.cfg.KeepSlot(p.label)
}

// longestIdle returns the player that has idled for longest of those that do not
// keep their places, or nil.
func (a *Authority) longestIdle() (longest *player) {
	for _, p := range a.players {
		if a.isIdle(p) && !a.keepsSlot(p) && (longest == nil || p.lastActive < longest.lastActive) {
			longest = p
		}
	}
	return longest
}

// evictIdle frees the place of the longest idle player and tells it why. It reports false
// where there is none.
func (a *Authority) evictIdle() bool {
	p := a.longestIdle()
	if p == nil {
		return false
	}
	p.client.close(wire.CodeIdle, fmt.Sprintf("you have pressed nothing for %s, and somebody else waited for a place; join again when you are back", formatTicks(a.idleTicks(p))))
	a.remove(p)
	return true
}

// warnIdle tells a player that is about to idle what that may mean.
func (a *Authority) warnIdle(p *player) {
	left := min(idleWarningTicks, a.cfg.IdleTicks/2)
	if a.cfg.IdleTicks == 0 || a.idleTicks(p) != a.cfg.IdleTicks-left || len(a.players) < a.cfg.MaxPlayers || a.keepsSlot(p) {
		return
	}
	a.Notify(p.id, fmt.Sprintf("the game is full: press a key within %s, or your place is for whoever waits for one", formatTicks(left)))
}

// formatTicks is a time for people.
func formatTicks(ticks sim.Tick) string {
	if seconds := ticks / sim.TickRate; seconds < 120 {
		return fmt.Sprintf("%d s", seconds)
	}
	return fmt.Sprintf("%d min", ticks/(60*sim.TickRate))
}
