package hud

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/panel/showcase"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/clew/internal/words"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

// stage is a HUD in a window with made-up people and numbers.
type stage struct {
	hud   *HUD
	hands *kit.Script
	now   Now
	img   *ebiten.Image
	tick  int
	wish  Wish
}

func newStage(w paneltest.Window, people int) *stage {
	hands := kit.NewScript()
	return &stage{
		hud: New(Options{Hands: hands}), hands: hands, img: ebiten.NewImage(w.W, w.H),
		now: Now{W: w.W, H: w.H, Scale: w.Scale, View: showcase.View(people, 6120), Setup: tuning.Setup{Switches: replica.AllOn, Redundancy: wire.MaxMoves}},
	}
}

// run runs n ticks, with a frame after each of the first few.
func (s *stage) run(n int) {
	for range n {
		s.tick++
		s.now.View.Tick++
		s.now.Stats = showcase.Stats(s.tick)
		s.now.BytesIn += 207
		s.now.BytesOut += 51
		s.wish = s.hud.Update(s.now)
		s.now.Setup = s.wish.Setup
		if s.tick < 4 {
			s.draw()
		}
		s.hands.Next()
	}
}

func (s *stage) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.hands.Tap(k)
		s.run(1)
	}
}

func (s *stage) draw() {
	showcase.Backdrop(s.img)
	s.hud.Draw(s.img)
}

// look takes a picture, and checks that the scene shows something, and, unless
// it covers the whole window, that nothing hangs over the window's edge.
func (s *stage) look(t *testing.T, name string, whole bool) {
	t.Helper()
	showcase.Backdrop(s.img)
	before := windowtest.Pixels(s.img)
	s.draw()
	after := windowtest.Pixels(s.img)
	windowtest.Keep(t, name, after)
	if bytes.Equal(before.Pix, after.Pix) {
		t.Error("nothing is to be seen")
	}
	if !whole && !bytes.Equal(paneltest.Rim(before), paneltest.Rim(after)) {
		t.Error("something hangs over the window's edge")
	}
	paneltest.Fits(t, s.img.Bounds(), func() {
		s.run(1)
		s.draw()
	})
}

// covers are the scenes that darken or cross the whole window.
var covers = map[string]bool{"pause": true, "notice": true, "notice-lag": true, "cheer": true}

func (s *stage) chatter() {
	s.hud.Tell("Inês joined")
	s.hud.Say('B', 2, wire.Look{}, "Inês", "this way, I can see the exit")
	s.hud.Say('G', 7, wire.Look{}, "Rui", "my ghost is two cells behind me, and there is a long corridor on the other side that goes nowhere at all, believe me")
	s.hud.Tell(Exited("Rui", 6120, false))
	s.hud.Say('E', 5, wire.Look{}, "Minos", "wait for me")
}

var lagged = flakylink.Config{
	Up:   flakylink.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5},
	Down: flakylink.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5},
}

// scenes are the states of the HUD that are worth looking at.
var scenes = map[string]func(*stage){
	"play": func(s *stage) {
		s.now.Lag = lagged
		s.chatter()
		s.run(290)
		s.tap(ebiten.KeyF3)
	},
	"lag": func(s *stage) {
		s.chatter()
		s.tap(ebiten.KeyF2)
		s.run(3)
	},
	"lag-apart": func(s *stage) {
		s.now.Lag = lagged
		s.now.Lag.Up.Loss = 20
		s.now.Switches.Prediction, s.now.Switches.Smoothing = false, false
		s.chatter()
		s.run(280)
		s.tap(ebiten.KeyF2, ebiten.KeyF3, ebiten.KeyTab)
		for range 7 {
			s.tap(ebiten.KeyTab)
		}
		s.run(2)
	},
	"chat": func(s *stage) {
		s.chatter()
		s.tap(ebiten.KeyEnter)
		s.hands.Type(strings.Repeat("so that is how long a line may be: ", 6) + "almost")
		s.run(3)
	},
	"chat-empty": func(s *stage) {
		s.chatter()
		s.tap(ebiten.KeyEnter)
		s.run(2)
	},
	"board": func(s *stage) {
		s.chatter()
		s.hands.Push(pad.Select)
		s.run(1)
		s.hands.Push(pad.South)
		s.run(2)
		s.hands.Push(pad.South)
		s.run(2)
	},
	"pause": func(s *stage) {
		s.run(2)
		s.tap(ebiten.KeyEscape, ebiten.KeyDown)
		s.run(2)
	},
	"roster": func(s *stage) {
		s.hands.Hold(ebiten.KeyTab)
		s.run(2)
	},
	"watch": func(s *stage) {
		s.now.Watch = Watch{On: true, Place: 2, Whom: "Bartholomew the Long"}
		s.hud.Toast("Rui joined")
		s.tap(ebiten.KeyEnter)
		s.run(30)
	},
	"legend": func(s *stage) {
		s.tap(ebiten.KeyF1)
		s.run(2)
	},
	"notice": func(s *stage) {
		s.hud.Notice("Connection lost – trying again (2 of 8), next in 3 s")
		s.hud.Toast("No sound device: playing silently")
		s.run(40)
	},
	"notice-lag": func(s *stage) {
		s.tap(ebiten.KeyF2, ebiten.KeyF3)
		s.hud.Notice("Connection lost – trying again (2 of 8), next in 3 s")
		s.hud.Toast("No sound device: playing silently")
		s.run(40)
	},
	"cheer": func(s *stage) {
		s.hud.Cheer(Exited("you", 6120, true))
		s.run(40)
	},
}

func TestScenes(t *testing.T) {
	paneltest.InEach(t, func(t *testing.T, w paneltest.Window) {
		for name, play := range scenes {
			t.Run(name, func(t *testing.T) {
				s := newStage(w, 6)
				s.run(2)
				play(s)
				s.look(t, name+"-"+words.Language()+"-"+w.String(), covers[name])
			})
		}
	})
	t.Run("crowd", func(t *testing.T) {
		s := newStage(paneltest.Usual, 300)
		s.hands.Hold(ebiten.KeyTab)
		s.run(3)
		s.look(t, "roster-crowd", false)
	})
}
