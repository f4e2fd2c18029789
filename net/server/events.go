package server

import "clew/net/authority"

// recordTick reports the last tick to OnLevelChange, OnTick and OnPlayerInfo, in
// this order.
func (s *Server) recordTick(events []authority.Event) {
	for _, e := range events {
		if l := e.Level; l != nil && s.cfg.OnLevelChange != nil {
			s.cfg.OnLevelChange(l.Level, l.Seed, l.Start)
		}
	}
	if game := s.session.Game; s.cfg.OnTick != nil {
		s.cfg.OnTick(game.Commands(), game.World())
	}
	for _, e := range events {
		if e.Info != nil && s.cfg.OnPlayerInfo != nil {
			s.cfg.OnPlayerInfo(e.Info)
		}
	}
}

// handleEvents acts on events of the game. It runs before the next tick, in which
// a new player may chat for the first time.
func (s *Server) handleEvents(events []authority.Event) {
	for _, e := range events {
		switch e.Kind {
		case authority.EventJoin:
			s.markJoined(e, events)
			if until := s.tickAt(s.mutedUntil[AddrKey(e.Label)]); until > 0 {
				s.session.Game.Mute(e.ID, until)
			}
		case authority.EventSpectate, authority.EventResume:
			s.markJoined(e, events)
		case authority.EventCommand:
			s.forwardCommand(e)
		}
	}
}

// markJoined marks the connection of a client that has joined, unless it ended in
// the same tick: by now its address may belong to a newer connection.
func (s *Server) markJoined(joined authority.Event, events []authority.Event) {
	for _, e := range events {
		if (e.Kind == authority.EventDisconnect || e.Kind == authority.EventClose) && e.Label == joined.Label {
			return
		}
	}
	s.conns.markJoined(joined.Label)
}
