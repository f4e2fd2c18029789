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

// spectating is what a person does in a game without a player of their own: they
// follow somebody, or look at the whole maze.
type spectating struct {
	active    bool
	target    sim.ID    // is followed; 0: nobody
	wholeMaze bool      // nobody is to be followed, even though there is somebody
	lastKeys  sim.Input // in the tick before
}

// updateSpectating sees whether the person watches, and whom; keys are what is held.
func (p *play) updateSpectating(keys sim.Input, wish hud.Actions, w, h int) {
	_, watches := p.client.Spectating()
	o := &p.spectate
	if o.active && !watches && p.client.ID() != 0 {
		p.hud.Celebrate(i18n.T("spectate.place"))
		*o = spectating{}
	}
	if o.active = o.active || watches; !o.active || p.view.Maze == nil {
		return
	}
	room := p.hud.SpectatorArea(w, h)
	_, whole := render.FitScale(room.Dx(), room.Dy(), p.view.Maze)
	o.selectByKeys(&p.view, keys, whole)
	if wish.Clicked {
		o.selectByClick(&p.view, wish.ClickAt, p.renderer.ScreenPosition)
	}
	p.view.Follow(o.target)
}

// selectByKeys turns to the next one for who strikes the key to the right or down, and
// to the one before for the others; to the whole maze, where it can be shown,
// between the last and the first. Where who is followed has gone, the next one
// is.
func (o *spectating) selectByKeys(v *replica.View, keys sim.Input, whole bool) {
	struck := keys &^ o.lastKeys
	o.lastKeys = keys
	at, n := o.index(v), len(v.Players)
	if n == 0 {
		o.target = 0
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
	if at %= n; at < len(v.Players) {
		o.target, o.wholeMaze = v.Players[at].ID, false
		return
	}
	o.target, o.wholeMaze = 0, true
}

// reach is how far beside a player a click may be, in cells and, where these are
// small, in px.
const (
	clickRadiusCells = 0.8
	clickRadiusMin   = 14
)

// selectByClick turns to the player who is nearest to a click, if one is there at all;
// where says where a place in the maze is in the window, and how many px a cell has.
func (o *spectating) selectByClick(v *replica.View, at image.Point, where func(replica.Point) (x, y, cell float64)) {
	least, was := math.Inf(1), o.target
	for i := range v.Players {
		f := &v.Players[i]
		x, y, cell := where(replica.Point{X: f.X, Y: f.Y})
		far := math.Hypot(x-float64(at.X), y-float64(at.Y))
		if f.ID == was { // of two in one place the other one is meant
			far += cell / 8
		}
		if far < least && far <= max(clickRadiusCells*cell, clickRadiusMin) {
			least, o.target, o.wholeMaze = far, f.ID, false
		}
	}
}

// index is that of who is followed among the figures, or of the next one; behind
// the last one where nobody is to be.
func (o *spectating) index(v *replica.View) int {
	if o.wholeMaze {
		return len(v.Players)
	}
	for i := range v.Players {
		if v.Players[i].ID >= o.target {
			return i
		}
	}
	return 0
}

// showsWholeMaze reports whether who watches looks at the whole maze.
func (o *spectating) showsWholeMaze(v *replica.View) bool {
	return o.active && v.Maze != nil && v.Self() == nil
}

// drawOptions is how the maze is drawn for who watches it in a picture of w×h px.
func (o *spectating) drawOptions(v *replica.View, w, h int, usual render.Options) render.Options {
	if !o.showsWholeMaze(v) {
		return usual
	}
	usual.Reveal = true
	usual.Scale, _ = render.FitScale(w, h, v.Maze)
	return usual
}

// hudState is what the HUD says of it.
func (o *spectating) hudState(v *replica.View, place int) hud.Spectating {
	t := hud.Spectating{Active: o.active, QueuePosition: place}
	if self := v.Self(); o.active && self != nil {
		t.Following = self.Name
	}
	return t
}
