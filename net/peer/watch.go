package peer

import (
	"clew/engine/game"
	"clew/engine/sim"
)

// watcher is somebody who watches the game here, and may want to play.
type watcher struct {
	in    In
	seat  Seat
	ready bool
	heard int
	tick  sim.Tick // settled there
	feed  bool     // the peer is its sponsor
}

// hearWatch takes in that somebody watches. A sponsor answers with its State.
func (p *Peer) hearWatch(from Process, m *Watch) {
	n := p.current
	if n == nil || n.view.Branch.ID != m.Branch || m.Seat.Process != from || m.Seat.Key.GUID() != from.GUID {
		return
	}
	if n.extra.removed(from.GUID) {
		p.send(from, &Out{In: n.in(), Removed: true})
		return
	}
	c := p.contactOf(from)
	if c.watch == nil {
		c.watch = new(watcher)
	}
	w := c.watch
	w.in, w.seat, w.heard = m.In, m.Seat, p.clock
	w.ready = m.Ready && m.View == n.view.Number
	if m.Vouch {
		return
	}
	w.feed, w.tick = m.Tick > 0 || m.View > 0, m.Tick
	switch {
	case !w.feed:
		p.send(from, n.fullState())
	case m.View < n.view.Number:
		n.bringUpToDate(from, m.View)
	}
}

// fullState returns the whole game, at the settled tick.
func (n *instance) fullState() *State {
	m := &State{
		View: n.fullView(), Checkpoint: game.AppendCheckpoint(nil, n.state),
		Chain: n.chain, Extra: n.extra.clone(),
	}
	for _, s := range n.seats {
		t := min(max(n.settled(), s.First-1), s.in.signed)
		m.Seats = append(m.Seats, s.in.chain(t))
		var r Run
		if s.in.appendRun(&r, s.ID, t+1, s.Last, false) {
			m.Runs = append(m.Runs, r)
		}
	}
	return m
}

// hearState begins to watch a game from a State on.
func (p *Peer) hearState(from Process, m *State) {
	if p.current != nil {
		p.current.hearMendingState(from, m)
	}
	w := p.watched
	if w == nil || w.complete || w.sponsor != from || w.view.Branch.ID != m.View.Branch.ID ||
		len(m.View.Seats) > 8*MaxMembers || !m.Extra.valid() || len(m.Seats) != len(m.View.Seats) {
		return
	}
	state, err := game.DecodeCheckpoint(m.Checkpoint)
	if err != nil || state.Tick() > lastTick || state.Epoch() > m.View.Branch.Depth {
		return
	}
	n := newInstance(p, m.View, state)
	n.extra = m.Extra.clone()
	n.complete, n.sponsor, n.chain, n.edge = true, from, m.Chain, state.Tick()
	for i, s := range n.seats {
		p.Meet(s.Process)
		s.in.reset(min(max(state.Tick(), s.First-1), s.Last), m.Seats[i])
	}
	p.answered, p.asking = p.clock, 0
	if n.memberOf(p.id) != nil {
		p.watched = nil // they will find out that it is away
		return
	}
	n.takeRuns(m.Runs, nil)
	p.watched = n
}

// hearWatching takes in a message about the game that is watched.
func (n *instance) hearWatching(from Process, m Message) {
	switch m := m.(type) {
	case *Decided:
		n.install(m.Value)
	case *Feed:
		if from != n.sponsor {
			return
		}
		n.heard, n.p.answered = n.p.clock, n.p.clock
		if m.View != n.view.Number {
			return
		}
		n.edge = max(n.edge, m.Settled)
		n.takeRuns(m.Runs, nil)
		n.settle()
	}
}

// feedWatchers sends the inputs of settled ticks to those whose sponsor the peer is.
func (n *instance) feedWatchers() {
	if n.p.clock%feedInterval != 0 {
		return
	}
	for _, c := range n.p.contact {
		w := c.watch
		if w == nil || !w.feed || w.in.Branch != n.view.Branch.ID || n.p.clock-w.heard > 60 {
			continue
		}
		m := &Feed{In: n.in(), Settled: n.settled()}
		for _, s := range n.seats {
			var r Run
			if w.tick < s.Last && s.in.appendRun(&r, s.ID, max(s.First, w.tick+1), s.Last, false) {
				m.Runs = append(m.Runs, r)
			}
		}
		n.p.send(c.process, m)
	}
}

// sayWatch asks the sponsor for the game, and tells the members when the peer is
// ready to play.
func (p *Peer) sayWatch() {
	n := p.watched
	if n == nil || p.clock%watchInterval != 0 {
		return
	}
	m := &Watch{In: In{Branch: n.view.Branch.ID}, Seat: p.wish()}
	if !n.complete {
		p.send(n.sponsor, m)
		return
	}
	m.View, m.Tick = n.view.Number, n.settled()
	m.Ready = n.settled()+readyWithin >= n.edge
	p.send(n.sponsor, m)
	if !m.Ready || p.clock%(2*watchInterval) != 0 {
		return
	}
	vouch := *m
	vouch.Vouch = true
	for _, s := range n.members {
		if s.Process != n.sponsor {
			p.send(s.Process, &vouch)
		}
	}
}
