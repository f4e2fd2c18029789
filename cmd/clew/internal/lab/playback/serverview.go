package playback

import (
	"clew/engine/sim"
	"clew/net/replica"
)

// SetServerView sets a view to what the server has, which knows neither names nor
// appearances; see AddNames.
func SetServerView(v *replica.View, w *sim.World) {
	v.Maze, v.Tick, v.Players = w.Maze(), w.Tick(), v.Players[:0]
	for i := range w.Players() {
		p := &w.Players()[i]
		v.Players = append(v.Players, replica.PlayerView{ID: p.ID, X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving, ExitTick: p.ExitTick})
	}
}

// AddNames copies the names and appearances of players from a client's view.
func AddNames(v, client *replica.View) {
	for i := range v.Players {
		p := &v.Players[i]
		for j := range client.Players {
			if known := &client.Players[j]; known.ID == p.ID {
				p.Avatar, p.Name, p.JoinTick, p.Appearance = known.Avatar, known.Name, known.JoinTick, known.Appearance
			}
		}
	}
}
