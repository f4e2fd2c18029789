package admin

import (
	"fmt"
	"time"
)

func (d *Desk) status(string) []string {
	s := d.Server.Stats()
	lines := []string{
		fmt.Sprintf("level: %s", s.Level),
		fmt.Sprintf("players: %d of %d, %d of them cut off, %d idle, %d at the exit; %d watch", s.Players, s.MaxPlayers, s.Away, s.Idle, s.Finished, s.Watchers),
		fmt.Sprintf("connections: %d", s.Connections),
		fmt.Sprintf("ticks: %d, on average %v, %d late, %v dropped", s.Ticks, mean(s.TickTime, s.Ticks), s.Late, s.Dropped.Round(time.Millisecond)),
		fmt.Sprintf("bans: %d", len(d.Bans.All(time.Now()))),
	}
	if s.Locked {
		lines = append(lines, "players need a password")
	}
	return append(lines, d.Conductor.Plans()...)
}

func mean(sum time.Duration, n uint64) time.Duration {
	if n == 0 {
		return 0
	}
	return (sum / time.Duration(n)).Round(time.Microsecond)
}
