package authority

import "clew/engine/sim"

// How often a player may be resumed. Each resume costs a whole welcome, and
// nothing else limits a client that has a token.
const (
	resumeBurst    = 8                // resumes at once …
	resumeInterval = 2 * sim.TickRate // … and the ticks until one more is allowed
)

// A resume token stands for a player, and others may read it on the way. So each
// Welcome brings a new one. The previous token stays valid until the first input
// after that Welcome, which may have been lost; then it is worthless.

// playerByToken returns the player that a token belongs to, or nil.
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

// resumesTooOften reports whether the player has been resumed too often lately;
// if not, it counts this resume.
func (p *player) resumesTooOften() bool {
	if p.resumeDebt > (resumeBurst-1)*resumeInterval {
		return true
	}
	p.resumeDebt += resumeInterval
	return false
}

// keepToken makes the token that a client resumed with the only valid one: the
// client has no other.
func (p *player) keepToken(token string) { p.token, p.previousToken = token, "" }

// renewToken makes a new token for a Welcome.
func (p *player) renewToken(a *Authority) {
	p.tokensMade++
	p.token, p.previousToken = a.cfg.NewToken(p.id, p.tokensMade), p.token
}

// dropPreviousToken notes that the client has read the newest Welcome.
func (p *player) dropPreviousToken() { p.previousToken = "" }
