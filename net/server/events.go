package server

import "clew/net/authority"

// recordTick passes the last tick on to whoever records the game: first the level
// that began with it, then its commands, then who the players are.
func (h *Server) recordTick(events []authority.Event) {
	for _, e := range events {
		if l := e.Level; l != nil && h.cfg.OnLevelChange != nil {
			h.cfg.OnLevelChange(l.Level, l.Seed, l.Start)
		}
	}
	if game := h.session.Game; h.cfg.OnTick != nil {
		h.cfg.OnTick(game.Commands(), game.World())
	}
	for _, e := range events {
		if e.Info != nil && h.cfg.OnPlayerInfo != nil {
			h.cfg.OnPlayerInfo(e.Info)
		}
	}
}

// handleEvents does what events of the game ask for. It runs before the next
// tick, in which a new player speaks for the first time.
func (h *Server) handleEvents(events []authority.Event) {
	for _, e := range events {
		switch e.Kind {
		case authority.EventJoin:
			h.conns.markJoined(e.Label)
			if until := h.tickAt(h.mutedUntil[AddrKey(e.Label)]); until > 0 {
				h.session.Game.Mute(e.ID, until)
			}
		case authority.EventSpectate, authority.EventResume:
			h.conns.markJoined(e.Label)
		case authority.EventCommand:
			h.forwardCommand(e)
		}
	}
}
