package peer

import (
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
)

// VoteTime is how long a vote counts at most, in ticks.
const VoteTime = 3600

// votes reports whether a seat has a vote in a tick. It depends on nothing but spans
// up to that tick, which are the same for all, however far each has got with views.
func (n *instance) votes(s *seat, t sim.Tick) bool {
	return s.contains(t) && !n.extra.removed(s.Process.GUID)
}

// castVote notes the vote of a seat: against a peer, or for the next level. A second
// one for the same takes the place of the first.
func (n *instance) castVote(s *seat, t sim.Tick, against GUID) {
	if !n.votes(s, t) {
		return
	}
	x := &n.extra
	x.Votes = slices.DeleteFunc(x.Votes, func(v Vote) bool { return v.Seat == s.ID && v.Against == against })
	if len(x.Votes) == MaxVotes {
		x.Votes = slices.Delete(x.Votes, 0, 1)
	}
	x.Votes = append(x.Votes, Vote{Seat: s.ID, Cast: t, Against: against})
	if n.own != nil {
		n.p.tell(Event{Kind: Voted, Branch: n.view.Branch, View: n.view.Number, Tick: t, Seat: s.ID, Against: against})
	}
}

// voteOut notes a vote against the peer that has another seat.
func (n *instance) voteOut(s *seat, t sim.Tick, seat SeatID) {
	if o := n.seat(seat); o != nil && o != s && n.votes(o, t) {
		n.castVote(s, t, o.Process.GUID)
	}
}

// voters returns how many seats have a vote in a tick.
func (n *instance) voters(t sim.Tick) (count int) {
	for _, s := range n.seats {
		if n.votes(s, t) {
			count++
		}
	}
	return count
}

// Voters returns how many have a vote in the game, as of the last settled tick.
func (p *Peer) Voters() int {
	if p.current == nil {
		return 0
	}
	return p.current.voters(p.current.settled())
}

// countVotes carries out what more than half of those that have a vote are for.
func (n *instance) countVotes(t sim.Tick) {
	x := &n.extra
	if len(x.Votes) == 0 {
		return
	}
	voters := n.voters(t)
	n.dropVotes(t)
	for i := 0; i < len(x.Votes); i++ {
		against, count := x.Votes[i].Against, 0
		for _, v := range x.Votes {
			if v.Against == against {
				count++
			}
		}
		if 2*count <= voters {
			continue
		}
		x.Votes = slices.DeleteFunc(x.Votes, func(v Vote) bool { return v.Against == against })
		if against == (GUID{}) {
			n.endLevel(t + votedLead)
		} else {
			n.remove(t, against)
			n.dropVotes(t)
			voters--
		}
		i = -1 // from the first one again: others may be enough now
	}
}

// dropVotes forgets the votes that do not count any more.
func (n *instance) dropVotes(t sim.Tick) {
	n.extra.Votes = slices.DeleteFunc(n.extra.Votes, func(v Vote) bool {
		s := n.seat(v.Seat)
		return t-v.Cast >= VoteTime || s == nil || !n.votes(s, t)
	})
}

// remove bans a peer. The members leave it out in the next view.
func (n *instance) remove(t sim.Tick, g GUID) {
	x := &n.extra
	if len(x.Removed) == MaxRemoved {
		x.Removed = slices.Delete(x.Removed, 0, 1)
	}
	x.Removed = append(x.Removed, g)
	if s := n.memberWith(g); s != nil && n.own != nil {
		n.p.tell(Event{Kind: VotedOut, Branch: n.view.Branch, View: n.view.Number, Tick: t, Seat: s.ID, Against: g})
	}
}

// anyRemoved reports whether another member was voted out.
func (n *instance) anyRemoved() bool {
	return slices.ContainsFunc(n.members, func(s *seat) bool { return s != n.own && n.extra.removed(s.Process.GUID) })
}

// act carries out an action of a seat: it changes the game, or Extra.
func (n *instance) act(s *seat, a *Action) {
	t := a.Tick
	p := n.playerOf(&s.Seat, a.Guest)
	switch a.Kind {
	case GuestJoin:
		n.guestJoins(&s.Seat, a)
	case GuestLeave:
		n.guestLeaves(&s.Seat, a)
	case GuestWalk:
		if g := n.extra.guest(s.ID, a.Guest); g != nil {
			g.Keys = a.Keys
		}
	case VoteNext:
		n.castVote(s, t, GUID{})
	case VoteOut:
		n.voteOut(s, t, a.Seat)
	}
	if p == nil {
		return
	}
	switch a.Kind {
	case Say:
		n.change(game.Change{Kind: game.Say, ID: p.ID, Text: a.Text})
	case Rename:
		n.change(game.Change{Kind: game.Rename, ID: p.ID, Name: a.Text})
	case SetAppearance:
		n.change(game.Change{Kind: game.SetAppearance, ID: p.ID, Appearance: a.Appearance})
	}
}

func (n *instance) change(c game.Change) { n.entry.Changes = append(n.entry.Changes, c) }
