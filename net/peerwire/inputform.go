package peerwire

import (
	"math"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

// progress visits what is said most often. In msgpack, ticks are mostly one byte.
func (c *coder) progress(m *peer.Progress) {
	c.in(&m.In)
	c.tick("NOW", &m.Now, 0)
	c.tick("SETTLED", &m.Settled, m.Now)
	c.lead(&m.Lead)
	for i := range list(c, "member", &m.Acks, peer.MaxMembers, 1).each {
		c.tick("ACK", &m.Acks[i], m.Settled)
	}
	num(c, "UNHEARD", &m.Unheard, 1<<peer.MaxMembers-1)
	c.marks(&m.Marks, MaxLastMarks, m.Settled)
	c.runs(&m.Runs, MaxRuns, m.Settled)
}

func (c *coder) lead(p *int8) {
	v := c.format.int(c, "LEAD", int64(*p))
	if !c.reading {
		return
	}
	if v < math.MinInt8 || v > math.MaxInt8 {
		c.fail(wire.CodeNumber, "LEAD is out of range")
		v = 0
	}
	*p = int8(v)
}

func (c *coder) feed(m *peer.Feed) {
	c.in(&m.In)
	c.tick("SETTLED", &m.Settled, 0)
	c.marks(&m.Marks, MaxLastMarks, m.Settled)
	c.runs(&m.Runs, MaxSeats, m.Settled)
}

func (c *coder) runs(p *[]peer.Run, most int, near sim.Tick) {
	for i := range list(c, "run", p, most, 5).each {
		c.run(&(*p)[i], near)
	}
}

// run visits a stretch of inputs. How many of them are signed says which tick is the
// last that is.
func (c *coder) run(r *peer.Run, near sim.Tick) {
	if c.reading {
		*r = peer.Run{Keys: r.Keys[:0], Actions: r.Actions[:0]}
	} else {
		c.checkRun(r)
	}
	num(c, "SEAT", &r.Seat, math.MaxUint16)
	c.tick("FIRST", &r.First, near)
	if c.failed() {
		return
	}
	if keys := c.format.keys(c, r.Keys); c.reading {
		r.Keys = keys
	}
	c.signed(r)
	for i := range list(c, "action", &r.Actions, MaxRunActions, 3).each {
		if !c.failed() {
			c.action(r, i)
		}
	}
	if c.reading {
		c.checkRun(r)
	}
}

func (c *coder) signed(r *peer.Run) {
	var n uint32
	if !c.reading && r.Signed > 0 {
		n = uint32(r.Signed-r.First) + 1
	}
	num(c, "SIGNED", &n, uint32(len(r.Keys)))
	if n == 0 || c.failed() {
		return
	}
	if c.reading {
		r.Signed = r.First + sim.Tick(n) - 1
	}
	c.format.fixed(c, "SIGNATURE", r.Signature[:])
}

// checkRun checks what no single field shows.
func (c *coder) checkRun(r *peer.Run) {
	n := len(r.Keys)
	switch {
	case c.failed():
	case n < 1 || n > MaxKeys:
		c.fail(wire.CodeNumber, "a run has the keys of %d ticks, but must have those of 1 to %d", n, MaxKeys)
	case r.First == 0 || uint64(r.First)+uint64(n) > math.MaxUint32:
		c.fail(wire.CodeNumber, "the ticks of a run are out of range")
	case r.Signed > 0 && (r.Signed < r.First || r.Signed-r.First >= sim.Tick(n)):
		c.fail(wire.CodeNumber, "a run is signed for a tick that it does not have")
	case r.Signed == 0 && r.Signature != peer.Signature{}:
		c.fail(wire.CodeNumber, "a run is signed for no tick")
	}
}

// action visits an action of a run, as how many ticks after the action before it
// comes, or after the first tick.
func (c *coder) action(r *peer.Run, i int) {
	a := &r.Actions[i]
	previous := r.First
	if i > 0 {
		previous = r.Actions[i-1].Tick
	}
	if c.reading {
		*a = peer.Action{}
	} else {
		c.checkAction(r, i, previous)
	}
	after := uint32(a.Tick - previous)
	num(c, "AFTER", &after, MaxKeys-1)
	num(c, "KIND", &a.Kind, math.MaxUint8)
	num(c, "GUEST", &a.Guest, peer.MaxGuests)
	c.actionFields(a)
	if c.reading {
		a.Tick = previous + sim.Tick(after)
		c.checkAction(r, i, previous)
	}
}

// actionFields visits the fields that the kind of an action has.
func (c *coder) actionFields(a *peer.Action) {
	switch a.Kind {
	case peer.Say:
		c.text("TEXT", &a.Text, wire.MaxTextLen, checkSaid)
	case peer.Rename:
		c.text("NAME", &a.Text, wire.MaxNameLen, checkOptionalName)
	case peer.SetAppearance:
		c.appearance(&a.Appearance)
	case peer.GuestJoin:
		c.text("NAME", &a.Text, wire.MaxNameLen, checkOptionalName)
		c.appearance(&a.Appearance)
	case peer.GuestWalk:
		num(c, "HELD", &a.Keys, sim.AllKeys)
	case peer.VoteOut:
		num(c, "SEAT", &a.Seat, math.MaxUint16)
	case peer.GuestLeave, peer.VoteNext, peer.Leave:
	default:
		if !c.failed() {
			c.fail(wire.CodeNumber, "there is no kind of action %d", a.Kind)
		}
	}
}

// checkAction checks what no single field shows. Only a writer can find a field that
// the kind does not have.
func (c *coder) checkAction(r *peer.Run, i int, previous sim.Tick) {
	a := &r.Actions[i]
	switch {
	case c.failed():
	case a.Tick < previous || a.Tick-r.First >= sim.Tick(len(r.Keys)):
		c.fail(wire.CodeNumber, "the actions of a run are out of order, or not in its ticks")
	case i >= peer.MaxActions && r.Actions[i-peer.MaxActions].Tick == a.Tick:
		c.fail(wire.CodeNumber, "more than %d actions are in one tick", peer.MaxActions)
	case *a != usedFields(a):
		c.fail(wire.CodeNumber, "an action has fields that its kind does not have")
	}
}

// usedFields returns an action with only the fields that its kind has.
func usedFields(a *peer.Action) peer.Action {
	b := peer.Action{Tick: a.Tick, Kind: a.Kind, Guest: a.Guest}
	switch a.Kind {
	case peer.Say, peer.Rename:
		b.Text = a.Text
	case peer.SetAppearance:
		b.Appearance = a.Appearance
	case peer.GuestJoin:
		b.Text, b.Appearance = a.Text, a.Appearance
	case peer.GuestWalk:
		b.Keys = a.Keys
	case peer.VoteOut:
		b.Seat = a.Seat
	}
	return b
}

func (c *coder) appearance(p *game.Appearance) {
	num(c, "COLOUR", &p.Colour, game.MaxColour)
	num(c, "SHAPE", &p.Shape, game.MaxShape)
}

// marks visits marks, each as it differs in its tick from the one before.
func (c *coder) marks(p *[]peer.Mark, most int, near sim.Tick) {
	for i := range list(c, "mark", p, most, 3).each {
		m := &(*p)[i]
		c.tick("TICK", &m.Tick, near)
		num32(c, "INPUTS", &m.Inputs)
		num32(c, "STATE", &m.State)
		near = m.Tick
	}
}

func (c *coder) trace(m *peer.Trace) {
	c.in(&m.In)
	c.marks(&m.Marks, MaxMarks, 0)
}

func (c *coder) dump(m *peer.Dump) {
	c.in(&m.In)
	c.tick("TICK", &m.Tick, 0)
	c.blob("CHECKPOINT", &m.Checkpoint, MaxCheckpoint)
	c.blob("ENTRY", &m.Entry, MaxEntry)
}

func (c *coder) evidence(m *peer.Evidence) {
	c.in(&m.In)
	c.format.fixed(c, "BEFORE", m.Before[:])
	c.run(&m.A, 0)
	c.run(&m.B, m.A.First)
}
