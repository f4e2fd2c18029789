package replica

import (
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// View is all that a screen needs to draw a frame of the game. Replica.View fills
// it and reuses its slices.
type View struct {
	Maze    *maze.Maze // nil until the level has arrived
	Level   string
	Dark    bool         // a rule of the server: show only what the local player has found
	Tick    sim.Tick     // at which the others are shown
	Players []PlayerView // by ascending ID, the local one included

	// ServerPosition is where the newest snapshot had the local player: the
	// ghost. HasServerPosition is false before the first.
	ServerPosition    Point
	HasServerPosition bool
	// PendingPath leads through the positions after each pending input,
	// oldest first, from the ghost to the predicted body.
	PendingPath []Point
	// Corrections holds those of the last second, oldest first.
	Corrections []Correction
}

// PlayerView is a player as the screen should show it now.
type PlayerView struct {
	ID         sim.ID
	Avatar     rune
	Name       string
	Appearance wire.Appearance // that the player chose
	X, Y       int32           // the center of the body, in units
	Facing     sim.Input       // one direction
	Moving     bool
	Self       bool     // the local player, or the one that a spectator follows
	ExitTick   sim.Tick // when the player reached an exit; 0: not yet
	JoinTick   sim.Tick // when the player joined

	// How the player stands, see wire.Score.
	Place, Gained, Points uint32

	// How the player's connection is, as its own client measures it.
	RTT  time.Duration // 0: unknown
	Loss int           // percentage of the newest snapshots that did not come

	Idle time.Duration // since the player pressed a key, in whole seconds; the server measures it

	// Ghost is where another player's known inputs have led, in a game without a
	// server. GuessedPath leads from there through its positions after each tick whose
	// inputs are guessed, oldest first.
	Ghost       Point
	HasGhost    bool
	GuessedPath []Point
}

// Self returns the local player, or nil: before the first snapshot, and for a
// spectator that follows nobody.
func (v *View) Self() *PlayerView {
	for i := range v.Players {
		if v.Players[i].Self {
			return &v.Players[i]
		}
	}
	return nil
}

// Follow makes a player the one that Self returns, for spectators, which have
// none. It reports whether the player is there.
func (v *View) Follow(id sim.ID) bool {
	for i := range v.Players {
		if v.Players[i].ID == id {
			v.Players[i].Self = true
			return true
		}
	}
	return false
}

// Player returns a player, or nil if it is not there.
func (v *View) Player(id sim.ID) *PlayerView {
	for i := range v.Players {
		if v.Players[i].ID == id {
			return &v.Players[i]
		}
	}
	return nil
}

// Unfollow makes Self return nil.
func (v *View) Unfollow() {
	for i := range v.Players {
		v.Players[i].Self = false
	}
}

// View fills v with what to show now, any moment from the last Tick on. Between
// two ticks the local player is shown on the way to where the held keys lead at
// the next one; as long as they are held, only a correction moves it back.
func (r *Replica) View(now time.Duration, v *View) {
	v.Maze, v.Level, v.Dark = r.level.maze, r.level.name, r.dark
	v.Players, v.PendingPath = v.Players[:0], v.PendingPath[:0]
	v.Corrections = append(v.Corrections[:0], r.corrections.recent...)
	v.HasServerPosition = false
	if !r.showable() {
		return
	}
	r.viewPlayers(now, v)
	if p := r.predictor.Server(); p != nil {
		v.ServerPosition, v.HasServerPosition = Point{p.X, p.Y}, true
	}
	v.PendingPath = r.predictor.AppendPath(v.PendingPath)
}

// viewPlayers appends all players.
func (r *Replica) viewPlayers(now time.Duration, v *View) {
	var sample Sample
	if r.switches.Interpolation {
		sample = r.interpolator.Sample(now)
	} else {
		sample = r.interpolator.Newest(now)
	}
	v.Tick = sample.Tick()
	stale := sample.Stale()
	bodies := sample.Bodies()
	for i := range bodies {
		b := &bodies[i]
		if b.ID == r.id {
			v.Players = append(v.Players, r.viewSelf(now))
			continue
		}
		pos := sample.Position(b)
		info, stats, score := r.roster.Player(b.ID), r.roster.Stats(b.ID), r.ranking.scores[b.ID]
		v.Players = append(v.Players, PlayerView{
			ID: b.ID, Avatar: b.Avatar, Name: info.Name, JoinTick: info.JoinTick, Appearance: info.Appearance,
			X: pos.X, Y: pos.Y, Facing: b.Facing, Moving: b.Moving && !stale, ExitTick: b.ExitTick,
			Place: score.Place, Gained: score.Gained, Points: score.Points,
			RTT: time.Duration(stats.RTT) * time.Millisecond, Loss: int(stats.Loss), Idle: time.Duration(stats.Idle) * time.Second,
		})
	}
}

// viewSelf returns the local player, with the connection as this client measures
// it.
func (r *Replica) viewSelf(now time.Duration) PlayerView {
	p := *r.predictor.Server()
	if r.switches.Prediction {
		p = r.predictor.At(now)
		if r.switches.Smoothing {
			dx, dy := r.smoother.Offset(now)
			p.X, p.Y = p.X+dx, p.Y+dy
		}
	}
	info, score := r.roster.Player(r.id), r.ranking.scores[r.id]
	return PlayerView{
		ID: r.id, Avatar: r.avatar, Name: info.Name, JoinTick: info.JoinTick, Appearance: info.Appearance,
		X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving, ExitTick: p.ExitTick, Self: true,
		Place: score.Place, Gained: score.Gained, Points: score.Points,
		RTT: r.rtt.Smoothed(), Loss: r.interpolator.Loss(), Idle: time.Duration(r.roster.Stats(r.id).Idle) * time.Second,
	}
}

// SelfPosition returns where View shows the local player at a moment, and false
// if it is not shown.
func (r *Replica) SelfPosition(now time.Duration) (Point, bool) {
	if !r.showable() || !r.predictor.Running() {
		return Point{}, false
	}
	p := r.viewSelf(now)
	return Point{p.X, p.Y}, true
}
