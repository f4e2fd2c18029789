package main

import (
	"fmt"
	"time"

	"clew/cmd/clewd/internal/gauges"
	"clew/cmd/clewd/internal/systemd"
)

// pulse ticks as often as the service manager wants a sign of life.
func (s *steward) pulse() *time.Ticker {
	every := s.manager.Pulse()
	if every <= 0 {
		every = time.Hour
	}
	return time.NewTicker(every)
}

// sign tells the service manager that the game ticks, if it does: the manager
// starts a server anew whose game stands still.
func (s *steward) sign() {
	stats := s.host.Stats()
	if time.Since(stats.Beat) > gauges.Patience {
		return
	}
	s.tell(systemd.Alive + "\n" + systemd.Status(fmt.Sprintf("%d of %d players in %q", stats.Players, stats.MaxPlayers, stats.Level)))
}

// tell tells the service manager something.
func (s *steward) tell(what string) {
	if err := s.manager.Tell(what); err != nil {
		s.log.Warn(err.Error())
	}
}
