package replica

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// Standing is how a player stands in a game.
type Standing struct {
	wire.Score
	Avatar     rune
	Name       string
	Appearance wire.Appearance
	Left       bool // it has left the game since it reached the exit of this level
}

// ranking holds what the server says of points, times and the end of the level. The
// zero value is empty.
type ranking struct {
	scores    map[sim.ID]wire.Score // of players in the roster
	left      []Standing            // those that left with a place in this level
	countdown sim.Tick              // see wire.Countdown
	record    wire.Record

	recordKnown bool       // the server has told the record of this level
	sorted      []Standing // see Replica.Ranking; never changed
	stale       bool       // sorted is out of date
}

// maxLeft is how many players that left are kept, the newest.
const maxLeft = sim.MaxPlayers

// Ranking returns everybody in the game, and those that left after reaching the exit
// of this level: by place, then those without one by their points. The slice is
// never changed.
func (r *Replica) Ranking() []Standing {
	k := &r.ranking
	if !k.stale {
		return k.sorted
	}
	k.stale, k.sorted = false, slices.Clone(k.left)
	for id, info := range r.roster.players {
		s := k.scores[id]
		s.ID = id
		k.sorted = append(k.sorted, Standing{Score: s, Avatar: info.Avatar, Name: info.Name, Appearance: info.Appearance})
	}
	slices.SortFunc(k.sorted, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(a.Place-1, b.Place-1), cmp.Compare(b.Points, a.Points), cmp.Compare(a.ID, b.ID)) // no place is the last one
	})
	return k.sorted
}

// Score returns how a player of the game stands.
func (r *Replica) Score(id sim.ID) wire.Score {
	s := r.ranking.scores[id]
	s.ID = id
	return s
}

// Record returns the best time of this level on this server, whose Ticks are 0 if
// there is none yet, and whether the server keeps records.
func (r *Replica) Record() (record wire.Record, known bool) {
	return r.ranking.record, r.ranking.recordKnown
}

// Countdown returns how long it takes until the next level begins here, at least 0,
// and whether that is known: that the server has set a countdown.
func (r *Replica) Countdown(now time.Duration) (left time.Duration, known bool) {
	until := r.ranking.countdown
	if until == 0 || r.interpolator.Len() == 0 {
		return 0, false
	}
	// A snapshot that meets no delay would show this moment now.
	shown := now - r.interpolator.clock.minLag
	return max(time.Duration(until)*TickDuration-shown, 0), true
}

// restart forgets what a Welcome will be followed by. A player that resumes keeps the
// ranking of those whom the server does not tell of again because they have left.
func (k *ranking) restart(roster *Roster, resumed bool) {
	left := k.left
	if resumed {
		for id := range k.scores {
			left = k.appendLeft(left, roster.Player(id))
		}
		sortByID(left)
	} else {
		left = nil
	}
	*k = ranking{left: left, stale: true}
}

// startLevel makes everybody begin a level without a place.
func (k *ranking) startLevel() {
	for id, s := range k.scores {
		k.scores[id] = wire.Score{ID: id, Points: s.Points}
	}
	*k = ranking{scores: k.scores, stale: true}
}

// setScore keeps how a player in the roster stands.
func (k *ranking) setScore(m *wire.Score) {
	if k.scores == nil {
		k.scores = map[sim.ID]wire.Score{}
	}
	k.scores[m.ID], k.stale = *m, true
}

// welcome notes that a player is in the game.
func (k *ranking) welcome(id sim.ID) {
	k.left = slices.DeleteFunc(k.left, func(s Standing) bool { return s.ID == id })
	k.stale = true
}

// remove notes that a player leaves.
func (k *ranking) remove(info wire.PlayerInfo) {
	k.left = k.appendLeft(k.left, info)
	delete(k.scores, info.ID)
	k.stale = true
}

// appendLeft appends a player that leaves, if it has a place.
func (k *ranking) appendLeft(left []Standing, info wire.PlayerInfo) []Standing {
	s := k.scores[info.ID]
	if s.Place == 0 || info.ID == 0 {
		return left
	}
	if len(left) >= maxLeft {
		left = slices.Delete(left, 0, 1)
	}
	return append(left, Standing{Score: s, Avatar: info.Avatar, Name: info.Name, Appearance: info.Appearance, Left: true})
}

// sortByID sorts those that left whose order is a map's.
func sortByID(left []Standing) {
	slices.SortFunc(left, func(a, b Standing) int { return cmp.Compare(a.ID, b.ID) })
}

// clone returns a copy that shares nothing that either changes.
func (k *ranking) clone() ranking {
	c := *k
	c.scores, c.left = maps.Clone(k.scores), slices.Clone(k.left)
	return c
}

// all returns all scores by ascending ID.
func (k *ranking) all() []wire.Score {
	return slices.SortedFunc(maps.Values(k.scores), func(a, b wire.Score) int { return cmp.Compare(a.ID, b.ID) })
}
