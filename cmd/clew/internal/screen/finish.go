package screen

import (
	"time"

	"clew/cmd/clew/internal/panel/hud"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/endpoint"
)

// found celebrates one's own way out: the time is kept and held against the best
// one. In a game of one's own one is asked what to do next.
func (p *play) found(took sim.Tick) {
	e := hud.Exit{Took: took}
	if m := p.seen.Maze; m != nil {
		e.Best = p.app.times.Best(m.Hash())
		p.app.times.Add(m.Hash(), p.seen.Level, took, time.Now())
	}
	if p.alone() {
		p.hud.Finished(e)
		return
	}
	p.hud.Cheer(hud.Exited("", took, true))
	p.hud.Tell(hud.BestText(e))
}

// unkept is what to say of times that could not be kept since the last call;
// empty: there are none.
func (a *App) unkept() string {
	if err := a.times.Problem(); err != nil {
		return words.F("times.unkept", words.Cause(err))
	}
	return ""
}

// alone says that the server is one's own and for nobody else.
func (p *play) alone() bool { return p.target.own != nil && !p.target.stays }

// obeyExit does what the person wants after the exit of a game of their own.
func (p *play) obeyExit(wish hud.Wish) {
	switch {
	case wish.Again:
		p.target.own.again()
	case wish.Next:
		if err := p.target.own.next(); err != nil {
			p.hud.Toast(unopened(err))
		}
	}
}

// remember takes note of a server that one has come to, and of what one need not
// be shown again.
func (p *play) remember(s endpoint.Status, wish hud.Wish) {
	if s.Phase == endpoint.Playing && !p.visited {
		p.visited = true
		if p.target.own == nil {
			p.app.settings.Change(func(s *settings.Settings) {
				s.Servers.Visit(settings.Server{Address: p.target.address, Name: p.client.Server()})
			})
		}
	}
	if wish.Hinted {
		p.app.settings.Change(func(s *settings.Settings) { s.Seen.Keys = true })
	}
}
