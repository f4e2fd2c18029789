package authority

import "clew/engine/sim"

// How often a player may be returned to. Each time costs a whole greeting, and no
// other bound holds for whoever has a token.
const (
	resumeBurst    = 8                // times at once …
	resumeInterval = 2 * sim.TickRate // … and the ticks until one more is free
)

// A resume token is worth a player, and may be read on the way by others. So
// each Welcome brings a new one. The one before it stays good until the first
// input after that Welcome, since a Welcome may be lost; then it is worth nothing.

// playerByToken returns the player that a token gives back, or nil.
func (a *Authority) playerByToken(token string) *player {
	if token == "" {
		return nil
	}
	for _, p := range a.players {
		if p.token == token || p.previousToken == token {
			return p
		}
	}
	return nil
}

// resumesTooOften reports whether the player was returned to so often lately that it
// cannot be again now, and counts this time otherwise.
func (p *player) resumesTooOften() bool {
	if p.resumeDebt > (resumeBurst-1)*resumeInterval {
		return true
	}
	p.resumeDebt += resumeInterval
	return false
}

// keepToken takes note of the token with which a client came: of the two that
// are good it is the one that the client has.
func (p *player) keepToken(token string) { p.token, p.previousToken = token, "" }

// renewToken makes the token for a Welcome.
func (p *player) renewToken(a *Authority) {
	p.tokensMade++
	p.token, p.previousToken = a.cfg.NewToken(p.id, p.tokensMade), p.token
}

// dropPreviousToken takes note that the newest Welcome was read.
func (p *player) dropPreviousToken() { p.previousToken = "" }
