package screen

import "time"

// pause holds back the time of a game while it stands still.
type pause struct {
	on     bool
	at     time.Duration // game time of the running pause
	before time.Duration // how long all earlier pauses took
}

// set begins or ends a pause.
func (p *pause) set(now time.Duration, on bool) {
	switch {
	case on && !p.on:
		p.at = now - p.before
	case !on && p.on:
		p.before = now - p.at
	}
	p.on = on
}

// gameTime returns the time without pauses.
func (p *pause) gameTime(now time.Duration) time.Duration {
	if p.on {
		return p.at
	}
	return now - p.before
}

// isPaused reports whether the game stands still: in single player while the menu
// is open, unless somebody else has joined the local server.
func (p *play) isPaused() bool {
	return p.isSinglePlayer() && p.target.server.setPaused(p.hud.PauseMenuShown())
}

// updatePaused runs one tick of a game that stands still: only flames move.
func (p *play) updatePaused(now time.Duration) {
	p.client.View(now, &p.view)
	for i := range p.view.Players {
		p.view.Players[i].Moving = false
	}
	p.renderer.Update(tick, &p.view)
}

// setPaused asks the server to stand still, or to go on, and reports whether it
// does stand still.
func (l *localServer) setPaused(on bool) bool {
	if l.Server == nil { // in tests
		return false
	}
	l.SetPaused(on)
	return on && l.IsPaused()
}
