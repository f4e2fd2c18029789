package server

import (
	"maps"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/replica"
)

// The methods for administrators run on the loop and wait for it, some
// milliseconds, so no function of the Config may call them. After the shutdown
// they do nothing.

// onLoop runs a function on the loop and waits for it.
func (s *Server) onLoop(fn func(a *authority.Authority)) {
	done := make(chan struct{})
	ask := func() {
		defer close(done)
		fn(s.session.Game)
	}
	select {
	case s.calls <- ask:
		<-done
	case <-s.ctx.Done():
	}
}

// SetLevel switches the game to another level.
func (s *Server) SetLevel(l *maze.Level, seed uint64) {
	s.onLoop(func(a *authority.Authority) {
		s.level = withSendableName(l)
		a.SetLevel(s.level, seed)
	})
}

// Countdown returns how long it takes until the next level begins, and whether that is
// known.
func (s *Server) Countdown() (left time.Duration, set bool) {
	s.onLoop(func(a *authority.Authority) {
		if until := a.State().Countdown(); until != 0 {
			left, set = time.Duration(until-min(until, a.State().Tick()))*replica.TickDuration, true
		}
	})
	return left, set
}

// Players returns the players by ascending ID, and the current tick.
func (s *Server) Players() (players []authority.PlayerInfo, now sim.Tick) {
	s.onLoop(func(a *authority.Authority) {
		players, now = a.AppendPlayers(nil), a.World().Tick()
	})
	return players, now
}

// Announce sends everybody a message from the server.
func (s *Server) Announce(text string) {
	s.onLoop(func(a *authority.Authority) { a.Announce(text) })
}

// Reply answers a player's command, line by line. If another connection has taken
// over the player meanwhile, it gets nothing.
func (s *Server) Reply(to CommandSender, lines ...string) {
	s.onLoop(func(a *authority.Authority) { notifySender(a, to, lines...) })
}

// Kick removes a player from the game, and reports whether there was one.
func (s *Server) Kick(id sim.ID, code, reason string) (ok bool) {
	s.onLoop(func(a *authority.Authority) { ok = a.Kick(id, code, reason) })
	return ok
}

// KickByAddr kicks all players, including disconnected ones, and spectators whose
// address (see AddrKey) is matched, and returns their number. The loop waits for
// match, which must be fast.
func (s *Server) KickByAddr(code string, match func(addr string) (reason string, ok bool)) (n int) {
	s.onLoop(func(a *authority.Authority) {
		for _, p := range a.AppendPlayers(nil) {
			if reason, ok := match(AddrKey(p.Label)); ok && a.Kick(p.ID, code, reason) {
				n++
			}
		}
		n += a.CloseSpectators(code, func(label string) (string, bool) { return match(AddrKey(label)) })
	})
	return n
}

// Mute keeps a player from chatting for d, and all who join from the same address
// meanwhile, since they may be the same person. It reports whether there is such
// a player.
func (s *Server) Mute(id sim.ID, d time.Duration) (ok bool) {
	s.onLoop(func(a *authority.Authority) {
		now := time.Now()
		until := now.Add(d)
		if ok = a.Mute(id, s.tickAt(until)); !ok {
			return
		}
		maps.DeleteFunc(s.mutedUntil, func(_ string, until time.Time) bool { return !until.After(now) })
		s.mutedUntil[AddrKey(a.Player(id).Label)] = until
	})
	return ok
}

// tickAt returns the tick that is due at a time, 0 for a time in the past. It
// runs on the loop.
func (s *Server) tickAt(when time.Time) sim.Tick {
	left := time.Until(when)
	if left <= 0 {
		return 0
	}
	now := s.session.Game.World().Tick()
	if n := left / replica.TickDuration; n < time.Duration(game.Forever-now) {
		return now + sim.Tick(n)
	}
	return game.Forever
}
