package panel

import (
	"image"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

var kept = []ReplayInfo{
	{Path: "/r/c.clewrec", Level: "The House of the Minotaur", Server: "Attic", When: time.Date(2026, 5, 4, 21, 7, 0, 0, time.UTC), Length: 754 * time.Second},
	{Path: "/r/b.clewrec", Level: "First Thread", Server: "Play here", When: time.Date(2026, 5, 3, 9, 30, 0, 0, time.UTC), Length: 42 * time.Second, Cut: true},
	{Path: "/r/a.txt", Fault: "It can't be opened: the recording is damaged: this is no recording of a game."},
}

type replaysStage struct {
	*page
	list  *ReplayList
	found []ReplayInfo
	done  bool
	got   ReplayChoice
}

func newReplaysStage(w paneltest.Window) *replaysStage {
	hands := kit.NewScript()
	s := &replaysStage{list: NewReplayList(ReplayOptions{Hands: hands, Folder: "/home/ines/.local/share/clew/replays"})}
	s.page = set(w, hands, func(w, h int, want float64) {
		s.list.List(s.found, s.done)
		if c := s.list.Update(w, h, want); c != (ReplayChoice{}) {
			s.got = c
		}
	}, s.list.Draw)
	return s
}

func TestReplays(t *testing.T) {
	s := newReplaysStage(paneltest.Usual)
	s.found = kept[:1]
	s.run(2)
	s.found, s.done = kept, true
	s.run(2)
	s.tap(ebiten.KeyEnter)
	if s.got.Open != kept[0].Path {
		t.Errorf("Enter at once: %+v", s.got)
	}
	s.got = ReplayChoice{}
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if s.got.Open != "" || s.list.fault != kept[2].Fault {
		t.Errorf("a damaged one: %+v, %q", s.got, s.list.fault)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

type barStage struct {
	*page
	bar *PlayerBar
	now sim.Tick
	got PlayerWish
}

func newBarStage(w paneltest.Window) *barStage {
	hands := kit.NewScript()
	s := &barStage{bar: NewPlayerBar(hands, "First Thread", 6000)}
	s.bar.SetViews([]string{"Player A", "Player B"}, 1)
	s.page = set(w, hands, func(w, h int, want float64) { s.got = s.bar.Update(w, h, want, s.now) }, s.bar.Draw)
	return s
}

func TestPlayerBar(t *testing.T) {
	s := newBarStage(paneltest.Usual)
	if s.got != (PlayerWish{Speed: 100, View: 1}) {
		t.Errorf("at first: %+v", s.got)
	}
	s.tap(ebiten.KeyRight)
	if !s.got.Seek || s.got.At != 60 {
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
	s.bar.sheet.Focus(1)
	s.tap(ebiten.KeyEnter)
	if !s.got.Seek || s.got.At != 0 || s.got.Speed == 0 {
		t.Errorf("again from the beginning: %+v", s.got)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Leave {
		t.Error("Esc does not lead back")
	}
}

// The bar leaves the rest of the window free, in every window: nothing of a maze
// need lie below it.
func TestRoomAboveThePlayerBar(t *testing.T) {
	for _, w := range []paneltest.Window{paneltest.Small, paneltest.Usual, {W: 2560, H: 1440, Scale: 2}} {
		s := newBarStage(w)
		room, bar := s.bar.Room(), s.bar.sheet.GetWidget().Rect
		if room.Overlaps(bar) || room.Min != (image.Point{}) || room.Dx() != w.W || bar.Min.Y-room.Max.Y > int(16*w.Scale) || room.Dy() < w.H/2 {
			t.Errorf("%v: there is room at %v above the bar at %v", w, room, bar)
		}
	}
}

// The mouse drags the recording to any moment.
func TestDragThePlayerBar(t *testing.T) {
	s := newBarStage(paneltest.Usual)
	r := s.bar.sheet.FocusRect()
	y := (r.Min.Y + r.Max.Y) / 2
	s.hands.Point(r.Min.X+r.Dx()/4, y)
	s.run(1)
	s.hands.Press()
	s.run(1)
	first := s.got.At
	s.now = first
	s.hands.Point(r.Min.X+r.Dx()*3/4, y)
	s.run(1)
	if !s.got.Seek || first < 1200 || first > 1800 || s.got.At < 4200 || s.got.At > 4800 {
		t.Errorf("dragged from %d to %+v", first, s.got)
	}
}

func TestReplayScenes(t *testing.T) {
	m, err := maze.Generate(7, 151, 111, 50)
	if err != nil {
		t.Fatal(err)
	}
	paneltest.InEach(t, func(t *testing.T, w paneltest.Window) {
		s := newReplaysStage(w)
		s.done = true
		s.run(2)
		s.look(t, "replays-none")
		s.found = kept
		s.run(2)
		s.look(t, "replays")
		b := newBarStage(w)
		b.look(t, "player")
		var whole WholeMap
		v := replica.View{Maze: m, Figures: s.people()}
		b.draw = func(dst *ebiten.Image) {
			whole.Draw(dst.SubImage(b.bar.Room()).(*ebiten.Image), &v)
			b.bar.Draw(dst)
		}
		b.paint()
		windowtest.Keep(t, "player-map-"+b.w.String(), windowtest.Pixels(b.img))
	})
}

// people are some who are spread over a maze.
func (*replaysStage) people() (fs []replica.Figure) {
	for i := range 8 {
		fs = append(fs, replica.Figure{ID: sim.ID(i + 1), Avatar: rune('A' + i), X: int32(11+16*i)*sim.CellUnits + 512, Y: int32(9+12*i)*sim.CellUnits + 512})
	}
	return fs
}
