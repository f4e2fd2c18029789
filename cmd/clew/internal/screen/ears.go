package screen

import (
	"clew/cmd/clew/internal/sound"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// hearing is how far off a step can be heard, in units.
const hearing = 9 * sim.CellUnits

// ears turns what is seen and what is told into sounds.
type ears struct {
	out   *sound.Player
	cells map[sim.ID]maze.Cell
	moved bool // one's own player, when last seen
}

// listen plays the steps of everybody near, and one's own bumps.
func (e *ears) listen(v *replica.View, keys sim.Input) {
	me := v.Self()
	if me == nil {
		return
	}
	if e.moved && !me.Moving && keys != 0 {
		e.out.Play(sound.Bump, 0.5, 0)
	}
	e.moved = me.Moving
	if e.cells == nil {
		e.cells = map[sim.ID]maze.Cell{}
	}
	for i := range v.Figures {
		f := &v.Figures[i]
		c := maze.Cell{X: int(f.X / sim.CellUnits), Y: int(f.Y / sim.CellUnits)}
		if was, known := e.cells[f.ID]; known && was != c {
			e.step(me, f)
		}
		e.cells[f.ID] = c
	}
	if len(e.cells) > 2*len(v.Figures)+8 {
		clear(e.cells) // of those who left
	}
}

// step plays a step of a figure, as loud and from the side that it is heard.
func (e *ears) step(me, f *replica.Figure) {
	if f.Self {
		e.out.Play(sound.Step, 0.5, 0)
		return
	}
	dx, dy := float64(f.X-me.X), float64(f.Y-me.Y)
	far := max(dx, -dx) + max(dy, -dy)
	if far < hearing {
		e.out.Play(sound.Tread, 0.4*(1-far/hearing), dx/hearing)
	}
}

// hear plays what is told.
func (e *ears) hear(n replica.News) {
	switch n.Kind {
	case replica.NewsChat:
		e.out.Play(sound.Chat, 0.6, 0)
	case replica.NewsJoined:
		e.out.Play(sound.Join, 0.5, 0)
	case replica.NewsLeft:
		e.out.Play(sound.Leave, 0.5, 0)
	case replica.NewsExited:
		e.out.Play(sound.Exit, 0.7, 0)
	}
}
