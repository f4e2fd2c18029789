// Package medal gives medals for times, by a level's par times, and draws them.
package medal

import (
	"clew/engine/maze"
	"clew/engine/sim"
)

// Medal is a medal, or None.
type Medal uint8

// The medals, from the least.
const (
	None Medal = iota
	Bronze
	Silver
	Gold
)

// Pars holds the par time of each medal, in ticks: whole seconds, 0 for None.
type Pars [Gold + 1]sim.Tick

// The par times as multiples of the time for the shortest way, in percent. A few
// wrong turns cost the gold; bronze leaves time to look around.
var parPercent = Pars{Bronze: 400, Silver: 200, Gold: 125}

// Of returns the par times of a level. With n as the number of steps on the
// shortest way to an exit, from the start where that is the longest, the par times
// are
//
//	ideal  = n × sim.CellUnits / sim.WalkSpeed   ticks
//	gold   = 1.25 × ideal
//	silver = 2    × ideal
//	bronze = 4    × ideal
//
// each rounded up to a whole second, so that a screen shows them exactly.
func Of(m *maze.Maze) (p Pars) {
	steps, far := m.Distances(m.Exits()...), int32(0)
	for _, start := range m.Starts() {
		far = max(far, steps[start.Y*m.Width()+start.X])
	}
	for medal := Bronze; medal <= Gold; medal++ {
		const second = 100 * sim.WalkSpeed * sim.TickRate
		p[medal] = (sim.Tick(far)*sim.CellUnits*parPercent[medal] + second - 1) / second * sim.TickRate
	}
	return p
}

// For returns the medal for a time; 0, no time, gets none.
func (p *Pars) For(time sim.Tick) Medal {
	for medal := Gold; medal > None && time > 0; medal-- {
		if time <= p[medal] {
			return medal
		}
	}
	return None
}
