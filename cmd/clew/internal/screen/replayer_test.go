package screen

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

// The maze fills the window above the bar from the first frame of a replay.
func TestReplayFillsTheWindowAtOnce(t *testing.T) {
	s := newAppTest(t, i18n.English)
	r := newReplayScreen(s.app, s.record("labyrinth", 5*sim.TickRate))
	l := <-r.loaded // wait until it is loaded
	r.loaded <- l
	s.app.current = r
	s.run(1)
	dst := windowtest.NewImage(s.w, s.h)
	defer dst.Deallocate()
	s.draw(dst)
	room := r.bar.FreeArea()
	if room.Dx() != s.w || room.Dy() < s.h/2 {
		t.Fatalf("the maze has %v of a window of %d×%d", room, s.w, s.h)
	}
	pix := windowtest.ReadPixels(dst)
	for _, at := range [][2]int{{10, 10}, {s.w - 10, 10}, {10, room.Max.Y - 10}, {s.w - 10, room.Max.Y - 10}} {
		if c := pix.RGBAAt(at[0], at[1]); c.R == theme.Background.R && c.G == theme.Background.G && c.B == theme.Background.B {
			t.Errorf("nothing is drawn at %v", at)
		}
	}
	s.run(3)
	s.draw(dst)
	if later := r.bar.FreeArea(); later != room {
		t.Errorf("later the maze has %v, at first %v", later, room)
	}
}

// While a replay takes long to load, the window says so and offers a way back.
func TestReplayThatTakesLong(t *testing.T) {
	s := newAppTest(t, i18n.English)
	r := &replayScreen{app: s.app, loaded: make(chan loadResult)} // that never loads
	s.app.current = r
	s.run(int(noticeDelay / tick))
	if r.waiting != nil {
		t.Error("there is a word at once")
	}
	s.run(3)
	s.tap(ebiten.KeyEscape)
	if _, back := s.app.current.(*replaysScreen); r.waiting == nil || !back {
		t.Errorf("after Esc there is a %T", s.app.current)
	}
	s.app.current.close()
}

// What players said is shown as long as in the game, wherever one jumps, and in a
// replay that plays on.
func TestReplayChat(t *testing.T) {
	s := newAppTest(t, i18n.English)
	r := newReplayScreen(s.app, s.record("labyrinth", 1400))
	l := <-r.loaded
	r.loaded <- l
	s.show(r)
	rows := func() int {
		dst := windowtest.NewImage(s.w, s.h)
		defer dst.Deallocate()
		s.draw(dst)
		return r.chat.OccupiedArea().Dy()
	}
	jump := func(to sim.Tick) int {
		r.player.Seek(to)
		s.run(1)
		return rows()
	}
	if rows() != 0 {
		t.Error("something is shown at the start")
	}
	one := jump(320) // the first line only
	if one == 0 {
		t.Fatal("nothing is shown after a jump")
	}
	for _, c := range []struct {
		to   sim.Tick
		want int
	}{{640, 4}, {290, 0}, {530, 3}, {320, 1}, {1030, 3}, {1100, 1}, {1200, 0}, {640, 4}} {
		if got := jump(c.to); got != c.want*one {
			t.Errorf("after a jump to %d there are %d pixels of chat, want %d rows of %d", c.to, got, c.want, one)
		}
	}
	jump(280)
	s.run(60)
	if got := rows(); got != one {
		t.Errorf("after playing on there are %d pixels of chat, want %d", got, one)
	}
}
