package authority

import (
	"crypto/sha256"

	"clew/engine/game"
	"clew/engine/sim"
)

// How often a player may be resumed. Each resume costs a whole welcome, and
// nothing else limits a client that has a token.
const (
	resumeBurst    = 8                // resumes at once …
	resumeInterval = 2 * sim.TickRate // … and the ticks until one more is allowed
)

// A resume token stands for a player, and others may read it on the way. So each
// Welcome brings a new one. The previous token stays valid until the first input
// after that Welcome, which may have been lost; then it is worthless.
// The game has hashes only: whoever reads its entries cannot resume anybody.

// hashToken returns what the game has of a token.
func hashToken(token string) (h game.TokenHash) {
	sum := sha256.Sum256([]byte(token))
	copy(h[:], sum[:])
	return h
}

// playerByToken returns the player that a token belongs to, or nil.
func (a *Authority) playerByToken(token string) *player {
	if token == "" {
		return nil
	}
	hash := hashToken(token)
	s := a.state.PlayerByToken(hash)
	if s == nil {
		return nil
	}
	p := a.player(s.ID)
	if p != nil && p.tokenConfirmed && s.Token != hash {
		return nil
	}
	return p
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

// renewToken makes a new token for the client's Welcome and returns its hash. A
// plain text client has none: it cannot come back.
func (c *Client) renewToken() game.TokenHash {
	if c.mode == Plain {
		return game.TokenHash{}
	}
	c.a.tokensMade++
	c.token = c.a.cfg.NewToken(c.a.tokensMade)
	return hashToken(c.token)
}
