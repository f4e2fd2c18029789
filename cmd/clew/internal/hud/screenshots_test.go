package hud

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// harness is a HUD in a window with sample players and numbers.
type harness struct {
	hud     *HUD
	input   *ui.FakeInput
	state   State
	img     *ebiten.Image
	tick    int
	actions Actions
}

func newHarness(w uitest.WindowSize, people int) *harness {
	hands := ui.NewFakeInput()
	return &harness{
		hud: New(Options{Input: hands}), input: hands, img: windowtest.NewImage(w.W, w.H),
		state: State{W: w.W, H: w.H, Scale: w.Scale, View: uitest.SampleView(people, 6120), Config: netsettings.Config{Switches: replica.DefaultSwitches, Redundancy: wire.MaxInputFrames}},
	}
}

// run runs n ticks, the first few with a frame each.
func (s *harness) run(n int) {
	for range n {
		s.tick++
		s.state.View.Tick++
		s.state.Stats = uitest.SampleStats(s.tick)
		s.state.BytesIn += 207
		s.state.BytesOut += 51
		s.actions = s.hud.Update(s.state)
		s.state.Config = s.actions.Config
		if s.tick < 4 {
			s.draw()
		}
		s.input.NextTick()
	}
}

func (s *harness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.input.TapKeys(k)
		s.run(1)
	}
}

func (s *harness) draw() {
	uitest.DrawBackdrop(s.img)
	s.hud.Draw(s.img)
	windowtest.Drawn()
}

// screenshot takes a screenshot, and checks that it shows something and, unless
// the scene covers the whole window, that nothing crosses the window's edge.
func (s *harness) screenshot(t *testing.T, name string, whole bool) {
	t.Helper()
	uitest.DrawBackdrop(s.img)
	before := windowtest.ReadPixels(s.img)
	s.draw()
	after := windowtest.ReadPixels(s.img)
	windowtest.KeepScreenshot(t, name, after)
	if bytes.Equal(before.Pix, after.Pix) {
		t.Error("nothing is to be seen")
	}
	if !whole && !bytes.Equal(uitest.EdgePixels(before), uitest.EdgePixels(after)) {
		t.Error("something hangs over the window's edge")
	}
	uitest.CheckFits(t, s.img.Bounds(), func() {
		s.run(1)
		s.draw()
	})
}

// standings returns how n players stand, of whom some are out.
func standings(n, out int) []replica.Standing {
	all := make([]replica.Standing, n)
	for i, p := range uitest.SamplePlayers(n) {
		all[i] = replica.Standing{Avatar: p.Avatar, Name: p.Name}
		all[i].ID, all[i].Points = p.ID, uint32(41-3*i)
		if i < out {
			all[i].Place, all[i].Gained, all[i].Ticks = uint32(i+1), uint32(max(10-3*i, 1)), sim.Tick(2478+411*i)
		}
	}
	return all
}

// round shows a level of six players, of whom some are out; self is the own one.
func (s *harness) round(self sim.ID, out int) {
	s.state.Round = Round{Ranking: standings(6, out), Self: self, Ending: true, Left: 80 * time.Second, Record: wire.Record{Name: "Ariadne", Ticks: 2011}}
	if out == 1 {
		s.state.Round.Record = wire.Record{Name: "Inês", Ticks: 2478}
	}
	s.run(3)
}

// watchRound watches, once out.
func (s *harness) watchRound() {
	s.tap(ebiten.KeySpace)
	s.state.Round.Watching = s.actions.Watch
	s.state.Spectating = Spectating{Active: true, Out: true, Following: "Theseus"}
	s.run(3)
}

// withPoints gives the players points, and places to some.
func (s *harness) withPoints() {
	for i := range s.state.View.Players {
		p := &s.state.View.Players[i]
		p.Points = uint32(3 + i*7%23)
		if p.ExitTick != 0 {
			p.Place, p.Gained = uint32(i/4+1), 10
		}
	}
}

// covers are the scenes that cover or cross the whole window.
var covers = map[string]bool{"pause": true, "pause-together": true, "pause-alone": true, "votes": true, "notice": true, "notice-lag": true, "cheer": true}

func (s *harness) chatter() {
	s.hud.AddLine("Inês joined")
	s.hud.AddChat('B', 2, wire.Appearance{}, "Inês", "this way, I can see the exit")
	s.hud.AddChat('G', 7, wire.Appearance{}, "Rui", "my ghost is two cells behind me, and there is a long corridor on the other side that goes nowhere at all, believe me")
	s.hud.AddLine(FinishText("Rui", 6120, false))
	s.hud.AddChat('E', 5, wire.Appearance{}, "Minos", "wait for me")
}

var lagged = netem.Config{
	Up:   netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5},
	Down: netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5},
}

