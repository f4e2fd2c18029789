package screen

import (
	"errors"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/lessonui"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/netsim"
	"clew/net/replica"
)

// lagged is the bad network of these scenes.
var lagged = netem.Config{
	Up:   netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5},
	Down: netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5},
}

// playScenes holds the scenes of a game.
var playScenes = map[string]func(*appTest){
	"game-first": func(s *appTest) {
		p := s.join("first-thread", 0, joinTarget{server: &localServer{}})
		p.hud.Toast("No sound device: playing silently")
		s.run(40)
	},
	"game-loading": func(s *appTest) {
		s.join("first-thread", 0, joinTarget{})
		s.game = nil // no server answers
		s.run(60)
	},
	"game": func(s *appTest) { s.walking(4) },
	"game-hint": func(s *appTest) {
		s.app.settings.Change(func(set *settings.Settings) { set.Seen.Keys = false })
		s.join("labyrinth", 0, joinTarget{server: &localServer{}})
		s.run(60)
	},
	"game-chat": func(s *appTest) {
		s.walking(4)
		s.chatter()
		s.tap(ebiten.KeyEnter)
		s.input.Type("this way, I can see the exit, and there is a long corridor that goes nowhere")
		s.run(1)
	},
	"game-talk": func(s *appTest) {
		p := s.walking(4)
		s.chatter()
		p.hud.Toast("Rui joined")
	},
	"game-net": func(s *appTest) {
		s.app.opts.Netem = lagged
		s.walking(4)
		s.tap(ebiten.KeyF3, ebiten.KeyF4)
		s.walk(40)
	},
	"game-presenter": func(s *appTest) {
		s.app.opts.Netem = lagged
		s.walking(4)
		s.tap(ebiten.KeyP, ebiten.KeyF4)
		s.walk(40)
	},
	"game-dark": func(s *appTest) {
		s.join("first-thread", 2, joinTarget{password: inTheDark})
		s.run(30)
		s.walk(60)
	},
	"game-lag": func(s *appTest) {
		s.app.opts.Netem = lagged
		s.walking(4)
		s.chatter()
		s.tap(ebiten.KeyF2, ebiten.KeyF3, ebiten.KeyF4)
		s.walk(40)
	},
	"game-lag-apart": func(s *appTest) {
		s.app.opts.Netem = lagged
		s.app.opts.Netem.Up.Loss = 20
		s.walking(4)
		s.tap(ebiten.KeyF2, ebiten.KeyTab)
		s.tap(times(9, ebiten.KeyTab)...)
	},
	"game-map":    func(s *appTest) { s.walking(4); s.tap(ebiten.KeyM) },
	"game-board":  func(s *appTest) { s.walking(7); s.input.HoldKeys(ebiten.KeyTab); s.run(10) },
	"game-legend": func(s *appTest) { s.walking(4); s.tap(ebiten.KeyF1) },
	"game-pause": func(s *appTest) {
		s.walking(4)
		s.chatter()
		s.tap(ebiten.KeyEscape, ebiten.KeyDown)
	},
	"game-settings": func(s *appTest) {
		s.walking(4)
		s.tap(ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	},
	"game-exit": func(s *appTest) {
		s.join("first-thread", 0, joinTarget{server: &localServer{}})
		s.walk(2400)
		s.run(20)
	},
	"game-best-run": func(s *appTest) { s.afterBestRun(); s.run(90) },
	"game-cheer": func(s *appTest) {
		s.join("first-thread", 3, joinTarget{})
		s.walk(2400)
		s.run(20)
	},
	"game-lost": func(s *appTest) {
		s.walking(4)
		s.chatter()
		s.cut()
		s.run(30)
	},
	"game-quiet": func(s *appTest) {
		s.walking(4)
		s.game.StallServer(1000)
		s.run(90)
	},
	"game-board-points": func(s *appTest) { s.round(walkingOut); s.input.HoldKeys(ebiten.KeyTab); s.run(10) },
	"round-record":      func(s *appTest) { s.round(nobodyOut); s.walk(2400); s.run(280) },
	"round-out":         func(s *appTest) { s.round(walkingOut); s.walk(2400); s.run(280) },
	"round-watch": func(s *appTest) {
		s.round(walkingOut)
		s.walk(2400)
		s.run(280)
		s.tap(ebiten.KeySpace)
		s.run(30)
	},
	"round-folded": func(s *appTest) {
		s.round(walkingOut)
		s.walk(2400)
		s.run(280)
		s.tap(ebiten.KeySpace, ebiten.KeySpace)
		s.run(30)
	},
	"round-countdown": func(s *appTest) { s.round(walkingOut); s.run(60) },
	"round-last-seconds": func(s *appTest) {
		s.round(walkingOut)
		s.run(80 * sim.TickRate)
	},
	"round-results": func(s *appTest) {
		s.round(walkingOut)
		s.run(88 * sim.TickRate)
	},
	"watch": func(s *appTest) { s.join("two-courtyards", 4, joinTarget{password: full}); s.run(200) },
	"watch-whole": func(s *appTest) {
		s.join("two-courtyards", 4, joinTarget{password: full})
		s.run(200)
		s.tap(ebiten.KeyA)
	},
}

// How a round of five others begins.
const (
	nobodyOut  = iota
	walkingOut // two are out
	allOut     // but the own player
)

// round joins a game whose levels follow one another.
func (s *appTest) round(how int) *play {
	p := s.join("first-thread", 5, joinTarget{password: inRounds})
	for i, c := range s.game.Clients {
		if how == walkingOut && i < 2 {
			c.Input = s.wayOut(c, i)
		}
	}
	s.run(60)
	for range 3000 {
		if r := p.client.Ranking(); how == nobodyOut || len(r) > 1 && r[1].Place > 0 {
			return p
		}
		s.run(1)
	}
	s.t.Fatalf("not out: %+v", p.client.Ranking())
	return p
}

// wayOut returns inputs that lead to the exit; n is how many seconds it
// waits first. It pauses now and then, so that it does not sway about a corner.
func (s *appTest) wayOut(c *netsim.Client, n int) netsim.InputFunc {
	var v replica.View
	return func(tick int) sim.Input {
		c.View(s.game.Now(), &v)
		me := v.Self()
		if pause := uint32(tick)*2654435761>>28 < 5; me == nil || tick < 60*n || pause {
			return 0
		}
		return towards(v.Maze, me.X, me.Y)
	}
}

// walking joins a game and walks in it for a while.
func (s *appTest) walking(others int) *play {
	p := s.join("two-courtyards", others, joinTarget{})
	s.walk(300)
	return p
}

// chatter lets the other players chat.
func (s *appTest) chatter() {
	for i, text := range []string{"hello", "this way, I can see the exit", "my ghost is two cells behind me, and there is a long corridor on the other side that goes nowhere"} {
		s.game.Clients[i].SendChat(text)
		s.run(40)
	}
}

// cut ends the connection and lets no new one open.
func (s *appTest) cut() {
	p := s.app.current.(*play)
	s.link.Close()
	for range 8 {
		s.run(20)
		for p.client.ShouldDial(s.now) {
			p.client.DialFailed(s.now, errors.New("no answer"))
		}
	}
}

// labScenes holds the scenes of the Lab and the lessons.
var labScenes = map[string]func(*appTest){
	"lab":            func(s *appTest) { s.lab("3-loss", "") },
	"lab-packet":     func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab) },
	"lab-input":      func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyI, ebiten.KeyI) },
	"lab-correction": func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyC) },
	"lab-change":     func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyTab, ebiten.KeyDigit1) },
	"lab-compare":    func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyTab, ebiten.KeyDigit1, ebiten.KeyM) },
	"lab-with":       func(s *appTest) { s.lab("2-lag", "3-loss") },
	"lab-settings":   func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyE) },
	"lab-hands":      func(s *appTest) { s.lab("3-loss", ""); s.tap(ebiten.KeyF6, ebiten.KeyF7) },

	"how-it-works":           func(s *appTest) { s.howItWorks(0) },
	"how-it-works-predicts":  func(s *appTest) { s.howItWorks(1) },
	"how-it-works-ignores":   func(s *appTest) { s.howItWorks(2) },
	"how-it-works-replays":   func(s *appTest) { s.howItWorks(3) },
	"how-it-works-jumps":     func(s *appTest) { s.howItWorks(4) },
	"how-it-works-glides":    func(s *appTest) { s.howItWorks(5) },
	"how-it-works-by-hand":   func(s *appTest) { s.howItWorks(1); s.input.HoldKeys(ebiten.KeyD); s.run(40) },
	"how-it-works-snaps":     func(s *appTest) { s.howItWorks(1); s.tap(ebiten.KeyDigit2) },
	"how-it-works-presenter": func(s *appTest) { s.howItWorks(2); s.tap(ebiten.KeyP) },

	"lesson":          func(s *appTest) { s.lesson(1, 0) },
	"lesson-task":     func(s *appTest) { s.lesson(1, 2) },
	"lesson-hint":     func(s *appTest) { s.lesson(2, 1); s.tap(ebiten.KeyF9) },
	"lesson-solution": func(s *appTest) { s.lesson(2, 1); s.tap(ebiten.KeyF9, ebiten.KeyF9) },
	"lesson-end":      func(s *appTest) { s.lesson(4, 6) },
	"lesson-packet":   func(s *appTest) { s.lesson(3, 5); s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyTab) },
	"lesson-compare": func(s *appTest) {
		s.lesson(3, 5)
		s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyDigit1, ebiten.KeyM)
	},
	"lesson-gamepad": func(s *appTest) {
		s.lesson(0, 1)
		s.tap(ebiten.KeyF9, ebiten.KeyF9)
		s.input.TapButtons(input.RightStickUp)
		s.run(1)
		s.t.Cleanup(func() { ui.SetGamepadActive(false) })
	},
}

// lab shows a scenario in the Lab, compared with another if given, paused after
// two seconds.
func (s *appTest) lab(name, with string) {
	s.t.Helper()
	find := func(name string) *lab.Source {
		f, err := lab.Find(name)
		if err != nil {
			s.t.Fatal(err)
		}
		return f
	}
	if with != "" {
		s.app.opts.LabCompare = find(with)
	}
	s.show(newLab(s.app, find(name)))
	s.run(120)
	s.tap(ebiten.KeySpace)
}

// lesson shows a page of a lesson.
func (s *appTest) lesson(which, page int) {
	f := lessonui.Shipped()[which]
	s.show(newLessons(s.app, &f))
	s.tap(times(page, ebiten.KeyF10)...)
	s.run(60)
}

// howItWorks shows a step of the tour, when half of it is over.
func (s *appTest) howItWorks(step int) {
	s.show(newHowItWorks(s.app))
	s.run(step*360 + 180)
}
