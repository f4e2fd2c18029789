package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"clew/net/server"
)

// statsCollector exports a server's Stats as Prometheus metrics.
type statsCollector struct{ stats func() server.Stats }

func newDesc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("clew_"+name, help, labels, nil)
}

var (
	descPlayers           = newDesc("players", "Players in the game, including disconnected ones who may come back.")
	descDisconnected      = newDesc("players_disconnected", "Players who have lost their connection and may come back.")
	descPlayersMax        = newDesc("players_max", "Maximum number of players.")
	descSpectators        = newDesc("spectators", "Clients without a player, which may be in the queue for a place.")
	descFinished          = newDesc("players_finished", "Players who have found the exit of the level.")
	descIdle              = newDesc("players_idle", "Connected players without input for the idle timeout, for whom the next level does not wait.")
	descLongestIdle       = newDesc("longest_idle_seconds", "Time without input of the connected player who has been idle longest.")
	descConnections       = newDesc("connections", "Connections in the game.")
	descLevel             = newDesc("level_info", "1 for the current level.", "name")
	descQueuedInputs      = newDesc("inputs_queued", "Queued inputs of all players.")
	descLongestInputQueue = newDesc("inputs_queued_max", "Queued inputs of the player with the longest queue.")
	descQueuedMessages    = newDesc("messages_queued", "Messages queued for all clients.")
	descLongestSendQueue  = newDesc("messages_queued_max", "Messages queued for the client with the longest queue.")
	descTickTime          = newDesc("tick_seconds", "Durations of ticks; there are 60 a second.")
	descLateTicks         = newDesc("ticks_late_total", "Ticks that took longer than a 60th of a second.")
	descDroppedTime       = newDesc("dropped_seconds_total", "Game time skipped after the server fell behind.")
	descRefusals          = newDesc("refusals_total", "Refused connections, by the code of the refusal.", "reason")
	descMessages          = newDesc("messages_total", "Messages, by direction and kind.", "direction", "kind")
	descBytes             = newDesc("message_bytes_total", "Bytes of messages without their framing, by direction and kind.", "direction", "kind")
)

// Describe implements prometheus.Collector.
func (c statsCollector) Describe(ch chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, ch) }

// Collect implements prometheus.Collector.
func (c statsCollector) Collect(ch chan<- prometheus.Metric) {
	s := c.stats()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	counter := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	gauge(descPlayers, float64(s.Players))
	gauge(descDisconnected, float64(s.Disconnected))
	gauge(descPlayersMax, float64(s.MaxPlayers))
	gauge(descSpectators, float64(s.Spectators))
	gauge(descFinished, float64(s.Finished))
	gauge(descIdle, float64(s.IdlePlayers))
	gauge(descLongestIdle, s.LongestIdle.Seconds())
	gauge(descConnections, float64(s.Connections))
	gauge(descLevel, 1, s.Level)
	gauge(descQueuedInputs, float64(s.QueuedInputs))
	gauge(descLongestInputQueue, float64(s.LongestInputQueue))
	gauge(descQueuedMessages, float64(s.QueuedMessages))
	gauge(descLongestSendQueue, float64(s.LongestSendQueue))
	counter(descLateTicks, float64(s.LateTicks))
	counter(descDroppedTime, s.DroppedTime.Seconds())
	for code, n := range s.Refusals {
		counter(descRefusals, float64(n), code)
	}
	for direction, kinds := range map[string]map[string]server.Traffic{"in": s.Received, "out": s.Sent} {
		for kind, t := range kinds {
			counter(descMessages, float64(t.Messages), direction, kind)
			counter(descBytes, float64(t.Bytes), direction, kind)
		}
	}
	ch <- prometheus.MustNewConstHistogram(descTickTime, s.Ticks, s.TotalTickTime.Seconds(), tickBuckets(&s))
}

// tickBuckets returns the cumulative counts of the tick histogram.
func tickBuckets(s *server.Stats) map[float64]uint64 {
	b := make(map[float64]uint64, len(s.TickCounts))
	for i, n := range s.TickCounts {
		b[server.TickBuckets[i].Seconds()] = n
	}
	return b
}
