package authority

import (
	"clew/engine/sim"
	"clew/net/wire"
)

// ConnStatsTicks is how often a game client is told how everybody is.
const ConnStatsTicks = 2 * sim.TickRate

// sendConnStats tells a part of the game clients how everybody is.
// Each has its turn once in ConnStatsTicks, by the number that it has among those
// who ever came: in a crowd, what is to be encoded for all is spread over them.
func (a *Authority) sendConnStats() {
	turn := uint(a.world.Tick()) % ConnStatsTicks
	ready := false
	for _, c := range a.clients {
		if c.index%ConnStatsTicks != turn || c.mode != Game || !c.welcomed {
			continue
		}
		if !ready {
			a.collectConnStats()
			ready = true
		}
		if len(a.connStats.Players) > 0 {
			c.send(&a.connStats)
		}
	}
}

// collectConnStats gathers what the players' clients have told of themselves, and for
// how long the players have been idle.
func (a *Authority) collectConnStats() {
	a.connStats.Players = a.connStats.Players[:0]
	for _, p := range a.players {
		c := p.client
		if c == nil || !p.inWorld {
			continue
		}
		if idle := a.idleSeconds(p); c.rtt > 0 || idle > 0 {
			a.connStats.Players = append(a.connStats.Players, wire.PlayerStats{ID: p.id, RTT: c.rtt, Loss: c.loss, Idle: idle})
		}
	}
}
