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

// spectating holds what a spectator looks at: one player, or the whole maze.
type spectating struct {
	active    bool
	target    sim.ID    // is followed; 0: nobody
	wholeMaze bool      // nobody is to be followed, even though there is somebody
	lastKeys  sim.Input // in the tick before
}

// updateSpectating updates whether the client spectates, and whom it follows;
// keys are the held directions.
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

// selectByKeys follows the next player on right or down and the previous one on
// left or up. If the whole maze fits, it comes between the last player and the
// first. If the followed player has left, the next one is followed.
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

// How far from a player a click may be: in cells, and at least this many px.
const (
	clickRadiusCells = 0.8
	clickRadiusMin   = 14
)

// selectByClick follows the player nearest to a click, if one is near enough;
// where maps a position in the maze to the window and returns the px per cell.
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

// index returns the index of the followed player, or of the next one; the length
// of the list while the whole maze is shown.
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

// showsWholeMaze reports whether the spectator sees the whole maze.
func (o *spectating) showsWholeMaze(v *replica.View) bool {
	return o.active && v.Maze != nil && v.Self() == nil
}

// drawOptions returns usual, changed to show the whole maze in w×h px where the
// spectator does.
func (o *spectating) drawOptions(v *replica.View, w, h int, usual render.Options) render.Options {
	if !o.showsWholeMaze(v) {
		return usual
	}
	usual.Reveal = true
	usual.Scale, _ = render.FitScale(w, h, v.Maze)
	return usual
}

// hudState returns what the HUD shows about spectating.
func (o *spectating) hudState(v *replica.View, place int) hud.Spectating {
	t := hud.Spectating{Active: o.active, QueuePosition: place}
	if self := v.Self(); o.active && self != nil {
		t.Following = self.Name
	}
	return t
}
