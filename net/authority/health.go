package authority

import (
	"clew/engine/sim"
	"clew/net/wire"
)

// HealthTicks is how often a game client is told how everybody is.
const HealthTicks = 2 * sim.TickRate

// tellHealth tells a part of the game clients how everybody is.
// Each has its turn once in HealthTicks, by the number that it has among those
// who ever came: in a crowd, what is to be encoded for all is spread over them.
func (a *Authority) tellHealth() {
	turn := uint(a.world.Tick()) % HealthTicks
	ready := false
	for _, c := range a.clients {
		if c.number%HealthTicks != turn || c.mode != Game || !c.greeted {
			continue
		}
		if !ready {
			a.takeHealth()
			ready = true
		}
		if len(a.health.Players) > 0 {
			c.send(&a.health)
		}
	}
}

// takeHealth gathers what the players' clients have told of themselves, and for
// how long the players have been idle.
func (a *Authority) takeHealth() {
	a.health.Players = a.health.Players[:0]
	for _, p := range a.players {
		c := p.client
		if c == nil || !p.placed {
			continue
		}
		if idle := a.idleSeconds(p); c.trip > 0 || idle > 0 {
			a.health.Players = append(a.health.Players, wire.Vitals{ID: p.id, Trip: c.trip, Loss: c.loss, Idle: idle})
		}
	}
}
