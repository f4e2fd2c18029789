package hud

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/medal"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/engine/maze"
	"clew/engine/sim"
)

func TestReconnectCard(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyEnter) // a chat line that is being typed
	s.state.LostText = "Try 2 of 8 in 3 s"
	s.run(2)
	if !s.hud.reconnectCard.panel.HasKeyboard() || s.hud.chat.panel.Shown() {
		t.Fatal("the card has not got the keyboard")
	}
	s.tap(ebiten.KeyEnter)
	if !s.actions.Reconnect || s.actions.Leave {
		t.Errorf("Enter at once: %+v", s.actions)
	}
	s.draw()
	s.tap(ebiten.KeyRight, ebiten.KeyEnter)
	if !s.actions.Leave {
		t.Errorf("Right and Enter: %+v", s.actions)
	}
	s.state.LostText = ""
	s.run(1)
	if s.hud.WantsKeyboard() || s.hud.reconnectCard.panel.Shown() {
		t.Error("the connection is back, and so is not the keyboard")
	}
	s.tap(ebiten.KeyEscape)
	s.state.LostText = "Try 1 of 8 …"
	s.run(2)
	if s.hud.reconnectCard.panel.HasKeyboard() || !s.hud.pauseMenu.HasKeyboard() {
		t.Error("the card has taken the keyboard from the menu")
	}
	s.tap(ebiten.KeyEscape)
	s.run(1)
	if !s.hud.reconnectCard.panel.HasKeyboard() {
		t.Error("without the menu, the keyboard is nobody's")
	}
}

func TestFinishCard(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.hud.ShowFinish(Finish{Time: 6120, Best: 6300, Pars: medal.Pars{medal.Bronze: 9000, medal.Silver: 6180, medal.Gold: 3600}})
	s.run(2)
	if s.hud.finishCard.time != "1:42.0" || s.hud.finishCard.best != "New best time! The old one was 1:45.0." {
		t.Errorf("%q, %q", s.hud.finishCard.time, s.hud.finishCard.best)
	}
	if texts := strings.Join(s.says(), "\n"); !strings.Contains(texts, "Silver medal!") || !strings.Contains(texts, "1:00\n1:43\n2:30") {
		t.Errorf("the medal is missing: %q", texts)
	}
	s.tap(ebiten.KeyEnter)
	if !s.actions.NextLevel {
		t.Errorf("Enter at once: %+v", s.actions)
	}
	s.draw()
	s.tap(ebiten.KeyDown, ebiten.KeyEnter)
	if !s.actions.Restart {
		t.Errorf("Down and Enter: %+v", s.actions)
	}
	s.hud.LevelStarted()
	s.run(1)
	if s.hud.WantsKeyboard() {
		t.Error("the next level has begun, and the card has the keyboard")
	}
	s.hud.ShowFinish(Finish{Time: 6120})
	s.tap(ebiten.KeyEscape)
	s.run(1)
	if s.hud.WantsKeyboard() || s.hud.pauseMenu.Shown() {
		t.Error("Esc does not lead back into the maze")
	}
}

func TestBestText(t *testing.T) {
	for _, tc := range []struct {
		e    Finish
		want string
	}{
		{Finish{Time: 100}, "Your first finish on this level."},
		{Finish{Time: 99, Best: 100}, "New best time! The old one was 0:01.6."},
		{Finish{Time: 100, Best: 100}, "Your best time: 0:01.6"},
	} {
		if got := BestText(tc.e); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.e, got, tc.want)
		}
	}
}

// The hint stays until the player has walked a bit, and then reports so once.
func TestHint(t *testing.T) {
	var h hint
	for range 10 {
		if h.tick(true) {
			t.Fatal("there is none, and it goes")
		}
	}
	h.on = true
	gone := 0
	for i := range 2 * hintTicks {
		if h.tick(i%2 == 0) {
			gone++
		}
		if i == 2*hintWalkTicks-4 && !h.on {
			t.Error("it has gone before one has walked enough")
		}
	}
	if gone != 1 || h.on {
		t.Errorf("it has gone %d times", gone)
	}
	h = hint{on: true}
	for range hintTicks {
		h.tick(false)
	}
	if h.on {
		t.Error("it stays for ever")
	}
}

