package peer

import (
	"clew/engine/game"
	"clew/engine/sim"
)

// Status is how a peer's game stands.
type Status struct {
	View    View     // Number 0: the peer plays in no game
	Own     SeatID   //
	Settled sim.Tick // nothing up to here will change
	Stable  sim.Tick // … and no other member can lose it
	Now     sim.Tick // guessed up to here
	Members []MemberStatus
	Frozen  bool // stands still until the members agree who is in
	Delay   int  // how many ticks later a key counts now
}

// MemberStatus is what is known of a member.
type MemberStatus struct {
	Seat      SeatID
	Known     sim.Tick // its inputs are
	Quiet     int      // ticks since it was heard
	Missing   bool     // the game waits for its inputs
	Suspected bool
}

// Status returns how the game stands.
func (p *Peer) Status() Status {
	n := p.current
	if n == nil {
		return Status{}
	}
	st := Status{
		View: n.fullView(), Own: n.own.ID, Settled: n.settled(), Stable: n.stable(), Now: n.now,
		Frozen: n.promise.unfinished(), Delay: n.delay(),
	}
	suspects := n.suspects()
	for i, s := range n.members {
		st.Members = append(st.Members, MemberStatus{
			Seat: s.ID, Known: s.in.known, Quiet: p.clock - s.heard,
			Missing: n.stalled() && s.in.signed <= n.settled() && s.First <= n.settled()+1, Suspected: suspects.has(i),
		})
	}
	return st
}

// State returns the game at the last settled tick, or nil: the one that the peer
// plays in, or watches, or else was left out of. It belongs to the peer: only read
// it, and only until the next call.
func (p *Peer) State() *game.State {
	if n := p.shown(); n != nil {
		return n.state
	}
	return nil
}

// Extra returns what the game has beside the State, or nil. It belongs to the peer, as
// State does.
func (p *Peer) Extra() *Extra {
	if p.current == nil {
		return nil
	}
	return &p.current.extra
}

// Guess returns the World of the present, in which others' keys may be guessed, or
// nil. It belongs to the peer, as State does.
func (p *Peer) Guess() *sim.World {
	if n := p.shown(); n != nil {
		return n.guess.Current()
	}
	return nil
}

// GuessAt returns the World after a tick, from the last settled one to the present, as
// it is guessed now, or nil. It belongs to the peer, as State does.
func (p *Peer) GuessAt(t sim.Tick) *sim.World {
	if n := p.shown(); n != nil {
		return n.guess.WorldAt(uint32(t) + 1)
	}
	return nil
}

// KnownTo returns up to which tick the inputs of a player are known: those of its peer
// or, of a guest, those of its host. A player whose peer is away has none to wait for.
func (p *Peer) KnownTo(id sim.ID) sim.Tick {
	n := p.shown()
	if n == nil {
		return 0
	}
	for _, s := range n.members {
		if o := n.playerOf(&s.Seat, 0); o != nil && o.ID == id {
			return s.in.known
		}
	}
	for _, g := range n.extra.Guests {
		if host := n.seat(g.Seat); g.Player == id && host != nil && host.member() {
			return host.in.known
		}
	}
	return forever
}

// shown returns the game that people see.
func (p *Peer) shown() *instance {
	switch {
	case p.current != nil:
		return p.current
	case p.watched != nil && p.watched.complete:
		return p.watched
	}
	return p.benched
}

// Watching reports whether the peer watches a game that it wants into.
func (p *Peer) Watching() bool { return p.watched != nil && p.watched.complete }

// Benched reports whether the others play on without the peer.
func (p *Peer) Benched() bool { return p.current == nil && p.benched != nil }
