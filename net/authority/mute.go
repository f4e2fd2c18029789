package authority

import (
	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// Mute keeps a player from chatting and from changing its name until a tick, or
// game.Forever, from the next tick on. It returns false if there is no such
// player.
func (a *Authority) Mute(id sim.ID, until sim.Tick) bool {
	p := a.player(id)
	if p != nil {
		a.propose(game.Change{Kind: game.Mute, ID: id, Until: until}, p, nil)
	}
	return p != nil
}

// mutedUntil returns until when a player is muted. A Mute that is decided counts even
// if its entry is not committed yet: the player is refused at once.
func (a *Authority) mutedUntil(p *player) sim.Tick {
	until := a.state.Player(p.id).MutedUntil
	for _, u := range a.underWay {
		until = lastMute(u.changes, p, until)
	}
	return lastMute(a.pending, p, until)
}

// lastMute returns until when the last Mute among changes mutes a player, or
// until if there is none.
func lastMute(changes []change, p *player, until sim.Tick) sim.Tick {
	for _, c := range changes {
		if c.Kind == game.Mute && c.player == p {
			until = c.Until
		}
	}
	return until
}

// checkMuted returns what to tell a client whose player is muted, or nil.
func (c *Client) checkMuted() *wire.ProtocolError {
	now, until := c.a.state.Tick(), c.a.mutedUntil(c.player)
	if until <= now {
		return nil
	}
	return wire.ProtocolErrorf(wire.CodeMuted, "you are muted for another %d s", (uint64(until-now)+sim.TickRate-1)/sim.TickRate)
}
