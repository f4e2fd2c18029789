package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// idleWarningTicks is how long before the end of Config.IdleTicks a player in a
// full game is warned; if IdleTicks is less than twice as much, half of that.
const idleWarningTicks = 30 * sim.TickRate

// SetIdleTicks changes Config.IdleTicks from the next tick on.
func (a *Authority) SetIdleTicks(ticks sim.Tick) { a.cfg.IdleTicks = ticks }

// markActive notes that somebody used the keyboard: a new input holds a key, or
// there is a walk, a chat, a name or an appearance.
func (c *Client) markActive() { c.player.lastActive = c.a.now }

// idleTicks returns for how long nobody has used the player's keyboard.
func (a *Authority) idleTicks(p *player) clock { return a.now - p.lastActive }

// idleSeconds returns idleTicks as ConnectionStats carries it.
func (a *Authority) idleSeconds(p *player) uint16 {
	return uint16(min(a.idleTicks(p)/sim.TickRate, wire.MaxIdle))
}

// isIdle reports whether a player has been idle for so long that nobody waits
// for it. A disconnected player is never idle.
func (a *Authority) isIdle(p *player) bool {
	return a.cfg.IdleTicks > 0 && p.client != nil && a.idleTicks(p) >= clock(a.cfg.IdleTicks)
}

// keepsSlot reports whether a player keeps its slot however long it is idle.
func (a *Authority) keepsSlot(p *player) bool {
	return a.cfg.KeepSlot != nil && a.cfg.KeepSlot(p.label)
}

// longestIdle returns the player that has been idle longest, except those that
// keep their slots, or nil.
func (a *Authority) longestIdle() (longest *player) {
	for _, p := range a.players {
		if a.isIdle(p) && !a.keepsSlot(p) && (longest == nil || p.lastActive < longest.lastActive) {
			longest = p
		}
	}
	return longest
}

// evictIdle removes the player that has been idle longest and tells it why. It
// returns false if no player is idle.
func (a *Authority) evictIdle() bool {
	p := a.longestIdle()
	if p == nil {
		return false
	}
	p.client.close(wire.CodeIdle, fmt.Sprintf("you were idle for %s and somebody else was waiting for a slot; join again when you are back", formatTicks(a.idleTicks(p))))
	a.remove(p)
	return true
}

// warnIdle warns a player that is about to be idle in a full game.
func (a *Authority) warnIdle(p *player) {
	allowed := clock(a.cfg.IdleTicks)
	left := min(idleWarningTicks, allowed/2)
	if allowed == 0 || a.idleTicks(p) != allowed-left || len(a.players) < a.cfg.MaxPlayers || a.keepsSlot(p) {
		return
	}
	a.Notify(p.id, fmt.Sprintf("the game is full: press a key within %s or lose your slot to the next player in the queue", formatTicks(left)))
}

// formatTicks returns a duration for people to read.
func formatTicks(ticks clock) string {
	if seconds := ticks / sim.TickRate; seconds < 120 {
		return fmt.Sprintf("%d s", seconds)
	}
	return fmt.Sprintf("%d min", ticks/(60*sim.TickRate))
}
