package replica

import (
	"maps"
	"slices"

	"clew/engine/sim"
	"clew/net/wire"
)

// Clone makes a copy that shares nothing with r that either could change, as
// of between two ticks: messages and news that were not fetched are not in it.
func (r *Replica) Clone() *Replica {
	c := *r
	c.out, c.sent, c.news = nil, 0, nil
	c.speech.unsaid = slices.Clone(r.speech.unsaid)
	c.rows = slices.Clone(r.rows)
	c.people = maps.Clone(r.people)
	c.history = slices.Clone(r.history)
	c.inputs = wire.Inputs{}
	if r.past != nil {
		c.past = r.past.Clone()
	}
	c.truth, c.ahead = sim.World{}, sim.World{}
	c.truth.CopyFrom(&r.truth)
	for i := range c.others.ring {
		c.others.ring[i].bodies = slices.Clone(r.others.ring[i].bodies)
	}
	return &c
}
