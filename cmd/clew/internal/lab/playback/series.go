package playback

import "clew/cmd/internal/lab/eventlog"

// seriesCache holds a trace's metrics over time, for each client.
type seriesCache struct {
	trace   *eventlog.Trace
	ticks   int // length of the trace at that time
	clients []*eventlog.Series
}

// Series returns a game's metrics over time. While a human plays, they are
// updated once a second.
func (p *Player) Series(t Game, client int) *eventlog.Series {
	c := &p.curves[0]
	if t != p.game {
		c = &p.curves[1]
	}
	s := t.Trace()
	if n := s.Positions.Ticks(); c.trace != s || n < c.ticks || n >= c.ticks+60 || n > c.ticks && n == t.Ticks() {
		*c = seriesCache{s, n, make([]*eventlog.Series, t.Clients())}
	}
	if c.clients[client] == nil {
		c.clients[client] = s.Series(client)
	}
	return c.clients[client]
}
