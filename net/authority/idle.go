package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// idleWarning is how long before the end of Config.Idle a player is told of it
// where the game is full; of less than twice as much, it is half.
const idleWarning = 30 * sim.TickRate

// SetIdle changes Config.Idle from the next tick on.
func (a *Authority) SetIdle(ticks sim.Tick) { a.cfg.Idle = ticks }

// pressed notes that somebody has done something for the player: a key is held
// in a new input, or there is a walk, a chat, a name or a look.
func (c *Client) pressed() { c.player.pressed = c.a.world.Tick() }

// idle is for how many ticks nobody has done anything for the player.
func (a *Authority) idle(p *player) sim.Tick { return a.world.Tick() - p.pressed }

// idleSeconds is idle as Health tells it.
func (a *Authority) idleSeconds(p *player) uint16 {
	return uint16(min(a.idle(p)/sim.TickRate, wire.MaxIdle))
}

// idles reports whether a player has been idle for so long that nobody waits
// for it any more. A player who is cut off is another matter.
func (a *Authority) idles(p *player) bool {
	return a.cfg.Idle > 0 && p.client != nil && a.idle(p) >= a.cfg.Idle
}

// keepsPlace reports whether a player keeps its place however long it idles.
func (a *Authority) keepsPlace(p *player) bool {
	return a.cfg.KeepsPlace != nil && a.cfg.KeepsPlace(p.label)
}

// longestIdle returns the player that has idled for longest of those that do not
// keep their places, or nil.
func (a *Authority) longestIdle() (longest *player) {
	for _, p := range a.players {
		if a.idles(p) && !a.keepsPlace(p) && (longest == nil || p.pressed < longest.pressed) {
			longest = p
		}
	}
	return longest
}

// ousts frees the place of the longest idle player and tells it why. It reports false
// where there is none.
func (a *Authority) ousts() bool {
	p := a.longestIdle()
	if p == nil {
		return false
	}
	p.client.end(wire.CodeIdle, fmt.Sprintf("you have pressed nothing for %s, and somebody else waited for a place; join again when you are back", span(a.idle(p))))
	a.remove(p)
	return true
}

// warnIdle tells a player that is about to idle what that may mean.
func (a *Authority) warnIdle(p *player) {
	left := min(idleWarning, a.cfg.Idle/2)
	if a.cfg.Idle == 0 || a.idle(p) != a.cfg.Idle-left || len(a.players) < a.cfg.MaxPlayers || a.keepsPlace(p) {
		return
	}
	a.Note(p.id, fmt.Sprintf("the game is full: press a key within %s, or your place is for whoever waits for one", span(left)))
}

// span is a time for people.
func span(ticks sim.Tick) string {
	if seconds := ticks / sim.TickRate; seconds < 120 {
		return fmt.Sprintf("%d s", seconds)
	}
	return fmt.Sprintf("%d min", ticks/(60*sim.TickRate))
}
