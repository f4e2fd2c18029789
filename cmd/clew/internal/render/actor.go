package render

import (
	"cmp"
	"math"
	"slices"

	"clew/cmd/clew/internal/render/lighting"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// actor is the renderer's state of one player.
type actor struct {
	id       sim.ID
	mark     theme.Mark
	avatar   rune
	look     wire.Appearance
	name     string
	self     bool
	exited   bool    // has reached an exit
	x, y     int32   // in units
	lastSeen float64 // when it was last in a View, on the renderer's clock

	trail                      *trail
	trailOffsetX, trailOffsetY int32 // where its newest end lies, beside the player
	pose                       pose
	torch                      *lighting.ShadowMap // nil while it is too far away to matter

	// Where it is drawn in this frame, in pixels, and how large.
	sx, sy, size float32
	lit          float32 // how well it is lit, 0 to 1
	spread       offset  // beside its place, when others are there too
	label        nameTag
}

// How many points of a trail are kept. Others' trails are shown only near them.
const (
	selfTrailPoints  = 4096
	otherTrailPoints = 256
)

// trailLinger is how long a trail stays after its player left the View, in
// seconds.
const trailLinger = 3

// updateActors updates all players after dt seconds.
func (r *Renderer) updateActors(v *replica.View, dt float64) {
	for i := range v.Players {
		player := &v.Players[i]
		a := r.actor(player)
		r.extendTrail(a, player)
		dx, dy := heading(player.Facing)
		a.pose.Step(dt, dx, dy, player.Moving)
	}
	for id, a := range r.actors {
		if r.clock-a.lastSeen > trailLinger {
			delete(r.actors, id)
		}
	}
}

// trailTarget returns the offset of a player's trail from the player: in a
// corridor it leads to the middle, so that walking it again covers the same line;
// in the open it is 0; at a junction it stays as it was.
func (r *Renderer) trailTarget(player *replica.PlayerView, x, y int32) (int32, int32) {
	cx, cy := player.X/sim.CellUnits, player.Y/sim.CellUnits
	if r.inOpenSpace(int(cx), int(cy)) {
		return 0, 0
	}
	across := !r.maze.Walkable(int(cx)-1, int(cy)) && !r.maze.Walkable(int(cx)+1, int(cy))
	along := !r.maze.Walkable(int(cx), int(cy)-1) && !r.maze.Walkable(int(cx), int(cy)+1)
	switch {
	case across:
		return cx*sim.CellUnits + sim.CellUnits/2 - player.X, 0
	case along:
		return 0, cy*sim.CellUnits + sim.CellUnits/2 - player.Y
	}
	return x, y
}

// trailDrift is how fast a trail moves sideways, in units per tick: it reaches
// the middle of a corridor within about a cell, without a kink.
const trailDrift = 20

// extendTrail extends a player's trail.
func (r *Renderer) extendTrail(a *actor, player *replica.PlayerView) {
	x, y := r.trailTarget(player, a.trailOffsetX, a.trailOffsetY)
	a.trailOffsetX += min(max(x-a.trailOffsetX, -trailDrift), trailDrift)
	a.trailOffsetY += min(max(y-a.trailOffsetY, -trailDrift), trailDrift)
	end := pathPoint{X: player.X + a.trailOffsetX, Y: player.Y + a.trailOffsetY}
	if points := a.trail.Points(); len(points) > 0 {
		if corner, ok := r.skippedCorner(points[len(points)-1], end); ok {
			a.trail.Add(corner.X, corner.Y)
		}
	}
	a.trail.Add(end.X, end.Y)
}

// skippedCorner returns the corner that a player has gone round from a to b if a
// straight line would cut it. At low frame rates and with few snapshots, a
// player is seen only before and after it.
func (r *Renderer) skippedCorner(a, b pathPoint) (corner pathPoint, ok bool) {
	if a.X == b.X || a.Y == b.Y || pointDistance(a, b) > maxStep || r.isFree(a, b) {
		return pathPoint{}, false
	}
	for _, c := range [...]pathPoint{{X: b.X, Y: a.Y}, {X: a.X, Y: b.Y}} {
		if r.isFree(a, c) && r.isFree(c, b) {
			return c, true
		}
	}
	return pathPoint{}, false
}

// trailClearance is how far a straight line has to stay off the walls, in units.
const trailClearance = 160

// isFree reports whether a straight line stays off the walls.
func (r *Renderer) isFree(a, b pathPoint) bool {
	steps := int32(pointDistance(a, b)/(trailClearance/2)) + 1
	for i := range steps + 1 {
		x, y := a.X+(b.X-a.X)*i/steps, a.Y+(b.Y-a.Y)*i/steps
		for _, d := range [...][2]int32{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
			if !r.maze.Walkable(int((x+d[0]*trailClearance)/sim.CellUnits), int((y+d[1]*trailClearance)/sim.CellUnits)) {
				return false
			}
		}
	}
	return true
}

// inOpenSpace reports whether a cell is part of an open square of four.
func (r *Renderer) inOpenSpace(x, y int) bool {
	m := r.maze
	for _, d := range [...][2]int{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		if m.Walkable(x+d[0], y) && m.Walkable(x, y+d[1]) && m.Walkable(x+d[0], y+d[1]) {
			return true
		}
	}
	return false
}

// actor returns the actor of a player, creating it if the player is new.
func (r *Renderer) actor(player *replica.PlayerView) *actor {
	a := r.actors[player.ID]
	if a == nil || a.self != player.Self {
		points := otherTrailPoints
		if player.Self {
			points = selfTrailPoints
		}
		a = &actor{id: player.ID, self: player.Self, trail: newTrail(points), mark: theme.MarkOf(player.Avatar, player.ID, player.Appearance), avatar: player.Avatar, look: player.Appearance}
		r.actors[player.ID] = a
	}
	if a.avatar != player.Avatar || a.look != player.Appearance {
		a.avatar, a.look, a.mark = player.Avatar, player.Appearance, theme.MarkOf(player.Avatar, player.ID, player.Appearance)
	}
	a.name, a.exited, a.x, a.y, a.lastSeen = player.Name, player.ExitTick != 0, player.X, player.Y, r.clock
	return a
}

func heading(facing sim.Input) (dx, dy float64) {
	switch facing {
	case sim.Up:
		return 0, -1
	case sim.Down:
		return 0, 1
	case sim.Left:
		return -1, 0
	case sim.Right:
		return 1, 0
	}
	return 0, 0
}

// collectVisible collects the players on the screen in drawing order: those
// further south are in front, and the own player always is.
func (r *Renderer) collectVisible(v *replica.View) {
	r.visible = r.visible[:0]
	for i := range v.Players {
		player := &v.Players[i]
		a := r.actor(player)
		a.sx, a.sy = r.frame.toScreen(player.X, player.Y)
		a.size = 1
		if a.lit = r.lit(a.x, a.y); a.self {
			a.lit = 1
		}
		if a.lit > 0 && (a.self || r.frame.onScreen(a.sx, a.sy, float32(r.frame.cell))) {
			r.visible = append(r.visible, a)
		}
	}
	r.spreader.apply(r)
	slices.SortFunc(r.visible, drawOrder)
}

func drawOrder(a, b *actor) int {
	return cmp.Or(selfLast(a, b), cmp.Compare(a.y, b.y), cmp.Compare(a.id, b.id))
}

// selfLast orders the own player after all others.
func selfLast(a, b *actor) int {
	switch {
	case a.self == b.self:
		return 0
	case a.self:
		return 1
	}
	return -1
}

// The light of other players: its reach in cells, and how many are lit.
const (
	otherLightReach = 5
	otherLights     = 10
)

// addOtherLights adds the lights of other players on the screen, in their own
// tint.
func (r *Renderer) addOtherLights() {
	n := 0
	for i := len(r.visible) - 1; i >= 0 && n < otherLights; i-- {
		a := r.visible[i]
		if a.self {
			continue
		}
		n++
		x, y := cells(a.x), cells(a.y)
		if a.torch == nil {
			a.torch = new(lighting.ShadowMap)
		}
		if a.torch.Reach == 0 || a.torch.X != x || a.torch.Y != y {
			a.torch.Cast(r.maze, x, y, otherLightReach)
		}
		l := lighting.Light{Shadows: a.torch, Near: tint(a.mark, 0.72), Far: tint(a.mark, 0.42), Power: a.lit * r.flicker(float64(a.id)), Max: 0.8}
		if r.frame.opts.Torches {
			l.Near, l.Far, l.Max = torchNear, torchFar, 1.6
		}
		r.lights.lightMap.Add(r.maze, l)
	}
}

// tint returns a dim, cool light in a player's colour.
func tint(m theme.Mark, power float32) lighting.RGB {
	c := theme.Blend(m.Fill, theme.White, 0.45)
	return lighting.RGB{
		R: power * float32(c.R) / 255 * 0.85,
		G: power * float32(c.G) / 255 * 0.95,
		B: power * (0.15 + float32(c.B)/255),
	}
}

// easing returns the share of a movement done after dt if it takes about time.
func easing(dt, time float64) float64 { return 1 - math.Exp(-3*dt/time) }
