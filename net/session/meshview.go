package session

import (
	"cmp"
	"slices"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/replica"
)

// drawn is where a player is drawn.
type drawn struct {
	id           sim.ID
	x, y         int32 // in the present, as of the last Tick
	fromX, fromY int32 // drawn at the last Tick
	offX, offY   int32 // drawn beside it, so that a wrong guess is made good smoothly
}

// The limits of smoothing, in units.
const (
	smoothBeyond = 2 * sim.WalkSpeed  // a step that is longer was a wrong guess …
	jumpBeyond   = 48 * sim.WalkSpeed // … or a jump: to the start of a level, say
)

// updatePresentation takes in what the last Tick has changed.
func (m *Mesh) updatePresentation() {
	k := &m.shown
	if stalls := m.peer.Counters().Stalls; stalls != k.stalls {
		k.stalls = stalls
		m.noteWaiting()
	} else {
		clear(k.waiting)
	}
	world, state := m.peer.Guess(), m.peer.State()
	if state == nil {
		k.drawn = k.drawn[:0]
		return
	}
	_, level := state.Level()
	before := k.drawn
	k.drawn = nil
	for _, b := range world.Players() {
		d := drawn{id: b.ID, x: b.X, y: b.Y, fromX: b.X, fromY: b.Y}
		if i, ok := slices.BinarySearchFunc(before, b.ID, func(o drawn, id sim.ID) int { return cmp.Compare(o.id, id) }); ok && level == k.level {
			d.follow(&before[i])
		}
		k.drawn = append(k.drawn, d)
	}
	k.level = level
}

// follow continues from where a player was drawn before.
func (d *drawn) follow(o *drawn) {
	stepX, stepY := d.x-o.x, d.y-o.y
	far := max(stepX, -stepX, stepY, -stepY)
	if far > jumpBeyond {
		return
	}
	d.fromX, d.fromY = o.x+o.offX, o.y+o.offY
	d.offX, d.offY = o.offX, o.offY
	if far > smoothBeyond {
		d.offX, d.offY = d.fromX-d.x, d.fromY-d.y
	}
	d.offX -= d.offX / 8
	d.offY -= d.offY / 8
	if max(d.offX, -d.offX, d.offY, -d.offY) < 8 {
		d.offX, d.offY = 0, 0
	}
}

// at returns where the player is drawn at a part of a tick, in 1/256, after the last.
func (d *drawn) at(part int32) (x, y int32) {
	toX, toY := d.x+d.offX, d.y+d.offY
	return d.fromX + (toX-d.fromX)*part/256, d.fromY + (toY-d.fromY)*part/256
}

// noteWaiting notes whose inputs the game waits for.
func (m *Mesh) noteWaiting() {
	st := m.peer.Status()
	if m.shown.waiting == nil {
		m.shown.waiting = map[peer.Process]time.Duration{}
	}
	for _, ms := range st.Members {
		for _, seat := range st.View.Seats {
			if seat.ID != ms.Seat {
				continue
			}
			if _, known := m.shown.waiting[seat.Process]; !ms.Missing {
				delete(m.shown.waiting, seat.Process)
			} else if !known {
				m.shown.waiting[seat.Process] = m.now
			}
		}
	}
}

// View fills v with what to show at a moment, from the last Tick on: everybody in the
// present, which for others may be a guess, one tick late so that it moves
// smoothly between two. Another player's ghost is where its inputs are
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
	part := int32(min(max(256*(now-m.now)/replica.TickDuration, 0), 256))
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
		for i := range m.shown.drawn {
			if d := &m.shown.drawn[i]; d.id == b.ID {
				pv.X, pv.Y = d.at(part)
			}
		}
		if l := m.linkOf(p); l != nil {
			pv.RTT = l.rtt.Smoothed()
		}
		if n := len(v.Players); n < cap(v.Players) {
			pv.GuessedPath = v.Players[:n+1][n].GuessedPath[:0] // its memory
		}
		if !pv.Self {
			m.showGuess(&pv, state.Tick(), world.Tick())
		}
		v.Players = append(v.Players, pv)
	}
}

// showGuess says where another player's inputs are known to have led, and where guesses
// lead from there to the present.
func (m *Mesh) showGuess(pv *replica.PlayerView, settled, now sim.Tick) {
	known := min(max(m.peer.KnownTo(pv.ID), settled), now)
	for t := known; t <= now; t++ {
		w := m.peer.GuessAt(t)
		if w == nil {
			return
		}
		b := w.Player(pv.ID)
		switch {
		case b == nil:
			return
		case t == known:
			pv.Ghost, pv.HasGhost = replica.Point{X: b.X, Y: b.Y}, true
		default:
			pv.GuessedPath = append(pv.GuessedPath, replica.Point{X: b.X, Y: b.Y})
		}
	}
}

// linkOf returns the link to the peer whose player it is, or nil.
func (m *Mesh) linkOf(p *game.Player) *meshLink {
	for _, l := range m.links {
		if l.ready && game.TokenHash(l.process.GUID) == p.Token {
			return l
		}
	}
	return nil
}

// Ranking returns everybody in the game, and those that left after reaching the exit
// of this level, in the order of replica.Replica.Ranking. The slice is never changed.
func (m *Mesh) Ranking() []replica.Standing {
	list := slices.Clone(m.shown.left)
	if s := m.peer.State(); s != nil {
		for i := range s.Players() {
			list = append(list, standingOf(s, &s.Players()[i]))
		}
	}
	slices.SortFunc(list, func(a, b replica.Standing) int {
		return cmp.Or(cmp.Compare(a.Place-1, b.Place-1), cmp.Compare(b.Points, a.Points), cmp.Compare(a.ID, b.ID)) // no place is the last one
	})
	return list
}

// Countdown returns how long it takes until the next level begins, at least 0, and
// whether a countdown is set.
func (m *Mesh) Countdown(now time.Duration) (left time.Duration, known bool) {
	s := m.peer.State()
	if s == nil || s.Countdown() == 0 {
		return 0, false
	}
	ticks := time.Duration(s.Countdown()) - time.Duration(m.peer.Guess().Tick())
	return max(ticks*replica.TickDuration-max(now-m.now, 0), 0), true
}
