package reel

import "clew/net/rig/tracer"

// curves are the numbers of a story over time, for each client.
type curves struct {
	story   *tracer.Trace
	ticks   int // of the story when they were taken
	clients []*tracer.Series
}

// Curves are the numbers of a tape over time. While a person plays they are
// taken anew once a second.
func (r *Reel) Curves(t Tape, client int) *tracer.Series {
	c := &r.curves[0]
	if t != r.tape {
		c = &r.curves[1]
	}
	s := t.Story()
	if n := s.Beliefs.Ticks(); c.story != s || n < c.ticks || n >= c.ticks+60 || n > c.ticks && n == t.Ticks() {
		*c = curves{s, n, make([]*tracer.Series, t.Clients())}
	}
	if c.clients[client] == nil {
		c.clients[client] = s.Series(client)
	}
	return c.clients[client]
}
