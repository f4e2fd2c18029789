package host

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

// do has the loop do something with the game, and waits for that.
func (h *Host) do(what func(game *authority.Authority)) {
	done := make(chan struct{})
	ask := func() {
		defer close(done)
		what(h.server.Game)
	}
	select {
	case h.asks <- ask:
		<-done
	case <-h.life.Done():
	}
}

// SetLevel has everybody play on in another level.
func (h *Host) SetLevel(l *maze.Level, seed uint64) {
	h.do(func(game *authority.Authority) {
		h.level = sendable(l)
		game.SetLevel(h.level, seed)
	})
}

// People are the players, by ascending ID, and the tick in which that was so.
func (h *Host) People() (people []authority.Person, now sim.Tick) {
	h.do(func(game *authority.Authority) {
		people, now = game.People(nil), game.World().Tick()
	})
	return people, now
}

// Announce tells everybody something in the server's name.
func (h *Host) Announce(text string) {
	h.do(func(game *authority.Authority) { game.Announce(text) })
}

// Answer tells the player who gave a command something in the server's name,
// line by line. Whoever has taken the player over meanwhile does not hear it.
func (h *Host) Answer(who Asker, lines ...string) {
	h.do(func(game *authority.Authority) {
		if game.Person(who.ID).Conn != who.Conn {
			return
		}
		for _, l := range lines {
			game.Note(who.ID, l)
		}
	})
}

// Kick takes a player out of the game, and reports whether there was one.
func (h *Host) Kick(id sim.ID, code, reason string) (was bool) {
	h.do(func(game *authority.Authority) { was = game.Kick(id, code, reason) })
	return was
}

// Expel kicks all who play or watch from an address, see Origin, for which there
// is a reason, those who are cut off too, and returns how many that were. The
// loop waits for why: it must not dawdle.
func (h *Host) Expel(code string, why func(origin string) (reason string, is bool)) (n int) {
	h.do(func(game *authority.Authority) {
		for _, p := range game.People(nil) {
			if reason, is := why(Origin(p.Label)); is && game.Kick(p.ID, code, reason) {
				n++
			}
		}
		n += game.EndWatchers(code, func(label string) (string, bool) { return why(Origin(label)) })
	})
	return n
}

// Mute lets a player say nothing for so long, and whoever joins from the same
// address meanwhile, because that may be the same person. It reports whether
// there is such a player.
func (h *Host) Mute(id sim.ID, d time.Duration) (is bool) {
	h.do(func(game *authority.Authority) {
		now := time.Now()
		until := now.Add(d)
		if is = game.Mute(id, h.tickAt(until)); !is {
			return
		}
		maps.DeleteFunc(h.mutes, func(_ string, until time.Time) bool { return !until.After(now) })
		h.mutes[Origin(game.Person(id).Label)] = until
	})
	return is
}

// tickAt returns the tick that is due at a time, 0 where that is past. It runs on
// the loop.
func (h *Host) tickAt(when time.Time) sim.Tick {
	left := time.Until(when)
	if left <= 0 {
		return 0
	}
	now := h.server.Game.World().Tick()
	if n := left / replica.TickTime; n < time.Duration(authority.MutedForever-now) {
		return now + sim.Tick(n)
	}
	return authority.MutedForever
}
