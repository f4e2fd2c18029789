package screen

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

// blackShare draws the window and returns the share of black pixels in area.
func (s *appTest) blackShare(name string, area image.Rectangle) float64 {
	s.t.Helper()
	dst := windowtest.NewImage(s.w, s.h)
	defer dst.Deallocate()
	s.draw(dst)
	windowtest.Drawn()
	pix := windowtest.ReadPixels(dst)
	windowtest.KeepScreenshot(s.t, name, pix)
	black := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if c := pix.RGBAAt(x, y); max(c.R, c.G, c.B) < 3 {
				black++
			}
		}
	}
	return float64(black) / float64(area.Dx()*area.Dy())
}

// A game is dark where its server says so. Then the map has only those others who
// are in sight.
func TestGameInTheDark(t *testing.T) {
	for _, password := range []string{"", inTheDark} {
		s := newAppTest(t, i18n.English)
		p := s.join("labyrinth", 3, joinTarget{password: password})
		s.run(30)
		s.walk(120)
		s.run(60)
		share := s.blackShare("game-dark-"+password, image.Rect(0, 0, s.w, s.h))
		if dark := password == inTheDark; dark != (share > 0.2) || dark != (p.explored().InSight != nil) || dark != p.view.Dark {
			t.Errorf("dark %v: %.2f of the window is black", dark, share)
		}
	}
}

// The game's own servers are dark.
func TestOwnServersAreDark(t *testing.T) {
	s := newAppTest(t, i18n.English)
	single := s.app.startSinglePlayer("first-thread", nextShippedLevel, false).(*play)
	defer single.close()
	if !single.target.server.IsDark() {
		t.Error("a single player's maze is not dark")
	}
	h, err := startHostedServer(menu.HostSettings{Name: "x", MaxPlayers: 2}, menu.RandomMaze{}, "", "", "")
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if !h.IsDark() {
		t.Error("a host's maze is not dark")
	}
}

// A replay shows what the followed player has seen, wherever one jumps, and with V
// the whole maze.
func TestReplayInTheDark(t *testing.T) {
	s := newAppTest(t, i18n.English)
	r := newReplayScreen(s.app, s.record("labyrinth", 1400))
	l := <-r.loaded
	r.loaded <- l
	s.show(r)
	s.run(80)
	share := func(name string) float64 { return s.blackShare(name, r.bar.FreeArea()) }
	start := share("replay-dark")
	if start < 0.2 {
		t.Fatalf("only %.2f of a replay is black", start)
	}
	s.tap(ebiten.KeyV)
	if all := share("replay-all"); all > 0.02 {
		t.Errorf("after V %.2f is still black", all)
	}
	s.tap(ebiten.KeyV)
	if again := share("replay-dark-again"); again < 0.2 {
		t.Errorf("after another V only %.2f is black", again)
	}
	jump := func(to sim.Tick) int {
		s.replayPosition(r, to)
		return r.renderer.ExploredCount()
	}
	late := jump(1300)
	if early := jump(100); early >= late {
		t.Errorf("after a jump back %d cells are known, before it %d", early, late)
	}
	if again := jump(1300); again < late*3/4 {
		t.Errorf("after a jump ahead %d cells are known, when they were seen %d", again, late)
	}
}

// replayPosition jumps as somebody would who drags the bar.
func (s *appTest) replayPosition(r *replayScreen, to sim.Tick) {
	before := r.player.Tick()
	r.player.Seek(to)
	r.renderer.ReplaceTrails(r.player.Paths)
	r.renderer.Explore(r.follow, to < before, r.player.LongPaths)
	s.run(1)
}