// scenes are the states of the HUD worth looking at.
var scenes = map[string]func(*harness){
	"play": func(s *harness) {
		s.state.Netem = lagged
		s.chatter()
		s.run(290)
		s.tap(ebiten.KeyF3)
	},
	"lag": func(s *harness) {
		s.chatter()
		s.tap(ebiten.KeyF2)
		s.run(3)
	},
	"lag-apart": func(s *harness) {
		s.state.Netem = lagged
		s.state.Netem.Up.Loss = 20
		s.state.Switches.Prediction, s.state.Switches.Smoothing = false, false
		s.chatter()
		s.run(280)
		s.tap(ebiten.KeyF2, ebiten.KeyF3, ebiten.KeyTab)
		for range 7 {
			s.tap(ebiten.KeyTab)
		}
		s.run(2)
	},
	"chat": func(s *harness) {
		s.chatter()
		s.tap(ebiten.KeyEnter)
		s.input.Type(strings.Repeat("so that is how long a line may be: ", 6) + "almost")
		s.run(3)
	},
	"chat-empty": func(s *harness) {
		s.chatter()
		s.tap(ebiten.KeyEnter)
		s.run(2)
	},
	"board": func(s *harness) {
		s.chatter()
		s.input.TapButtons(input.ButtonSelect)
		s.run(1)
		s.input.TapButtons(input.ButtonSouth)
		s.run(2)
		s.input.TapButtons(input.ButtonSouth)
		s.run(2)
	},
	"pause": func(s *harness) {
		s.run(2)
		s.tap(ebiten.KeyEscape, ebiten.KeyDown)
		s.run(2)
	},
	"pause-together": func(s *harness) {
		s.withPeers()
		s.state.Peers.Invitation = "MMMM-WWWW-MMMM-WWWW-MMMM"
		s.run(2)
		s.tap(ebiten.KeyEscape)
		s.run(2)
	},
	"pause-alone": func(s *harness) {
		s.hud = New(Options{Input: s.input, Restart: true})
		s.state.Paused = true
		s.run(2)
		s.tap(ebiten.KeyEscape, ebiten.KeyDown)
		s.run(2)
	},
	"votes": func(s *harness) { s.withPeers(); s.openVotes() },
	"lag-peers": func(s *harness) {
		s.withPeers()
		s.state.Peers.Others = []Peer{{ID: 2, Name: "Bartholomew the Long", Netem: lagged}, {ID: 3, Name: "Rui"}}
		s.run(2)
		s.tap(ebiten.KeyF2)
		s.run(2)
	},
	"roster-peers": func(s *harness) {
		s.withPeers()
		s.input.HoldKeys(ebiten.KeyTab)
		s.run(2)
	},
	"roster": func(s *harness) {
		s.input.HoldKeys(ebiten.KeyTab)
		s.run(2)
	},
	"roster-points": func(s *harness) {
		s.withPoints()
		s.input.HoldKeys(ebiten.KeyTab)
		s.run(2)
	},
	"round-out":     func(s *harness) { s.round(1, 3); s.chatter(); s.run(2) },
	"round-record":  func(s *harness) { s.round(1, 1) },
	"round-folded":  func(s *harness) { s.round(1, 3); s.watchRound(); s.tap(ebiten.KeySpace); s.run(2) },
	"round-watch":   func(s *harness) { s.round(1, 3); s.watchRound() },
	"round-over":    func(s *harness) { s.round(1, 6) },
	"round-watcher": func(s *harness) { s.round(0, 6) },
	"round-results": func(s *harness) {
		s.round(6, 3)
		s.hud.LevelStarted()
		s.state.Round.Ranking, s.state.Round.Ending = standings(6, 0), false
		s.run(3)
	},
	"round-countdown": func(s *harness) { s.round(6, 3); s.chatter(); s.run(2) },
	"round-last":      func(s *harness) { s.round(6, 3); s.state.Round.Left = 7 * time.Second; s.run(2) },
	"watch": func(s *harness) {
		s.state.Spectating = Spectating{Active: true, QueuePosition: 2, Following: "Bartholomew the Long"}
		s.hud.Toast("Rui joined")
		s.tap(ebiten.KeyEnter)
		s.run(30)
	},
	"legend-peers": func(s *harness) {
		s.withPeers()
		s.tap(ebiten.KeyF1)
		s.run(2)
	},
	"legend": func(s *harness) {
		s.tap(ebiten.KeyF1)
		s.run(2)
	},
	"notice": func(s *harness) {
		s.hud.ShowBanner("Connection lost – trying again (2 of 8), next in 3 s")
		s.hud.Toast("No sound device: playing silently")
		s.run(40)
	},
	"notice-lag": func(s *harness) {
		s.tap(ebiten.KeyF2, ebiten.KeyF3)
		s.hud.ShowBanner("Connection lost – trying again (2 of 8), next in 3 s")
		s.hud.Toast("No sound device: playing silently")
		s.run(40)
	},
	"cheer": func(s *harness) {
		s.hud.Celebrate(FinishText("you", 6120, true))
		s.run(40)
	},
}

func TestScenes(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		for name, play := range scenes {
			t.Run(name, func(t *testing.T) {
				s := newHarness(w, 6)
				s.run(2)
				play(s)
				s.screenshot(t, name+"-"+i18n.Language()+"-"+w.String(), covers[name])
			})
		}
	})
	t.Run("crowd", func(t *testing.T) {
		s := newHarness(uitest.DefaultWindow, 300)
		s.input.HoldKeys(ebiten.KeyTab)
		s.run(3)
		s.screenshot(t, "roster-crowd", false)
	})
	t.Run("sixty-four", func(t *testing.T) {
		s := newHarness(uitest.DefaultWindow, 64)
		s.withPoints()
		for i := range s.state.View.Players {
			s.state.View.Players[i].Name = strings.TrimSuffix(s.state.View.Players[i].Name, " the Long")
		}
		s.input.HoldKeys(ebiten.KeyTab)
		s.run(3)
		s.screenshot(t, "roster-sixty-four", false)
		if l := s.hud.scoreboard.shape(s.hud.root.Viewport(), 64); l.fit != 64 {
			t.Errorf("%d of 64 players fit", l.fit)
		}
	})
}
