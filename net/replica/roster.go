package replica

import (
	"cmp"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// healthOf is how the server says that another's connection is.
func (r *Replica) healthOf(id sim.ID) wire.PlayerStats {
	i, known := slices.BinarySearchFunc(r.health, id, func(v wire.PlayerStats, id sim.ID) int { return cmp.Compare(v.ID, id) })
	if !known {
		return wire.PlayerStats{}
	}
	return r.health[i]
}

// missed is how many in a hundred of the newest snapshots did not come, or were
// of no use when they did, because a newer one was there.
func (r *Replica) missed() int {
	n, every := min(r.others.n, window), sim.Tick(r.interval/TickDuration)
	if n < 2 || every == 0 {
		return 0
	}
	sent := int((r.others.back(0).tick - r.others.back(n-1).tick) / every)
	lost := sent - (n - 1)
	if lost <= 0 {
		return 0
	}
	return (100*lost + sent/2) / sent
}
