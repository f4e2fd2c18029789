package server

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
)

// SetPaused asks the game to stand still, or to go on. It stands still only while
// there is at most one client, so that no player stops the game of another; see
// IsPaused. Clients must stop their own clocks meanwhile.
func (s *Server) SetPaused(on bool) { s.pauseWanted.Store(on) }

// IsPaused reports whether the game stands still.
func (s *Server) IsPaused() bool { return s.paused.Load() }

// updatePause pauses or resumes the game, and reports whether it is paused.
func (s *Server) updatePause(clock *stopwatch) bool {
	paused := s.pauseWanted.Load() && s.canPause()
	if paused {
		clock.stop()
	} else {
		clock.resume()
	}
	s.paused.Store(paused)
	return paused
}

// settleTicks is how long a game goes on for a new connection. It is then greeted
// and has its level and a snapshot, without which a client waits.
const settleTicks = sim.TickRate

// canPause reports whether nobody would wait for a game that stands still: there
// is no client but the one that plays. A client that is still to be greeted waits,
// the one whose connection was lost during the pause too.
func (s *Server) canPause() bool {
	switch s.session.ConnCount() {
	case 0:
		return true
	case 1:
		return s.ticksSinceAttach >= settleTicks &&
			slices.ContainsFunc(s.session.Game.AppendPlayers(nil), func(p authority.PlayerInfo) bool { return p.ConnID != 0 })
	}
	return false
}

// stopwatch measures the time of a game, which does not pass during a pause.
type stopwatch struct {
	begin   time.Time // now minus the time measured so far, unless stopped
	stopped bool
	at      time.Duration // the time at which it stopped
}

func startStopwatch() *stopwatch { return &stopwatch{begin: time.Now()} }

// elapsed returns the time measured so far.
func (w *stopwatch) elapsed() time.Duration {
	if w.stopped {
		return w.at
	}
	return time.Since(w.begin)
}

func (w *stopwatch) stop() {
	w.at, w.stopped = w.elapsed(), true
}

func (w *stopwatch) resume() {
	if w.stopped {
		w.begin, w.stopped = time.Now().Add(-w.at), false
	}
}
