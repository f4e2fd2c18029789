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
	moved bool // one's own player, when last seen
}

// update plays the footsteps of players nearby and the own player's hits on
// walls.
func (e *gameSounds) update(v *replica.View, keys sim.Input) {
	me := v.Self()
	if me == nil {
		return
	}
	if e.moved && !me.Moving && keys != 0 {
		e.out.Play(sound.WallHit, 0.5, 0)
	}
	e.moved = me.Moving
	if e.cells == nil {
		e.cells = map[sim.ID]maze.Cell{}
	}
	for i := range v.Players {
		f := &v.Players[i]
		c := maze.Cell{X: int(f.X / sim.CellUnits), Y: int(f.Y / sim.CellUnits)}
		if was, known := e.cells[f.ID]; known && was != c {
			e.playFootstep(me, f)
		}
		e.cells[f.ID] = c
	}
	if len(e.cells) > 2*len(v.Players)+8 {
		clear(e.cells) // of those who left
	}
}

// playFootstep plays a footstep with volume and pan for its position relative to
// me.
func (e *gameSounds) playFootstep(me, f *replica.PlayerView) {
	if f.Self {
		e.out.Play(sound.Footstep, 0.5, 0)
		return
	}
	dx, dy := float64(f.X-me.X), float64(f.Y-me.Y)
	far := max(dx, -dx) + max(dy, -dy)
	if far < hearingRange {
		e.out.Play(sound.FootstepOther, 0.4*(1-far/hearingRange), dx/hearingRange)
	}
}

// playEvent plays the sound of an event.
func (e *gameSounds) playEvent(n replica.Event) {
	switch n.Kind {
	case replica.EventChat:
		e.out.Play(sound.Chat, 0.6, 0)
	case replica.EventJoined:
		e.out.Play(sound.Join, 0.5, 0)
	case replica.EventLeft:
		e.out.Play(sound.Leave, 0.5, 0)
	case replica.EventExited:
		e.out.Play(sound.Exit, 0.7, 0)
	}
}
