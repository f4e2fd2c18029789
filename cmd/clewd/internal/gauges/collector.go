package gauges

import (
	"github.com/prometheus/client_golang/prometheus"

	"clew/net/host"
)

// collector turns a host's Stats into Prometheus' metrics, each time that it is
// asked.
type collector struct{ stats func() host.Stats }

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("clew_"+name, help, labels, nil)
}

var (
	players     = desc("players", "Players in the game, those who were cut off and may come back included.")
	away        = desc("players_away", "Players who were cut off and may come back.")
	playersMax  = desc("players_max", "Players that are let in at most.")
	watchers    = desc("watchers", "Those who watch without a player, and may wait for a place.")
	finished    = desc("players_finished", "Players who have found the exit of the level.")
	idle        = desc("players_idle", "Players who have pressed nothing for as long as the setting idle allows, and for whom the next level does not wait.")
	idleLongest = desc("player_idle_seconds_longest", "For how long the player has pressed nothing who has for longest, of those who are not cut off.")
	connections = desc("connections", "Connections that have got past the door.")
	level       = desc("level", "Is 1 for the level that is played.", "name")
	waiting     = desc("inputs_waiting", "Inputs that wait in the queues of all players together.")
	longest     = desc("inputs_waiting_longest", "Inputs that wait in the longest queue of a player.")
	unsent      = desc("messages_unsent", "Messages that wait to be sent to all clients together.")
	slowest     = desc("messages_unsent_most", "Messages that wait to be sent to the client for whom the most wait.")
	tickTime    = desc("tick_seconds", "How long ticks took; there are 60 a second.")
	late        = desc("ticks_late_total", "Ticks that took longer than a 60th of a second.")
	dropped     = desc("dropped_seconds_total", "Time that the game did not make up for after it had fallen behind.")
	refusals    = desc("refusals_total", "Connections that were not let in, by the code of the refusal.", "reason")
	messages    = desc("messages_total", "Messages, by direction and kind.", "direction", "kind")
	bytes       = desc("message_bytes_total", "Bytes of messages without their framing, by direction and kind.", "direction", "kind")
)

// Describe implements prometheus.Collector.
func (c collector) Describe(ch chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, ch) }

// Collect implements prometheus.Collector.
func (c collector) Collect(ch chan<- prometheus.Metric) {
	s := c.stats()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	count := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	gauge(players, float64(s.Players))
	gauge(away, float64(s.Away))
	gauge(playersMax, float64(s.MaxPlayers))
	gauge(watchers, float64(s.Watchers))
	gauge(finished, float64(s.Finished))
	gauge(idle, float64(s.Idle))
	gauge(idleLongest, s.IdleLongest.Seconds())
	gauge(connections, float64(s.Connections))
	gauge(level, 1, s.Level)
	gauge(waiting, float64(s.Waiting))
	gauge(longest, float64(s.Longest))
	gauge(unsent, float64(s.Unsent))
	gauge(slowest, float64(s.Slowest))
	count(late, float64(s.Late))
	count(dropped, s.Dropped.Seconds())
	for code, n := range s.Refusals {
		count(refusals, float64(n), code)
	}
	for direction, kinds := range map[string]map[string]host.Traffic{"in": s.In, "out": s.Out} {
		for kind, t := range kinds {
			count(messages, float64(t.Messages), direction, kind)
			count(bytes, float64(t.Bytes), direction, kind)
		}
	}
	ch <- prometheus.MustNewConstHistogram(tickTime, s.Ticks, s.TickTime.Seconds(), buckets(&s))
}

// buckets are the ticks that took at most so many seconds.
func buckets(s *host.Stats) map[float64]uint64 {
	b := make(map[float64]uint64, len(s.TickTimes))
	for i, n := range s.TickTimes {
		b[host.TickBounds[i].Seconds()] = n
	}
	return b
}
