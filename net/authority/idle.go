package authority

import (
	"clew/engine/sim"
	"clew/net/wire"
)

// pressed notes that somebody has done something for the player: a key is held
// in a new input, or there is a walk, a chat, a name or a look.
func (c *Client) pressed() { c.player.pressed = c.a.world.Tick() }

// idle is for how many ticks nobody has done anything for the player.
func (a *Authority) idle(p *player) sim.Tick { return a.world.Tick() - p.pressed }

// idleSeconds is idle as Health tells it.
func (a *Authority) idleSeconds(p *player) uint16 {
	return uint16(min(a.idle(p)/sim.TickRate, wire.MaxIdle))
}
