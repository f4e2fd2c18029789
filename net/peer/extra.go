package peer

import (
	"encoding/binary"
	"slices"

	"clew/engine/sim"
	"clew/engine/splitmix"
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

// hash digests all of it.
func (x *Extra) hash() uint64 {
	h := splitmix.Mix(uint64(len(x.Rotation))<<48 ^ uint64(len(x.Guests))<<32 ^ uint64(len(x.Votes))<<16 ^ uint64(len(x.Removed)))
	add := func(v uint64) { h = splitmix.Mix(h ^ v) }
	for i := range len(x.Rotation) {
		add(uint64(x.Rotation[i]))
	}
	for _, g := range x.Guests {
		add(uint64(g.Seat)<<48 | uint64(g.Number)<<40 | uint64(g.Keys)<<32 | uint64(g.Player))
	}
	for _, v := range x.Votes {
		add(uint64(v.Seat)<<32 | uint64(v.Cast))
		add(v.Against.hash())
	}
	for _, g := range x.Removed {
		add(g.hash())
	}
	return h
}

func (g GUID) hash() uint64 {
	return splitmix.Mix(binary.BigEndian.Uint64(g[:8]) ^ splitmix.Mix(binary.BigEndian.Uint64(g[8:])))
}

// valid reports whether an Extra from a stranger keeps the limits and the order.
func (x *Extra) valid() bool {
	if len(x.Rotation) > MaxRotationLen || len(x.Guests) > MaxPlayers || len(x.Votes) > MaxVotes || len(x.Removed) > MaxRemoved {
		return false
	}
	for i, g := range x.Guests {
		if g.Number == 0 || g.Number > MaxGuests || g.Player == 0 || g.Keys > sim.AllKeys || i > 0 && compareGuests(x.Guests[i-1], g) >= 0 {
			return false
		}
	}
	return true
}

// removed reports whether a peer was voted out.
func (x *Extra) removed(g GUID) bool { return slices.Contains(x.Removed, g) }
