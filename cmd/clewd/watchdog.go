package main

import (
	"fmt"
	"time"
)

// watchdogTicker ticks as often as the service manager wants a sign of life.
func (s *controller) watchdogTicker() *time.Ticker {
	every := s.notifier.WatchdogInterval()
	if every <= 0 {
		every = time.Hour
	}
	return time.NewTicker(every)
}

// notifyWatchdog tells the service manager that the game ticks, if it does: the manager
// starts a server anew whose game stands still.
func (s *controller) notifyWatchdog() {
	stats := s.server.Stats()
	if time.Since(stats.LastTick) > StallTimeout {
		return
	}
	s.notify(NotifyWatchdog + "\n" + NotifyStatus(fmt.Sprintf("%d of %d players in %q", stats.Players, stats.MaxPlayers, stats.Level)))
}

// notify tells the service manager something.
func (s *controller) notify(what string) {
	if err := s.notifier.Notify(what); err != nil {
		s.log.Warn(err.Error())
	}
}
