package authority

import (
	"fmt"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// MakeWayTicks is for how long a player who was cut off keeps a place that others
// want, so that no stranger gets it while its owner is on the way back.
const MakeWayTicks = 10 * sim.TickRate

// WordlessTicks is for how long a plain text client that has never sent anything
// keeps a place that others want.
const WordlessTicks = 20 * sim.TickRate

// enter brings a client into the game: as a player where there is a place that
// nobody waits for, or as one that watches where it asks for that.
func (a *Authority) enter(c *Client, m *wire.Hello) {
	switch {
	case m.Watch != wire.WatchAlways && a.first() == nil && a.makeRoom():
		a.join(c, m.Name, m.Look)
	case m.Watch == wire.WatchNever || len(a.watchers) >= a.cfg.MaxWatchers:
		a.refuse(c, m.Watch)
	default:
		if f := a.keepsOut(c); f != nil {
			c.turnAway(f)
			return
		}
		a.watch(c, m)
	}
}

// keepsOut is why a client may not watch, or nil.
func (a *Authority) keepsOut(c *Client) *wire.Fault {
	if a.cfg.MayWatch == nil {
		return nil
	}
	return a.cfg.MayWatch(c)
}

// refuse tells a client that there is no place for it.
func (a *Authority) refuse(c *Client, w wire.Watch) {
	text := fmt.Sprintf("the game is full: %d players; try again later", a.cfg.MaxPlayers)
	switch {
	case w == wire.WatchNever:
	case a.cfg.MaxWatchers == 0:
		text = fmt.Sprintf("the game has %d players at most, and nobody may watch; try again later", a.cfg.MaxPlayers)
	default:
		text = fmt.Sprintf("%d watch already, which is all that may; try again later", a.cfg.MaxWatchers)
	}
	c.send(&wire.Error{Code: wire.CodeFull, Text: text})
	if c.mode == Plain && !c.spoke {
		c.refused = text
		return
	}
	c.end(wire.CodeFull, text)
}

// watch lets a client see the game without a player in it.
func (a *Authority) watch(c *Client, m *wire.Hello) {
	c.watches, c.wish = m.Watch, *m
	c.wish.Password = "" // of which there is no more need
	a.watchers = append(a.watchers, c)
	a.note(NoteWatch, c, nil, "", "")
	a.entered(c)
	a.greet(c)
}

// first is the one that waits for a place for longest, or nil.
func (a *Authority) first() *Client {
	for _, c := range a.watchers {
		if c.watches == wire.WatchIfFull {
			return c
		}
	}
	return nil
}

// seat gives those who wait the places that there are, in the order in which
// they came, and tells the others how far they have got.
func (a *Authority) seat() {
	for c := a.first(); c != nil && a.makeRoom(); c = a.first() {
		a.unwatch(c)
		c.greeted = false
		a.join(c, c.wish.Name, c.wish.Look)
		c.player.announced = true // it has stayed for long enough
	}
	place := uint32(0)
	for _, c := range a.watchers {
		if c.watches != wire.WatchIfFull {
			continue
		}
		if place++; c.place != place {
			c.place = place
			c.send(&wire.Line{Place: place})
		}
	}
}

// unwatch takes a client out of those who watch.
func (a *Authority) unwatch(c *Client) {
	if i := slices.Index(a.watchers, c); i >= 0 {
		a.watchers = slices.Delete(a.watchers, i, i+1)
	}
	c.watches, c.place = wire.WatchNever, 0
}

// watched carries out a message of a client that watches.
func (c *Client) watched(m wire.Message) *wire.Fault {
	if p, ok := m.(*wire.Ping); ok {
		return c.ping(p)
	}
	return wire.Faultf(wire.CodeWatch, "you watch the game, and have no player to do this with")
}

// Watchers is the number of those who watch.
func (a *Authority) Watchers() int { return len(a.watchers) }

// Watching counts the watchers whose labels are meant.
func (a *Authority) Watching(meant func(label string) bool) (n int) {
	for _, c := range a.watchers {
		if meant(c.label) {
			n++
		}
	}
	return n
}

// EndWatchers ends the connections of those who watch and for whose labels there
// is a reason, and returns how many that were.
func (a *Authority) EndWatchers(code string, why func(label string) (reason string, is bool)) (n int) {
	for _, c := range slices.Clone(a.watchers) {
		if reason, is := why(c.label); is {
			c.end(code, wire.CleanText(reason))
			n++
		}
	}
	return n
}
