package screen

import (
	"math/rand/v2"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/pick"
	"clew/engine/sim"
	"clew/net/host"
)

// tick is how long a tick lasts.
const tick = time.Second / sim.TickRate

// solo is the screen 'Play here'.
type solo struct {
	app   *App
	panel *panel.Solo
}

// newSolo makes the screen; the message says why one is back there.
func newSolo(a *App, message string) *solo {
	s := &solo{app: a}
	at := a.last.level
	if at < 0 {
		at = len(pick.Names())
	}
	levels, err := levelInfos(a)
	if err != nil {
		message = unopened(err)
	}
	s.panel = panel.NewSolo(panel.SoloOptions{
		Levels: levels, At: min(at, len(levels)), Random: a.last.random, NewSeed: newSeed,
		Keep: a.settings.Now().Games.Keep, Message: message,
	})
	return s
}

// levelInfos are the levels that come with the game, with one's best times.
func levelInfos(a *App) (infos []panel.LevelInfo, err error) {
	for _, name := range pick.Names() {
		level, err := pick.Level(name)
		if err != nil {
			return nil, err
		}
		infos = append(infos, panel.LevelInfo{Arg: name, Level: level, Best: a.times.Best(level.Maze.Hash())})
	}
	return infos, nil
}

// newSeed is a seed that a person can read out to another.
func newSeed() uint64 { return rand.Uint64N(100_000) }

func (s *solo) update(_ time.Duration, w, h int) screen {
	s.app.scene().Update(tick)
	c := s.panel.Update(w, h, s.app.want(h))
	s.app.last.random = c.Random
	s.app.setKeep(c.Keep)
	switch {
	case c.Back:
		return newTitle(s.app, panel.PlayHere, "")
	case c.Play:
		return s.play(c)
	}
	return s
}

// play plays what was chosen.
func (s *solo) play(c panel.SoloChoice) screen {
	s.app.last.level = c.Level
	arg, after := levelOf(c.Level, c.Random)
	return s.app.playAlone(arg, after, c.Keep)
}

// playAlone starts a server within this program, for one, on the level of that
// name, and after tells what comes after one.
func (a *App) playAlone(arg string, after func(arg string) string, keep bool) screen {
	o, err := startOwn(arg, after, false, a.keepsIn(keep), host.Config{Addr: "127.0.0.1:0", Name: words.T("solo.server")})
	if err != nil {
		return newSolo(a, unopened(err))
	}
	return newPlay(a, target{address: o.Addr().String(), own: o, back: func(f failure) screen { return newSolo(a, f.text) }})
}

func (s *solo) draw(dst *ebiten.Image, now time.Duration) {
	s.app.drawScene(dst, now, 0.5)
	s.panel.Draw(dst)
}

func (s *solo) close() {}
