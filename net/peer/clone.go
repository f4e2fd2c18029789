package peer

import (
	"maps"
	"slices"

	"clew/engine/game"
)

// Clone returns a copy of the peer, as of between two ticks. Given the same from
// there on, both do the same. They share nothing that either changes: what was heard
// or decided, which never changes, and the Signer and Levels of the Config. The copy
// tells onSettled and onEvent, either of which may be nil, in the place of those in the
// Config.
func (p *Peer) Clone(onSettled func(*game.Entry, *game.State, []game.Event), onEvent func(Event)) *Peer {
	c := *p
	c.cfg.OnSettled, c.cfg.OnEvent, c.onViolation = onSettled, onEvent, nil
	c.out = nil
	for _, packet := range p.out {
		if m, ok := packet.Message.(*Progress); ok {
			packet.Message = m.clone()
		}
		c.out = append(c.out, packet)
	}
	c.current, c.watched, c.benched = p.current.clone(&c), p.watched.clone(&c), p.benched.clone(&c)
	c.contact = nil
	for _, q := range p.contact {
		copied := *q
		if q.watch != nil {
			w := *q.watch
			copied.watch = &w
		}
		c.contact = append(c.contact, &copied)
	}
	c.queue, c.taken, c.mends = slices.Clone(p.queue), nil, slices.Clone(p.mends)
	return &c
}

// clone returns a copy of a game for a copy of its peer. That of none is none.
func (n *instance) clone(p *Peer) *instance {
	if n == nil {
		return nil
	}
	c := *n
	c.p = p
	c.seats, c.own, c.members = nil, nil, nil
	for _, s := range n.seats {
		copied := s.clone()
		c.seats = append(c.seats, copied)
		if s == n.own {
			c.own = copied
		}
	}
	c.listMembers()
	c.extra = n.extra.clone()
	if n.state != nil { // a watcher waits for it
		c.state, c.guess = n.state.Clone(), n.guess.Clone()
	}
	c.entry, c.commands, c.events, c.bumps = game.Entry{}, nil, nil, nil
	c.ledger = n.ledger.clone()
	c.decided, c.needs = slices.Clone(n.decided), slices.Clone(n.needs)
	c.promise.frozen, c.promise.capped = slices.Clone(n.promise.frozen), slices.Clone(n.promise.capped)
	c.lead.adds, c.lead.leaves = slices.Clone(n.lead.adds), slices.Clone(n.lead.leaves)
	return &c
}

func (s *seat) clone() *seat {
	c := *s
	c.acks = maps.Clone(s.acks)
	c.in.actions, c.in.seals, c.in.text = slices.Clone(s.in.actions), slices.Clone(s.in.seals), nil
	c.marks = slices.Clone(s.marks)
	c.message = Progress{}
	return &c
}

// clone returns a copy of a message that its owner uses again.
func (m *Progress) clone() *Progress {
	c := *m
	c.Acks, c.Marks = slices.Clone(m.Acks), slices.Clone(m.Marks)
	c.Runs = slices.Clone(m.Runs)
	for i := range c.Runs {
		r := &c.Runs[i]
		r.Keys, r.Actions = slices.Clone(r.Keys), slices.Clone(r.Actions)
	}
	return &c
}
