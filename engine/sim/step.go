package sim

import "clew/engine/maze"

// Step turns w into the World one tick later. It carries out the commands in
// the given order; one for a player who is not there does nothing. It appends
// what happened to events, in order, with the number of the new tick.
func (w *World) Step(cmds []Command, events []Event) []Event {
	w.tick++
	for _, c := range cmds {
		switch c.Kind {
		case Walk:
			if p := w.Player(c.ID); p != nil {
				events = w.walk(p, c.Input, events)
			}
		case Join:
			kind := PlayerJoined
			if !w.join(c.ID) {
				kind = JoinRejected
			}
			events = append(events, Event{w.tick, c.ID, kind})
		case Leave:
			if w.leave(c.ID) {
				events = append(events, Event{w.tick, c.ID, PlayerLeft})
			}
		}
	}
	return events
}

// walk carries out one tick's walking of one player.
func (w *World) walk(p *Player, in Input, events []Event) []Event {
	x, y := p.X, p.Y
	walkBody(w.maze, p, in)
	p.Moving = p.X != x || p.Y != y
	if p.ExitTick == 0 && w.maze.At(int(p.X/CellUnits), int(p.Y/CellUnits)) == maze.Exit {
		p.ExitTick = w.tick
		events = append(events, Event{w.tick, p.ID, ReachedExit})
	}
	return events
}
