package view

import (
	"cmp"
	"math"
	"slices"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/view/pose"
	"clew/cmd/clew/internal/view/sight"
	"clew/cmd/clew/internal/view/trail"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// actor is what the renderer remembers of one player.
type actor struct {
	id     sim.ID
	mark   theme.Mark
	avatar rune
	look   wire.Look
	name   string
	self   bool
	out    bool    // has reached an exit
	x, y   int32   // in units
	seen   float64 // when it was last in a View, on the renderer's clock

	trail          *trail.Trail
	asideX, asideY int32 // where its newest end lies, beside the player
	pose           pose.Pose
	torch          *sight.Fan // nil while it is too far away to matter

	// Where it is drawn in this frame, in pixels, and how large.
	sx, sy, size float32
	apart        offset // beside its place, when others are there too
	label        tag
}

// How many points of a thread are kept. Others' are shown only near them.
const (
	ownPoints   = 4096
	otherPoints = 256
)

// linger is how long a thread stays after its player left the View, in seconds.
const linger = 3

// watch follows all players for dt seconds.
func (r *Renderer) watch(v *replica.View, dt float64) {
	for i := range v.Figures {
		f := &v.Figures[i]
		a := r.actor(f)
		r.lay(a, f)
		dx, dy := heading(f.Facing)
		a.pose.Step(dt, dx, dy, f.Moving)
	}
	for id, a := range r.actors {
		if r.clock-a.seen > linger {
			delete(r.actors, id)
		}
	}
}

// tread is where a player's thread should lie, beside the player: in a narrow
// way in the middle of it, so that those who walk it again walk on the same
// line; in the open where they are; where ways meet, as it did before.
func (r *Renderer) tread(f *replica.Figure, x, y int32) (int32, int32) {
	cx, cy := f.X/sim.CellUnits, f.Y/sim.CellUnits
	if r.roomy(int(cx), int(cy)) {
		return 0, 0
	}
	across := !r.maze.Open(int(cx)-1, int(cy)) && !r.maze.Open(int(cx)+1, int(cy))
	along := !r.maze.Open(int(cx), int(cy)-1) && !r.maze.Open(int(cx), int(cy)+1)
	switch {
	case across:
		return cx*sim.CellUnits + sim.CellUnits/2 - f.X, 0
	case along:
		return 0, cy*sim.CellUnits + sim.CellUnits/2 - f.Y
	}
	return x, y
}

// drift is how fast a thread moves aside, in units a tick: where a narrow way
// begins it gets to its middle within a cell or so, without a kink.
const drift = 20

// lay lays the thread on: it gets from where its end is to where it should be.
func (r *Renderer) lay(a *actor, f *replica.Figure) {
	x, y := r.tread(f, a.asideX, a.asideY)
	a.asideX += min(max(x-a.asideX, -drift), drift)
	a.asideY += min(max(y-a.asideY, -drift), drift)
	a.trail.Add(f.X+a.asideX, f.Y+a.asideY)
}

// roomy reports whether a cell is part of an open square of four.
func (r *Renderer) roomy(x, y int) bool {
	m := r.maze
	for _, d := range [...][2]int{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		if m.Open(x+d[0], y) && m.Open(x, y+d[1]) && m.Open(x+d[0], y+d[1]) {
			return true
		}
	}
	return false
}

// actor is the one that stands for a figure; it is made when a player is new.
func (r *Renderer) actor(f *replica.Figure) *actor {
	a := r.actors[f.ID]
	if a == nil || a.self != f.Self {
		points := otherPoints
		if f.Self {
			points = ownPoints
		}
		a = &actor{id: f.ID, self: f.Self, trail: trail.New(points), mark: theme.MarkOf(f.Avatar, f.ID, f.Look), avatar: f.Avatar, look: f.Look}
		r.actors[f.ID] = a
	}
	if a.avatar != f.Avatar || a.look != f.Look {
		a.avatar, a.look, a.mark = f.Avatar, f.Look, theme.MarkOf(f.Avatar, f.ID, f.Look)
	}
	a.name, a.out, a.x, a.y, a.seen = f.Name, f.Exit != 0, f.X, f.Y, r.clock
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

// gather finds who is on the screen, in drawing order: further south is
// further in front, and oneself always is.
func (r *Renderer) gather(v *replica.View) {
	r.present = r.present[:0]
	for i := range v.Figures {
		f := &v.Figures[i]
		a := r.actor(f)
		a.sx, a.sy = r.frame.at(f.X, f.Y)
		a.size = 1
		if a.self || r.frame.shows(a.sx, a.sy, float32(r.frame.cell)) {
			r.present = append(r.present, a)
		}
	}
	r.crowd.part(r)
	slices.SortFunc(r.present, inFront)
}

func inFront(a, b *actor) int {
	return cmp.Or(ownLast(a, b), cmp.Compare(a.y, b.y), cmp.Compare(a.id, b.id))
}

// ownLast is an order in which oneself comes behind all others.
func ownLast(a, b *actor) int {
	switch {
	case a.self == b.self:
		return 0
	case a.self:
		return 1
	}
	return -1
}

// The light that others carry: how far it reaches in cells, and of how many
// players it is shown.
const (
	otherGlow   = 5
	otherLights = 10
)

// shineOthers adds the light of the others on the screen, in their own tint.
func (r *Renderer) shineOthers() {
	n := 0
	for i := len(r.present) - 1; i >= 0 && n < otherLights; i-- {
		a := r.present[i]
		if a.self {
			continue
		}
		n++
		x, y := cells(a.x), cells(a.y)
		if a.torch == nil {
			a.torch = new(sight.Fan)
		}
		if a.torch.Reach == 0 || a.torch.X != x || a.torch.Y != y {
			a.torch.Cast(r.maze, x, y, otherGlow)
		}
		l := sight.Light{Fan: a.torch, Near: tint(a.mark, 0.72), Far: tint(a.mark, 0.42), Power: r.flicker(float64(a.id)), Most: 0.8}
		if r.frame.o.Torches {
			l.Near, l.Far, l.Most = torchNear, torchFar, 1.6
		}
		r.lamp.field.Add(r.maze, l)
	}
}

// tint is a dim, cool light in a player's colour.
func tint(m theme.Mark, power float32) sight.RGB {
	c := theme.Mix(m.Fill, theme.White, 0.45)
	return sight.RGB{
		R: power * float32(c.R) / 255 * 0.85,
		G: power * float32(c.G) / 255 * 0.95,
		B: power * (0.15 + float32(c.B)/255),
	}
}

// easeTo is how much of a way is done after dt, when it takes about time.
func easeTo(dt, time float64) float64 { return 1 - math.Exp(-3*dt/time) }
