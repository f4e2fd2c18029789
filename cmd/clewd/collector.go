package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"clew/net/server"
)

// statsCollector turns a host's Stats into Prometheus' metrics, each time that it is
// asked.
type statsCollector struct{ stats func() server.Stats }

func newDesc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("clew_"+name, help, labels, nil)
}

var (
	descPlayers           = newDesc("players", "Players in the game, those who were cut off and may come back included.")
	descDisconnected      = newDesc("players_away", "Players who were cut off and may come back.")
	descPlayersMax        = newDesc("players_max", "Players that are let in at most.")
	descSpectators        = newDesc("watchers", "Those who watch without a player, and may wait for a place.")
	descFinished          = newDesc("players_finished", "Players who have found the exit of the level.")
	descIdle              = newDesc("players_idle", "Players who have pressed nothing for as long as the setting idle allows, and for whom the next level does not wait.")
	descLongestIdle       = newDesc("player_idle_seconds_longest", "For how long the player has pressed nothing who has for longest, of those who are not cut off.")
	descConnections       = newDesc("connections", "Connections that have got past the door.")
	descLevel             = newDesc("level", "Is 1 for the level that is played.", "name")
	descQueuedInputs      = newDesc("inputs_waiting", "Inputs that wait in the queues of all players together.")
	descLongestInputQueue = newDesc("inputs_waiting_longest", "Inputs that wait in the longest queue of a player.")
	descQueuedMessages    = newDesc("messages_unsent", "Messages that wait to be sent to all clients together.")
	descLongestSendQueue  = newDesc("messages_unsent_most", "Messages that wait to be sent to the client for whom the most wait.")
	descTickTime          = newDesc("tick_seconds", "How long ticks took; there are 60 a second.")
	descLateTicks         = newDesc("ticks_late_total", "Ticks that took longer than a 60th of a second.")
	descDroppedTime       = newDesc("dropped_seconds_total", "Time that the game did not make up for after it had fallen behind.")
	descRefusals          = newDesc("refusals_total", "Connections that were not let in, by the code of the refusal.", "reason")
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
	count := func(d *prometheus.Desc, v float64, labels ...string) {
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
	count(descLateTicks, float64(s.LateTicks))
	count(descDroppedTime, s.DroppedTime.Seconds())
	for code, n := range s.Refusals {
		count(descRefusals, float64(n), code)
	}
	for direction, kinds := range map[string]map[string]server.Traffic{"in": s.Received, "out": s.Sent} {
		for kind, t := range kinds {
			count(descMessages, float64(t.Messages), direction, kind)
			count(descBytes, float64(t.Bytes), direction, kind)
		}
	}
	ch <- prometheus.MustNewConstHistogram(descTickTime, s.Ticks, s.TotalTickTime.Seconds(), tickBuckets(&s))
}

// tickBuckets are the ticks that took at most so many seconds.
func tickBuckets(s *server.Stats) map[float64]uint64 {
	b := make(map[float64]uint64, len(s.TickCounts))
	for i, n := range s.TickCounts {
		b[server.TickBuckets[i].Seconds()] = n
	}
	return b
}
