package screen

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
	"clew/net/replica"
)

func viewWith(ids ...sim.ID) *replica.View {
	v := &replica.View{}
	for _, id := range ids {
		v.Players = append(v.Players, replica.PlayerView{ID: id})
	}
	return v
}

// The keys switch between all players in both directions, and between the last
// and the first show the whole maze, if it fits.
func TestWatchingTurns(t *testing.T) {
	var o spectating
	all := viewWith(2, 5, 9)
	press := func(v *replica.View, keys sim.Input, whole bool, want sim.ID) {
		t.Helper()
		o.selectByKeys(v, keys, whole)
		o.selectByKeys(v, keys, whole) // held, it switches no further
		if o.target != want {
			t.Errorf("follows %d, want %d", o.target, want)
		}
		o.selectByKeys(v, 0, whole)
	}
	press(viewWith(), 0, true, 0)
	press(all, 0, true, 2) // follow the first who is there
	press(all, sim.Right, true, 5)
	press(all, sim.Down, true, 9)
	press(all, sim.Right, true, 0)
	press(all, 0, true, 0) // and keep the whole maze
	press(all, sim.Right, true, 2)
	press(all, sim.Left, true, 0)
	press(all, sim.Up, true, 9)
	press(viewWith(2, 5, 12), 0, true, 12) // 9 has left
	press(viewWith(2, 5), 0, true, 2)      // and so has 12
	press(all, sim.Left, false, 9)         // a maze that is too large
	press(all, sim.Right, false, 2)
	o.wholeMaze = true // the window has become smaller
	press(all, 0, false, 2)
}

// A click follows the nearest player; a click on nothing changes nothing.
func TestWatchingByClick(t *testing.T) {
	all := viewWith(2, 5, 9)
	for i := range all.Players {
		all.Players[i].X = int32(i) * sim.CellUnits
	}
	small := func(p replica.Point) (x, y, cell float64) { return 100 + float64(p.X)/64, 50 + float64(p.Y)/64, 16 }
	o := spectating{wholeMaze: true}
	for _, tc := range []struct {
		x, y int
		want sim.ID
	}{{60, 50, 0}, {100, 20, 0}, {103, 55, 2}, {107, 50, 2}, {109, 50, 5}, {133, 44, 9}, {300, 50, 9}} {
		o.selectByClick(all, image.Pt(tc.x, tc.y), small)
		if o.target != tc.want || o.wholeMaze != (tc.want == 0) {
			t.Errorf("a click at %d, %d: follows %d, want %d", tc.x, tc.y, o.target, tc.want)
		}
	}
	all.Players[0].X = all.Players[1].X // two in one place: each click turns to the other
	for _, want := range []sim.ID{2, 5, 2} {
		if o.selectByClick(all, image.Pt(116, 50), small); o.target != want {
			t.Errorf("of two in one place: follows %d, want %d", o.target, want)
		}
	}
}

// A click on the drawn screen follows the player drawn there.
func TestAClickFollows(t *testing.T) {
	s := newAppTest(t, i18n.English)
	p := s.join("first-thread", 4, joinTarget{password: full})
	s.run(200)
	img := windowtest.NewImage(s.w, s.h)
	defer img.Deallocate()
	s.draw(img)
	other := &p.view.Players[1]
	x, y, _ := p.renderer.ScreenPosition(replica.Point{X: other.X, Y: other.Y})
	if p.spectate.target == other.ID {
		t.Fatal("that one is followed already")
	}
	s.input.MoveMouse(int(x), int(y))
	s.input.MouseDown()
	if s.run(1); p.spectate.target != other.ID || p.view.Self() == nil || p.view.Self().ID != other.ID {
		t.Errorf("a click at %v,%v follows %d, want %d", x, y, p.spectate.target, other.ID)
	}
}

// The view of the whole maze shows every player: nothing covers it at the top,
// and there is no map of what is in sight anyway.
func TestTheWholeMazeIsInSight(t *testing.T) {
	s := newAppTest(t, i18n.English)
	p := s.join("two-courtyards", 4, joinTarget{password: full})
	s.run(200)
	s.tap(ebiten.KeyA)
	img := windowtest.NewImage(s.w, s.h)
	defer img.Deallocate()
	s.draw(img)
	room := p.hud.SpectatorArea(s.w, s.h)
	m := p.view.Maze
	x0, y0, _ := p.renderer.ScreenPosition(replica.Point{})
	x1, y1, _ := p.renderer.ScreenPosition(replica.Point{X: int32(m.Width()) * sim.CellUnits, Y: int32(m.Height()) * sim.CellUnits})
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
