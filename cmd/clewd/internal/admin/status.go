package admin

import (
	"fmt"
	"time"
)

func (d *Shell) status(string) []string {
	s := d.Server.Stats()
	lines := []string{
		fmt.Sprintf("level: %s", s.Level),
		fmt.Sprintf("players: %d of %d, %d of them cut off, %d idle, %d at the exit; %d watch", s.Players, s.MaxPlayers, s.Disconnected, s.IdlePlayers, s.Finished, s.Spectators),
		fmt.Sprintf("connections: %d", s.Connections),
		fmt.Sprintf("ticks: %d, on average %v, %d late, %v dropped", s.Ticks, mean(s.TotalTickTime, s.Ticks), s.LateTicks, s.DroppedTime.Round(time.Millisecond)),
		fmt.Sprintf("bans: %d", len(d.Bans.All(time.Now()))),
	}
	if s.HasPassword {
		lines = append(lines, "players need a password")
	}
	return append(lines, d.Controller.Pending()...)
}

func mean(sum time.Duration, n uint64) time.Duration {
	if n == 0 {
		return 0
	}
	return (sum / time.Duration(n)).Round(time.Microsecond)
}