// withMap puts the harness's players into a maze that they have partly
// explored.
func withMap(s *harness, w, h int) {
	m, err := maze.Generate(7, w, h, 50)
	if err != nil {
		panic(err)
	}
	s.state.View.Maze = m
	s.state.Explored = Explored{Count: 1, Seen: func(x, y int) bool { return x < w*2/3 && (x+y)%23 > 2 }}
	for i := range s.state.View.Players {
		f := &s.state.View.Players[i]
		f.X, f.Y = int32(1+4*i)*sim.CellUnits+512, int32(1+2*i)*sim.CellUnits+512
	}
}

func TestMinimap(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	withMap(s, 21, 21)
	s.run(2)
	if s.hud.minimap.shown() {
		t.Error("it is there in a small maze")
	}
	s.tap(ebiten.KeyM)
	if !s.hud.minimap.shown() {
		t.Fatal("M does not show it")
	}
	s.draw()
	painted := s.hud.minimap.pixels[4*8]
	s.state.Explored.Seen = func(int, int) bool { return false }
	s.run(1)
	s.draw()
	if s.hud.minimap.pixels[4*8] != painted {
		t.Error("it is repainted although nothing is new")
	}
	s.state.Explored.Count++
	s.run(1)
	s.draw()
	if s.hud.minimap.pixels[4*8] == painted {
		t.Error("there is something new, and it is not repainted")
	}
	large := newHarness(uitest.DefaultWindow, 3)
	withMap(large, 103, 75)
	large.run(2)
	if !large.hud.minimap.shown() {
		t.Error("it is not there in a large maze")
	}
	large.tap(ebiten.KeyM)
	withMap(large, 101, 75)
	large.run(2)
	if large.hud.minimap.shown() {
		t.Error("it was taken away, and the next level brings it back")
	}
}

// cards are the scenes with cards that come up during a game.
var cards = map[string]func(*harness){
	"lost": func(s *harness) {
		s.state.LostText = i18n.Tf("fail.next-try", 2, 8, 3)
		s.run(3)
	},
	"exit": func(s *harness) {
		s.hud.ShowFinish(Finish{Time: 6120, Best: 6300, Pars: medal.Pars{medal.Bronze: 9000, medal.Silver: 6180, medal.Gold: 3600}})
		s.run(3)
	},
	"hint": func(s *harness) {
		s.hud.hint.on = true
		s.run(30)
	},
	"hint-pad": func(s *harness) {
		s.hud.hint.on = true
		s.input.TapButtons(input.ButtonDpadUp)
		s.run(30)
	},
	"watch-pad": func(s *harness) {
		s.state.Spectating = Spectating{Active: true, Following: "Rui", QueuePosition: 2}
		s.input.TapButtons(input.ButtonDpadLeft)
		s.run(3)
	},
	"map": func(s *harness) {
		withMap(s, 103, 75)
		s.state.Netem = lagged
		s.run(3)
	},
}

func TestCardScenes(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		for name, play := range cards {
			ui.SetGamepadActive(false)
			defer ui.SetGamepadActive(false)
			s := newHarness(w, 6)
			s.run(2)
			play(s)
			s.screenshot(t, name+"-"+i18n.Language()+"-"+w.String(), false)
		}
	})
}

func BenchmarkMapFrame(b *testing.B) {
	s := steadyState()
	withMap(s, 103, 75)
	s.run(2)
	s.hud.Draw(s.img)
	uitest.BenchmarkFrames(b, s.img, s.hud.Draw)
}

func BenchmarkToastsFrame(b *testing.B) {
	var t Toasts
	t.Add("Screenshot: Clew.png is in Pictures")
	t.Update(1280, 720, 1)
	img := ebiten.NewImage(1280, 720)
	t.Draw(img, 0)
	uitest.BenchmarkFrames(b, img, func(dst *ebiten.Image) { t.Draw(dst, 0) })
}
