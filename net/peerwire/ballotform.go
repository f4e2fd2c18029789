package peerwire

import (
	"math"

	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

func (c *coder) poll(m *peer.Poll) {
	c.in(&m.In)
	num32(c, "BALLOT", &m.Ballot)
	c.tick("HORIZON", &m.Horizon, 0)
}

func (c *coder) report(m *peer.Report) {
	c.in(&m.In)
	num32(c, "BALLOT", &m.Ballot)
	near := c.ticks("KNOWN", &m.Known, peer.MaxMembers)
	c.runs(&m.Runs, MaxRuns, near)
	if !c.reading && (m.Accepted > 0) != (m.Value != nil) {
		c.fail(wire.CodeNumber, "a report has an accepted ballot without a value, or a value without one")
	}
	num32(c, "ACCEPTED", &m.Accepted)
	if m.Accepted > 0 {
		c.value(&m.Value)
	}
}

// ticks visits a list of ticks, and returns the last of them.
func (c *coder) ticks(name string, p *[]sim.Tick, most int) sim.Tick {
	near := sim.Tick(0)
	for i := range list(c, "member", p, most, 1).each {
		c.tick(name, &(*p)[i], near)
		near = (*p)[i]
	}
	return near
}

func (c *coder) proposal(m *peer.Proposal) {
	c.in(&m.In)
	num32(c, "BALLOT", &m.Ballot)
	c.value(&m.Value)
}

func (c *coder) accept(m *peer.Accept) {
	c.in(&m.In)
	num32(c, "BALLOT", &m.Ballot)
}

func (c *coder) release(m *peer.Release) {
	c.in(&m.In)
	num32(c, "BALLOT", &m.Ballot)
}

func (c *coder) decided(m *peer.Decided) {
	c.in(&m.In)
	c.value(&m.Value)
}

func (c *coder) value(p **peer.Value) {
	if c.failed() {
		return
	}
	if c.reading {
		*p = new(peer.Value)
	}
	v := *p
	if v == nil {
		c.fail(wire.CodeMalformed, "the value is missing")
		return
	}
	num32(c, "NUMBER", &v.View)
	for i := range list(c, "end", &v.Ends, peer.MaxMembers, 3).each {
		e := &v.Ends[i]
		num(c, "SEAT", &e.Seat, math.MaxUint16)
		c.tick("LAST", &e.Last, 0)
		c.flag("LEFT", &e.Left)
	}
	for i := range list(c, "seat", &v.Adds, peer.MaxMembers, seatFields).each {
		c.seat(&v.Adds[i])
	}
	near := c.ticks("NEED", &v.Needs, peer.MaxMembers)
	c.runs(&v.Runs, MaxRuns, near)
}

// seatFields is how many fields a seat has.
const seatFields = 10

// seat visits a seat. Its peer's GUID follows from the key.
func (c *coder) seat(s *peer.Seat) {
	num(c, "SEAT", &s.ID, math.MaxUint16)
	c.wish(s)
	hash(c, "BRANCH", &s.Branch)
	c.tick("FIRST", &s.First, 0)
	c.tick("LAST", &s.Last, s.First)
	c.flag("LEFT", &s.Left)
}

// wish visits what a newcomer chooses of its seat.
func (c *coder) wish(s *peer.Seat) {
	c.format.fixed(c, "KEY", s.Key[:])
	hash(c, "NONCE", &s.Process.Nonce)
	if c.reading && !c.failed() {
		s.Process.GUID = s.Key.GUID()
	} else if s.Process.GUID != s.Key.GUID() {
		c.fail(wire.CodeID, "a seat's GUID is not that of its key")
	}
	c.text("NAME", &s.Name, wire.MaxNameLen, checkOptionalName)
	c.appearance(&s.Appearance)
}

// relayed visits the message after the two processes as it is by itself, letter and
// all.
func (c *coder) relayed(m *peer.Relayed) {
	c.process(&m.From)
	c.process(&m.To)
	letter := c.format.letter(c, letterOf(m.Message))
	if c.failed() {
		return
	}
	typ := TypeByLetter(letter)
	if typ == nil || !typ.relays {
		c.fail(wire.CodeType, "messages of this type are not passed on")
		return
	}
	if c.reading {
		m.Message = typ.New().(peer.Message)
	}
	typ.visit(c, m.Message)
}
