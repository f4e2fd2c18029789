package authority

import (
	"math"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Those who are in the game hear of a newcomer once it has sent something, or has
// stayed for a while. Of one that goes before, as the connections of a storm do, they
// hear nothing, and so nobody has to be told. A newcomer itself is told of everybody.

// AnnounceTicks is how long a newcomer stays that sends nothing, before the others
// hear of it.
const AnnounceTicks = sim.TickRate / 2

// meeting numbers greetings and introductions in the order in which they happen.
type meeting uint64

// unmet is when a player came of whom nobody is told, not even a newcomer: its client
// went before the others heard of it, and may come back.
const unmet = meeting(math.MaxUint64)

// meet returns the next number.
func (a *Authority) meet() meeting {
	a.meetings++
	return a.meetings
}

// introduced reports whether the player has ever come into a World.
func (p *player) introduced() bool { return p.met != 0 }

// knows reports whether a client has been told of a player, and hears what becomes
// of it.
func (c *Client) knows(p *player) bool {
	return c.greeted && p.introduced() && (p.announced || c.met > p.met)
}

// tellOf sends a message about a player to all clients of a mode that know it.
func (a *Authority) tellOf(p *player, mode Mode, m wire.Message) {
	for _, c := range a.clients {
		if c.mode == mode && c.knows(p) {
			c.send(m)
		}
	}
}

// announce tells those of a player who do not know it.
func (a *Authority) announce(p *player) {
	if p.announced || !p.introduced() {
		return
	}
	for _, c := range a.clients {
		switch {
		case !c.greeted || c.knows(p):
		case c.mode == Plain:
			c.send(p.where())
		default:
			c.send(p.who())
		}
	}
	p.announced = true
}

// withdraw takes back a player that was not announced, because its client is gone:
// those who have been told of it hear that it left.
func (a *Authority) withdraw(p *player) {
	if p.introduced() && !p.announced {
		a.tellLeft(p)
		p.met = unmet
	}
}

// tellLeft tells those who know a player that it has left.
func (a *Authority) tellLeft(p *player) {
	left := &wire.Left{ID: p.id}
	a.tellOf(p, Game, left)
	a.tellOf(p, Plain, left)
}

// announceDue announces those who have stayed for long enough.
func (a *Authority) announceDue() {
	for _, p := range a.players {
		if !p.announced && p.client != nil && p.introduced() && a.world.Tick() >= p.due {
			a.announce(p)
		}
	}
}

// seenBy returns those bodies of the newest snapshot that a client may see: a body
// does not come before its Who.
func (a *Authority) seenBy(c *Client) []wire.Body {
	if !slices.ContainsFunc(a.secret, func(p *player) bool { return !c.knows(p) }) {
		return a.bodies
	}
	c.bodies = c.bodies[:0]
	for i := range a.bodies {
		if c.knows(a.byID[a.bodies[i].ID]) {
			c.bodies = append(c.bodies, a.bodies[i])
		}
	}
	return c.bodies
}
