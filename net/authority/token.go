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

// Whoever has a player's resume token can take the player over, and somebody may read
// it on the way. So each Welcome brings a new one. Since that Welcome may be lost, the
// previous token stays valid until the first input after it. State and entries have
// only hashes of tokens: nobody who reads a recording can resume a player.

// hashToken returns the first 128 bits of a token's SHA-256.
func hashToken(token string) (h game.TokenHash) {
	sum := sha256.Sum256([]byte(token))
	copy(h[:], sum[:])
	return h
}

// playerByToken returns the player that a token belongs to, or nil. Resumes that
// are decided count, committed or not: of two tokens that are valid, only one can
// be used.
func (a *Authority) playerByToken(token string) *player {
	if token == "" {
		return nil
	}
	hash := hashToken(token)
	for _, p := range a.players {
		if p.id != 0 && (p.token == hash || p.previousToken == hash) {
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
