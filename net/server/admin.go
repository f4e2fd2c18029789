package server

import (
	"maps"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/replica"
)

// What whoever runs the server can do. These methods wait until the loop has
// done it, some milliseconds; so none of the Config's functions may call them.
// When the Host has ended they do nothing.

// onLoop has the loop do something with the game, and waits for that.
func (h *Server) onLoop(what func(game *authority.Authority)) {
	done := make(chan struct{})
	ask := func() {
		defer close(done)
		what(h.session.Game)
	}
	select {
	case h.calls <- ask:
		<-done
	case <-h.ctx.Done():
	}
}

// SetLevel has everybody play on in another level.
func (h *Server) SetLevel(l *maze.Level, seed uint64) {
	h.onLoop(func(game *authority.Authority) {
		h.level = withSendableName(l)
		game.SetLevel(h.level, seed)
	})
}

// Players are the players, by ascending ID, and the tick in which that was so.
func (h *Server) Players() (people []authority.PlayerInfo, now sim.Tick) {
	h.onLoop(func(game *authority.Authority) {
		people, now = game.AppendPlayers(nil), game.World().Tick()
	})
	return people, now
}

// Announce tells everybody something in the server's name.
func (h *Server) Announce(text string) {
	h.onLoop(func(game *authority.Authority) { game.Announce(text) })
}

// Reply tells the player who gave a command something in the server's name,
// line by line. Whoever has taken the player over meanwhile does not hear it.
func (h *Server) Reply(who CommandSender, lines ...string) {
	h.onLoop(func(game *authority.Authority) {
		if game.Player(who.ID).ConnID != who.ConnID {
			return
		}
		for _, l := range lines {
			game.Notify(who.ID, l)
		}
	})
}

// Kick takes a player out of the game, and reports whether there was one.
func (h *Server) Kick(id sim.ID, code, reason string) (was bool) {
	h.onLoop(func(game *authority.Authority) { was = game.Kick(id, code, reason) })
	return was
}

// KickByAddr kicks all who play or watch from an address, see Origin, for which there
// is a reason, those who are cut off too, and returns how many that were. The
// loop waits for why: it must not dawdle.
func (h *Server) KickByAddr(code string, why func(origin string) (reason string, is bool)) (n int) {
	h.onLoop(func(game *authority.Authority) {
		for _, p := range game.AppendPlayers(nil) {
			if reason, is := why(AddrKey(p.Label)); is && game.Kick(p.ID, code, reason) {
				n++
			}
		}
		n += game.CloseSpectators(code, func(label string) (string, bool) { return why(AddrKey(label)) })
	})
	return n
}

// Mute lets a player say nothing for so long, and whoever joins from the same
// address meanwhile, because that may be the same person. It reports whether
// there is such a player.
func (h *Server) Mute(id sim.ID, d time.Duration) (is bool) {
	h.onLoop(func(game *authority.Authority) {
		now := time.Now()
		until := now.Add(d)
		if is = game.Mute(id, h.tickAt(until)); !is {
			return
		}
		maps.DeleteFunc(h.mutedUntil, func(_ string, until time.Time) bool { return !until.After(now) })
		h.mutedUntil[AddrKey(game.Player(id).Label)] = until
	})
	return is
}

// tickAt returns the tick that is due at a time, 0 where that is past. It runs on
// the loop.
func (h *Server) tickAt(when time.Time) sim.Tick {
	left := time.Until(when)
	if left <= 0 {
		return 0
	}
	now := h.session.Game.World().Tick()
	if n := left / replica.TickDuration; n < time.Duration(authority.MutedForever-now) {
		return now + sim.Tick(n)
	}
	return authority.MutedForever
}
