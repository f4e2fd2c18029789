package screen

import (
	"clew/cmd/clew/internal/sound"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// hearingRange is how far footsteps are heard, in units.
const hearingRange = 9 * sim.CellUnits

// gameSounds plays sounds for what happens in the game.
type gameSounds struct {
	out   *sound.Player
	cells map[sim.ID]maze.Cell
	moved bool // whether the own player moved in the last update
}

// update plays the footsteps of players nearby and the own player's hits on
// walls.
func (g *gameSounds) update(v *replica.View, keys sim.Input) {
	me := v.Self()
	if me == nil {
		return
	}
	if g.moved && !me.Moving && keys != 0 {
		g.out.Play(sound.WallHit, 0.5, 0)
	}
	g.moved = me.Moving
	if g.cells == nil {
		g.cells = map[sim.ID]maze.Cell{}
	}
	for i := range v.Players {
		player := &v.Players[i]
		cell := maze.Cell{X: int(player.X / sim.CellUnits), Y: int(player.Y / sim.CellUnits)}
		if old, known := g.cells[player.ID]; known && old != cell {
			g.playFootstep(me, player)
		}
		g.cells[player.ID] = cell
	}
	if len(g.cells) > 2*len(v.Players)+8 {
		clear(g.cells) // forget players that left
	}
}

// playFootstep plays a footstep with volume and pan for its position relative to
// me.
func (g *gameSounds) playFootstep(me, player *replica.PlayerView) {
	if player.Self {
		g.out.Play(sound.Footstep, 0.5, 0)
		return
	}
	dx, dy := float64(player.X-me.X), float64(player.Y-me.Y)
	distance := max(dx, -dx) + max(dy, -dy)
	if distance < hearingRange {
		g.out.Play(sound.FootstepOther, 0.4*(1-distance/hearingRange), dx/hearingRange)
	}
}

// playEvent plays the sound of an event.
func (g *gameSounds) playEvent(event replica.Event) {
	switch event.Kind {
	case replica.EventChat:
		g.out.Play(sound.Chat, 0.6, 0)
	case replica.EventJoined:
		g.out.Play(sound.Join, 0.5, 0)
	case replica.EventLeft:
		g.out.Play(sound.Leave, 0.5, 0)
	case replica.EventExited:
		g.out.Play(sound.Exit, 0.7, 0)
	}
}
