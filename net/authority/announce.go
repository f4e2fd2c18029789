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

// introOrder numbers greetings and introductions in the order in which they happen.
type introOrder uint64

// hiddenIntro is when a player came of whom nobody is told, not even a newcomer: its client
// went before the others heard of it, and may come back.
const hiddenIntro = introOrder(math.MaxUint64)

// nextIntro returns the next number.
func (a *Authority) nextIntro() introOrder {
	a.lastIntro++
	return a.lastIntro
}

// introduced reports whether the player has ever come into a World.
func (p *player) introduced() bool { return p.introducedAt != 0 }

// knows reports whether a client has been told of a player, and hears what becomes
// of it.
func (c *Client) knows(p *player) bool {
	return c.welcomed && p.introduced() && (p.announced || c.welcomedAt > p.introducedAt)
}

// broadcastAbout sends a message about a player to all clients of a mode that know it.
func (a *Authority) broadcastAbout(p *player, mode Mode, m wire.Message) {
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
		case !c.welcomed || c.knows(p):
		case c.mode == Plain:
			c.send(p.cellMessage())
		default:
			c.send(p.infoMessage())
		}
	}
	p.announced = true
}

// hide takes back a player that was not announced, because its client is gone:
// those who have been told of it hear that it left.
func (a *Authority) hide(p *player) {
	if p.introduced() && !p.announced {
		a.broadcastLeft(p)
		p.introducedAt = hiddenIntro
	}
}

// broadcastLeft tells those who know a player that it has left.
func (a *Authority) broadcastLeft(p *player) {
	left := &wire.PlayerLeft{ID: p.id}
	a.broadcastAbout(p, Game, left)
	a.broadcastAbout(p, Plain, left)
}

// announcePending announces those who have stayed for long enough.
func (a *Authority) announcePending() {
	for _, p := range a.players {
		if !p.announced && p.client != nil && p.introduced() && a.world.Tick() >= p.announceAt {
			a.announce(p)
		}
	}
}

// bodiesFor returns those bodies of the newest snapshot that a client may see: a body
// does not come before its Who.
func (a *Authority) bodiesFor(c *Client) []wire.Body {
	if !slices.ContainsFunc(a.unannounced, func(p *player) bool { return !c.knows(p) }) {
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
