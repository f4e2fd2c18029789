package authority

import (
	"math"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Players in the game learn of a newcomer once it has sent something or stayed
// for a while. They never learn of one that goes before, as the connections of a
// flood do, so nobody has to be told that it left. The newcomer itself is told of
// everybody at once.

// AnnounceTicks is how long a newcomer that sends nothing stays before the others
// are told of it.
const AnnounceTicks = sim.TickRate / 2

// introOrder numbers welcomes and introductions in the order in which they
// happen.
type introOrder uint64

// hiddenIntro is the introduction of a player that nobody is told of, newcomers
// included: its client disconnected before it was announced, and may come back.
const hiddenIntro = introOrder(math.MaxUint64)

// nextIntro returns the next number.
func (a *Authority) nextIntro() introOrder {
	a.lastIntro++
	return a.lastIntro
}

// introduced reports whether the player has ever entered a World.
func (p *player) introduced() bool { return p.introducedAt != 0 }

// knows reports whether a client has been told of a player, and so must be told
// what becomes of it.
func (c *Client) knows(p *player) bool {
	if p.leaving() && c.welcomedAt > p.leavingAt {
		return false
	}
	return c.welcomed && p.introduced() && (p.announced || c.welcomedAt > p.introducedAt)
}

// broadcastAbout sends a message about a player to all clients of a mode that
// know the player.
func (a *Authority) broadcastAbout(p *player, mode Mode, m wire.Message) {
	for _, c := range a.clients {
		if c.mode == mode && c.knows(p) {
			c.send(m)
		}
	}
}

// announce tells every client of a player that does not know it yet.
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
			c.send(a.infoMessage(p))
			if score := a.scoreMessage(p); score != nil {
				c.send(score)
			}
		}
	}
	p.announced = true
}

// hide takes back a disconnected player that was not announced yet: clients that
// know it are told that it left.
func (a *Authority) hide(p *player) {
	if p.introduced() && !p.announced {
		a.broadcastLeft(p)
		p.introducedAt = hiddenIntro
	}
}

// broadcastLeft tells the clients that know a player that it left.
func (a *Authority) broadcastLeft(p *player) {
	left := &wire.PlayerLeft{ID: p.id}
	a.broadcastAbout(p, Game, left)
	a.broadcastAbout(p, Plain, left)
}

// announcePending announces the players that have stayed for long enough.
func (a *Authority) announcePending() {
	for _, p := range a.players {
		if !p.announced && p.client != nil && p.introduced() && a.now >= p.announceAt {
			a.announce(p)
		}
	}
}

// bodiesFor returns the bodies of the newest snapshot that a client may see: no
// body comes before its PlayerInfo.
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
