package session

import (
	"time"

	"clew/net/replica"
)

// View fills v with what to show at a moment, from the last Tick on: everybody in the
// present, which for others may be a guess. A player's ghost is where its inputs are
// known to have led.
func (m *Mesh) View(now time.Duration, v *replica.View) {
	v.Maze, v.Level, v.Dark = nil, "", false
	v.Players, v.PendingPath, v.Corrections = v.Players[:0], v.PendingPath[:0], v.Corrections[:0]
	v.HasServerPosition = false
	state, world := m.peer.State(), m.peer.Guess()
	if state == nil {
		return
	}
	level, _ := state.Level()
	v.Maze, v.Level, v.Tick = level.Maze, level.Name, world.Tick()
	self := m.Self()
	for _, b := range world.Players() {
		p := state.Player(b.ID)
		if p == nil {
			continue
		}
		pv := replica.PlayerView{
			ID: b.ID, Avatar: p.Avatar, Name: p.Name, Appearance: p.Appearance,
			X: b.X, Y: b.Y, Facing: b.Facing, Moving: b.Moving, Self: b.ID == self,
			ExitTick: b.ExitTick, JoinTick: p.JoinTick,
			Place: p.Place, Gained: p.Gained, Points: p.Points,
		}
		if g := state.World().Player(b.ID); g != nil {
			pv.Ghost, pv.HasGhost = replica.Point{X: g.X, Y: g.Y}, true
		}
		v.Players = append(v.Players, pv)
	}
}
