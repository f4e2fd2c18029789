package menu

import (
	"image"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

var sampleReplays = []ReplayInfo{
	{Path: "/r/c.clewrec", Level: "The House of the Minotaur", Server: "Attic", Recorded: time.Date(2026, 5, 4, 21, 7, 0, 0, time.UTC), Length: 754 * time.Second},
	{Path: "/r/b.clewrec", Level: "First Thread", Server: "Single player", Recorded: time.Date(2026, 5, 3, 9, 30, 0, 0, time.UTC), Length: 42 * time.Second, Truncated: true},
	{Path: "/r/a.txt", Err: "Cannot open it: the recording is damaged: this is no recording of a game."},
}

type replaysHarness struct {
	*screenHarness
	list  *ReplayList
	found []ReplayInfo
	done  bool
	got   ReplayChoice
}

func newReplaysHarness(w uitest.WindowSize) *replaysHarness {
	hands := ui.NewFakeInput()
	s := &replaysHarness{list: NewReplayList(ReplayOptions{Input: hands, Folder: "/home/ines/.local/share/clew/replays"})}
	s.screenHarness = set(w, hands, func(w, h int, want float64) {
		s.list.SetReplays(s.found, s.done)
		if c := s.list.Update(w, h, want); c != (ReplayChoice{}) {
			s.got = c
		}
	}, s.list.Draw)
	return s
}

func TestReplays(t *testing.T) {
	s := newReplaysHarness(uitest.DefaultWindow)
	s.found = sampleReplays[:1]
	s.run(2)
	s.found, s.done = sampleReplays, true
	s.run(2)
	s.tap(ebiten.KeyEnter)
	if s.got.Open != sampleReplays[0].Path {
		t.Errorf("Enter at once: %+v", s.got)
	}
	s.got = ReplayChoice{}
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if s.got.Open != "" || s.list.errText != sampleReplays[2].Err {
		t.Errorf("a damaged one: %+v, %q", s.got, s.list.errText)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

type controlsHarness struct {
	*screenHarness
	bar *ReplayControls
	now sim.Tick
	got ReplayCommand
}

func newControlsHarness(w uitest.WindowSize) *controlsHarness {
	hands := ui.NewFakeInput()
	s := &controlsHarness{bar: NewReplayControls(hands, "First Thread", 6000)}
	s.bar.SetViews([]string{"Player A", "Player B"}, 1)
	s.screenHarness = set(w, hands, func(w, h int, want float64) { s.got = s.bar.Update(w, h, want, s.now) }, s.bar.Draw)
	return s
}

func TestReplayControls(t *testing.T) {
	s := newControlsHarness(uitest.DefaultWindow)
	if s.got != (ReplayCommand{Speed: 100, View: 1}) {
		t.Errorf("at first: %+v", s.got)
	}
	s.tap(ebiten.KeyRight)
	if !s.got.Seek || s.got.Position != 60 {
		t.Errorf("a second on: %+v", s.got)
	}
	s.tap(ebiten.KeyTab, ebiten.KeyEnter)
	if s.got.Speed != 0 {
		t.Errorf("paused: %+v", s.got)
	}
	s.tap(ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyRight)
	if s.got.Speed != 200 {
		t.Errorf("twice as fast: %+v", s.got)
	}
	s.tap(ebiten.KeyTab, ebiten.KeyRight)
	if s.got.View != 2 {
		t.Errorf("the next player: %+v", s.got)
	}
	s.tap(ebiten.KeyHome)
	if s.got.View != 0 {
		t.Errorf("nobody: %+v", s.got)
	}
	s.now = 6000
	s.run(1)
	if s.got.Speed != 0 {
		t.Errorf("at the end: %+v", s.got)
	}
	s.bar.panel.Focus(1)
	s.tap(ebiten.KeyEnter)
	if !s.got.Seek || s.got.Position != 0 || s.got.Speed == 0 {
		t.Errorf("again from the beginning: %+v", s.got)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Leave {
		t.Error("Esc does not lead back")
	}
}

// In every window, the bar leaves enough of it free for the maze.
func TestFreeArea(t *testing.T) {
	for _, w := range []uitest.WindowSize{uitest.SmallWindow, uitest.DefaultWindow, {W: 2560, H: 1440, Scale: 2}} {
		s := newControlsHarness(w)
		room, bar := s.bar.FreeArea(), s.bar.panel.GetWidget().Rect
		if room.Overlaps(bar) || room.Min != (image.Point{}) || room.Dx() != w.W || bar.Min.Y-room.Max.Y > int(16*w.Scale) || room.Dy() < w.H/2 {
			t.Errorf("%v: there is room at %v above the bar at %v", w, room, bar)
		}
	}
}

// Dragging the slider seeks.
func TestDragReplayControls(t *testing.T) {
	s := newControlsHarness(uitest.DefaultWindow)
	r := s.bar.panel.FocusRect()
	y := (r.Min.Y + r.Max.Y) / 2
	s.input.MoveMouse(r.Min.X+r.Dx()/4, y)
	s.run(1)
	s.input.MouseDown()
	s.run(1)
	first := s.got.Position
	s.now = first
	s.input.MoveMouse(r.Min.X+r.Dx()*3/4, y)
	s.run(1)
	if !s.got.Seek || first < 1200 || first > 1800 || s.got.Position < 4200 || s.got.Position > 4800 {
		t.Errorf("dragged from %d to %+v", first, s.got)
	}
}

func TestReplayScreenshots(t *testing.T) {
	m, err := maze.Generate(7, 151, 111, 50)
	if err != nil {
		t.Fatal(err)
	}
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		s := newReplaysHarness(w)
		s.done = true
		s.run(2)
		s.look(t, "replays-none")
		s.found = sampleReplays
		s.run(2)
		s.look(t, "replays")
		b := newControlsHarness(w)
		b.look(t, "player")
		var whole FullMap
		v := replica.View{Maze: m, Players: s.people()}
		b.draw = func(dst *ebiten.Image) {
			whole.Draw(dst.SubImage(b.bar.FreeArea()).(*ebiten.Image), &v)
			b.bar.Draw(dst)
		}
		b.paint()
		windowtest.KeepScreenshot(t, "player-map-"+b.w.String(), windowtest.ReadPixels(b.img))
	})
}

// people returns some players spread over a maze.
func (*replaysHarness) people() (fs []replica.PlayerView) {
	for i := range 8 {
		fs = append(fs, replica.PlayerView{ID: sim.ID(i + 1), Avatar: rune('A' + i), X: int32(11+16*i)*sim.CellUnits + 512, Y: int32(9+12*i)*sim.CellUnits + 512})
	}
	return fs
}
