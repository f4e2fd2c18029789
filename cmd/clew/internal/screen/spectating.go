package screen

import (
	"image"
	"math"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/render"
	"clew/engine/sim"
	"clew/net/replica"
)

// spectating selects what a spectator sees: one player, or the whole maze.
type spectating struct {
	active    bool
	out       bool      // the own player is out, and watches the others
	target    sim.ID    // followed player; 0 if none
	wholeMaze bool      // show the whole maze instead of a player
	lastKeys  sim.Input // of the last tick
}

// viewer says who looks at a game.
type viewer struct {
	self        sim.ID // the own player; 0: none yet
	isSpectator bool   // has no player
	withOthers  bool   // so that there is somebody to watch, once out
}

// updateSpectating updates whether somebody is watched, and who; keys are the held
// directions.
func (g *gameScreen) updateSpectating(who viewer, keys sim.Input, actions hud.Actions, w, h int) {
	s, isSpectator := &g.spectate, who.isSpectator
	g.updateOut(who, keys, actions)
	if s.active && !s.out && !isSpectator && who.self != 0 {
		g.hud.Celebrate(i18n.T("spectate.place"))
		*s = spectating{}
	}
	if s.out {
		g.view.Unfollow()
	}
	if s.active = s.active || isSpectator; !s.active || g.view.Maze == nil {
		return
	}
	area := g.hud.SpectatorArea(w, h)
	_, wholeMazeFits := render.FitScale(area.Dx(), area.Dy(), g.view.Maze)
	s.selectByKeys(&g.view, keys, wholeMazeFits)
	if actions.Clicked {
		s.selectByClick(&g.view, actions.ClickAt, g.renderer.ScreenPosition)
	}
	g.view.Follow(s.target)
}

// watchDelay is how long a player that is out sees itself at the exit, whatever keys it
// still holds or presses.
const watchDelay = sim.TickRate

// updateOut lets the own player watch the others once it is out, until the next level
// begins: with a direction's key, or as the HUD says. Asked again, it goes on to the
// next one. If the one that is watched gets out, the next one is watched.
func (g *gameScreen) updateOut(who viewer, keys sim.Input, actions hud.Actions) {
	s, own := &g.spectate, g.view.Player(who.self)
	if own == nil || own.ExitTick == 0 || !who.withOthers {
		if s.out {
			*s = spectating{}
		}
		return
	}
	pressed := keys &^ s.lastKeys
	switch {
	case s.out:
		watched := g.view.Player(s.target)
		if actions.Watch || !s.wholeMaze && (watched == nil || watched.ExitTick != 0) {
			s.watchNext(&g.view)
		}
	case actions.Watch || pressed != 0 && g.view.Tick > own.ExitTick+watchDelay:
		*s = spectating{active: true, out: true, target: own.ID, lastKeys: keys}
		s.watchNext(&g.view)
	default:
		s.lastKeys = keys
	}
}

// watchNext follows the next player that is still walking, or shows the whole maze.
func (s *spectating) watchNext(v *replica.View) {
	from := s.index(v)
	for i := range v.Players {
		next := &v.Players[(from+1+i)%len(v.Players)]
		if next.ExitTick == 0 {
			s.target, s.wholeMaze = next.ID, false
			return
		}
	}
	s.target, s.wholeMaze = 0, true
}

// selectByKeys follows the next player on right or down and the previous one on
// left or up. If the whole maze fits, it comes between the last player and the
// first. If the followed player has left, the next one is followed.
func (s *spectating) selectByKeys(v *replica.View, keys sim.Input, wholeMaze bool) {
	pressed := keys &^ s.lastKeys
	s.lastKeys = keys
	index, n := s.index(v), len(v.Players)
	if n == 0 {
		s.target = 0
		return
	}
	if wholeMaze {
		n++ // the last index means the whole maze
	}
	step := 0
	switch {
	case pressed&(sim.Right|sim.Down) != 0:
		step = 1
	case pressed&(sim.Left|sim.Up) != 0:
		step = n - 1
	}
	index = (index + step) % n
	for range n {
		if step == 0 || !s.out || index == len(v.Players) || v.Players[index].ExitTick == 0 {
			break
		}
		index = (index + step) % n // there is nothing to see of those who are out
	}
	if index < len(v.Players) {
		s.target, s.wholeMaze = v.Players[index].ID, false
		return
	}
	s.target, s.wholeMaze = 0, true
}

// How far from a player a click may be: in cells, and at least this many px.
const (
	clickRadiusCells = 0.8
	clickRadiusMin   = 14
)

// selectByClick follows the player nearest to a click, if one is near enough;
// screenPosition maps a position in the maze to the window and returns the px per cell.
func (s *spectating) selectByClick(v *replica.View, click image.Point, screenPosition func(replica.Point) (x, y, cell float64)) {
	nearest, old := math.Inf(1), s.target
	for i := range v.Players {
		player := &v.Players[i]
		x, y, cell := screenPosition(replica.Point{X: player.X, Y: player.Y})
		distance := math.Hypot(x-float64(click.X), y-float64(click.Y))
		if player.ID == old { // of two at one place prefer the other
			distance += cell / 8
		}
		if distance < nearest && distance <= max(clickRadiusCells*cell, clickRadiusMin) {
			nearest, s.target, s.wholeMaze = distance, player.ID, false
		}
	}
}

// index returns the index of the followed player, or of the next one; the length
// of the list while the whole maze is shown.
func (s *spectating) index(v *replica.View) int {
	if s.wholeMaze {
		return len(v.Players)
	}
	for i := range v.Players {
		if v.Players[i].ID >= s.target {
			return i
		}
	}
	return 0
}

// showsWholeMaze reports whether the spectator sees the whole maze.
func (s *spectating) showsWholeMaze(v *replica.View) bool {
	return s.active && v.Maze != nil && v.Self() == nil
}

// drawOptions returns opts, changed to show the whole maze in w×h px where the
// spectator does.
func (s *spectating) drawOptions(v *replica.View, w, h int, opts render.Options) render.Options {
	if !s.showsWholeMaze(v) {
		return opts
	}
	opts.Reveal = true
	opts.Scale, _ = render.FitScale(w, h, v.Maze)
	return opts
}

// hudState returns what the HUD shows about spectating.
func (s *spectating) hudState(v *replica.View, queuePosition int) hud.Spectating {
	state := hud.Spectating{Active: s.active, Out: s.out, QueuePosition: queuePosition}
	if self := v.Self(); s.active && self != nil {
		state.Following = self.Name
	}
	return state
}
