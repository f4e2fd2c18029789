package peer

import (
	"slices"

	"clew/engine/sim"
)

// The limits of an Extra.
const (
	MaxRemoved     = 64                      // GUIDs
	MaxVotes       = MaxMembers * MaxMembers // each against each other one, and for the next level
	MaxRotationLen = 256                     // bytes
	MaxPlayers     = 16                      // with guests: beyond, no guest gets in
)

// Extra is what a game of peers has beside the State of package game. All members
// compute the same one, and a watcher gets it with the State.
type Extra struct {
	Rotation string  // how levels follow, see Config.Levels
	Guests   []Guest // by ascending seat and number
	Votes    []Vote  // in the order in which they were cast
	Removed  []GUID  // those that were voted out, the latest last: they may not come back
}

// Guest is a player of somebody that plays at a member's computer, or over a plain
// text link to it.
type Guest struct {
	Seat   SeatID // of its host
	Number uint8  // from 1 on
	Player sim.ID
	Keys   sim.Input // that it holds
}

// Vote is a vote of a member. It counts until the level ends, for VoteTime at most.
type Vote struct {
	Seat    SeatID   // whose it is
	Cast    sim.Tick // when
	Against GUID     // who is to be removed; zero: it is for the next level
}

// clone returns a copy that shares nothing that changes.
func (x *Extra) clone() Extra {
	c := *x
	c.Guests, c.Votes, c.Removed = slices.Clone(x.Guests), slices.Clone(x.Votes), slices.Clone(x.Removed)
	return c
}

// removed reports whether a peer was voted out.
func (x *Extra) removed(g GUID) bool { return slices.Contains(x.Removed, g) }
