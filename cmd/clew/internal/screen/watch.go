package screen

import (
	"image"
	"math"

	"clew/cmd/clew/internal/panel/hud"
	"clew/cmd/clew/internal/view"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
)

// watching is what a person does in a game without a player of their own: they
// follow somebody, or look at the whole maze.
type watching struct {
	is   bool
	who  sim.ID    // is followed; 0: nobody
	free bool      // nobody is to be followed, even though there is somebody
	held sim.Input // in the tick before
}

// watch sees whether the person watches, and whom; keys are what is held.
func (p *play) watch(keys sim.Input, wish hud.Wish, w, h int) {
	_, watches := p.client.Watching()
	o := &p.over
	if o.is && !watches && p.client.ID() != 0 {
		p.hud.Cheer(words.T("watch.place"))
		*o = watching{}
	}
	if o.is = o.is || watches; !o.is || p.seen.Maze == nil {
		return
	}
	room := p.hud.WatchRoom(w, h)
	_, whole := view.Whole(room.Dx(), room.Dy(), p.seen.Maze)
	o.turn(&p.seen, keys, whole)
	if wish.Clicked {
		o.pick(&p.seen, wish.Click, p.world.Place)
	}
	p.seen.Follow(o.who)
}

// turn turns to the next one for who strikes the key to the right or down, and
// to the one before for the others; to the whole maze, where it can be shown,
// between the last and the first. Where who is followed has gone, the next one
// is.
func (o *watching) turn(v *replica.View, keys sim.Input, whole bool) {
	struck := keys &^ o.held
	o.held = keys
	at, n := o.place(v), len(v.Figures)
	if n == 0 {
		o.who = 0
		return
	}
	if whole {
		n++ // the last place is that of nobody
	}
	switch {
	case struck&(sim.Right|sim.Down) != 0:
		at++
	case struck&(sim.Left|sim.Up) != 0:
		at += n - 1
	}
	if at %= n; at < len(v.Figures) {
		o.who, o.free = v.Figures[at].ID, false
		return
	}
	o.who, o.free = 0, true
}

// reach is how far beside a player a click may be, in cells and, where these are
// small, in px.
const (
	reachCells = 0.8
	reachLeast = 14
)

// pick turns to the player who is nearest to a click, if one is there at all;
// where says where a place in the maze is in the window, and how many px a cell has.
func (o *watching) pick(v *replica.View, at image.Point, where func(replica.Point) (x, y, cell float64)) {
	least, was := math.Inf(1), o.who
	for i := range v.Figures {
		f := &v.Figures[i]
		x, y, cell := where(replica.Point{X: f.X, Y: f.Y})
		far := math.Hypot(x-float64(at.X), y-float64(at.Y))
		if f.ID == was { // of two in one place the other one is meant
			far += cell / 8
		}
		if far < least && far <= max(reachCells*cell, reachLeast) {
			least, o.who, o.free = far, f.ID, false
		}
	}
}

// place is that of who is followed among the figures, or of the next one; behind
// the last one where nobody is to be.
func (o *watching) place(v *replica.View) int {
	if o.free {
		return len(v.Figures)
	}
	for i := range v.Figures {
		if v.Figures[i].ID >= o.who {
			return i
		}
	}
	return 0
}

// whole reports whether who watches looks at the whole maze.
func (o *watching) whole(v *replica.View) bool { return o.is && v.Maze != nil && v.Self() == nil }

// options is how the maze is drawn for who watches it in a picture of w×h px.
func (o *watching) options(v *replica.View, w, h int, usual view.Options) view.Options {
	if !o.whole(v) {
		return usual
	}
	usual.Reveal = true
	usual.Scale, _ = view.Whole(w, h, v.Maze)
	return usual
}

// tell is what the HUD says of it.
func (o *watching) tell(v *replica.View, place int) hud.Watch {
	t := hud.Watch{On: o.is, Place: place}
	if self := v.Self(); o.is && self != nil {
		t.Whom = self.Name
	}
	return t
}
