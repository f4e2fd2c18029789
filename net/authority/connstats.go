package authority

import (
	"clew/engine/sim"
	"clew/net/wire"
)

// ConnStatsTicks is how often each game client is sent everybody's connection
// statistics.
const ConnStatsTicks = 2 * sim.TickRate

// sendConnStats sends the connection statistics to the game clients whose turn it
// is. Each has its turn once in ConnStatsTicks, by its index among all clients
// ever added: this spreads the encoding over the ticks.
func (a *Authority) sendConnStats() {
	turn := uint(a.now % ConnStatsTicks)
	collected := false
	for _, c := range a.clients {
		if c.index%ConnStatsTicks != turn || c.mode != Game || !c.welcomed {
			continue
		}
		if !collected {
			a.collectConnStats()
			collected = true
		}
		if len(a.connStats.Players) > 0 {
			c.send(&a.connStats)
		}
	}
}

// collectConnStats gathers what the clients report of their connections, and how
// long the players have been idle.
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
