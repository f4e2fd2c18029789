package howitworks

import "clew/engine/sim"

// route is the way that Ann walks by herself, drawn over the scenario's maze: around
// the block, from wherever she is.
var route = [...]string{
	"#########",
	"#>>>>>>v#",
	"#^##^##v#",
	"#^#>^<#v#",
	"#^#^^^#v#",
	"#^#^>^#v#",
	"#^##v##v#",
	"#^<<<<<<#",
	"#########",
}

// Ann stops for a while now and then, so that one sees how a walk begins and ends.
const (
	walkCycle = 200 // ticks from stop to stop
	stopTicks = 30
)

// arrows are the signs of route.
var arrows = map[byte]sim.Input{'^': sim.Up, 'v': sim.Down, '<': sim.Left, '>': sim.Right}

// keysOnRoute returns the keys that Ann holds in a tick when she walks by herself and
// is at p: to the middle of the corridor, then along the route.
func keysOnRoute(p *sim.Player, tick int) sim.Input {
	const half, near = sim.CellUnits / 2, sim.WalkSpeed / 2
	if tick%walkCycle < stopTicks {
		return 0
	}
	dx, dy := p.X%sim.CellUnits-half, p.Y%sim.CellUnits-half
	c := p.Cell()
	way := arrows[route[c.Y][c.X]]
	switch vertical := way&(sim.Up|sim.Down) != 0; {
	case vertical && dx > near:
		return sim.Left
	case vertical && dx < -near:
		return sim.Right
	case !vertical && dy > near:
		return sim.Up
	case !vertical && dy < -near:
		return sim.Down
	}
	return way
}
