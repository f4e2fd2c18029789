package screen

import (
	"time"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/medal"
	"clew/cmd/clew/internal/settings"
	"clew/engine/sim"
	"clew/net/session"
)

// onExit celebrates that the own player reached the exit, and records the time.
// In single player it opens the card that asks what to do next.
func (p *play) onExit(elapsed sim.Tick) {
	finish := p.recordTime(elapsed)
	if p.isSinglePlayer() {
		if p.target.server.runs != nil {
			p.bestRun.finished(p.client.ID())
		}
		p.hud.ShowFinish(finish)
		return
	}
	p.celebrateExit(finish)
}

// recordTime records the own time on a level, and returns it with what it is to be
// compared with.
func (g *gameScreen) recordTime(elapsed sim.Tick) hud.Finish {
	finish := hud.Finish{Time: elapsed}
	if m := g.view.Maze; m != nil {
		finish.Best, finish.Pars = g.app.times.Best(m.Hash()), medal.Of(m)
		g.app.times.Add(m.Hash(), g.view.Level, elapsed, time.Now())
	}
	return finish
}

// celebrateExit shows that the own player is out, in a game with others.
func (g *gameScreen) celebrateExit(finish hud.Finish) {
	g.hud.Celebrate(hud.FinishText("", finish.Time, true))
	g.hud.AddLine(hud.BestText(finish))
}

// timesProblem explains why times could not be saved since the last call, or
// returns "".
func (a *App) timesProblem() string {
	if err := a.times.Problem(); err != nil {
		return i18n.Tf("times.not-saved", i18n.ErrorText(err))
	}
	return ""
}

// isSinglePlayer reports whether the server is local and closed to others.
func (p *play) isSinglePlayer() bool { return p.target.isSinglePlayer() }

// applyExitActions carries out what the player chose on the finish card.
func (p *play) applyExitActions(actions hud.Actions) {
	switch {
	case actions.Restart:
		p.target.server.restartLevel()
	case actions.NextLevel:
		if err := p.target.server.nextLevel(); err != nil {
			p.hud.Toast(openErrorText(err))
		}
	}
}

// recordVisit remembers a server that the player joined.
func (p *play) recordVisit(s session.Status) {
	if s.State == session.Playing && !p.visited {
		p.visited = true
		if p.target.server == nil {
			p.app.settings.Change(func(s *settings.Settings) {
				s.Servers.RecordVisit(settings.Server{Address: p.target.address, Name: p.client.ServerName()})
			})
		}
	}
}
