package authority

import (
	"fmt"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// ReservedTicks is for how long a player who was cut off keeps a place that others
// want, so that no stranger gets it while its owner is on the way back.
const ReservedTicks = 10 * sim.TickRate

// SilentPlainTicks is for how long a plain text client that has never sent anything
// keeps a place that others want.
const SilentPlainTicks = 20 * sim.TickRate

// admit brings a client into the game: as a player where there is a place that
// nobody waits for, or as one that watches where it asks for that.
func (a *Authority) admit(c *Client, m *wire.Hello) {
	switch {
	case m.Spectate != wire.SpectateAlways && a.firstWaiting() == nil && a.freeSlot():
		a.join(c, m.Name, m.Appearance)
	case m.Spectate == wire.SpectateNever || len(a.spectators) >= a.cfg.MaxSpectators:
		a.rejectFull(c, m.Spectate)
	default:
		if f := a.checkSpectate(c); f != nil {
			c.rejectJoin(f)
			return
		}
		a.spectate(c, m)
	}
}

// checkSpectate is why a client may not watch, or nil.
func (a *Authority) checkSpectate(c *Client) *wire.ProtocolError {
	if a.cfg.MaySpectate == nil {
		return nil
	}
	return a.cfg.MaySpectate(c)
}

// rejectFull tells a client that there is no place for it.
func (a *Authority) rejectFull(c *Client, w wire.Spectate) {
	text := fmt.Sprintf("the game is full: %d players; try again later", a.cfg.MaxPlayers)
	switch {
	case w == wire.SpectateNever:
	case a.cfg.MaxSpectators == 0:
		text = fmt.Sprintf("the game has %d players at most, and nobody may watch; try again later", a.cfg.MaxPlayers)
	default:
		text = fmt.Sprintf("%d watch already, which is all that may; try again later", a.cfg.MaxSpectators)
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
	c.hello.Password = "" // of which there is no more need
	a.spectators = append(a.spectators, c)
	a.addEvent(EventSpectate, c, nil, "", "")
	a.entered(c)
	a.welcome(c)
}

// firstWaiting is the one that waits for a place for longest, or nil.
func (a *Authority) firstWaiting() *Client {
	for _, c := range a.spectators {
		if c.spectates == wire.SpectateIfFull {
			return c
		}
	}
	return nil
}

// fillFreeSlots gives those who wait the places that there are, in the order in which
// they came, and tells the others how far they have got.
func (a *Authority) fillFreeSlots() {
	for c := a.firstWaiting(); c != nil && a.freeSlot(); c = a.firstWaiting() {
		a.stopSpectating(c)
		c.welcomed = false
		a.join(c, c.hello.Name, c.hello.Appearance)
		c.player.announced = true // it has stayed for long enough
	}
	place := uint32(0)
	for _, c := range a.spectators {
		if c.spectates != wire.SpectateIfFull {
			continue
		}
		if place++; c.queuePosition != place {
			c.queuePosition = place
			c.send(&wire.QueuePosition{Position: place})
		}
	}
}

// stopSpectating takes a client out of those who watch.
func (a *Authority) stopSpectating(c *Client) {
	if i := slices.Index(a.spectators, c); i >= 0 {
		a.spectators = slices.Delete(a.spectators, i, i+1)
	}
	c.spectates, c.queuePosition = wire.SpectateNever, 0
}

// dispatchSpectator carries out a message of a client that watches.
func (c *Client) dispatchSpectator(m wire.Message) *wire.ProtocolError {
	if p, ok := m.(*wire.Ping); ok {
		return c.onPing(p)
	}
	return wire.ProtocolErrorf(wire.CodeSpectator, "you watch the game, and have no player to do this with")
}

// SpectatorCount is the number of those who watch.
func (a *Authority) SpectatorCount() int { return len(a.spectators) }

// CountSpectators counts the watchers whose labels are meant.
func (a *Authority) CountSpectators(meant func(label string) bool) (n int) {
	for _, c := range a.spectators {
		if meant(c.label) {
			n++
		}
	}
	return n
}

// CloseSpectators ends the connections of those who watch and for whose labels there
// is a reason, and returns how many that were.
func (a *Authority) CloseSpectators(code string, why func(label string) (reason string, is bool)) (n int) {
	for _, c := range slices.Clone(a.spectators) {
		if reason, is := why(c.label); is {
			c.close(code, wire.CleanText(reason))
			n++
		}
	}
	return n
}
