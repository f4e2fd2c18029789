package screen

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
)

func figures(ids ...sim.ID) *replica.View {
	v := &replica.View{}
	for _, id := range ids {
		v.Figures = append(v.Figures, replica.Figure{ID: id})
	}
	return v
}

// Who watches turns from one player to the next and back, and between the last
// and the first to the whole maze, where that can be shown.
func TestWatchingTurns(t *testing.T) {
	var o watching
	all := figures(2, 5, 9)
	press := func(v *replica.View, keys sim.Input, whole bool, want sim.ID) {
		t.Helper()
		o.turn(v, keys, whole)
		o.turn(v, keys, whole) // held on, it turns no further
		if o.who != want {
			t.Errorf("follows %d, want %d", o.who, want)
		}
		o.turn(v, 0, whole)
	}
	press(figures(), 0, true, 0)
	press(all, 0, true, 2) // somebody is there: follow
	press(all, sim.Right, true, 5)
	press(all, sim.Down, true, 9)
	press(all, sim.Right, true, 0)
	press(all, 0, true, 0) // and stay with the whole maze
	press(all, sim.Right, true, 2)
	press(all, sim.Left, true, 0)
	press(all, sim.Up, true, 9)
	press(figures(2, 5, 12), 0, true, 12) // 9 has left
	press(figures(2, 5), 0, true, 2)      // and so has 12
	press(all, sim.Left, false, 9)        // a maze that is too large
	press(all, sim.Right, false, 2)
	o.free = true // the window has become smaller
	press(all, 0, false, 2)
}

// A click turns to the player there, the nearest one of several; into the void
// it does nothing.
func TestWatchingByClick(t *testing.T) {
	all := figures(2, 5, 9)
	for i := range all.Figures {
		all.Figures[i].X = int32(i) * sim.CellUnits
	}
	small := func(p replica.Point) (x, y, cell float64) { return 100 + float64(p.X)/64, 50 + float64(p.Y)/64, 16 }
	o := watching{free: true}
	for _, tc := range []struct {
		x, y int
		want sim.ID
	}{{60, 50, 0}, {100, 20, 0}, {103, 55, 2}, {107, 50, 2}, {109, 50, 5}, {133, 44, 9}, {300, 50, 9}} {
		o.pick(all, image.Pt(tc.x, tc.y), small)
		if o.who != tc.want || o.free != (tc.want == 0) {
			t.Errorf("a click at %d, %d: follows %d, want %d", tc.x, tc.y, o.who, tc.want)
		}
	}
	all.Figures[0].X = all.Figures[1].X // two in one place: each click turns to the other
	for _, want := range []sim.ID{2, 5, 2} {
		if o.pick(all, image.Pt(116, 50), small); o.who != want {
			t.Errorf("of two in one place: follows %d, want %d", o.who, want)
		}
	}
}

// A click into the real screen follows the player who is drawn there.
func TestAClickFollows(t *testing.T) {
	s := sit(t, words.English)
	p := s.join("first-thread", 4, target{password: full})
	s.run(200)
	img := ebiten.NewImage(s.w, s.h)
	defer img.Deallocate()
	s.draw(img)
	other := &p.seen.Figures[1]
	x, y, _ := p.world.Place(replica.Point{X: other.X, Y: other.Y})
	if p.over.who == other.ID {
		t.Fatal("that one is followed already")
	}
	s.hands.Point(int(x), int(y))
	s.hands.Press()
	if s.run(1); p.over.who != other.ID || p.seen.Self() == nil || p.seen.Self().ID != other.ID {
		t.Errorf("a click at %v,%v follows %d, want %d", x, y, p.over.who, other.ID)
	}
}

// Who looks at the whole maze sees everybody in it: nothing at the top of the
// window lies over it, and no map of what is in sight anyway.
func TestTheWholeMazeIsInSight(t *testing.T) {
	s := sit(t, words.English)
	p := s.join("two-courtyards", 4, target{password: full})
	s.run(200)
	s.tap(ebiten.KeyA)
	img := ebiten.NewImage(s.w, s.h)
	defer img.Deallocate()
	s.draw(img)
	room := p.hud.WatchRoom(s.w, s.h)
	m := p.seen.Maze
	x0, y0, _ := p.world.Place(replica.Point{})
	x1, y1, _ := p.world.Place(replica.Point{X: int32(m.Width()) * sim.CellUnits, Y: int32(m.Height()) * sim.CellUnits})
	if at := image.Rect(int(x0), int(y0), int(x1), int(y1)); at.Empty() || !at.In(room) {
		t.Errorf("the maze is at %v of %v", at, room)
	}
	if p.explored().Seen != nil {
		t.Error("there is a map, too")
	}
	if s.tap(ebiten.KeyD); p.explored().Seen == nil {
		t.Error("who follows somebody has no map")
	}
}
