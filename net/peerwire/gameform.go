package peerwire

import (
	"math"

	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

func (c *coder) branch(b *peer.Branch) {
	hash(c, "GAME", &b.Game)
	hash(c, "BRANCH", &b.ID)
	num32(c, "DEPTH", &b.Depth)
	num32(c, "FORK", &b.Fork)
	num(c, "SENIORITY", &b.Seniority, math.MaxUint16)
}

func (c *coder) presence(m *peer.Presence) {
	c.branch(&m.Branch)
	num32(c, "VIEW", &m.View)
	c.flag("PLAYING", &m.Playing)
}

func (c *coder) ask(m *peer.Ask) { c.in(&m.In) }

func (c *coder) out(m *peer.Out) {
	c.in(&m.In)
	for i := range list(c, "member", &m.Members, peer.MaxMembers, 2).each {
		c.process(&m.Members[i])
	}
	c.flag("REMOVED", &m.Removed)
}

// watch visits only what a newcomer may wish for of its Seat.
func (c *coder) watch(m *peer.Watch) {
	c.in(&m.In)
	c.tick("TICK", &m.Tick, 0)
	c.flag("READY", &m.Ready)
	c.flag("VOUCH", &m.Vouch)
	c.wish(&m.Seat)
	s := &m.Seat
	if !c.reading && (s.ID != 0 || s.Branch != 0 || s.Span != peer.Span{} || s.Left) {
		c.fail(wire.CodeNumber, "a watcher's seat has more than what one may wish for")
	}
}

func (c *coder) state(m *peer.State) {
	c.view(&m.View)
	c.blob("CHECKPOINT", &m.Checkpoint, MaxCheckpoint)
	hash(c, "DIGEST", &m.Chain)
	for i := range list(c, "seat", &m.Seats, MaxSeats, 2).each {
		c.format.fixed(c, "CHAIN", m.Seats[i][:])
	}
	c.runs(&m.Runs, MaxSeats, 0)
	c.extra(&m.Extra)
}

func (c *coder) extra(x *peer.Extra) {
	c.text("ROTATION", &x.Rotation, peer.MaxRotationLen, wire.CheckText)
	for i := range list(c, "guest", &x.Guests, peer.MaxPlayers, 4).each {
		g := &x.Guests[i]
		num(c, "SEAT", &g.Seat, math.MaxUint16)
		num(c, "NUMBER", &g.Number, peer.MaxGuests)
		num(c, "ID", &g.Player, wire.MaxID)
		num(c, "HELD", &g.Keys, sim.AllKeys)
	}
	for i := range list(c, "vote", &x.Votes, peer.MaxVotes, 3).each {
		v := &x.Votes[i]
		num(c, "SEAT", &v.Seat, math.MaxUint16)
		c.tick("CAST", &v.Cast, 0)
		c.format.fixed(c, "AGAINST", v.Against[:])
	}
	for i := range list(c, "removed", &x.Removed, peer.MaxRemoved, 1).each {
		c.format.fixed(c, "GUID", x.Removed[i][:])
	}
}

func (c *coder) view(v *peer.View) {
	c.branch(&v.Branch)
	num32(c, "VIEW", &v.Number)
	num(c, "NEXT", &v.Next, math.MaxUint16)
	for i := range list(c, "seat", &v.Seats, MaxSeats, seatFields).each {
		c.seat(&v.Seats[i])
	}
}
