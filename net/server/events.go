package server

import "clew/net/authority"

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
