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
	finish := hud.Finish{Time: elapsed}
	if m := p.view.Maze; m != nil {
		finish.Best, finish.Pars = p.app.times.Best(m.Hash()), medal.Of(m)
		p.app.times.Add(m.Hash(), p.view.Level, elapsed, time.Now())
	}
	if p.isSinglePlayer() {
		if p.target.server.runs != nil {
			p.bestRun.finished(p.client.ID())
		}
		p.hud.ShowFinish(finish)
		return
	}
	p.hud.Celebrate(hud.FinishText("", elapsed, true))
	p.hud.AddLine(hud.BestText(finish))
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

// recordVisit remembers a server that the player joined, and hints that need not
// be shown again.
func (p *play) recordVisit(s session.Status, actions hud.Actions) {
	if s.State == session.Playing && !p.visited {
		p.visited = true
		if p.target.server == nil {
			p.app.settings.Change(func(s *settings.Settings) {
				s.Servers.RecordVisit(settings.Server{Address: p.target.address, Name: p.client.ServerName()})
			})
		}
	}
	if actions.HintShown {
		p.app.settings.Change(func(s *settings.Settings) { s.Seen.Keys = true })
	}
}
