package hud

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/words"
	"clew/engine/maze"
	"clew/engine/sim"
)

func TestLostCard(t *testing.T) {
	s := newStage(paneltest.Small, 3)
	s.run(2)
	s.tap(ebiten.KeyEnter) // a chat line that is being typed
	s.now.Lost = "Try 2 of 8 in 3 s"
	s.run(2)
	if !s.hud.lost.sheet.HasKeyboard() || s.hud.chat.sheet.Shown() {
		t.Fatal("the card has not got the keyboard")
	}
	s.tap(ebiten.KeyEnter)
	if !s.wish.Retry || s.wish.Leave {
		t.Errorf("Enter at once: %+v", s.wish)
	}
	s.draw()
	s.tap(ebiten.KeyRight, ebiten.KeyEnter)
	if !s.wish.Leave {
		t.Errorf("Right and Enter: %+v", s.wish)
	}
	s.now.Lost = ""
	s.run(1)
	if s.hud.Keyboard() || s.hud.lost.sheet.Shown() {
		t.Error("the connection is back, and so is not the keyboard")
	}
	s.tap(ebiten.KeyEscape)
	s.now.Lost = "Try 1 of 8 …"
	s.run(2)
	if s.hud.lost.sheet.HasKeyboard() || !s.hud.pause.HasKeyboard() {
		t.Error("the card has taken the keyboard from the menu")
	}
	s.tap(ebiten.KeyEscape)
	s.run(1)
	if !s.hud.lost.sheet.HasKeyboard() {
		t.Error("without the menu, the keyboard is nobody's")
	}
}

func TestExitCard(t *testing.T) {
	s := newStage(paneltest.Small, 3)
	s.run(2)
	s.hud.Finished(Exit{Took: 6120, Best: 6300})
	s.run(2)
	if s.hud.exit.time != "1:42.0" || s.hud.exit.best != "A new best time! It was 1:45.0." {
		t.Errorf("%q, %q", s.hud.exit.time, s.hud.exit.best)
	}
	s.tap(ebiten.KeyEnter)
	if !s.wish.Next {
		t.Errorf("Enter at once: %+v", s.wish)
	}
	s.draw()
	s.tap(ebiten.KeyDown, ebiten.KeyEnter)
	if !s.wish.Again {
		t.Errorf("Down and Enter: %+v", s.wish)
	}
	s.hud.Begin()
	s.run(1)
	if s.hud.Keyboard() {
		t.Error("the next level has begun, and the card has the keyboard")
	}
	s.hud.Finished(Exit{Took: 6120})
	s.tap(ebiten.KeyEscape)
	s.run(1)
	if s.hud.Keyboard() || s.hud.pause.Shown() {
		t.Error("Esc does not lead back into the maze")
	}
}

func TestBestText(t *testing.T) {
	for _, tc := range []struct {
		e    Exit
		want string
	}{
		{Exit{Took: 100}, "Your first time on this level."},
		{Exit{Took: 99, Best: 100}, "A new best time! It was 0:01.6."},
		{Exit{Took: 100, Best: 100}, "Your best time: 0:01.6"},
	} {
		if got := BestText(tc.e); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.e, got, tc.want)
		}
	}
}

// The hint is there until one has walked a bit, and then says so, once.
func TestHint(t *testing.T) {
	var h hint
	for range 10 {
		if h.tick(true) {
			t.Fatal("there is none, and it goes")
		}
	}
	h.on = true
	gone := 0
	for i := range 2 * hintStay {
		if h.tick(i%2 == 0) {
			gone++
		}
		if i == 2*hintWalk-4 && !h.on {
			t.Error("it has gone before one has walked enough")
		}
	}
	if gone != 1 || h.on {
		t.Errorf("it has gone %d times", gone)
	}
	h = hint{on: true}
	for range hintStay {
		h.tick(false)
	}
	if h.on {
		t.Error("it stays for ever")
	}
}

// withMap puts the stage's people into a maze of which they know a part.
func withMap(s *stage, w, h int) {
	m, err := maze.Generate(7, w, h, 50)
	if err != nil {
		panic(err)
	}
	s.now.View.Maze = m
	s.now.Explored = Explored{Count: 1, Seen: func(x, y int) bool { return x < w*2/3 && (x+y)%23 > 2 }}
	for i := range s.now.View.Figures {
		f := &s.now.View.Figures[i]
		f.X, f.Y = int32(1+4*i)*sim.CellUnits+512, int32(1+2*i)*sim.CellUnits+512
	}
}

func TestMinimap(t *testing.T) {
	s := newStage(paneltest.Usual, 3)
	withMap(s, 21, 21)
	s.run(2)
	if s.hud.mini.shown() {
		t.Error("it is there in a small maze")
	}
	s.tap(ebiten.KeyM)
	if !s.hud.mini.shown() {
		t.Fatal("M does not show it")
	}
	s.draw()
	painted := s.hud.mini.pix[4*8]
	s.now.Explored.Seen = func(int, int) bool { return false }
	s.run(1)
	s.draw()
	if s.hud.mini.pix[4*8] != painted {
		t.Error("it is painted anew, and there was nothing new")
	}
	s.now.Explored.Count++
	s.run(1)
	s.draw()
	if s.hud.mini.pix[4*8] == painted {
		t.Error("there is something new, and it is not painted anew")
	}
	large := newStage(paneltest.Usual, 3)
	withMap(large, 103, 75)
	large.run(2)
	if !large.hud.mini.shown() {
		t.Error("it is not there in a large maze")
	}
	large.tap(ebiten.KeyM)
	withMap(large, 101, 75)
	large.run(2)
	if large.hud.mini.shown() {
		t.Error("it was taken away, and the next level brings it back")
	}
}

// cards are the scenes of what comes up in the course of a game.
var cards = map[string]func(*stage){
	"lost": func(s *stage) {
		s.now.Lost = words.F("fail.next-try", 2, 8, 3)
		s.run(3)
	},
	"exit": func(s *stage) {
		s.hud.Finished(Exit{Took: 6120, Best: 6300})
		s.run(3)
	},
	"hint": func(s *stage) {
		s.hud.hint.on = true
		s.run(30)
	},
	"hint-pad": func(s *stage) {
		s.hud.hint.on = true
		s.hands.Push(pad.PadUp)
		s.run(30)
	},
	"watch-pad": func(s *stage) {
		s.now.Watch = Watch{On: true, Whom: "Rui", Place: 2}
		s.hands.Push(pad.PadLeft)
		s.run(3)
	},
	"map": func(s *stage) {
		withMap(s, 103, 75)
		s.now.Lag = lagged
		s.run(3)
	},
}

func TestCardScenes(t *testing.T) {
	paneltest.InEach(t, func(t *testing.T, w paneltest.Window) {
		for name, play := range cards {
			kit.SetPadded(false)
			defer kit.SetPadded(false)
			s := newStage(w, 6)
			s.run(2)
			play(s)
			s.look(t, name+"-"+words.Language()+"-"+w.String(), false)
		}
	})
}

func BenchmarkMapFrame(b *testing.B) {
	s := steady()
	withMap(s, 103, 75)
	s.run(2)
	s.hud.Draw(s.img)
	paneltest.Frames(b, s.img, s.hud.Draw)
}

func BenchmarkToastsFrame(b *testing.B) {
	var t Toasts
	t.Add("Screenshot: Clew.png is in Pictures")
	t.Update(1280, 720, 1)
	img := ebiten.NewImage(1280, 720)
	t.Draw(img, 0)
	paneltest.Frames(b, img, func(dst *ebiten.Image) { t.Draw(dst, 0) })
}
