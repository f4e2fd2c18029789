package tracker

import (
	"slices"

	"clew/net/discovery"
)

// mergePeers merges the members of each game of peers, and sorts the games by address.
func mergePeers(games []Game) []Game {
	servers := make([]discovery.Server, len(games))
	for i, g := range games {
		servers[i] = discovery.Server{Addr: g.Addr, Version: g.Version, Info: g.Info}
	}
	servers = discovery.MergeGames(servers)
	games = games[:len(servers)]
	for i, s := range servers {
		games[i] = Game{Addr: s.Addr, Doors: s.Doors, Version: s.Version, Info: s.Info}
	}
	slices.SortFunc(games, func(a, b Game) int { return a.Addr.Compare(b.Addr) })
	return games
}
