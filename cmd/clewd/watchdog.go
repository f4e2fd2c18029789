package main

import (
	"fmt"
	"time"
)

// watchdogTicker ticks as often as the service manager expects a sign of life.
func (c *controller) watchdogTicker() *time.Ticker {
	every := c.notifier.watchdogInterval()
	if every <= 0 {
		every = time.Hour
	}
	return time.NewTicker(every)
}

// notifyWatchdog sends the service manager a sign of life and the status, unless
// the game has stalled: then the manager restarts the server.
func (c *controller) notifyWatchdog() {
	stats := c.server.Stats()
	if time.Since(stats.LastTick) > stallTimeout {
		return
	}
	c.notify(msgWatchdog + "\n" + msgStatus(fmt.Sprintf("%d of %d players in %q", stats.Players, stats.MaxPlayers, stats.Level)))
}

// notify sends a message to the service manager.
func (c *controller) notify(message string) {
	if err := c.notifier.notify(message); err != nil {
		c.log.Warn("cannot notify the service manager", "error", err.Error())
	}
}
