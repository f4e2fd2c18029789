package menu

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/engine/maze"
	"clew/levels"
)

// shippedLevels returns the levels that come with the game.
func shippedLevels(t testing.TB) (infos []LevelInfo) {
	t.Helper()
	for i, name := range levels.Names() {
		text, err := levels.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		level, err := maze.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		info := LevelInfo{Arg: name, Level: level}
		if i%2 == 0 {
			info.Best = 2431
		}
		infos = append(infos, info)
	}
	return infos
}

type singlePlayerHarness struct {
	*screenHarness
	solo *SinglePlayerForm
	got  SinglePlayerChoice
}

func newSinglePlayerHarness(t testing.TB, w uitest.WindowSize) *singlePlayerHarness {
	hands, seed := ui.NewFakeInput(), uint64(7)
	s := &singlePlayerHarness{solo: NewSinglePlayerForm(SinglePlayerOptions{
		Input: hands, Levels: shippedLevels(t), Random: RandomMaze{Seed: 7, W: 31, H: 21, LoopPercent: 50},
		NewSeed: func() uint64 { seed++; return seed },
	})}
	s.screenHarness = set(w, hands, func(w, h int, want float64) {
		if c := s.solo.Update(w, h, want); c.Play || c.Back {
			s.got = c
		}
	}, s.solo.Draw)
	return s
}

func TestSinglePlayer(t *testing.T) {
	s := newSinglePlayerHarness(t, uitest.DefaultWindow)
	s.tap(ebiten.KeyEnter)
	if !s.got.Play || s.got.Level != 0 {
		t.Errorf("Enter at once: %+v", s.got)
	}
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if s.got.Level != 2 {
		t.Errorf("Down, Down, Enter: %+v", s.got)
	}
	for range len(s.solo.levels) - 2 {
		s.tap(ebiten.KeyDown)
	}
	s.run(2)
	s.tap(ebiten.KeyEnter)
	if want := (RandomMaze{7, 31, 21, 50}); s.got.Level != -1 || s.got.Random != want {
		t.Errorf("the last of the list: %+v, want the random maze %+v", s.got, want)
	}
	n := len(s.solo.levels)
	s.solo.panel.Focus(n + 1)
	s.tap(ebiten.KeyRight, ebiten.KeyDown, ebiten.KeyLeft, ebiten.KeyDown, ebiten.KeyEnd, ebiten.KeyDown, ebiten.KeyEnter)
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyEnter)
	if want := (RandomMaze{8, 33, 19, 100}); s.solo.random != want || !s.solo.record {
		t.Errorf("after the dials: %+v, kept %v", s.solo.random, s.solo.record)
	}
	s.tap(ebiten.KeyLeft, ebiten.KeyLeft, ebiten.KeyEnter)
	if want := (RandomMaze{8, 33, 19, 100}); s.got != (SinglePlayerChoice{Play: true, Level: -1, Random: want, Record: true}) {
		t.Errorf("the button: %+v", s.got)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

// Whatever the sliders allow can be played.
func TestSinglePlayerSliders(t *testing.T) {
	for _, r := range []RandomMaze{{1, minRandomSize, minRandomSize, 0}, {2, maxRandomSize, minRandomSize, 100}, {3, maxRandomSize, maxRandomSize, 50}} {
		if m := r.generate(); m.Width() != r.W || m.Height() != r.H {
			t.Errorf("%+v is %d × %d", r, m.Width(), m.Height())
		}
	}
}

// A list that is scrolled takes the picture beside it along.
func TestVisibleTop(t *testing.T) {
	list := image.Rect(0, 100, 200, 500)
	for _, c := range []struct{ scrolled, want int }{{0, 100}, {50, 60}, {300, 60}, {350, 60}, {400, 10}} {
		r := list.Sub(image.Pt(0, c.scrolled))
		if got := visibleTop(r, 60, 90); got != c.want {
			t.Errorf("scrolled by %d: at %d, want %d", c.scrolled, got, c.want)
		}
	}
}

func TestSinglePlayerScreenshots(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		s := newSinglePlayerHarness(t, w)
		s.look(t, "solo-level")
		s.solo.panel.Focus(len(s.solo.levels))
		s.run(3)
		s.look(t, "solo-random")
	})
}
