package netsim

import (
	"fmt"

	"clew/engine/game"
	"clew/net/wire"
)

// checkStandings returns an error unless every client that has a player knows how
// everybody stands, and whether a countdown is set, as the State has it.
func checkStandings(r *Simulation) error {
	s := r.Server.Game.State()
	for i, c := range r.Clients {
		if c.ID() == 0 {
			continue
		}
		if _, set := c.Countdown(r.Now()); set != (s.Countdown() != 0) {
			return fmt.Errorf("client %d: a countdown is set: %v, in the State it ends at %d", i, set, s.Countdown())
		}
		shown := map[wire.Score]bool{}
		for _, p := range c.Ranking() {
			if !p.Left {
				shown[p.Score] = true
			}
		}
		for k := range s.Players() {
			p := &s.Players()[k]
			if want := scoreOf(s, p); !shown[want] && r.Server.Game.Player(p.ID).ConnID != 0 {
				return fmt.Errorf("client %d does not have %+v among %+v", i, want, c.Ranking())
			}
		}
	}
	return nil
}

// scoreOf returns what clients should know of a player.
func scoreOf(s *game.State, p *game.Player) wire.Score {
	score := wire.Score{ID: p.ID, Place: p.Place, Gained: p.Gained, Points: p.Points}
	if exit := s.World().Player(p.ID).ExitTick; exit != 0 {
		score.Ticks = exit - p.JoinTick
	}
	return score
}
