package server

import "time"

// SetPaused asks the game to stand still, or to go on. It stands still only while
// there is at most one client, so that no player stops the game of another; see
// IsPaused. Clients must stop their own clocks meanwhile.
func (s *Server) SetPaused(on bool) { s.pauseWanted.Store(on) }

// IsPaused reports whether the game stands still.
func (s *Server) IsPaused() bool { return s.paused.Load() }

// updatePause pauses or resumes the game, and reports whether it is paused.
func (s *Server) updatePause(clock *stopwatch) bool {
	paused := s.pauseWanted.Load() && s.session.ConnCount() <= 1
	if paused {
		clock.stop()
	} else {
		clock.resume()
	}
	s.paused.Store(paused)
	return paused
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
