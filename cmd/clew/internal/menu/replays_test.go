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
	if s.run(1); s.got.Open != "" || s.list.errText != sampleReplays[2].Err {
		t.Errorf("a damaged one: %+v, %q", s.got, s.list.errText)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

// A game that somebody named is listed by that name.
func TestReplayTitle(t *testing.T) {
	for path, want := range map[string]string{
		"/r/2026-05-04-210700.clewrec": "First Thread", "/r/2026-05-04-210700-2.capture": "First Thread", "/r/the duel.clewrec": "the duel",
	} {
		if got := newReplayRow(ReplayInfo{Path: path, Level: "First Thread"}).title; got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// The dots beside a replay lead to what can be done with it, by keyboard and by
// mouse.
func TestReplayActions(t *testing.T) {
	s := newReplaysHarness(uitest.DefaultWindow)
	s.found, s.done = sampleReplays, true
	s.run(2)
	s.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyEnter)
	if !s.list.dialog.panel.HasKeyboard() || s.got != (ReplayChoice{}) {
		t.Fatalf("the dots of the second: %+v", s.got)
	}
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if s.got != (ReplayChoice{Show: sampleReplays[1].Path}) || s.list.dialog.panel.Shown() {
		t.Errorf("the third action: %+v", s.got)
	}
	s.got = ReplayChoice{}
	s.run(1)
	s.click(s.list.panel.FocusRect()) // the dots again
	s.run(1)
	s.click(s.list.dialog.panel.FocusRect())
	if s.got != (ReplayChoice{Open: sampleReplays[1].Path}) || s.list.dialog.panel.Shown() {
		t.Errorf("a click on the first action: %+v", s.got)
	}
	s.tap(ebiten.KeyEnter)
	s.tap(ebiten.KeyEscape)
	if s.got.Back || s.list.dialog.panel.Shown() || !s.list.panel.HasKeyboard() {
		t.Errorf("Esc closes more than the dialog: %+v", s.got)
	}
}

// Nothing is deleted without a question, whose first answer is no.
func TestDeleteReplay(t *testing.T) {
	s := newReplaysHarness(uitest.DefaultWindow)
	s.found, s.done = sampleReplays, true
	s.run(2)
	s.tap(ebiten.KeyDown, ebiten.KeyDelete)
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if s.got != (ReplayChoice{}) || s.list.dialog.panel.Shown() {
		t.Fatalf("Enter at once: %+v", s.got)
	}
	s.tap(ebiten.KeyDelete)
	s.run(1)
	s.tap(ebiten.KeyLeft, ebiten.KeyEnter)
	if s.got != (ReplayChoice{Delete: sampleReplays[1].Path}) {
		t.Fatalf("after the question: %+v", s.got)
	}
	s.list.SetError("the disk is read-only")
	if s.run(1); s.list.dialog.errText == "" || !s.list.dialog.panel.Shown() {
		t.Error("the dialog does not say why it failed")
	}
	s.found = []ReplayInfo{sampleReplays[0], sampleReplays[2]}
	s.list.CloseDialog()
	if s.run(1); s.list.panel.FocusIndex() != replayStops || len(s.list.rows) != 2 {
		t.Errorf("then the focus is on %d of %d rows, want the next replay", s.list.panel.FocusIndex(), len(s.list.rows))
	}
}

func TestRenameReplay(t *testing.T) {
	s := newReplaysHarness(uitest.DefaultWindow)
	s.found, s.done = sampleReplays, true
	s.run(2)
	rename := func(name string) {
		t.Helper()
		s.got = ReplayChoice{}
		s.tap(ebiten.KeyF2)
		s.run(1)
		s.input.Type(name) // replaces the old name
		s.run(1)
		s.tap(ebiten.KeyEnter)
		s.run(1)
	}
	rename(" the duel ")
	if s.got != (ReplayChoice{Rename: sampleReplays[0].Path, NewName: "the duel"}) {
		t.Errorf("renamed %+v", s.got)
	}
	s.tap(ebiten.KeyEscape)
	for _, bad := range []string{" ", "a/b", `a\b`, "a:b", "what?", ".hidden", "dots.", "con", "LPT1.old"} {
		rename(bad)
		if s.got != (ReplayChoice{}) || s.list.dialog.errText == "" || s.list.dialog.panel.FocusIndex() != 0 {
			t.Errorf("%q: %+v, it says %q", bad, s.got, s.list.dialog.errText)
		}
		s.tap(ebiten.KeyEscape)
	}
	rename("c") // as it is called
	if s.got != (ReplayChoice{}) || s.list.dialog.panel.Shown() {
		t.Errorf("the same name: %+v", s.got)
	}
	for _, good := range []string{"com", "com10", "console", "é 2.0", "lpt"} {
		if errText := fileNameError(good); errText != "" {
			t.Errorf("%q: %s", good, errText)
		}
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
		s.tap(ebiten.KeyRight, ebiten.KeyEnter)
		s.run(2)
		s.lookOverlay(t, "replay-actions")
		s.list.dialog.open(s.list.rows[0], pageDelete)
		s.run(2)
		s.lookOverlay(t, "replay-delete")
		s.list.dialog.open(s.list.rows[0], pageRename)
		s.list.dialog.setError(fileNameError("a?"))
		s.run(2)
		s.lookOverlay(t, "replay-rename")
		s.list.dialog.close()
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
