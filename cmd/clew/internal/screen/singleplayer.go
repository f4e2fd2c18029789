package screen

import (
	"math/rand/v2"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/bestrun"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/medal"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/internal/cli"
	"clew/engine/sim"
	"clew/net/server"
)

// tick is the length of a tick.
const tick = time.Second / sim.TickRate

// singlePlayer is the screen 'Single player'.
type singlePlayer struct {
	app   *App
	panel *menu.SinglePlayerForm
}

// newSinglePlayer returns the screen; message explains why the player is back
// there.
func newSinglePlayer(a *App, message string) *singlePlayer {
	s := &singlePlayer{app: a}
	selected := a.choices.level
	if selected < 0 {
		selected = len(cli.LevelNames())
	}
	levels, err := levelInfos(a)
	if err != nil {
		message = openErrorText(err)
	}
	s.panel = menu.NewSinglePlayerForm(menu.SinglePlayerOptions{
		Levels: levels, Selected: min(selected, len(levels)), Random: a.choices.random, NewSeed: newSeed,
		Record: a.settings.Current().Games.Record, Message: message,
	})
	return s
}

// levelInfos lists the shipped levels with the player's best times.
func levelInfos(a *App) (infos []menu.LevelInfo, err error) {
	for _, name := range cli.LevelNames() {
		level, err := cli.LoadLevel(name)
		if err != nil {
			return nil, err
		}
		infos = append(infos, menu.LevelInfo{Arg: name, Level: level, Best: a.times.Best(level.Maze.Hash()), Pars: medal.Of(level.Maze)})
	}
	return infos, nil
}

// newSeed returns a seed short enough to read out.
func newSeed() uint64 { return rand.Uint64N(100_000) }

func (s *singlePlayer) update(_ time.Duration, w, h int) screen {
	s.app.menuBackdrop().Update(tick)
	choice := s.panel.Update(w, h, s.app.uiScale(h))
	s.app.choices.random = choice.Random
	s.app.setRecord(choice.Record)
	switch {
	case choice.Back:
		return newTitle(s.app, menu.SinglePlayer, "")
	case choice.Play:
		return s.play(choice)
	}
	return s
}

// play starts the chosen level.
func (s *singlePlayer) play(choice menu.SinglePlayerChoice) screen {
	s.app.choices.level = choice.Level
	arg, next := levelOf(choice.Level, choice.Random)
	return s.app.startSinglePlayer(arg, next, choice.Record)
}

// startSinglePlayer starts a local server for one player with the level named
// arg; after returns the name of the next level.
func (a *App) startSinglePlayer(arg string, next func(arg string) string, record bool) screen {
	runs := &bestrun.Recorder{}
	cfg := server.Config{Addr: "127.0.0.1:0", Name: i18n.T("single-player.server"), Dark: true, OnStart: runs.Start, OnEntry: runs.Entry}
	o, err := startLocalServer(arg, next, false, a.replayFolderIf(record), cfg)
	if err != nil {
		return newSinglePlayer(a, openErrorText(err))
	}
	o.runs = runs
	return newPlay(a, joinTarget{address: o.Addr().String(), server: o, back: func(reason exitReason) screen { return newSinglePlayer(a, reason.text) }})
}

func (s *singlePlayer) draw(dst *ebiten.Image, now time.Duration) {
	s.app.drawBackdrop(dst, now, 0.5)
	s.panel.Draw(dst)
}

func (s *singlePlayer) close() {}
