package authority

import (
	"fmt"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// ReservedTicks is how long a disconnected player keeps a slot that others want,
// so that no stranger gets it while its owner reconnects.
const ReservedTicks = 10 * sim.TickRate

// SilentPlainTicks is how long a plain text client that has never sent anything
// keeps a slot that others want.
const SilentPlainTicks = 20 * sim.TickRate

// admit brings a client into the game: as a player if there is a slot that nobody
// waits for, otherwise as a spectator if it asked for that.
func (a *Authority) admit(c *Client, m *wire.Hello) {
	switch {
	case m.Spectate != wire.SpectateAlways && a.firstWaiting() == nil && a.makeRoom():
		a.join(c, m.Name, m.Appearance)
	case m.Spectate == wire.SpectateNever || len(a.spectators) >= a.cfg.MaxSpectators:
		a.rejectFull(c, m.Spectate)
	default:
		if refusal := a.checkSpectate(c); refusal != nil {
			c.rejectJoin(refusal)
			return
		}
		a.spectate(c, m)
	}
}

// checkSpectate returns why a client may not spectate, or nil.
func (a *Authority) checkSpectate(c *Client) *wire.ProtocolError {
	if a.cfg.MaySpectate == nil {
		return nil
	}
	return a.cfg.MaySpectate(c)
}

// rejectFull tells a client that there is no slot for it.
func (a *Authority) rejectFull(c *Client, spectate wire.Spectate) {
	text := fmt.Sprintf("the game is full: %d players; try again later", a.cfg.MaxPlayers)
	switch {
	case spectate == wire.SpectateNever:
	case a.cfg.MaxSpectators == 0:
		text = fmt.Sprintf("the game has %d players at most and allows no spectators; try again later", a.cfg.MaxPlayers)
	default:
		text = fmt.Sprintf("there are %d spectators already; try again later", a.cfg.MaxSpectators)
	}
	c.send(&wire.Error{Code: wire.CodeFull, Text: text})
	if c.mode == Plain && !c.dataArrived {
		c.fullReason = text
		return
	}
	c.close(wire.CodeFull, text)
}

// spectate lets a client see the game without a player in it.
func (a *Authority) spectate(c *Client, m *wire.Hello) {
	c.spectates, c.hello = m.Spectate, *m
	c.hello.Password = "" // it is not needed any more
	a.spectators = append(a.spectators, c)
	a.addEvent(EventSpectate, c, nil, "", "")
	a.welcome(c)
}

// firstWaiting returns the spectator that has waited longest for a slot, or nil.
func (a *Authority) firstWaiting() *Client {
	for _, c := range a.spectators {
		if c.spectates == wire.SpectateIfFull {
			return c
		}
	}
	return nil
}

// fillFreeSlots gives free slots to the waiting spectators in the order in which
// they came, and tells the others their new positions in the queue.
func (a *Authority) fillFreeSlots() {
	for c := a.firstWaiting(); c != nil && a.makeRoom(); c = a.firstWaiting() {
		a.stopSpectating(c)
		a.join(c, c.hello.Name, c.hello.Appearance) // until that is committed it sees the game as before
		c.player.announced = true                   // it has stayed for long enough
	}
	position := uint32(0)
	for _, c := range a.spectators {
		if c.spectates != wire.SpectateIfFull {
			continue
		}
		if position++; c.queuePosition != position {
			c.queuePosition = position
			c.send(&wire.QueuePosition{Position: position})
		}
	}
}

// stopSpectating removes a client from the spectators.
func (a *Authority) stopSpectating(c *Client) {
	if i := slices.Index(a.spectators, c); i >= 0 {
		a.spectators = slices.Delete(a.spectators, i, i+1)
	}
	c.spectates, c.queuePosition = wire.SpectateNever, 0
}

// dispatchSpectator handles a message of a spectator.
func (c *Client) dispatchSpectator(m wire.Message) *wire.ProtocolError {
	if p, ok := m.(*wire.Ping); ok {
		return c.onPing(p)
	}
	return wire.ProtocolErrorf(wire.CodeSpectator, "spectators have no player and cannot do this")
}

// SpectatorCount returns the number of spectators.
func (a *Authority) SpectatorCount() int { return len(a.spectators) }

// CountSpectators returns the number of spectators whose labels match.
func (a *Authority) CountSpectators(match func(label string) bool) (n int) {
	for _, c := range a.spectators {
		if match(c.label) {
			n++
		}
	}
	return n
}

// CloseSpectators closes the connections of the spectators for whose labels
// reasonFor gives a reason, and returns how many there were.
func (a *Authority) CloseSpectators(code string, reasonFor func(label string) (reason string, ok bool)) (n int) {
	for _, c := range slices.Clone(a.spectators) {
		if reason, ok := reasonFor(c.label); ok {
			c.close(code, wire.CleanText(reason))
			n++
		}
	}
	return n
}
