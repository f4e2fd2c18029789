package peer

import (
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/engine/splitmix"
)

// settle applies every tick whose inputs are all known. What is settled is never
// undone by a peer that stays.
func (n *instance) settle() {
	for n.maySettle(n.settled() + 1) {
		n.decideEntry(n.settled() + 1)
		var err error
		n.events, err = n.state.Apply(&n.entry, n.events[:0])
		if err != nil {
			panic("peer: " + err.Error()) // the entry was made for this State
		}
		n.noteGuests()
		n.progressAt = n.p.clock
		if n.own != nil {
			n.p.reportSettled(n)
			n.noteRefused()
			if n.settled() == n.own.First {
				n.bringGuests()
			}
		}
		n.note()
		n.correct()
		n.mend()
	}
}

// maySettle reports whether a tick that was played, or that a watcher was told of,
// is complete.
func (n *instance) maySettle(t sim.Tick) bool {
	if n.own == nil && t > n.edge || n.own != nil && t > n.now {
		return false
	}
	return n.tickComplete(t)
}

// tickComplete reports whether all of a tick is known, and no ballot forbids it.
func (n *instance) tickComplete(t sim.Tick) bool {
	if n.promise.hold > 0 && t >= n.promise.hold && n.p.follows(RuleHold) {
		return false
	}
	for _, s := range n.seats {
		if s.contains(t) && s.in.signed < t {
			return false
		}
	}
	if n.promise.frozen != nil && n.p.follows(RuleFreeze) {
		for i, s := range n.members {
			if s.contains(t) && t > n.promise.frozen[i] {
				return false
			}
		}
	}
	return true
}

// decideEntry makes the entry of a tick. It depends on the view, the inputs and the
// State alone, so all members make the same one.
//
// A player is known by its peer's GUID, in the place of a token: so one that comes
// back gets its player, with letter, name and place.
func (n *instance) decideEntry(t sim.Tick) {
	e := &n.entry
	*e = game.Entry{
		Epoch: n.view.Branch.Depth, Tick: t,
		Changes: e.Changes[:0], Walks: e.Walks[:0],
	}
	starts := n.levelDue(t)
	if starts {
		n.startLevel()
	}
	h := n.chain ^ uint64(t)
	for _, s := range n.seats {
		if s.Last+1 != t || s.member() || s.First > s.Last {
			continue
		}
		if p := n.state.PlayerByToken(game.TokenHash(s.Process.GUID)); p != nil {
			kind := game.Disconnect
			if s.Left {
				kind = game.Leave
			} else {
				e.Walks = append(e.Walks, game.Walk{ID: p.ID}) // it stops
			}
			n.change(game.Change{Kind: kind, ID: p.ID})
			n.guestsEnd(&s.Seat)
			h = splitmix.Mix(h ^ uint64(s.ID)<<32 ^ uint64(kind)<<16)
		}
	}
	for _, s := range n.seats {
		if s.First == t && s.First <= s.Last {
			n.change(n.entrance(&s.Seat))
			n.guestsReturn(&s.Seat)
			h = splitmix.Mix(h ^ uint64(s.ID)<<32 ^ 1<<24)
		} else if s.contains(t) {
			keys := s.in.at(t)
			h = splitmix.Mix(h ^ uint64(s.ID)<<32 ^ uint64(keys))
			if p := n.state.PlayerByToken(game.TokenHash(s.Process.GUID)); p != nil {
				e.Walks = append(e.Walks, game.Walk{ID: p.ID, Keys: keys})
			}
			for i := range s.in.actionsAt(t) {
				h = s.in.actionsAt(t)[i].mix(h)
			}
		}
	}
	n.decideActions(t)
	n.expire(t)
	if !starts {
		n.countVotes(t)
		n.decideRound(t)
	}
	slices.SortFunc(e.Walks, func(a, b game.Walk) int { return int(a.ID) - int(b.ID) })
	n.chain = h
}

// decideActions carries out the actions of a tick, by ascending seat, those of each in
// their order, and has the guests walk. In its first tick a seat has no player yet, so
// its actions there do nothing.
func (n *instance) decideActions(t sim.Tick) {
	for _, s := range n.seats {
		if !s.contains(t) || s.First == t {
			continue
		}
		for _, a := range s.in.actionsAt(t) {
			n.act(s, &a)
		}
		n.guestWalks(&s.Seat)
	}
}

// entrance returns the change by which a seat's player comes, or comes back.
func (n *instance) entrance(s *Seat) game.Change {
	token := game.TokenHash(s.Process.GUID)
	if p := n.state.PlayerByToken(token); p != nil {
		return game.Change{Kind: game.Resume, ID: p.ID, UsedToken: token, Token: token}
	}
	return game.Change{Kind: game.Join, Name: s.Name, Appearance: s.Appearance, Token: token}
}

// expire has the players leave whose peers did not come back in time.
func (n *instance) expire(t sim.Tick) {
	for i := range n.state.Players() {
		p := &n.state.Players()[i]
		if !p.Disconnected || t-p.DisconnectedAt < benchTime {
			continue
		}
		back := slices.ContainsFunc(n.entry.Changes, func(c game.Change) bool { return c.ID == p.ID })
		if !back {
			n.entry.Changes = append(n.entry.Changes, game.Change{Kind: game.Leave, ID: p.ID})
		}
	}
}

// reportSettled tells the owner of the peer of a settled tick.
func (p *Peer) reportSettled(n *instance) {
	if p.cfg.OnSettled != nil {
		p.cfg.OnSettled(&n.entry, n.state, n.events)
	}
}

// stable returns the last tick that no later view can lose: a quorum of the view
// has acknowledged all inputs up to there.
func (n *instance) stable() sim.Tick {
	var buf, floors [MaxMembers]sim.Tick
	own := n.known(buf[:0])
	for i, q := range n.members {
		floor := forever
		for j, s := range n.members {
			if q == n.own {
				floor = min(floor, own[j])
			} else {
				floor = min(floor, q.acks[s.ID])
			}
		}
		floors[i] = floor
	}
	best := sim.Tick(0)
	for _, t := range floors[:len(n.members)] {
		var set memberSet
		for i := range n.members {
			if floors[i] >= t {
				set = set.with(i)
			}
		}
		if set.quorum(len(n.members)) {
			best = max(best, t)
		}
	}
	return min(best, n.settled())
}
