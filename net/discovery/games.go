package discovery

import (
	"cmp"
	"net/netip"
	"slices"
	"time"
)

// maxDoors limits the members of a game that are listed as doors.
const maxDoors = 16

// MergeGames merges the members of each game of peers into one Server, in place. Any
// member may be an attacker, who wants to be the only door, or to describe the game. So
// a game is as most addresses describe it, or, if as many do, those that were first;
// members who describe it so come first, then one member of each address before
// the second of any, and then those that have been there longest.
func MergeGames(all []Server) []Server {
	slices.SortFunc(all, func(a, b Server) int { return cmp.Compare(a.Game, b.Game) })
	merged := all[:0]
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Game == all[0].Game {
			n++
		}
		if members := all[:n]; members[0].Game != 0 {
			merged = append(merged, mergeGame(members))
		} else {
			merged = append(merged, members...)
		}
		all = all[n:]
	}
	return merged
}

// mergeGame merges the members of one game, which it sorts.
func mergeGame(members []Server) Server {
	info := gameInfo(members)
	rankByAddr(members)
	slices.SortFunc(members, func(a, b Server) int {
		return cmp.Or(compareBool(!sameGame(&a.Info, &info), !sameGame(&b.Info, &info)), cmp.Compare(a.rank, b.rank),
			cmp.Compare(a.firstSeen, b.firstSeen), slices.Compare(a.ID[:], b.ID[:]))
	})
	members = members[:min(len(members), maxDoors)]
	ms := func(s *Server) time.Duration { return s.RTT.Round(time.Millisecond) }
	slices.SortFunc(members, func(a, b Server) int {
		return cmp.Or(compareBool(!sameGame(&a.Info, &info), !sameGame(&b.Info, &info)), compareBool(!a.Local, !b.Local),
			cmp.Compare(ms(&a), ms(&b)), a.Addr.Compare(b.Addr))
	})
	s := members[0]
	s.Info, s.Doors = info, make([]netip.AddrPort, len(members))
	for i := range members {
		s.Doors[i] = members[i].Addr
	}
	return s
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// compareGames sorts by all that members who play together agree on.
func compareGames(a, b *Info) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Level, b.Level), cmp.Compare(a.MaxPlayers, b.MaxPlayers), compareBool(a.HasPassword, b.HasPassword))
}

func sameGame(a, b *Info) bool { return compareGames(a, b) == 0 }

// gameInfo returns the description of a game by most addresses, in its latest view. It
// sorts the members.
func gameInfo(members []Server) Info {
	slices.SortFunc(members, func(a, b Server) int {
		return cmp.Or(compareGames(&a.Info, &b.Info), a.Addr.Addr().Compare(b.Addr.Addr()))
	})
	var best Info
	var bestCount int
	var bestSeen time.Duration
	for i := 0; i < len(members); {
		info, count, seen := members[i].Info, 0, members[i].firstSeen
		var last netip.Addr
		for ; i < len(members) && sameGame(&members[i].Info, &info); i++ {
			if m := &members[i]; m.Addr.Addr() != last {
				last = m.Addr.Addr()
				count++
			}
			if seen = min(seen, members[i].firstSeen); members[i].View > info.View {
				info = members[i].Info
			}
		}
		if count > bestCount || count == bestCount && seen < bestSeen {
			best, bestCount, bestSeen = info, count, seen
		}
	}
	return best
}

// rankByAddr sets the rank of each member among those at its address, the longest known
// first. It sorts them.
func rankByAddr(members []Server) {
	slices.SortFunc(members, func(a, b Server) int {
		return cmp.Or(a.Addr.Addr().Compare(b.Addr.Addr()), cmp.Compare(a.firstSeen, b.firstSeen), slices.Compare(a.ID[:], b.ID[:]))
	})
	for i := range members {
		if members[i].rank = 0; i > 0 && members[i].Addr.Addr() == members[i-1].Addr.Addr() {
			members[i].rank = members[i-1].rank + 1
		}
	}
}
