package admin

import (
	"fmt"
	"time"
)

func (s *Shell) status(string) []string {
	stats := s.Server.Stats()
	lines := []string{
		fmt.Sprintf("level: %s", stats.Level),
		fmt.Sprintf("players: %d of %d (%d disconnected, %d idle, %d finished), %d spectators", stats.Players, stats.MaxPlayers, stats.Disconnected, stats.IdlePlayers, stats.Finished, stats.Spectators),
		fmt.Sprintf("connections: %d", stats.Connections),
		fmt.Sprintf("ticks: %d (average %v, %d late), %v dropped", stats.Ticks, mean(stats.TotalTickTime, stats.Ticks), stats.LateTicks, stats.DroppedTime.Round(time.Millisecond)),
		fmt.Sprintf("bans: %d", len(s.Bans.All(time.Now()))),
	}
	if stats.HasPassword {
		lines = append(lines, "password required")
	}
	return append(lines, s.Controller.Pending()...)
}

func mean(sum time.Duration, n uint64) time.Duration {
	if n == 0 {
		return 0
	}
	return (sum / time.Duration(n)).Round(time.Microsecond)
}
