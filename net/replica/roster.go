package replica

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Roster holds who is in the game and how their connections are, as the server
// says. The zero value is empty.
type Roster struct {
	players map[sim.ID]wire.PlayerInfo
	stats   []wire.PlayerStats // by ascending ID; belongs to the message, never changed
}

// Clear removes everybody.
func (r *Roster) Clear() {
	clear(r.players)
	r.stats = nil
}

// Update adds a player or replaces what is known of it, and returns that. It
// refuses more players than a game can have.
func (r *Roster) Update(info wire.PlayerInfo) (previous wire.PlayerInfo, known bool, err error) {
	previous, known = r.players[info.ID]
	if !known && len(r.players) >= sim.MaxPlayers {
		return previous, false, fmt.Errorf("replica: the server announces more than %d players", sim.MaxPlayers)
	}
	if r.players == nil {
		r.players = map[sim.ID]wire.PlayerInfo{}
	}
	r.players[info.ID] = info
	return previous, known, nil
}

// Remove removes a player.
func (r *Roster) Remove(id sim.ID) { delete(r.players, id) }

// Player returns what is known of a player: the zero value if it is not there.
func (r *Roster) Player(id sim.ID) wire.PlayerInfo { return r.players[id] }

// Players returns all players by ascending ID.
func (r *Roster) Players() []wire.PlayerInfo {
	return slices.SortedFunc(maps.Values(r.players), func(a, b wire.PlayerInfo) int { return cmp.Compare(a.ID, b.ID) })
}

// SetStats replaces the state of all connections. The slice, by ascending ID,
// must not change afterwards.
func (r *Roster) SetStats(stats []wire.PlayerStats) { r.stats = stats }

// Stats returns the state of a player's connection, as its own client measures
// it: the zero value if the server did not tell.
func (r *Roster) Stats(id sim.ID) wire.PlayerStats {
	i, known := slices.BinarySearchFunc(r.stats, id, func(s wire.PlayerStats, id sim.ID) int { return cmp.Compare(s.ID, id) })
	if !known {
		return wire.PlayerStats{}
	}
	return r.stats[i]
}

// clone returns a copy that shares nothing that either changes.
func (r *Roster) clone() Roster {
	return Roster{players: maps.Clone(r.players), stats: r.stats}
}
